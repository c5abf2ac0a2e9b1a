"""What happens when something is held to the reader: the table for every screen, and for the docs.

`python -m tests.screens.scans` prints it as docs/screens.md shows it. A screen, or a kind of scan, that
is not in the table fails tests/screens/test_scans.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from db.prizes import PrizeReason
from db.residents import CardReason


class Kind(StrEnum):
    """What is held there; the value is what the front desk calls it."""

    MEMBER = "a member's card"
    PREFIXED = "the same with the reader's own mark in front"
    RFID = "an RFID tag of a member"
    CHILD = "a child's card"
    SAME = "the card of whoever is here, again"
    LOST = "a card that was reported lost"
    BLOCKED = "a blocked card"
    OLD = "an old card: a newer one exists"
    EXPIRED = "a card that has expired"
    BLANK = "a blank card, nobody's yet"
    MOVED = "a card of somebody who moved away or died"
    FORGOTTEN = "a card of somebody who was forgotten"
    STAFF = "a staff card"
    NO_DOOR = "a staff card that may open no door"
    ON_DUTY = "the staff card of whoever is on duty"
    CLOCK = "a lead's card while the time is not confirmed"
    STAFF_LOST = "a staff card that was reported lost"
    BOOK = "a book (ISBN)"
    PICK_UP = "a prize's pick-up number"
    TWO_THINGS = "a number that is two things"
    UNKNOWN = "a number that nobody was given"
    SLIP = "a ticket or a tag of another system"
    HALF = "half a number, or a wrong digit"
    TOO_LONG = "a code that does not end"
    GARBAGE = "letters, control characters, broken bytes"
    NOISE = "noise on the line, no code"


class Who(Enum):
    """Who is here when it comes."""

    NOBODY = "nobody is here"
    SOMEBODY = "somebody is here"
    DOOR = "a door is open"
    STAFF = "staff are on duty"
    PEOPLE = "staff look for somebody"
    WANTED = "staff want a blank card"
    SHELF = "staff keep the shelf"
    SHARING = "a household pays together"
    GUARDIAN = "a guardian's card is asked for"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is in front afterwards and how it sounds; `says` is for the front desk."""

    says: str
    screen: str
    sound: tuple[str, ...]
    reason: StrEnum | None = None
    stays: bool = False  # the visit of whoever is here goes on


def _no(reason: CardReason, says: str) -> Outcome:
    return Outcome(says, "RefusalScreen", ("read", "refusal"), reason)


def _at_the_door(reason: CardReason, says: str) -> Outcome:
    return Outcome(says, "DoorScreen", ("read", "refusal"), reason)


def _beside(reason: StrEnum, says: str) -> Outcome:
    """A no to a card that lies beside that of whoever is here."""
    return Outcome(says, "RefusalScreen", ("read", "refusal"), reason, stays=True)


HOME = Outcome("the home of this card opens", "HomeScreen", ("read",))
STAYS = Outcome("back to the own home, the visit goes on", "HomeScreen", ("read",))
DOORS = Outcome("the doors that it may open", "DoorChooseScreen", ("read",))
PIN = Outcome("the PIN for staff mode", "PinScreen", ("read",))
CHOICE = Outcome("asks: a door, or staff mode", "StaffCardScreen", ("read",))
DESKS = Outcome("back to the first page of staff mode", "StaffHomeScreen", ("read",))
PERSON = Outcome("the page of this person", "PersonScreen", ("read",))
NOBODY = Outcome("nobody is found", "PeopleScreen", ("read", "refusal"))
GIVE = Outcome("asks whether it is to be given", "ConfirmScreen", ("read",))
CLOCK = Outcome("“Is the time right?”", "ClockScreen", ("read",))
BOOK = Outcome("“This is a book”; the visit goes on", "BookScreen", ("read",), stays=True)
DESK = Outcome("“For the desk”; the visit goes on", "DeskCodeScreen", ("read",), stays=True)
WHICH = Outcome("asks which of the two it is", "WhichScreen", ("read",))
NOTHING = Outcome("nothing: no code was read", "", ())
IN = Outcome("checked in", "DoorScreen", ("read", "success"))
AGAIN = Outcome("“Already in”, a sound of its own", "DoorScreen", ("read", "again"))
CLOSES = Outcome("closes the door", "WelcomeScreen", ("read",))

