"""What the screens get to see of a session and of what happened there: frozen, without models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from db.activities.reasons import ActivityReason
from db.texts import Words


class Standing(StrEnum):
    """How a resident stands to a session."""

    NONE = "none"
    ENROLLED = "enrolled"
    WAITING = "waiting"
    IN = "in"
    OUT = "out"


class Enrolment(StrEnum):
    """Whether a session takes enrolments."""

    NONE = "none"  # come as you are
    OPEN = "open"  # one may enrol, walk-ins as the session allows
    REQUIRED = "required"  # only with enrolment


@dataclass(frozen=True, slots=True)
class SessionView:
    """A dated activity as the public may see it. Times are the hall's local time, aware."""

    id: int
    series: int
    title: Words
    room: Words  # "二楼 203"
    room_code: str  # "203", or "" where a room has no number
    way: Words  # "上二楼，右手边"
    category: str  # volunteering, arts, care, learning, reading, council, open
    day: date
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime  # check-in from here
    closes_at: datetime  # check-in until here
    points: int  # per attendance, or per full hour where per_hour
    per_hour: bool
    open_area: bool
    enrolment: Enrolment
    seats_left: int | None  # None: no limit
    cancelled: bool
    closed: bool
    standing: Standing = Standing.NONE
    waiting_place: int | None = None
    attendance: int | None = None  # the live attendance of this resident
    why_not: ActivityReason | None = None  # None: may check in right now
    can_enrol: bool = False

    @property
    def can_check_in(self) -> bool:
        """Whether this resident can check in at this very moment."""
        return self.why_not is None


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in that stands in the ledger. `again`: it was there already, nothing was written."""

    attendance: int
    session: SessionView
    points: int  # on the way for this attendance (0 where a cap is reached or hours count)
    capped: bool  # points were cut by the cap of the day or week
    coming: int  # all points on the way of this resident now
    spendable: int
    undo_until: datetime  # local time; the resident may undo until then
    again: bool = False
    moved_from: Words | None = None  # the title of the session that this check-in was moved from


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A check-out where hours count."""

    attendance: int
    session: SessionView
    minutes: int
    points: int
    coming: int
    spendable: int
    undo_until: datetime  # local time; the resident may undo until then


@dataclass(frozen=True, slots=True)
class Undone:
    """A check-in or a check-out that was taken back by a reversing entry."""

    attendance: int
    session: int
    title: Words
    points: int  # taken back
    coming: int
    spendable: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A seat that was kept, or a place on the waiting list."""

    session: int
    standing: Standing
    place: int | None = None  # on the waiting list, from 1


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One of the last cards read at the door."""

    attendance: int
    masked: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DoorView:
    """Door mode: one session, everybody who came, the last five with undo."""

    door: int
    session: SessionView
    count: int
    until: datetime
    last: tuple[DoorRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DoorScan:
    """One card at the door: in, or already in."""

    masked: str
    again: bool
    door: DoorView
