"""What the organiser does afterwards: close with a head count, move to another session. Audited."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from peewee import fn

from db import audit, clock, notices, points, residents, staff
from db.activities import annulling, checking_out, reading, rules, seats
from db.activities.reasons import ActivityReason, ClosingReason
from db.activities.tables import (
    Attendance,
    AttendanceState,
    Guest,
    HelperOf,
    Seat,
    Session,
    SessionState,
)
from db.audit import HOUSE, Actor
from db.base import Refusal, database, derived_operation_id, to_microseconds
from db.duties import guarded
from db.operations import once
from db.points import EntryKind
from db.settings import Settings
from db.staff import Staff


def guests(session: int) -> int:
    """Guests counted at the door."""
    total = Guest.select(fn.SUM(Guest.number)).where(Guest.session == session).scalar()
    return int(total or 0)


@guarded("activities.close")
def close(
    session: int,
    heads: int | None,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
    without: Iterable[int] = (),
    all_were_there: bool = False,
) -> int:
    """Close a session: points on the way become spendable. Returns how many attendances counted.

    `heads` counts everybody in the room, guests too; None only for closing by itself after some
    days. When more cards were read than heads counted, cards read within 15 s of each other are
    marked and MORE_CARDS_THAN_HEADS is raised, until the organiser unticks some (`without`:
    attendance ids, annulled) or says that all were there. Other Refusals: NO_SUCH_SESSION,
    CANCELLED, CLOSED, NOT_BEGUN, NO_SUCH_ATTENDANCE.
    """
    unticked = sorted(set(without))

    def write() -> dict[str, Any]:
        row = _begun(session, now)
        for attendance in unticked:
            annulling.annul_one(attendance, session, "not seen", now, station, actor, operation_id)
        cards, others = reading.present(session), guests(session)
        if heads is not None and not all_were_there and cards + others > heads:
            facts = {"cards": cards, "guests": others, "heads": heads}
            raise Refusal(ClosingReason.MORE_CARDS_THAN_HEADS, facts)
        for attendance in list(annulling.live(session)):
            _arrive(attendance, row, now, operation_id)
        Session.update(
            state=SessionState.CLOSED, heads=heads, closed_at=now, closed_by=actor.name
        ).where(Session.id == session).execute()
        audit.write(
            actor,
            "session_closed",
            ("session", session),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"heads": heads, "cards": cards, "guests": others, "without": unticked},
        )
        return {"counted": cards}

    try:
        arguments = (session, heads, str(unticked), all_were_there)
        return int(once(operation_id, "close", arguments, now, write)["counted"])
    except Refusal as refusal:
        if refusal.reason is ClosingReason.MORE_CARDS_THAN_HEADS:
            marked = _mark(session)
            raise Refusal(refusal.reason, {**refusal.facts, "marked": marked}) from None
        raise


def close_old(now: datetime, settings: Settings) -> int:
    """Close by themselves the sessions that ended days ago (rules 16); returns how many."""
    limit = now - timedelta(days=settings.number("auto_close_days"))
    old = Session.select(Session.id).where(
        Session.state == SessionState.PLANNED, Session.ends_at < limit
    )
    ids = [row.id for row in old]
    for session in ids:
        # The id names the session: two kiosks that wake up together close it once.
        operation_id = derived_operation_id("0" * 32, "close", session)
        close(session, None, now=now, station="", actor=HOUSE, operation_id=operation_id)
    return len(ids)


@guarded("activities.move")
def move(
    attendance: int,
    to_session: int,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """Move an attendance to the session it belongs to; returns the new attendance.

    Points follow the new session, under the person's caps. Refusal: NO_SUCH_ATTENDANCE,
    NO_SUCH_SESSION, CANCELLED, CLOSED, NOT_BEGUN, ALREADY_IN, FULL (the hard limit), StaffReason.OWN;
    PersonReason.… for somebody who has left.
    """

    def write() -> dict[str, Any]:
        old = annulling.attendance_of(attendance)
        staff.not_for_own(actor.staff, old.resident_id)
        residents.require_active(old.resident_id)
        target = _begun(to_session, now)
        if reading.live(to_session, old.resident_id) is not None:
            raise Refusal(ActivityReason.ALREADY_IN)
        limit = target.capacity_hard
        if limit is not None and reading.present(to_session) >= limit:
            raise Refusal(ActivityReason.FULL, {"capacity": limit})
        annulling.take(old, AttendanceState.MOVED, EntryKind.MOVED, now, operation_id)
        new = Attendance.create(
            session=to_session,
            resident=old.resident_id,
            happened_at=old.happened_at,
            entered_at=now,
            source="staff",
            station=station,
        )
        seats.take(to_session, old.resident_id)
        amount = 0
        if not target.per_hour:
            happened = to_microseconds(old.happened_at)
            amount = rules.within_caps(old.resident_id, target.points, happened, Settings())[0]
        if amount:
            entry = points.reward(
                old.resident_id,
                amount,
                ("series", target.series),
                now=now,
                operation_id=derived_operation_id(operation_id, "reward"),
                happened_at=old.happened_at,
            )
            Attendance.update(points=amount, earned=entry).where(Attendance.id == new.id).execute()
        notices.tell(old.resident_id, "account_touched", {"kind": "moved"}, now)
        audit.write(
            actor,
            "attendance_moved",
            ("attendance", attendance),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"from": old.session_id, "to": to_session, "new": new.id},
        )
        return {"attendance": new.id}

    arguments = (attendance, to_session)
    return int(once(operation_id, "move", arguments, now, write)["attendance"])


def forget(resident: int, *, now: datetime, operation_id: str) -> None:
    """Somebody leaves: seats are freed, points on the way go back, the head counts stay."""
    seats.free_all(resident, now)
    rows = (
        Attendance.select()
        .join(Session)
        .where(
            Attendance.resident == resident,
            Attendance.state == AttendanceState.LIVE,
            Attendance.arrived.is_null(),
            Session.state == SessionState.PLANNED,
        )
    )
    for row in list(rows):
        if row.points:
            points.reverse(
                row.earned_id,
                EntryKind.LAPSE,
                now=now,
                operation_id=derived_operation_id(operation_id, "on the way", row.id),
            )
        Attendance.update(points=0, out_at=row.out_at or now).where(
            Attendance.id == row.id
        ).execute()


def places_ever(resident: int) -> set[int]:
    """Every session where somebody had a seat, was in, or helps: what was typed there may name them."""
    own: Any = [
        table.select(table.session).where(table.resident == resident).tuples()
        for table in (Seat, Attendance)
    ]
    series = HelperOf.select(HelperOf.series).join(Staff).where(Staff.resident == resident)
    own.append(Session.select(Session.id).where(Session.series.in_(series)).tuples())
    return {session for rows in own for (session,) in rows}


def _still_planned(session: int) -> reading.Row:
    row = reading.one(session)
    if row.state == SessionState.CANCELLED:
        raise Refusal(ActivityReason.CANCELLED)
    if row.state == SessionState.CLOSED:
        raise Refusal(ActivityReason.CLOSED)
    return row


def _begun(session: int, now: datetime) -> reading.Row:
    row = _still_planned(session)
    if to_microseconds(clock.moment(now)) < row.opens_at:
        raise Refusal(ClosingReason.NOT_BEGUN)
    return row


def _arrive(row: Attendance, session: reading.Row, now: datetime, operation_id: str) -> None:
    """Points on the way arrive. A missing check-out earns the minimum first (rules 17)."""
    subject = ("series", session.series)
    amount = row.points
    if session.per_hour and row.out_at is None:
        settings = Settings()
        came = to_microseconds(row.happened_at)
        minutes = settings.number("minimum_minutes")
        amount = checking_out.hours_worth(session, minutes, row.resident_id, came, settings)
        if amount:
            earned = points.reward(
                row.resident_id,
                amount,
                subject,
                now=now,
                operation_id=derived_operation_id(operation_id, "earned", row.id),
            )
            Attendance.update(points=amount, earned=earned).where(Attendance.id == row.id).execute()
    if not amount:
        return
    entry = points.arrive(
        row.resident_id,
        amount,
        subject,
        now=now,
        operation_id=derived_operation_id(operation_id, "arrived", row.id),
    )
    Attendance.update(arrived=entry).where(Attendance.id == row.id).execute()
    notices.tell(
        row.resident_id, "points_arrived", {"points": amount, "series": session.series}, now
    )


def _mark(session: int) -> list[int]:
    """Mark the cards that were read within 15 s of another one; returns their attendances."""
    rows = list(annulling.live(session))
    gap = timedelta(seconds=Settings().number("burst_seconds"))
    burst: set[int] = set()
    for first, second in itertools.pairwise(rows):
        if second.happened_at - first.happened_at <= gap:
            burst |= {first.id, second.id}
    with database.atomic():
        Attendance.update(marked=True).where(Attendance.id.in_(sorted(burst))).execute()
    return sorted(burst)
