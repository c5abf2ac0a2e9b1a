"""Paper day: a page that was written by hand is entered afterwards, dated as it happened (rules 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db import audit, clock, notices, points, residents, staff, texts
from db.activities import checking_out, closing, reading, rules, seats
from db.activities.reasons import ActivityReason, ClosingReason, PlanReason
from db.activities.tables import Attendance, AttendanceState, Series, Session, SessionState
from db.audit import Actor
from db.base import Refusal, derived_operation_id, from_microseconds, to_microseconds
from db.calendar import service_day
from db.duties import guarded
from db.operations import once
from db.settings import Settings

DAYS = 7  # older pages are signed by a lead


@dataclass(frozen=True, slots=True)
class Entered:
    """One line of a page. `again`: it was there already, nothing was written."""

    attendance: int
    points: int
    capped: bool
    again: bool


@guarded("activities.enter")
def enter(
    resident: int,
    session: int,
    came: datetime | None = None,
    *,
    all_were_there: bool = False,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> Entered:
    """Somebody was there and stands on paper: a check-in dated then. `came` None: from the start.

    The person's caps of that day hold, and the hard limit of seats. In a session that was closed the
    points arrive at once; more than its head count needs `all_were_there`. Refusal: TOO_OLD (facts:
    days; a lead signs with enter_old), NO_SUCH_SESSION, CANCELLED, NOT_YET, OVER, ELSEWHERE, FULL,
    MORE_CARDS_THAN_HEADS, NOT_BEGUN, StaffReason.OWN, PersonReason.….
    """
    row = reading.one(session)
    today = service_day(clock.moment(now), Settings().zone)
    if row.day < (today - timedelta(days=DAYS)).isoformat():
        raise Refusal(PlanReason.TOO_OLD, {"days": DAYS})
    return _entered(resident, row, came, all_were_there, now, station, actor, operation_id)


@guarded("activities.enter_old")
def enter_old(
    resident: int,
    session: int,
    came: datetime | None = None,
    *,
    all_were_there: bool = False,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> Entered:
    """As enter, of any day: signed by a lead."""
    row = reading.one(session)
    return _entered(resident, row, came, all_were_there, now, station, actor, operation_id)


def _entered(
    resident: int,
    row: reading.Row,
    came: datetime | None,
    all_were_there: bool,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> Entered:
    at = row.starts_at if came is None else to_microseconds(came)

    def write() -> dict[str, Any]:
        staff.not_for_own(actor.staff, resident)
        residents.require_active(resident)
        here = reading.live(row.id, resident)
        if here is not None:
            return {"attendance": here[0], "points": 0, "capped": False, "again": True}
        _may(resident, row, at, all_were_there, now)
        return _write(resident, row, at, now, station, actor, operation_id)

    facts = once(operation_id, "enter", (resident, row.id, at), now, write)
    return Entered(**facts)


def _may(resident: int, row: reading.Row, at: int, all_were_there: bool, now: datetime) -> None:
    """Every rule of a check-in at that moment; the window of the session, not that of today."""
    if row.state == SessionState.CANCELLED:
        raise Refusal(ActivityReason.CANCELLED)
    if at > to_microseconds(clock.moment(now)):
        raise Refusal(ClosingReason.NOT_BEGUN)
    if at < row.opens_at:
        raise Refusal(ActivityReason.NOT_YET, {"opens_at": from_microseconds(row.opens_at)})
    if at >= row.ends_at:
        raise Refusal(ActivityReason.OVER, {"ended_at": from_microseconds(row.ends_at)})
    other = _elsewhere(resident, row, at)
    if other is not None:
        title = texts.of("series", [other], "title")[other]
        raise Refusal(ActivityReason.ELSEWHERE, {"title": title})
    cards = reading.present(row.id)
    if row.capacity_hard is not None and cards >= row.capacity_hard:
        raise Refusal(ActivityReason.FULL, {"capacity": row.capacity_hard})
    heads = Session.get_by_id(row.id).heads
    if heads is not None and not all_were_there and cards + closing.guests(row.id) >= heads:
        facts = {"cards": cards + 1, "guests": closing.guests(row.id), "heads": heads}
        raise Refusal(ClosingReason.MORE_CARDS_THAN_HEADS, facts)


def _elsewhere(resident: int, row: reading.Row, at: int) -> int | None:
    """The series of another activity that overlaps this one and where they still were."""
    if row.open_area:
        return None
    found = (
        Attendance.select(Session.series)
        .join(Session)
        .join(Series)
        .where(
            Attendance.resident == resident,
            Attendance.state == AttendanceState.LIVE,
            Attendance.out_at.is_null() | (Attendance.out_at > at),
            Session.id != row.id,
            Session.starts_at < row.ends_at,
            Session.ends_at > row.starts_at,
            ~Series.open_area,
        )
        .tuples()
        .first()
    )
    return None if found is None else int(found[0])


def _write(
    resident: int,
    row: reading.Row,
    at: int,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> dict[str, Any]:
    settings = Settings()
    happened, closed = from_microseconds(at), row.state == SessionState.CLOSED
    amount, capped = 0, False
    if not row.per_hour:
        amount, capped = rules.within_caps(resident, row.points, at, settings)
    elif closed:  # nobody closes it again: what a missing check-out earns
        minutes = settings.number("minimum_minutes")
        amount = checking_out.hours_worth(row, minutes, resident, at, settings)
    earned = arrived = None
    subject = ("series", row.series)
    if amount:
        earned = points.reward(
            resident,
            amount,
            subject,
            now=now,
            operation_id=derived_operation_id(operation_id, "earned"),
            happened_at=happened,
        )
    if amount and closed:
        arrived = points.arrive(
            resident,
            amount,
            subject,
            now=now,
            operation_id=derived_operation_id(operation_id, "arrived"),
        )
    made = Attendance.create(
        session=row.id,
        resident=resident,
        happened_at=happened,
        entered_at=now,
        source="paper",
        station=station,
        points=amount,
        earned=earned,
        arrived=arrived,
    )
    seats.take(row.id, resident)
    notices.tell(resident, "account_touched", {"kind": "paper", "points": amount}, now)
    audit.write(
        actor,
        "attendance_entered",
        ("attendance", made.id),
        now=now,
        station=station,
        operation_id=operation_id,
        facts={
            "before": None,
            "after": {
                "session": row.id,
                "resident": resident,
                "happened_at": happened.isoformat(timespec="seconds"),
                "points": amount,
            },
        },
    )
    return {"attendance": made.id, "points": amount, "capped": capped, "again": False}