ENDS = Outcome("the duty ends, the home of this card opens", "HomeScreen", ("read",))


def _not_given(reason: CardReason, says: str) -> Outcome:
    return Outcome(says, "RefusalScreen", ("read", "refusal"), reason)


TAKEN = _not_given(CardReason.NOT_BLANK, "“This card belongs to somebody already”")
TURN = Outcome("it is this person's turn to give points", "TogetherScreen", ("read",), stays=True)
STRANGER = _beside(
    PrizeReason.NOT_HOUSEHOLD, "“Only people of one household can pay together”; the visit goes on"
)
NOT_THEIRS = _beside(
    PrizeReason.WRONG_CARD, "“This card does not belong to this prize”; the visit goes on"
)
NO_NUMBER = _beside(PrizeReason.CODE_UNKNOWN, "“We do not know this number”; the duty goes on")
KEPT = Outcome("of a guardian: the prize is kept", "PickUpScreen", ("read", "success"), stays=True)
NO_GUARDIAN = _beside(
    PrizeReason.NOT_GUARDIAN, "“This is not the card of a parent or guardian”; the visit goes on"
)

_NOES: Mapping[Kind, tuple[CardReason, str]] = {
    Kind.LOST: (CardReason.LOST, "“This card was reported lost”"),
    Kind.BLOCKED: (CardReason.BLOCKED, "“This card cannot be used now”"),
    Kind.OLD: (CardReason.REPLACED, "“This is an old card”"),
    Kind.EXPIRED: (CardReason.EXPIRED, "“This card has expired”"),
    Kind.BLANK: (CardReason.UNBOUND, "“This card belongs to nobody yet”"),
    Kind.MOVED: (CardReason.BLOCKED, "“This card cannot be used now”; no name"),
    Kind.FORGOTTEN: (CardReason.UNKNOWN, "“We could not read this card”"),
    Kind.STAFF_LOST: (CardReason.LOST, "“This card was reported lost”"),
    Kind.UNKNOWN: (CardReason.UNKNOWN, "“We could not read this card”"),
    Kind.SLIP: (CardReason.UNKNOWN, "“We could not read this card”"),
    Kind.HALF: (CardReason.UNKNOWN, "“We could not read this card”"),
    Kind.TOO_LONG: (CardReason.UNKNOWN, "“We could not read this card”"),
    Kind.GARBAGE: (CardReason.UNKNOWN, "“We could not read this card”"),
}

