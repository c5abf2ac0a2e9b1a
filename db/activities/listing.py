"""The schedule as the public sees it: a day, the week, one's own places, what is open now."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from db import clock
from db.activities import reading
from db.activities.reading import Names, Row
from db.activities.seeing import see
from db.activities.tables import (
    Attendance,
    AttendanceState,
    Seat,
    SeatState,
    Session,
    SessionState,
)
from db.activities.views import SessionView
from db.base import to_microseconds
from db.calendar import service_day
from db.settings import Settings


def day(resident: int | None, day: date | None, *, now: datetime) -> tuple[SessionView, ...]:
    """The sessions of a service day (None: today); today also what still runs from the day before."""
    settings = Settings()
    now = clock.moment(now)
    today = service_day(now, settings.zone)
    wanted = today if day is None else day
    running = to_microseconds(now) if wanted == today else None
    return _seen(reading.between(wanted, wanted, running), resident, now, settings)


def week(resident: int | None, *, now: datetime) -> tuple[SessionView, ...]:
    """Today and six more days, in order of time, without what is over."""
    settings = Settings()
    now = clock.moment(now)
    today = service_day(now, settings.zone)
    moment = to_microseconds(now)
    rows = reading.between(today, today + timedelta(days=6), moment)
    return _seen([row for row in rows if row.ends_at > moment], resident, now, settings)


def places(resident: int, *, now: datetime) -> tuple[SessionView, ...]:
    """Sessions that are coming up and in which this resident has a seat or waits for one."""
    settings = Settings()
    now = clock.moment(now)
    ids: Any = (
        Seat.select(Seat.session)
        .join(Session)
        .where(Seat.resident == resident, Seat.state != SeatState.LEFT, Session.ends_at > now)
        .order_by(Session.starts_at)
        .limit(20)
        .tuples()
    )
    return _seen([reading.one(session) for (session,) in ids], resident, now, settings)


def open_for(resident: int, *, now: datetime, settings: Settings) -> tuple[SessionView, ...]:
    """Sessions that this resident can check in to right now; seated and dated ones before areas."""
    now = clock.moment(now)
    rows = reading.open_now(to_microseconds(now))
    views = [v for v in _seen(rows, resident, now, settings) if v.can_check_in]
    return tuple(sorted(views, key=lambda v: (v.open_area, v.ends_at, v.id)))


def inside(resident: int, *, now: datetime, settings: Settings) -> tuple[SessionView, ...]:
    """Sessions that this resident is in at this moment, until their organiser closes them."""
    now = clock.moment(now)
    ids: Any = (
        Attendance.select(Attendance.session)
        .join(Session)
        .where(
            Attendance.resident == resident,
            Attendance.happened_at > now - timedelta(days=2),
            Attendance.state == AttendanceState.LIVE,
            Attendance.out_at.is_null(),
            Session.state == SessionState.PLANNED,
            Session.ends_at > now,
        )
        .tuples()
    )
    return _seen([reading.one(session) for (session,) in ids], resident, now, settings)


def _seen(
    rows: list[Row], resident: int | None, now: datetime, settings: Settings
) -> tuple[SessionView, ...]:
    names = Names.of(rows)
    return tuple(see(row, names, resident, now, settings) for row in rows)
