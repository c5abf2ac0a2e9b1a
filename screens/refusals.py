"""Every reason a rule can give, said in words: what happened, what to do, whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from db.activities import ActivityReason, ClosingReason, PlanReason
from db.base import GeneralReason
from db.importing.reasons import ImportReason
from db.points import PointsReason
from db.prizes.reasons import PrizeReason
from db.residents import CardReason, PersonReason
from db.staff import StaffReason
from db.texts import Words
from screens import i18n
from screens.i18n import _
from screens.prize_refusals import SENTENCES as PRIZES
from screens.typography import time_text

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """Two short sentences and a person: what happened, what to do, whom to ask."""

    what: str
    do: str
    ask: str


REASONS: tuple[type[StrEnum], ...] = (
    GeneralReason,
    CardReason,
    PersonReason,
    PointsReason,
    ActivityReason,
    ClosingReason,
    PlanReason,
    PrizeReason,
    StaffReason,
    ImportReason,
)


def says(reason: StrEnum, facts: Facts | None = None) -> Said:
    """A reason in the language shown. Every member of REASONS has its words; a test says so."""
    return _SENTENCES[reason](facts or {})


def _time(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return time_text(value) if isinstance(value, datetime) else ""


def _number(facts: Facts, name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else 0


def _title(facts: Facts) -> str:
    value = facts.get("title")
    return value.best(i18n.current()) if isinstance(value, Words) else ""


def _desk() -> str:
    return _("Staff at the desk can help you.")


def _colleague() -> str:
    return _("A colleague at the desk can give you a new PIN.")


def _said(
    what: Callable[[Facts], str],
    do: Callable[[Facts], str],
    ask: Callable[[], str] = _desk,
) -> Callable[[Facts], Said]:
    return lambda facts: Said(what(facts), do(facts), ask())


def _until(facts: Facts) -> str:
    """When a lock opens, with the day if that is another one; in seconds where no hour is known."""
    until, seconds = facts.get("until"), _number(facts, "seconds")
    if not isinstance(until, datetime):
        return _("Please wait {seconds} seconds.", seconds=seconds)
    if (until - timedelta(seconds=seconds)).date() != until.date():
        return _("You can try again tomorrow at {time}.", time=time_text(until))
    return _("You can try again at {time}.", time=time_text(until))


_SENTENCES: dict[StrEnum, Callable[[Facts], Said]] = {
    GeneralReason.DISK_FULL: _said(
        lambda f: _("The machine cannot write anything down now."),
        lambda f: _("Nothing was changed. You can still look things up."),
    ),
    GeneralReason.BUSY: _said(
        lambda f: _("The machine is busy."), lambda f: _("Nothing was changed. Please try again.")
    ),
    GeneralReason.DAMAGED: _said(
        lambda f: _("The machine has a problem. It is not your fault."),
        lambda f: _("Nothing was changed. Please go to the desk."),
    ),
    GeneralReason.OTHER_CONTENT: _said(
        lambda f: _("This was already answered."), lambda f: _("Please start again from home.")
    ),
    CardReason.UNKNOWN: _said(
        lambda f: _("We could not read this card."), lambda f: _("Please hold it here again.")
    ),
    CardReason.LOST: _said(
        lambda f: _("This card was reported lost."),
        lambda f: _("Please give it to staff. Points stay with their owner."),
    ),
    CardReason.BLOCKED: _said(
        lambda f: _("This card cannot be used now."), lambda f: _("Please ask staff for a card.")
    ),
    CardReason.REPLACED: _said(
        lambda f: _("This is an old card."), lambda f: _("Please use the new card.")
    ),
    CardReason.EXPIRED: _said(
        lambda f: _("This card has expired."), lambda f: _("Staff can renew it for you.")
    ),
    CardReason.GONE: _said(
        lambda f: _("This card is not in use any more."), lambda f: _("Please give it to staff.")
    ),
    CardReason.UNBOUND: _said(
        lambda f: _("This card belongs to nobody yet."),
        lambda f: _("Staff can write your name to it."),
    ),
    CardReason.TWO_THINGS: _said(
        lambda f: _("This number belongs to two things."), lambda f: _("Please ask at the desk.")
    ),
    CardReason.BOOK: _said(
        lambda f: _("This is a book."), lambda f: _("Please take it to the book room.")
    ),
    CardReason.PICK_UP: _said(
        lambda f: _("This number fetches a prize."),
        lambda f: _("Please show it at the desk, with your card."),
    ),
    CardReason.TAKEN: _said(
        lambda f: _("This number belongs to another card."),
        lambda f: _("Please take another card."),
    ),
    CardReason.NOT_BLANK: _said(
        lambda f: _("This card belongs to somebody already."),
        lambda f: _("Please take a blank card."),
    ),
    CardReason.HAS_CARD: _said(
        lambda f: _("This person has a card already."),
        lambda f: _("Replace the old card by the new one."),
    ),
    PersonReason.NO_SUCH_RESIDENT: _said(
        lambda f: _("We do not find this person."), lambda f: _("Please ask at the desk.")
    ),
    PersonReason.FORGOTTEN: _said(
        lambda f: _("This person is not a member any more."),
        lambda f: _("Please ask at the desk."),
    ),
    PersonReason.HAS_LEFT: _said(
        lambda f: _("This person is not a member any more."),
        lambda f: _("Please ask at the desk."),
    ),
    PersonReason.NAMELESS: _said(
        lambda f: _("The name is missing."), lambda f: _("Nothing was changed.")
    ),
    PersonReason.NOT_A_YEAR: _said(
        lambda f: _("Nobody was born in that year."),
        lambda f: _("Please look at the birth year again."),
    ),
    PersonReason.NO_SUCH_HOUSEHOLD: _said(
        lambda f: _("We do not find this household."), lambda f: _("Nothing was changed.")
    ),
    PersonReason.OWN_GUARDIAN: _said(
        lambda f: _("Nobody is their own guardian."), lambda f: _("Please choose an adult.")
    ),
    PersonReason.NOT_HOUSEHOLD: _said(
        lambda f: _("Points stay in the household."), lambda f: _("Nothing was changed.")
    ),
    PersonReason.STILL_OPEN: _said(
        lambda f: _("Something is still open."), lambda f: _("Please bring it back first.")
    ),
    PointsReason.NOT_ENOUGH: _said(
        lambda f: _("You do not have enough points yet."), lambda f: _("Activities earn points.")
    ),
    PointsReason.ALREADY_REVERSED: _said(
        lambda f: _("This was already taken back."), lambda f: _("Nothing was changed.")
    ),
    PointsReason.NOT_POSITIVE: _said(
        lambda f: _("There are no points to move."), lambda f: _("Nothing was changed.")
    ),
    PointsReason.ALREADY_OPENED: _said(
        lambda f: _("The paper points were already entered."),
        lambda f: _("Nothing was changed."),
    ),
    ActivityReason.NO_SUCH_SESSION: _said(
        lambda f: _("We do not find this activity."),
        lambda f: _("Please choose another one."),
    ),
    ActivityReason.CANCELLED: _said(
        lambda f: _("This activity was cancelled."), lambda f: _("Please choose another one.")
    ),
    ActivityReason.CLOSED: _said(
        lambda f: _("This activity is closed."),
        lambda f: _("The list is with the organiser."),
    ),
    ActivityReason.OVER: _said(
        lambda f: _("This activity is over."), lambda f: _("Please come earlier next time.")
    ),
    ActivityReason.NOT_YET: _said(
        lambda f: _("It is too early."),
        lambda f: _("You can start at {time}.", time=_time(f, "opens_at")),
    ),
    ActivityReason.ALREADY_IN: _said(
        lambda f: _("You are already here."), lambda f: _("Nothing more to do.")
    ),
    ActivityReason.ALREADY_OUT: _said(
        lambda f: _("You have already left this activity."), lambda f: _("Nothing more to do.")
    ),
    ActivityReason.NOT_IN: _said(
        lambda f: _("You are not on the list of this activity."),
        lambda f: _("Nothing was changed."),
    ),
    ActivityReason.ELSEWHERE: _said(
        lambda f: _("You are in another activity now: {title}.", title=_title(f)),
        lambda f: _("Do you want to switch?"),
    ),
    ActivityReason.TOO_MANY_UNDOS: _said(
        lambda f: _("This was undone three times."), lambda f: _("Now staff do it for you.")
    ),
    ActivityReason.ENROLMENT_NEEDED: _said(
        lambda f: _("This activity needs a place kept for you."),
        lambda f: _("Please keep a place for the next time."),
    ),
    ActivityReason.ENROLMENT_CLOSED: _said(
        lambda f: _("No more places are kept for this one."),
        lambda f: _("Please choose another day."),
    ),
    ActivityReason.ALREADY_ENROLLED: _said(
        lambda f: _("A place is already kept for you."), lambda f: _("Nothing more to do.")
    ),
    ActivityReason.NOT_ENROLLED: _said(
        lambda f: _("No place is kept for you here."), lambda f: _("Nothing was changed.")
    ),
    ActivityReason.WAITING: _said(
        lambda f: _("You are on the waiting list."),
        lambda f: _("We tell you when a place is free."),
    ),
    ActivityReason.FULL: _said(
        lambda f: _("This activity is full."), lambda f: _("Please choose another one.")
    ),
    ActivityReason.UNDO_TOO_LATE: _said(
        lambda f: _("The minute for undoing is over."), lambda f: _("Staff can correct it.")
    ),
    ActivityReason.POINTS_IN_USE: _said(
        lambda f: _("These points are already in use."), lambda f: _("It cannot be undone here.")
    ),
    ActivityReason.DOOR_ENDED: _said(
        lambda f: _("The door of this activity is closed."),
        lambda f: _("Hold the helper's card here again."),
    ),
    StaffReason.NOT_ALLOWED: _said(
        lambda f: _("This staff card cannot do that."), lambda f: _("Please ask an organiser.")
    ),
    ClosingReason.MORE_CARDS_THAN_HEADS: _said(
        lambda f: _("More cards were read than people counted."),
        lambda f: _("Please check the marked cards."),
    ),
    ClosingReason.NOT_BEGUN: _said(
        lambda f: _("This activity has not begun."), lambda f: _("Please wait.")
    ),
    ClosingReason.NO_SUCH_ATTENDANCE: _said(
        lambda f: _("We do not find this check-in."), lambda f: _("Nothing was changed.")
    ),
    StaffReason.OWN: _said(
        lambda f: _("You cannot do this for yourself or your household."),
        lambda f: _("Please ask a colleague."),
    ),
    StaffReason.LOCKED: _said(lambda f: _("Too many wrong PINs."), _until, _colleague),
    StaffReason.NO_PIN: _said(
        lambda f: _("This staff card has no PIN yet."),
        lambda f: _("With the card alone you can open a door."),
        _colleague,
    ),
    StaffReason.NOT_RIGHT: _said(
        lambda f: _("Card or PIN is not right."), lambda f: _("Please type it again."), _colleague
    ),
    StaffReason.NOT_ON_DUTY: _said(
        lambda f: _("Nobody is signed in here any more."),
        lambda f: _("Hold the staff card here again and type the PIN."),
    ),
    StaffReason.NOT_SIGNED: _said(
        lambda f: _("This needs your signature."), lambda f: _("Hold the staff card here again.")
    ),
    StaffReason.NO_SUCH_STAFF: _said(
        lambda f: _("This person is not staff."), lambda f: _("Nothing was changed.")
    ),
    StaffReason.ALREADY_STAFF: _said(
        lambda f: _("This person is staff already."), lambda f: _("Nothing was changed.")
    ),
    StaffReason.LAST_LEAD: _said(
        lambda f: _("The hall needs a lead."), lambda f: _("Name another lead first.")
    ),
    StaffReason.UNSEALED: _said(
        lambda f: _("There is no sealed code."), lambda f: _("Make a sealed code first.")
    ),
    PlanReason.NO_SUCH_SERIES: _said(
        lambda f: _("We do not find this activity."), lambda f: _("Please choose another one.")
    ),
    PlanReason.RETIRED: _said(
        lambda f: _("This activity has ended."), lambda f: _("Please choose another one.")
    ),
    PlanReason.PUBLISHED: _said(
        lambda f: _("This activity is in the programme already."),
        lambda f: _("Nothing was changed."),
    ),
    PlanReason.ALREADY_PLANNED: _said(
        lambda f: _("This activity is planned at this hour already."),
        lambda f: _("Nothing was changed."),
    ),
    PlanReason.TOO_OLD: _said(
        lambda f: _("This page is older than {days} days.", days=_number(f, "days")),
        lambda f: _("A lead signs it."),
    ),
    PlanReason.NOT_ACCEPTED: _said(
        lambda f: _("One of the values cannot be."), lambda f: _("Please look at it again.")
    ),
    ImportReason.NOT_READABLE: _said(
        lambda f: _("This file is not a table."), lambda f: _("Please save it as CSV or XLSX.")
    ),
    ImportReason.NO_NAMES: _said(
        lambda f: _("This file has no column of names."),
        lambda f: _("Please say which column holds the names."),
    ),
    ImportReason.NO_SUCH_IMPORT: _said(
        lambda f: _("We do not find this import."), lambda f: _("Nothing was changed.")
    ),
    ImportReason.ALREADY_UNDONE: _said(
        lambda f: _("This was already taken back."), lambda f: _("Nothing was changed.")
    ),
    ImportReason.IN_USE: _said(
        lambda f: _("Some of these people have cards or points by now."),
        lambda f: _("Nothing was changed."),
    ),
}
_SENTENCES |= {reason: _said(*pair) for reason, pair in PRIZES.items()}
