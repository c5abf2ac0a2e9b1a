"""Every reason for which an activity can say no, worst first."""

from enum import StrEnum


class ActivityReason(StrEnum):
    """A closed list: `Refusal.reason` is the worst that applies, `Refusal.also` all the others."""

    NO_SUCH_SESSION = "no_such_session"
    CANCELLED = "cancelled"  # the session was cancelled
    CLOSED = "closed"  # the organiser has closed it
    OVER = "over"  # the check-in window has ended; facts: ended_at
    NOT_YET = "not_yet"  # the check-in window opens later; facts: opens_at
    ALREADY_IN = "already_in"  # this card is already checked in; facts: since
    ALREADY_OUT = "already_out"  # this card has already checked out
    NOT_IN = "not_in"  # check-out or undo without a check-in
    ELSEWHERE = "elsewhere"  # in another activity now; facts: session, title (Words)
    TOO_MANY_UNDOS = "too_many_undos"  # three undos for this session; facts: limit
    ENROLMENT_NEEDED = "enrolment_needed"  # only with enrolment
    ENROLMENT_CLOSED = "enrolment_closed"  # it has begun or does not take enrolment
    ALREADY_ENROLLED = "already_enrolled"
    NOT_ENROLLED = "not_enrolled"
    WAITING = "waiting"  # on the waiting list; facts: place
    FULL = "full"  # no seat is left; facts: capacity
    UNDO_TOO_LATE = "undo_too_late"  # more than 60 s ago; facts: limit (seconds)
    POINTS_IN_USE = "points_in_use"  # the points were already spent
    DOOR_ENDED = "door_ended"  # the door of this session is not open any more


class PlanReason(StrEnum):
    """Why an activity cannot be planned or changed so; worst first."""

    NO_SUCH_SERIES = "no_such_series"
    RETIRED = "retired"  # it has ended
    PUBLISHED = "published"  # it is no draft any more
    ALREADY_PLANNED = "already_planned"  # it begins at that moment already; facts: series, day, at
    TOO_OLD = "too_old"  # a page of that day is signed by a lead; facts: days
    NOT_ACCEPTED = "not_accepted"  # facts: field, accepted


class ClosingReason(StrEnum):
    """Why a session cannot be closed, an attendance not annulled; worst first."""

    MORE_CARDS_THAN_HEADS = "more_cards_than_heads"  # facts: cards, guests, heads, marked
    NOT_BEGUN = "not_begun"
    NO_SUCH_ATTENDANCE = "no_such_attendance"
