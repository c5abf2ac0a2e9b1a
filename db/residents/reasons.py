"""Every reason for which a card or a person is turned away, worst first."""

from enum import StrEnum


class CardReason(StrEnum):
    """Why a card does not open a visit."""

    UNKNOWN = "unknown"  # no card has this number
    LOST = "lost"  # reported lost
    BLOCKED = "blocked"
    REPLACED = "replaced"  # a newer card exists
    EXPIRED = "expired"  # facts: on (date)
    GONE = "gone"  # the person moved away or died: never greeted
    UNBOUND = "unbound"  # a blank numbered card that belongs to nobody yet
    TWO_THINGS = "two_things"  # a number that means two things, where nobody can be asked which
    BOOK = "isbn"  # a book's number where only a card has a meaning
    PICK_UP = "pick_up"  # a prize's number where only a card has a meaning
    TAKEN = "taken"  # the number stands for another card already
    NOT_BLANK = "not_blank"  # this card belongs to somebody
    HAS_CARD = "has_card"  # the person has a card: replace that one


class PersonReason(StrEnum):
    """Why a person's record cannot be changed."""

    NO_SUCH_RESIDENT = "no_such_resident"
    FORGOTTEN = "forgotten"
    HAS_LEFT = "has_left"  # moved away or died
    NAMELESS = "nameless"  # a resident needs a name in any script
    NOT_A_YEAR = "not_a_year"  # nobody was born then; facts: first, last
    NO_SUCH_HOUSEHOLD = "no_such_household"
    OWN_GUARDIAN = "own_guardian"  # nobody answers for themselves, no child for a child
    NOT_HOUSEHOLD = "not_household"  # points go to the same household only
    STILL_OPEN = "still_open"  # a book, a child or a shopping card is open; facts: what
