"""Annulling: an attendance that was none, or a session that was called off. Points go back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db import audit, notices, points, residents, rooms, staff
from db.activities import seats, undoing
from db.activities.reasons import ClosingReason
from db.activities.tables import Attendance, AttendanceState
from db.audit import Actor
from db.base import Refusal, derived_operation_id
from db.duties import guarded
from db.operations import once
from db.points import EntryKind
from db.residents import ResidentState


@guarded("activities.annul")
def annul(
    attendance: int,
    reason: str,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """Annul an attendance: its points go back in full; what is gone is the hall's loss.

    Returns the points taken back. Refusal: NO_SUCH_ATTENDANCE, StaffReason.OWN. The resident is
    told. The reason is words about a person: erasable, outside the chain.
    """

    def write() -> dict[str, Any]:
        taken = annul_one(attendance, None, reason, now, station, actor, operation_id)
        return {"points": taken}

    return int(once(operation_id, "annul", (attendance,), now, write)["points"])


def annul_one(
    attendance: int,
    session: int | None,
    reason: str,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """One attendance, of this session if one is given. Inside a transaction; returns the points."""
    row = attendance_of(attendance)
    if session is not None and row.session_id != session:
        raise Refusal(ClosingReason.NO_SUCH_ATTENDANCE, {"attendance": attendance})
    staff.not_for_own(actor.staff, row.resident_id)
    return annulled(row, reason, now, station, actor, operation_id)


def call_off(
    session: int, now: datetime, station: str, actor: Actor, operation_id: str
) -> set[int]:
    """Annul whoever is in a session that is cancelled: it earns nothing, nobody is in it any more.

    Inside the transaction of the cancelling, which keeps the reason once: beside each of them it would
    outlive whoever it names. Returns the residents.
    """
    rows = list(live(session))
    for row in rows:
        annulled(row, "", now, station, actor, operation_id)
    return {row.resident_id for row in rows}


def annulled(
    row: Attendance,
    reason: str,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """Take the points back, tell whoever it is, and write down why. Returns the points."""
    taken = take(row, AttendanceState.ANNULLED, EntryKind.ANNUL, now, operation_id)
    person = residents.state(row.resident_id)
    if person is ResidentState.ACTIVE:
        notices.tell(row.resident_id, "account_touched", {"kind": "annul", "points": taken}, now)
    # Words about somebody who was forgotten would stay for ever: only the act is kept.
    kept = "" if person is ResidentState.FORGOTTEN else reason
    audit.write(
        actor,
        "attendance_annulled",
        ("attendance", row.id),
        now=now,
        station=station,
        operation_id=derived_operation_id(operation_id, "annul", row.id),
        facts={"resident": row.resident_id, "points": taken},
        personal=(row.resident_id, {}, {"reason": kept}) if kept else None,
    )
    return taken


def take(
    row: Attendance, state: AttendanceState, kind: EntryKind, now: datetime, operation_id: str
) -> int:
    """End an attendance: what it gave is taken back, the seat goes to whoever waits."""
    taken = int(row.points)
    if row.arrived_id is not None:
        # What was not handed over is cancelled first; only what is gone is the hall's loss (rules 19).
        missing = taken - points.balances(row.resident_id).spendable
        if missing > 0:
            own = derived_operation_id(operation_id, "rooms", row.id)
            for room in rooms.all_of_them():
                room.give_back(row.resident_id, missing, now, own)
    points.take_back(
        row.resident_id,
        undoing.entries_of(row),
        kind,
        now=now,
        operation_id=derived_operation_id(operation_id, "attendance", row.id),
        cover=True,
    )
    Attendance.update(state=state, ended_at=now, points=0).where(Attendance.id == row.id).execute()
    seats.fill(row.session_id, now)
    return taken


def attendance_of(attendance: int) -> Attendance:
    """A live attendance. Refusal(NO_SUCH_ATTENDANCE)."""
    row = Attendance.get_or_none(
        Attendance.id == attendance, Attendance.state == AttendanceState.LIVE
    )
    if row is None:
        raise Refusal(ClosingReason.NO_SUCH_ATTENDANCE, {"attendance": attendance})
    return row


def live(session: int) -> Any:
    """Who is in, in the order of coming."""
    return (
        Attendance.select()
        .where(Attendance.session == session, Attendance.state == AttendanceState.LIVE)
        .order_by(Attendance.happened_at, Attendance.id)
    )
