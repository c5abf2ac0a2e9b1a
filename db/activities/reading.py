"""Reading sessions: one row with all that the rules need, and the view that the screens get."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import fn

from db import texts
from db.activities.reasons import ActivityReason
from db.activities.tables import (
    Attendance,
    AttendanceState,
    Room,
    Seat,
    SeatState,
    Series,
    Session,
    SessionState,
)
from db.activities.views import Enrolment, SessionView, Standing
from db.base import Refusal, database, from_microseconds
from db.calendar import local
from db.statements import ANY, Statement

_COLUMNS = (
    Session.id,
    Session.series,
    Session.room,
    Session.day,
    Session.starts_at,
    Session.ends_at,
    Session.opens_at,
    Session.state,
    Series.category,
    Series.points,
    Series.per_hour,
    Series.points_cap,
    Series.capacity_soft,
    Series.capacity_hard,
    Series.walk_ins,
    Series.enrolment,
    Series.open_area,
    Room.code,
)


class Row(NamedTuple):
    """A session as stored: instants in microseconds, numbers as they are."""

    id: int
    series: int
    room: int
    day: str
    starts_at: int
    ends_at: int
    opens_at: int
    state: str
    category: str
    points: int
    per_hour: int
    points_cap: int | None
    capacity_soft: int | None
    capacity_hard: int | None
    walk_ins: int
    enrolment: str
    open_area: int
    room_code: str


def _joined() -> Any:
    """Sessions of what was published: a draft is seen by nobody, whoever asks."""
    found = Session.select(*_COLUMNS).join(Series).switch(Session).join(Room)
    return found.where(Series.published == 1)


_ONE = Statement(lambda: _joined().where(Session.id == ANY))
_OPEN = Statement(
    lambda: (
        _joined()
        .where(
            Session.ends_at > ANY,
            Session.opens_at <= ANY,
            Session.state == SessionState.PLANNED.value,
        )
        .order_by(Session.ends_at, Session.id)
    )
)
_LIVE_IN = Statement(
    lambda: Attendance.select(Attendance.id, Attendance.happened_at, Attendance.out_at).where(
        Attendance.session == ANY,
        Attendance.resident == ANY,
        Attendance.state == AttendanceState.LIVE.value,
    )
)
_SEAT = Statement(
    lambda: Seat.select(Seat.id, Seat.state).where(
        Seat.session == ANY, Seat.resident == ANY, Seat.state != SeatState.LEFT.value
    )
)
_COUNT_LIVE = Statement(
    lambda: Attendance.select(fn.COUNT(1)).where(
        Attendance.session == ANY, Attendance.state == AttendanceState.LIVE.value
    )
)
_COUNT_SEATS = Statement(
    lambda: Seat.select(fn.COUNT(1)).where(
        Seat.session == ANY, Seat.state == SeatState.ENROLLED.value
    )
)
_UNSEATED = Statement(
    lambda: (
        Seat.select(fn.COUNT(1))
        .left_outer_join(
            Attendance,
            on=(
                (Attendance.session == Seat.session)
                & (Attendance.resident == Seat.resident)
                & (Attendance.state == AttendanceState.LIVE.value)
            ),
        )
        .where(Seat.session == ANY, Seat.state == SeatState.ENROLLED.value, Attendance.id.is_null())
    )
)
_AHEAD = Statement(
    lambda: Seat.select(fn.COUNT(1)).where(
        Seat.session == ANY, Seat.state == SeatState.WAITING.value, Seat.id <= ANY
    )
)


def one(session: int) -> Row:
    """A session's row; Refusal(NO_SUCH_SESSION)."""
    row = _ONE(session).fetchone()
    if row is None:
        raise Refusal(ActivityReason.NO_SUCH_SESSION)
    return Row._make(row)


def open_now(now: int) -> list[Row]:
    """Sessions whose check-in window contains this microsecond, soonest end first."""
    return [Row._make(row) for row in _OPEN(now, now).fetchall()]


def between(first: date, last: date, now: int | None) -> list[Row]:
    """Sessions of these service days, and those from before that still run at `now` (None: none)."""
    wanted = Session.day.between(first, last)
    if now is not None:
        wanted |= (Session.starts_at <= now) & (Session.ends_at > now) & (Session.day < first)
    query = _joined().where(wanted).order_by(Session.starts_at, Session.id)
    sql, params = query.sql()  # the raw columns, not converted by their fields
    return [Row._make(row) for row in database.execute_sql(sql, params).fetchall()]


def live(session: int, resident: int) -> tuple[int, int, int | None] | None:
    """A resident's live attendance: (id, happened_at, out_at)."""
    row: tuple[int, int, int | None] | None = _LIVE_IN(session, resident).fetchone()
    return row


def seat(session: int, resident: int) -> tuple[int, str] | None:
    """A resident's live seat: (id, state)."""
    row: tuple[int, str] | None = _SEAT(session, resident).fetchone()
    return row


def waiting_place(session: int, seat_id: int) -> int:
    """The place on the waiting list, from 1."""
    return int(_AHEAD(session, seat_id).fetchone()[0])


def present(session: int) -> int:
    """Live attendances of a session."""
    return int(_COUNT_LIVE(session).fetchone()[0])


def enrolled(session: int) -> int:
    """Seats given away by enrolment, used or not."""
    return int(_COUNT_SEATS(session).fetchone()[0])


def expected(session: int) -> int:
    """Enrolled residents who have not come yet."""
    return int(_UNSEATED(session).fetchone()[0])


def seats_left(row: Row, now: int) -> int | None:
    """Seats that somebody without one could still take; None where there is no limit.

    Seats are kept for the enrolled until the session starts.
    """
    limit = row.capacity_soft if row.capacity_soft is not None else row.capacity_hard
    if limit is None:
        return None
    taken = present(row.id) + (expected(row.id) if now < row.starts_at else 0)
    return max(0, limit - taken)


class Names(NamedTuple):
    """Titles, rooms and ways of several sessions, read at once."""

    titles: dict[int, texts.Words]
    rooms: dict[int, texts.Words]
    ways: dict[int, texts.Words]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Names:
        """The names that these rows need."""
        rows = list(rows)
        rooms = [row.room for row in rows]
        return cls(
            texts.of("series", (row.series for row in rows), "title"),
            texts.of("room", rooms, "name"),
            texts.of("room", rooms, "way"),
        )


def view(
    row: Row,
    names: Names,
    zone: ZoneInfo,
    now: int,
    *,
    standing: Standing = Standing.NONE,
    place: int | None = None,
    attendance: int | None = None,
    why_not: ActivityReason | None = None,
    can_enrol: bool = False,
) -> SessionView:
    """A row as the public may see it."""

    def _when(value: int) -> datetime:
        return local(from_microseconds(value), zone)

    ends_at = _when(row.ends_at)
    return SessionView(
        id=row.id,
        series=row.series,
        title=names.titles[row.series],
        room=names.rooms[row.room],
        room_code=row.room_code,
        way=names.ways[row.room],
        category=row.category,
        day=date.fromisoformat(row.day),
        starts_at=_when(row.starts_at),
        ends_at=ends_at,
        opens_at=_when(row.opens_at),
        closes_at=ends_at,
        points=row.points,
        per_hour=bool(row.per_hour),
        open_area=bool(row.open_area),
        enrolment=Enrolment(row.enrolment),
        seats_left=seats_left(row, now),
        cancelled=row.state == SessionState.CANCELLED,
        closed=row.state == SessionState.CLOSED,
        standing=standing,
        waiting_place=place,
        attendance=attendance,
        why_not=why_not,
        can_enrol=can_enrol,
    )