ROWS: Mapping[Who, Mapping[Kind, Outcome]] = {
    Who.NOBODY: {
        Kind.MEMBER: HOME,
        Kind.PREFIXED: HOME,
        Kind.RFID: HOME,
        Kind.CHILD: HOME,
        Kind.SAME: HOME,
        **{kind: _no(reason, says) for kind, (reason, says) in _NOES.items()},
        Kind.STAFF: DOORS,
        Kind.NO_DOOR: PIN,
        Kind.ON_DUTY: CHOICE,
        Kind.CLOCK: CLOCK,
        Kind.BOOK: BOOK,
        Kind.PICK_UP: DESK,
        Kind.TWO_THINGS: WHICH,
        Kind.NOISE: NOTHING,
    },
    Who.SOMEBODY: {
        Kind.MEMBER: HOME,
        Kind.PREFIXED: HOME,
        Kind.RFID: HOME,
        Kind.CHILD: HOME,
        Kind.SAME: STAYS,
        **{kind: _no(reason, says) for kind, (reason, says) in _NOES.items()},
        Kind.STAFF: DOORS,
        Kind.NO_DOOR: PIN,
        Kind.ON_DUTY: CHOICE,
        Kind.CLOCK: CLOCK,
        Kind.BOOK: BOOK,
        Kind.PICK_UP: DESK,
        Kind.TWO_THINGS: WHICH,
        Kind.NOISE: NOTHING,
    },
    Who.DOOR: {
        Kind.MEMBER: IN,
        Kind.PREFIXED: IN,
        Kind.RFID: IN,
        Kind.CHILD: IN,
        Kind.SAME: AGAIN,
        **{kind: _at_the_door(reason, says) for kind, (reason, says) in _NOES.items()},
        Kind.STAFF: CLOSES,
        Kind.NO_DOOR: CLOSES,
        Kind.ON_DUTY: CLOSES,
        Kind.CLOCK: CLOSES,
        Kind.BOOK: _at_the_door(CardReason.BOOK, "“This is a book”"),
        Kind.PICK_UP: _at_the_door(CardReason.PICK_UP, "“This number fetches a prize”"),
        Kind.TWO_THINGS: _at_the_door(
            CardReason.TWO_THINGS, "“This number belongs to two things”; nobody is guessed"
        ),
        Kind.NOISE: NOTHING,
    },
    # Whatever is read ends the duty, but for a book and the card of whoever is on duty.
    Who.STAFF: {
        **dict.fromkeys((Kind.MEMBER, Kind.PREFIXED, Kind.RFID, Kind.CHILD, Kind.SAME), ENDS),
        **{kind: _no(reason, says) for kind, (reason, says) in _NOES.items()},
        Kind.STAFF: DOORS,
        Kind.NO_DOOR: PIN,
        Kind.ON_DUTY: DESKS,
        Kind.CLOCK: CLOCK,
        Kind.BOOK: Outcome(
            "“This is a book”; the duty goes on", "BookScreen", ("read",), stays=True
        ),
        Kind.PICK_UP: Outcome(
            "“For the desk”; the duty goes on", "DeskCodeScreen", ("read",), stays=True
        ),
        Kind.TWO_THINGS: WHICH,
        Kind.NOISE: NOTHING,
    },
    Who.PEOPLE: {
        **dict.fromkeys((Kind.MEMBER, Kind.PREFIXED, Kind.RFID, Kind.CHILD, Kind.SAME), PERSON),
        **dict.fromkeys(_NOES, NOBODY),
        **dict.fromkeys(
            (Kind.LOST, Kind.BLOCKED, Kind.OLD, Kind.EXPIRED, Kind.MOVED, Kind.STAFF_LOST), PERSON
        ),
        Kind.STAFF: DOORS,
        Kind.NO_DOOR: PIN,
        Kind.ON_DUTY: DESKS,
        Kind.CLOCK: CLOCK,
        Kind.BOOK: NOBODY,
        Kind.PICK_UP: NOBODY,
        Kind.TWO_THINGS: Outcome(
            "both people are listed; nobody is guessed", "PeopleScreen", ("read",)
        ),
        Kind.NOISE: NOTHING,
    },
    Who.WANTED: {
        **dict.fromkeys((Kind.MEMBER, Kind.PREFIXED, Kind.RFID, Kind.CHILD, Kind.SAME), TAKEN),
        **dict.fromkeys((Kind.LOST, Kind.BLOCKED, Kind.OLD, Kind.EXPIRED, Kind.MOVED), TAKEN),
        Kind.BLANK: GIVE,
        **{
            kind: _not_given(CardReason.UNKNOWN, "“We could not read this card”")
            for kind in (Kind.FORGOTTEN, Kind.UNKNOWN, Kind.SLIP, Kind.HALF, Kind.TOO_LONG)
        },
        Kind.GARBAGE: _not_given(CardReason.UNKNOWN, "“We could not read this card”"),
        Kind.STAFF: DOORS,
        Kind.NO_DOOR: PIN,
        Kind.ON_DUTY: DESKS,
        Kind.CLOCK: CLOCK,
        Kind.STAFF_LOST: TAKEN,
        Kind.BOOK: _not_given(CardReason.BOOK, "“This is a book”"),
        Kind.PICK_UP: _not_given(CardReason.PICK_UP, "“This number fetches a prize”"),
        Kind.TWO_THINGS: _not_given(CardReason.TWO_THINGS, "“This number belongs to two things”"),
        Kind.NOISE: NOTHING,
    },
    Who.SHELF: {
        **dict.fromkeys(Kind, NO_NUMBER),
        Kind.PICK_UP: Outcome(
            "now the card of whoever paid", "ShelfDeskScreen", ("read",), stays=True
        ),
        Kind.STAFF: DOORS,
        Kind.NO_DOOR: PIN,
        Kind.ON_DUTY: DESKS,
        Kind.CLOCK: CLOCK,
        Kind.NOISE: NOTHING,
    },
    Who.SHARING: {
        **dict.fromkeys(Kind, NOT_THEIRS),
        **dict.fromkeys((Kind.MEMBER, Kind.CHILD, Kind.SAME), TURN),
        **dict.fromkeys((Kind.PREFIXED, Kind.RFID, Kind.TWO_THINGS), STRANGER),
        Kind.NOISE: NOTHING,
    },
    Who.GUARDIAN: {
        **dict.fromkeys(Kind, NO_GUARDIAN),
        **dict.fromkeys((Kind.MEMBER, Kind.SAME), KEPT),  # both parents
        Kind.NOISE: NOTHING,
    },
}

