"""Check-in, check-out, switch and undo: what a resident does at a session, each written once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from db import clock, points, refused, residents, texts
from db.activities import reading, rules, seats
from db.activities.reading import Names
from db.activities.reasons import ActivityReason
from db.activities.tables import Attendance, AttendanceState, Session, SessionState
from db.activities.views import CheckedIn, CheckedOut, SessionView, Standing, Undone
from db.base import Refusal, derived_operation_id, from_microseconds, to_microseconds
from db.calendar import local
from db.operations import once
from db.points import EntryKind, PointsReason
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
        _check_out(resident, row, attendance, now, derived_operation_id(operation_id, "out"))
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


def seen(resident: int | None, session: int, now: datetime, settings: Settings) -> SessionView:
    """One session as this resident sees it now."""
    row = reading.one(session)
    return see(row, Names.of([row]), resident, now, settings)


def see(
    row: reading.Row, names: Names, resident: int | None, now: datetime, settings: Settings
) -> SessionView:
    """A row as this resident (or nobody in particular) sees it now."""
    moment = to_microseconds(clock.moment(now))
    found = rules.stand(row, resident, moment, settings)
    return reading.view(
        row,
        names,
        settings.zone,
        moment,
        standing=found.standing,
        place=found.place,
        attendance=found.attendance,
        why_not=found.worst,
        can_enrol=rules.may_enrol(row, found.standing, moment),
    )


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
        minutes, amount = _check_out(resident, row, here[0], now, operation_id)
        return {"attendance": here[0], "minutes": minutes, "points": amount}

    facts = once(operation_id, "check_out", (resident, session), now, write)
    have = points.balances(resident)
    return CheckedOut(
        attendance=facts["attendance"],
        session=seen(resident, session, now, settings),
        minutes=facts["minutes"],
        points=facts["points"],
        coming=have.coming,
        spendable=have.spendable,
    )


def _check_out(
    resident: int, row: reading.Row, attendance: int, now: datetime, operation_id: str
) -> tuple[int, int]:
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


def undo(
    resident: int, attendance: int, *, now: datetime, station: str, operation_id: str
) -> Undone:
    """Take a check-in back within the minute, by reversing entries; the rows stay.

    Refusal: NOT_IN, UNDO_TOO_LATE, POINTS_IN_USE; PersonReason.… for somebody who has left.
    """
    settings = Settings()

    def write() -> dict[str, Any]:
        residents.require_active(resident)
        row = Attendance.get_or_none(
            Attendance.id == attendance,
            Attendance.resident == resident,
            Attendance.state == AttendanceState.LIVE,
        )
        if row is None:
            raise Refusal(ActivityReason.NOT_IN)
        limit = settings.number("undo_seconds")
        if not clock.in_doubt(now) and now > row.entered_at + timedelta(seconds=limit):
            raise Refusal(ActivityReason.UNDO_TOO_LATE, {"limit": limit})
        taken = take_back(row, now, operation_id)
        seats.fill(row.session_id, now)
        return {"session": row.session_id, "points": taken}

    facts = once(operation_id, "undo", (resident, attendance), now, write)
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
    try:
        points.take_back(
            row.resident_id, entries_of(row), EntryKind.UNDO, now=now, operation_id=operation_id
        )
    except Refusal as refusal:
        if refusal.reason is PointsReason.NOT_ENOUGH:
            raise Refusal(ActivityReason.POINTS_IN_USE, refusal.facts) from refusal
        raise
    taken = int(row.points)
    Attendance.update(state=AttendanceState.UNDONE, ended_at=now, points=0).where(
        Attendance.id == row.id
    ).execute()
    return taken
