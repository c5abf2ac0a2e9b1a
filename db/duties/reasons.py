"""Every reason for which a member of staff is turned away, worst first."""

from enum import StrEnum


class StaffReason(StrEnum):
    """Why staff cannot sign in, or cannot do something."""

    LOCKED = "locked"  # too many wrong PINs; facts: seconds, until
    NO_PIN = "no_pin"  # the card is right, nobody has given its holder a PIN
    NOT_RIGHT = "not_right"  # the card or the PIN; nobody is told which
    NOT_ON_DUTY = "not_on_duty"  # nobody is signed in here any more
    NOT_ALLOWED = "not_allowed"  # this role may not do that
    OWN = "own"  # nobody does this for themselves or their household
    NOT_SIGNED = "not_signed"  # to be signed by the staff card again
    NO_SUCH_STAFF = "no_such_staff"
    ALREADY_STAFF = "already_staff"
    LAST_LEAD = "last_lead"  # two leads, or one lead and a sealed code, always exist
    UNSEALED = "unsealed"  # the first lead comes with a sealed code
