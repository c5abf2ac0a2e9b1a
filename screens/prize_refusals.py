"""Why the shelf says no, in words: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from db.prizes.reasons import PrizeReason
from screens import i18n
from screens.i18n import _, n_
from screens.typography import day_words

Facts = Mapping[str, object]
Pair = tuple[Callable[[Facts], str], Callable[[Facts], str]]


def _number(facts: Facts, name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else 0


def _day(facts: Facts, name: str) -> str:
    value = facts.get(name)
    return day_words(value, i18n.current()) if isinstance(value, date) else ""


def _nothing(_facts: Facts) -> str:
    return _("Nothing was changed.")


def _another(_facts: Facts) -> str:
    return _("Please choose another prize.")


SENTENCES: dict[PrizeReason, Pair] = {
    PrizeReason.NO_SUCH_PRIZE: (lambda f: _("We do not find this prize."), _another),
    PrizeReason.NO_SUCH_REDEMPTION: (lambda f: _("We do not find this reservation."), _nothing),
    PrizeReason.NOT_YOURS: (lambda f: _("This prize waits for somebody else."), _nothing),
    PrizeReason.CODE_UNKNOWN: (
        lambda f: _("No prize has this number."),
        lambda f: _("Please show the number again."),
    ),
    PrizeReason.WRONG_CARD: (
        lambda f: _("This card does not belong to this prize."),
        lambda f: _("The card of whoever paid is needed."),
    ),
    PrizeReason.ALREADY_HANDED_OVER: (
        lambda f: _("This prize was already fetched."),
        lambda f: _("Nothing more to do."),
    ),
    PrizeReason.ALREADY_CANCELLED: (
        lambda f: _("This prize was already given back."),
        lambda f: _("Your points are back."),
    ),
    PrizeReason.ALREADY_LAPSED: (
        lambda f: _("This prize was kept as long as we could."),
        lambda f: _("Your points are back."),
    ),
    PrizeReason.RETIRED: (lambda f: _("This prize is not there any more."), _another),
    PrizeReason.OUT_OF_SEASON: (lambda f: _("The time of this prize is over."), _another),
    PrizeReason.NOT_YET: (
        lambda f: _("This prize is not there yet."),
        lambda f: _("It comes on {day}.", day=_day(f, "from")),
    ),
    PrizeReason.SOLD_OUT: (lambda f: _("The last one has just gone."), _another),
    PrizeReason.TOO_YOUNG: (
        lambda f: _("This prize is for older people."),
        lambda f: _("From {age} years on you can have it.", age=_number(f, "age")),
    ),
    PrizeReason.PERSON_LIMIT: (
        lambda f: _("You have had as many of this as there are for each."),
        _another,
    ),
    PrizeReason.HOUSEHOLD_LIMIT: (
        lambda f: _("Your household has had as many of this as there are."),
        _another,
    ),
    PrizeReason.ALREADY_RESERVED: (
        lambda f: _("One of these already waits for you."),
        lambda f: _("Please fetch it at the desk first."),
    ),
    PrizeReason.TOO_MANY_RESERVED: (
        lambda f: n_(
            "{n} prize already waits for you.",
            "{n} prizes already wait for you.",
            _number(f, "limit"),
        ),
        lambda f: _("Please fetch them at the desk first."),
    ),
    PrizeReason.PRICE_CHANGED: (
        lambda f: _("The price has just changed."),
        lambda f: n_(
            "It is {n} point now. Please look again.",
            "It is {n} points now. Please look again.",
            _number(f, "price"),
        ),
    ),
    PrizeReason.NOT_ENOUGH: (
        lambda f: n_(
            "You need {n} more point.", "You need {n} more points.", _number(f, "missing")
        ),
        lambda f: _("Activities earn points."),
    ),
    PrizeReason.GUARDIAN_NEEDED: (
        lambda f: _("A grown-up of your family is needed for this."),
        lambda f: _("Please come together and bring their card."),
    ),
    PrizeReason.NOT_GUARDIAN: (
        lambda f: _("This is not the card of a parent or guardian."),
        lambda f: _("Please try again with their card."),
    ),
    PrizeReason.NOT_HOUSEHOLD: (
        lambda f: _("Only people of one household can pay together."),
        _nothing,
    ),
    PrizeReason.TOO_MANY_SHARES: (
        lambda f: n_(
            "At most {n} person can pay together.",
            "At most {n} people can pay together.",
            _number(f, "limit"),
        ),
        _nothing,
    ),
    PrizeReason.SHARES_DIFFER: (
        lambda f: _("The parts do not make the price."),
        _nothing,
    ),
    PrizeReason.BELOW_RESERVED: (
        lambda f: _("More of this is kept for people than that."),
        lambda f: _("{n} are reserved: look again.", n=_number(f, "reserved")),
    ),
    PrizeReason.NOTHING_MOVED: (
        lambda f: _("A number above zero is needed."),
        _nothing,
    ),
    PrizeReason.NO_REASON: (
        lambda f: _("A reason in words is needed."),
        _nothing,
    ),
    PrizeReason.NAMELESS: (lambda f: _("A prize needs a name."), _nothing),
}
