"""Undo: a check-in or a check-out taken back within the minute, by reversing entries; rows stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from db import clock, points, residents, texts
from db.activities import reading, rules, seats
from db.activities.reasons import ActivityReason
from db.activities.tables import Attendance, AttendanceState, Session, SessionState
from db.activities.views import Undone
from db.base import Refusal, to_microseconds
from db.operations import once
from db.points import EntryKind, PointsReason
from db.settings import Settings


def undo(
    resident: int, attendance: int, *, now: datetime, station: str, operation_id: str
) -> Undone:
    """Take a check-in back within the minute, by reversing entries; the rows stay.

    Refusal: NOT_IN, UNDO_TOO_LATE, POINTS_IN_USE; PersonReason.… for somebody who has left.
    """
    settings = Settings()

    def write() -> dict[str, Any]:
        residents.require_active(resident)
        row = _own(resident, attendance)
        _in_time(row.entered_at, now, settings)
        taken = take_back(row, now, operation_id)
        seats.fill(row.session_id, now)
        return {"session": row.session_id, "points": taken}

    facts = once(operation_id, "undo", (resident, attendance), now, write)
    return _undone(resident, attendance, facts)


def undo_check_out(
    resident: int, attendance: int, *, now: datetime, station: str, operation_id: str
) -> Undone:
    """Take a check-out back within the minute: the resident is in again since they came.

    Refusal: NOT_IN (nobody has left), CLOSED, UNDO_TOO_LATE, POINTS_IN_USE, ELSEWHERE (in another
    activity by now); PersonReason.… for somebody who has left the hall.
    """
    settings = Settings()

    def write() -> dict[str, Any]:
        residents.require_active(resident)
        row = _own(resident, attendance)
        session = reading.one(row.session_id)
        if row.out_at is None or not session.per_hour:
            raise Refusal(ActivityReason.NOT_IN)
        if session.state != SessionState.PLANNED:
            raise Refusal(ActivityReason.CLOSED)
        _in_time(row.out_at, now, settings)
        other = rules.elsewhere(session, resident, to_microseconds(clock.moment(now)))
        if other is not None:
            title = texts.of("series", [other[2]], "title")[other[2]]
            raise Refusal(ActivityReason.ELSEWHERE, {"title": title})
        taken = _reverse(row, now, operation_id)
        Attendance.update(out_at=None, points=0, earned=None).where(
            Attendance.id == row.id
        ).execute()
        return {"session": row.session_id, "points": taken}

    facts = once(operation_id, "undo_check_out", (resident, attendance), now, write)
    return _undone(resident, attendance, facts)


def _own(resident: int, attendance: int) -> Attendance:
    row = Attendance.get_or_none(
        Attendance.id == attendance,
        Attendance.resident == resident,
        Attendance.state == AttendanceState.LIVE,
    )
    if row is None:
        raise Refusal(ActivityReason.NOT_IN)
    return row


def _in_time(since: datetime, now: datetime, settings: Settings) -> None:
    limit = settings.number("undo_seconds")
    if not clock.in_doubt(now) and now > since + timedelta(seconds=limit):
        raise Refusal(ActivityReason.UNDO_TOO_LATE, {"limit": limit})


def _undone(resident: int, attendance: int, facts: dict[str, Any]) -> Undone:
    have = points.balances(resident)
    series = Session.get_by_id(facts["session"]).series_id
    return Undone(
        attendance=attendance,
        session=facts["session"],
        title=texts.of("series", [series], "title")[series],
        points=facts["points"],
        coming=have.coming,
        spendable=have.spendable,
    )


def entries_of(row: Attendance) -> list[int]:
    """The entries that hold an attendance's points; none when it holds no points any more.

    Of somebody who left, what was on the way has gone back to the hall already.
    """
    return [e for e in (row.earned_id, row.arrived_id) if e is not None and row.points]


def take_back(row: Attendance, now: datetime, operation_id: str) -> int:
    """Undo one attendance inside a transaction; returns the points. Refusal: POINTS_IN_USE."""
    taken = _reverse(row, now, operation_id)
    Attendance.update(state=AttendanceState.UNDONE, ended_at=now, points=0).where(
        Attendance.id == row.id
    ).execute()
    return taken


def _reverse(row: Attendance, now: datetime, operation_id: str) -> int:
    try:
        points.take_back(
            row.resident_id, entries_of(row), EntryKind.UNDO, now=now, operation_id=operation_id
        )
    except Refusal as refusal:
        if refusal.reason is PointsReason.NOT_ENOUGH:
            raise Refusal(ActivityReason.POINTS_IN_USE, refusal.facts) from refusal
        raise
    return int(row.points)
