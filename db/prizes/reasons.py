"""Every reason for which the shelf can say no, worst first."""

from enum import StrEnum


class PrizeReason(StrEnum):
    """A closed list: `Refusal.reason` is the worst that applies, `Refusal.also` all the others."""

    NO_SUCH_PRIZE = "no_such_prize"
    NO_SUCH_REDEMPTION = "no_such_redemption"
    NOT_YOURS = "not_yours"  # somebody else's reservation
    CODE_UNKNOWN = "code_unknown"  # no reservation has this pick-up code
    WRONG_CARD = "wrong_card"  # the card is not that of who paid
    ALREADY_HANDED_OVER = "already_handed_over"  # facts: at
    ALREADY_CANCELLED = "already_cancelled"
    ALREADY_LAPSED = "already_lapsed"  # facts: until (date)
    RETIRED = "retired"  # not given any more
    OUT_OF_SEASON = "out_of_season"  # facts: until (date)
    NOT_YET = "not_yet"  # facts: from (date)
    SOLD_OUT = "sold_out"
    TOO_YOUNG = "too_young"  # facts: age
    PERSON_LIMIT = "person_limit"  # facts: limit, days (None: for ever)
    HOUSEHOLD_LIMIT = "household_limit"  # facts: limit, days
    ALREADY_RESERVED = "already_reserved"  # one of a kind
    TOO_MANY_RESERVED = "too_many_reserved"  # facts: limit
    PRICE_CHANGED = "price_changed"  # facts: price
    NOT_ENOUGH = "not_enough"  # facts: missing, have, price
    GUARDIAN_NEEDED = "guardian_needed"  # facts: limit (points a week)
    NOT_GUARDIAN = "not_guardian"  # the card beside is not a guardian's
    NOT_HOUSEHOLD = "not_household"  # shares are of one household only
    TOO_MANY_SHARES = "too_many_shares"  # facts: limit
    SHARES_DIFFER = "shares_differ"  # the shares do not sum to the price; facts: sum, price
    BELOW_RESERVED = "below_reserved"  # facts: on_hand, reserved, counted or moved
    NOTHING_MOVED = "nothing_moved"  # a quantity of zero or less
    NO_REASON = "no_reason"  # a count, a damage or a return needs a reason in words
    NAMELESS = "nameless"  # a prize needs a name
