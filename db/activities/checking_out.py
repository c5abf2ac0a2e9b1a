"""Check-out where hours count, and a minute to take a wrong one back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from db import clock, points
from db.activities import reading, rules
from db.activities.reasons import ActivityReason
from db.activities.seeing import seen
from db.activities.tables import Attendance, SessionState
from db.activities.views import CheckedOut
from db.base import Refusal, from_microseconds, to_microseconds
from db.calendar import local
from db.operations import once
from db.settings import Settings


def check_out(
    resident: int, session: int, *, now: datetime, station: str, operation_id: str
) -> CheckedOut:
    """Leave a session where hours count: points for full hours, never past the end.

    Refusal: NOT_IN, ALREADY_OUT, CLOSED, NO_SUCH_SESSION.
    """
    settings = Settings()

    def write() -> dict[str, Any]:
        row = reading.one(session)
        here = reading.live(session, resident)
        if row.state != SessionState.PLANNED:
            raise Refusal(ActivityReason.CLOSED)
        if here is None:
            raise Refusal(ActivityReason.NOT_IN)
        if here[2] is not None:
            raise Refusal(ActivityReason.ALREADY_OUT)
        minutes, amount = leave_row(resident, row, here[0], now, operation_id)
        return {
            "attendance": here[0],
            "minutes": minutes,
            "points": amount,
            "at": to_microseconds(now),
        }

    facts = once(operation_id, "check_out", (resident, session), now, write)
    have = points.balances(resident)
    return CheckedOut(
        attendance=facts["attendance"],
        session=seen(resident, session, now, settings),
        minutes=facts["minutes"],
        points=facts["points"],
        coming=have.coming,
        spendable=have.spendable,
        undo_until=local(
            from_microseconds(facts["at"]) + timedelta(seconds=settings.number("undo_seconds")),
            settings.zone,
        ),
    )


def leave_row(
    resident: int, row: reading.Row, attendance: int, now: datetime, operation_id: str
) -> tuple[int, int]:
    """Write the check-out inside a transaction; the minutes and the points on the way for them."""
    settings = Settings()
    came = to_microseconds(Attendance.get_by_id(attendance).happened_at)
    stayed = min(to_microseconds(now), row.ends_at) - max(came, row.starts_at)
    minutes = max(0, stayed // 60_000_000)
    if clock.in_doubt(now):  # nobody can tell how long it was: at least the minimum
        minutes = max(minutes, settings.number("minimum_minutes"))
    amount = hours_worth(row, minutes, resident, came, settings) if row.per_hour else 0
    entry = None
    if amount:
        entry = points.reward(
            resident, amount, ("series", row.series), now=now, operation_id=operation_id
        )
    changed: dict[str, Any] = {"out_at": now}
    if row.per_hour:
        changed |= {"points": amount, "earned": entry}
    Attendance.update(changed).where(Attendance.id == attendance).execute()
    return minutes, amount


def hours_worth(
    row: reading.Row, minutes: int, resident: int, happened: int, settings: Settings
) -> int:
    """Points for the full hours in `minutes`, under the session's cap and the person's caps."""
    amount = minutes // 60 * row.points
    if row.points_cap is not None:
        amount = min(amount, row.points_cap)
    return rules.within_caps(resident, amount, happened, settings)[0]
