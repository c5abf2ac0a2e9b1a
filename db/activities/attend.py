"""Check-in and switch: how a resident enters a session, each written once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from db import clock, points, refused, residents, texts
from db.activities import checking_out, reading, rules, seats
from db.activities.reading import Names
from db.activities.reasons import ActivityReason
from db.activities.tables import Attendance, AttendanceState
from db.activities.views import CheckedIn, Standing
from db.base import Refusal, derived_operation_id, from_microseconds, to_microseconds
from db.calendar import local
from db.operations import once
from db.points import EntryKind
from db.settings import Settings
from db.statements import ANY, Statement

_ATTEND = Statement(
    lambda: Attendance.insert(
        session=ANY,
        resident=ANY,
        state=AttendanceState.LIVE.value,
        happened_at=ANY,
        entered_at=ANY,
        source=ANY,
        station=ANY,
        points=ANY,
        earned=ANY,
        marked=0,
        clock_doubt=ANY,
    )
)


def check_in(
    resident: int,
    session: int,
    *,
    now: datetime,
    station: str,
    operation_id: str,
    source: str = "kiosk",
) -> CheckedIn:
    """The resident is here: one attendance, points on the way, all in one transaction.

    Somebody who is in already gets `again=True` and nothing is written. Raises
    Refusal(ActivityReason.…) with every reason that applies, and keeps the refused scan; for
    somebody who has left the hall Refusal(PersonReason.…).
    """
    return _entering(
        "check_in",
        resident,
        session,
        now=now,
        station=station,
        operation_id=operation_id,
        source=source,
    )


def switch(
    resident: int, session: int, *, now: datetime, station: str, operation_id: str
) -> CheckedIn:
    """Leave the other activity and enter this one: the first attendance is moved, not kept twice.

    Where hours count the resident is checked out there; otherwise its points are taken back.
    """
    return _entering(
        "switch",
        resident,
        session,
        now=now,
        station=station,
        operation_id=operation_id,
        source="kiosk",
    )


def _entering(
    verb: str,
    resident: int,
    session: int,
    *,
    now: datetime,
    station: str,
    operation_id: str,
    source: str,
) -> CheckedIn:
    settings = Settings()

    def write() -> dict[str, Any]:
        return _enter(
            resident,
            session,
            settings,
            now=now,
            station=station,
            operation_id=operation_id,
            source=source,
            switching=verb == "switch",
        )

    try:
        facts = once(operation_id, verb, (resident, session), now, write)
    except Refusal as refusal:
        if isinstance(refusal.reason, ActivityReason):
            refused.record(refusal, now=now, station=station, resident=resident, session=session)
        raise
    return _checked_in(resident, session, facts, now, settings)


def _enter(
    resident: int,
    session: int,
    settings: Settings,
    *,
    now: datetime,
    station: str,
    operation_id: str,
    source: str,
    switching: bool,
) -> dict[str, Any]:
    residents.require_active(resident)
    row = reading.one(session)
    entered, moment = to_microseconds(now), to_microseconds(clock.moment(now))
    found = rules.stand(row, resident, moment, settings, at_door=source == "door")
    if found.attendance is not None and found.standing is Standing.IN:
        return {"attendance": found.attendance, "again": True, "points": 0, "at": entered}
    moved = None
    if found.other is not None:
        attendance, other_session, series = found.other
        found.facts["title"] = texts.of("series", [series], "title")[series]
        if switching:
            found.reasons.remove(ActivityReason.ELSEWHERE)
            found.refuse()
            _leave_for(resident, attendance, other_session, now, station, operation_id)
            moved = series
    found.refuse()
    amount, capped = (
        (0, False) if row.per_hour else rules.within_caps(resident, row.points, moment, settings)
    )
    entry = None
    if amount:
        entry = points.reward(
            resident,
            amount,
            ("series", row.series),
            now=now,
            operation_id=operation_id,
            happened_at=from_microseconds(moment),
        )
    attendance = _ATTEND(
        session,
        resident,
        moment,
        entered,
        source,
        station,
        amount,
        entry,
        int(clock.in_doubt(now)),
    ).lastrowid
    if found.standing is Standing.WAITING:  # a seat came free at the door: it is taken by coming
        seats.take(session, resident)
    return {
        "attendance": attendance,
        "points": amount,
        "capped": capped,
        "at": entered,
        "moved": moved,
    }


def _leave_for(
    resident: int,
    attendance: int,
    session: int,
    now: datetime,
    station: str,
    operation_id: str,
) -> None:
    row = reading.one(session)
    if row.per_hour:
        checking_out.leave_row(
            resident, row, attendance, now, derived_operation_id(operation_id, "out")
        )
        return
    old = Attendance.get_by_id(attendance)
    if old.earned_id is not None:
        points.take_back(
            resident, [old.earned_id], EntryKind.MOVED, now=now, operation_id=operation_id
        )
    Attendance.update(state=AttendanceState.MOVED, ended_at=now, points=0).where(
        Attendance.id == attendance
    ).execute()
    seats.fill(session, now)


def _checked_in(
    resident: int, session: int, facts: dict[str, Any], now: datetime, settings: Settings
) -> CheckedIn:
    have = points.balances(resident)
    at = from_microseconds(facts["at"])
    moved = facts.get("moved")
    row = reading.one(session)
    entered = reading.view(
        row,
        Names.of([row]),
        settings.zone,
        to_microseconds(now),
        standing=Standing.IN,
        attendance=facts["attendance"],
        why_not=ActivityReason.ALREADY_IN,
    )
    return CheckedIn(
        attendance=facts["attendance"],
        session=entered,
        points=facts["points"],
        capped=bool(facts.get("capped")),
        coming=have.coming,
        spendable=have.spendable,
        undo_until=local(at + timedelta(seconds=settings.number("undo_seconds")), settings.zone),
        again=bool(facts.get("again")),
        moved_from=None if moved is None else texts.of("series", [moved], "title")[moved],
    )