# Every screen, and who can be here while it is in front: then the row above holds for it.
SCREENS: Mapping[str, tuple[Who, ...]] = {
    "WelcomeScreen": (Who.NOBODY,),
    "HomeScreen": (Who.SOMEBODY,),
    "ActivitiesScreen": (Who.NOBODY, Who.SOMEBODY),
    "FindScreen": (Who.NOBODY, Who.SOMEBODY),
    "GiveBackScreen": (Who.SOMEBODY,),
    "ResultScreen": (Who.SOMEBODY,),
    "CheckedOutScreen": (Who.SOMEBODY,),
    "StatementScreen": (Who.SOMEBODY,),
    "FirstTimeScreen": (Who.NOBODY, Who.SOMEBODY),
    "OpeningHoursScreen": (Who.NOBODY,),
    "WhichScreen": (Who.NOBODY,),
    "BookScreen": (Who.NOBODY, Who.SOMEBODY),
    "RefusalScreen": (Who.NOBODY, Who.SOMEBODY, Who.DOOR, Who.STAFF),
    "StaffCalledScreen": (Who.NOBODY, Who.SOMEBODY, Who.DOOR, Who.STAFF),
    "SorryScreen": (Who.NOBODY, Who.SOMEBODY, Who.DOOR),
    "IdleScreen": (Who.NOBODY, Who.SOMEBODY),
    "GoodbyeScreen": (Who.NOBODY,),
    "DoorChooseScreen": (Who.NOBODY,),
    "DoorScreen": (Who.DOOR,),
    "ClockScreen": (Who.NOBODY,),
    "StaffCardScreen": (Who.NOBODY,),
    "PinScreen": (Who.NOBODY,),
    "DutyEndedScreen": (Who.NOBODY,),
    "StaffHomeScreen": (Who.STAFF,),
    "StaffEntryScreen": (Who.STAFF,),
    "PeopleScreen": (Who.PEOPLE,),
    "ShelfDeskScreen": (Who.SHELF,),
    "PersonScreen": (Who.STAFF,),
    "CardWantedScreen": (Who.WANTED,),
    "ConfirmScreen": (Who.STAFF,),
    "CorrectScreen": (Who.STAFF,),
    "AddScreen": (Who.STAFF,),
    "LikelyScreen": (Who.STAFF,),
    "RefusedScreen": (Who.STAFF,),
    "OdditiesScreen": (Who.STAFF,),
    "ActsScreen": (Who.STAFF,),
    "ShelfScreen": (Who.SOMEBODY,),
    "DetailScreen": (Who.SOMEBODY,),
    "SpendScreen": (Who.SOMEBODY, Who.GUARDIAN),
    "TogetherScreen": (Who.SHARING,),
    "PickUpScreen": (Who.SOMEBODY,),
    "MineScreen": (Who.SOMEBODY,),
    "CancelScreen": (Who.SOMEBODY,),
    "DeskCodeScreen": (Who.NOBODY, Who.SOMEBODY),
}


def cells() -> list[tuple[str, Who]]:
    """Every screen with everybody who can be here."""
    return [(screen, who) for screen, whos in SCREENS.items() for who in whos]


def markdown() -> str:
    """The table as the front desk reads it."""
    lines = [
        f"| held to the reader | {' | '.join(who.value for who in Who)} |",
        "| --- " * (len(Who) + 1) + "|",
    ]
    for kind in Kind:
        said = [ROWS[who][kind].says for who in Who]
        lines.append(f"| {kind.value} | {' | '.join(said)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
