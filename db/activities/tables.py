"""Activities: series with weekly rules and exceptions, dated sessions, seats, attendances, guests."""

from __future__ import annotations

from enum import StrEnum

from peewee import BooleanField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from db.base import Instant, LocalDate, LocalTime, Record
from db.points.tables import Entry
from db.residents.tables import Resident
from db.staff import Staff

CATEGORIES = ("volunteering", "arts", "care", "learning", "reading", "council", "open")


class SessionState(StrEnum):
    """A session is planned until its organiser closes it with a head count, or cancels it."""

    PLANNED = "planned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class AttendanceState(StrEnum):
    """Undone by the resident within the minute, annulled by staff, moved to another session."""

    LIVE = "live"
    UNDONE = "undone"
    ANNULLED = "annulled"
    MOVED = "moved"


class SeatState(StrEnum):
    """An enrolment's life."""

    ENROLLED = "enrolled"
    WAITING = "waiting"
    LEFT = "left"


class Room(Record):
    """Where it happens. Name and way there stand in name_text ("name", "way")."""

    code = TextField(default="")  # what stands on the door, "203"


class Series(Record):
    """An activity that comes again. Its title stands in name_text ("title")."""

    category = TextField()
    picture = TextField(default="")
    room = ForeignKeyField(Room)
    points = IntegerField(default=10)
    per_hour = BooleanField(default=False)  # points count per full hour, with check-out
    points_cap = IntegerField(null=True)  # of one session, where hours count
    capacity_soft = IntegerField(null=True)  # seats that the kiosk gives away
    capacity_hard = IntegerField(null=True)  # nobody gets in beyond
    walk_ins = BooleanField(default=True)
    enrolment = TextField(default="none")
    open_area = BooleanField(default=False)  # counted once a day per card, never "elsewhere"
    opens_minutes = IntegerField(null=True)  # check-in opens so long before; null: the setting
    starts_on = LocalDate()
    ends_on = LocalDate(null=True)  # null: endless
    published = BooleanField(default=True)
    retired = BooleanField(default=False)

    class Meta:
        constraints = [
            Check(f"category IN {CATEGORIES}"),
            Check("enrolment IN ('none', 'open', 'required')"),
            Check("points >= 0"),
        ]


class WeeklyRule(Record):
    """On this weekday (0 = Monday) from `starts` for `minutes`, which may run past midnight."""

    series = ForeignKeyField(Series, index=True)
    weekday = IntegerField()
    starts = LocalTime()
    minutes = IntegerField()

    class Meta:
        table_name = "weekly_rule"
        constraints = [Check("weekday BETWEEN 0 AND 6"), Check("minutes BETWEEN 1 AND 1440")]


class SeriesException(Record):
    """One date that differs from the weekly rule: off, or an extra session."""

    series = ForeignKeyField(Series, index=True)
    day = LocalDate()
    off = BooleanField(default=True)
    starts = LocalTime(null=True)
    minutes = IntegerField(null=True)

    class Meta:
        table_name = "series_exception"


class Session(Record):
    """A dated activity. Times are instants, so that a cut in the clock's zone changes nothing."""

    series = ForeignKeyField(Series)
    room = ForeignKeyField(Room)
    day = LocalDate()
    starts_at = Instant()
    ends_at = Instant()
    opens_at = Instant()  # check-in from here until ends_at
    state = TextField(default=SessionState.PLANNED)
    heads = IntegerField(null=True)  # null on a closed session: closed by itself after some days
    closed_at = Instant(null=True)
    closed_by = TextField(null=True)

    class Meta:
        constraints = [Check("state IN ('planned', 'closed', 'cancelled')")]
        indexes = ((("series", "starts_at"), True), (("ends_at", "opens_at"), False))


class Seat(Record):
    """An enrolment or a place on the waiting list. The place is the order of ids."""

    session = ForeignKeyField(Session)
    resident = ForeignKeyField(Resident, index=True)
    state = TextField(default=SeatState.ENROLLED)
    at = Instant()
    left_at = Instant(null=True)

    class Meta:
        constraints = [Check("state IN ('enrolled', 'waiting', 'left')")]


class Attendance(Record):
    """Somebody was there. `points` is what this attendance earned (0: capped, or hours count)."""

    session = ForeignKeyField(Session)
    resident = ForeignKeyField(Resident)
    state = TextField(default=AttendanceState.LIVE)
    happened_at = Instant()
    entered_at = Instant()
    out_at = Instant(null=True)
    ended_at = Instant(null=True)  # undone, annulled or moved
    source = TextField()  # kiosk, door, staff, paper
    station = TextField()
    points = IntegerField(default=0)
    earned = ForeignKeyField(Entry, null=True, index=False)  # hall → coming
    arrived = ForeignKeyField(Entry, null=True, index=False)  # coming → spendable
    marked = BooleanField(default=False)  # read in a burst when there were more cards than heads
    clock_doubt = BooleanField(default=False)  # the clock was not confirmed

    class Meta:
        constraints = [Check("state IN ('live', 'undone', 'annulled', 'moved')")]
        indexes = ((("resident", "happened_at"), False),)


class Guest(Record):
    """Guests without name or points, counted at the door; a correction is a negative row."""

    session = ForeignKeyField(Session, index=True)
    kind = TextField()
    number = IntegerField()
    at = Instant()
    operation_id = TextField()

    class Meta:
        constraints = [Check("kind IN ('adult', 'child')")]
        indexes = ((("operation_id", "kind"), True),)


class Door(Record):
    """Door mode: a helper's card opened one session for a while (rules 20)."""

    session = ForeignKeyField(Session)
    staff = ForeignKeyField(Staff)
    station = TextField()
    opened_at = Instant()
    until = Instant()
    closed_at = Instant(null=True)


class HelperOf(Record):
    """Members of staff who may open the door of a series."""

    series = ForeignKeyField(Series)
    staff = ForeignKeyField(Staff)

    class Meta:
        table_name = "helper_of"
        primary_key = CompositeKey("series", "staff")


TABLES = (
    Room,
    Series,
    WeeklyRule,
    SeriesException,
    Session,
    Seat,
    Attendance,
    Guest,
    Door,
    HelperOf,
)
# "Once per session" and "one live seat": partial unique indexes, made by the schema.
PARTIAL_INDEXES = (
    (
        "CREATE UNIQUE INDEX IF NOT EXISTS attendance_once ON attendance (session_id, resident_id) "
        "WHERE state = 'live'"
    ),
    (
        "CREATE UNIQUE INDEX IF NOT EXISTS seat_once ON seat (session_id, resident_id) "
        "WHERE state <> 'left'"
    ),
)
