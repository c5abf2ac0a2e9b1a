"""What a resident may do at a session at this moment: every reason that says no, worst first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from peewee import fn

from db.activities import reading
from db.activities.reading import Row
from db.activities.reasons import ActivityReason
from db.activities.tables import (
    Attendance,
    AttendanceState,
    SeatState,
    Series,
    Session,
    SessionState,
)
from db.activities.views import Standing
from db.base import Refusal, from_microseconds, to_microseconds
from db.calendar import local
from db.settings import Settings
from db.statements import ANY, Statement

_ORDER = list(ActivityReason)
_DAY = 86_400_000_000

_ELSEWHERE = Statement(
    lambda: (
        Attendance.select(
            Attendance.id, Session.id, Session.series, Session.starts_at, Session.ends_at
        )
        .join(Session)
        .join(Series)
        .where(
            Attendance.resident == ANY,
            Attendance.happened_at > ANY,
            Attendance.state == AttendanceState.LIVE.value,
            Attendance.out_at.is_null(),
            Session.state == SessionState.PLANNED.value,
            Session.ends_at > ANY,
            Series.open_area == 0,
        )
        .order_by(Attendance.id)
    )
)
_UNDONE = Statement(
    lambda: Attendance.select(fn.COUNT(1)).where(
        Attendance.session == ANY,
        Attendance.resident == ANY,
        Attendance.state == AttendanceState.UNDONE.value,
    )
)
_EARNED = Statement(
    lambda: Attendance.select(Attendance.happened_at, Attendance.points).where(
        Attendance.resident == ANY,
        Attendance.happened_at >= ANY,
        Attendance.state == AttendanceState.LIVE.value,
    )
)


@dataclass(slots=True)
class Stand:
    """How one resident stands to one session now."""

    standing: Standing = Standing.NONE
    place: int | None = None
    attendance: int | None = None
    other: tuple[int, int, int] | None = None  # attendance, session, series of another activity
    reasons: list[ActivityReason] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def say(self, reason: ActivityReason, **facts: object) -> None:
        """Add a reason with its facts."""
        self.reasons.append(reason)
        self.facts.update(facts)

    @property
    def worst(self) -> ActivityReason | None:
        """The first reason in the order of the closed list."""
        return min(self.reasons, key=_ORDER.index, default=None)

    def refuse(self) -> None:
        """Raise the Refusal if there is any reason."""
        if self.reasons:
            ordered = sorted(set(self.reasons), key=_ORDER.index)
            raise Refusal(ordered[0], self.facts, tuple(ordered[1:]))


def stand(
    row: Row, resident: int | None, now: int, settings: Settings, *, at_door: bool = False
) -> Stand:
    """Every reason against a check-in. At the door a helper vouches: no
    window, no limit of undos, the hard limit of seats."""
    out = Stand()
    if row.state == SessionState.CANCELLED:
        out.say(ActivityReason.CANCELLED)
    if row.state == SessionState.CLOSED:
        out.say(ActivityReason.CLOSED)
    if not at_door:
        if now >= row.ends_at:
            out.say(ActivityReason.OVER, ended_at=_when(row.ends_at, settings))
        if now < row.opens_at:
            out.say(ActivityReason.NOT_YET, opens_at=_when(row.opens_at, settings))
    if resident is not None:
        _person(out, row, resident, now, settings, at_door=at_door)
    if resident is None or out.standing in (Standing.NONE, Standing.WAITING):
        _room_for(out, row, now, at_door=at_door)
    return out


def _person(
    out: Stand, row: Row, resident: int, now: int, settings: Settings, *, at_door: bool
) -> None:
    here = reading.live(row.id, resident)
    seat = reading.seat(row.id, resident)
    if seat is not None:
        waiting = seat[1] == SeatState.WAITING
        out.standing = Standing.WAITING if waiting else Standing.ENROLLED
        out.place = reading.waiting_place(row.id, seat[0]) if waiting else None
    if here is not None:
        out.attendance, since, out_at = here
        out.standing = Standing.IN if out_at is None else Standing.OUT
        reason = ActivityReason.ALREADY_IN if out_at is None else ActivityReason.ALREADY_OUT
        out.say(reason, since=_when(since, settings))
        return
    out.other = elsewhere(row, resident, now)
    if out.other is not None:
        _, session, series = out.other
        out.say(ActivityReason.ELSEWHERE, session=session, series=series)
    if at_door:  # after three undos staff do it, and a helper stands here
        return
    limit = settings.number("undo_limit")
    undone = _UNDONE(row.id, resident).fetchone()[0]
    if undone >= limit:
        out.say(ActivityReason.TOO_MANY_UNDOS, limit=limit)


def elsewhere(row: Row, resident: int, now: int) -> tuple[int, int, int] | None:
    """Attendance, session and series of another activity that overlaps this one; None if none."""
    if row.open_area:
        return None
    for attendance, session, series, starts, ends in _ELSEWHERE(
        resident, now - 2 * _DAY, now
    ).fetchall():
        if session != row.id and starts < row.ends_at and row.starts_at < ends:
            return attendance, session, series
    return None


def _room_for(out: Stand, row: Row, now: int, *, at_door: bool) -> None:
    """Whether somebody without a seat gets in."""
    if row.enrolment == "required" or not row.walk_ins:
        out.say(ActivityReason.ENROLMENT_NEEDED)
    if at_door:
        limit = row.capacity_hard
        full = limit is not None and reading.present(row.id) >= limit
    else:
        limit = row.capacity_soft if row.capacity_soft is not None else row.capacity_hard
        full = limit is not None and reading.seats_left(row, now) == 0
    if full:
        out.say(ActivityReason.FULL, capacity=limit)
        if out.standing is Standing.WAITING:
            out.say(ActivityReason.WAITING, place=out.place)


def may_enrol(row: Row, standing: Standing, now: int) -> bool:
    """Whether a seat or a place on the waiting list can be had now."""
    return (
        row.enrolment != "none"
        and row.state == SessionState.PLANNED
        and now < row.starts_at
        and standing is Standing.NONE
    )


def within_caps(resident: int, amount: int, happened: int, settings: Settings) -> tuple[int, bool]:
    """The points that the caps of the day and the week leave, and whether something was cut."""
    here = local(from_microseconds(happened), settings.zone)
    day = here.replace(hour=0, minute=0, second=0, microsecond=0)
    week = day - timedelta(days=day.weekday())
    of_day, of_week = to_microseconds(day), to_microseconds(week)
    next_day, next_week = (
        to_microseconds(start + timedelta(days=days)) for start, days in ((day, 1), (week, 7))
    )
    # What happened later is another day's: a check-in may be entered days afterwards.
    rows = [row for row in _EARNED(resident, of_week).fetchall() if row[0] < next_week]
    today = sum(points for at, points in rows if of_day <= at < next_day)
    left = min(
        settings.number("points_cap_day") - today,
        settings.number("points_cap_week") - sum(points for _, points in rows),
    )
    given = max(0, min(amount, left))
    return given, given < amount


def _when(value: int, settings: Settings) -> object:
    return local(from_microseconds(value), settings.zone)
