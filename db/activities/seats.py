"""Enrolment: seats, the waiting list that fills in order, and giving a seat back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db import clock, notices, residents
from db.activities import reading
from db.activities.reasons import ActivityReason
from db.activities.tables import Seat, SeatState, SessionState
from db.activities.views import Enrolled, Standing
from db.base import Refusal, to_microseconds
from db.operations import once


def enrol(
    resident: int, session: int, *, now: datetime, station: str, operation_id: str
) -> Enrolled:
    """Keep a seat, or take a place on the waiting list when all are given away.

    Refusal: NO_SUCH_SESSION, CANCELLED, CLOSED, ENROLMENT_CLOSED, ALREADY_ENROLLED, ALREADY_IN;
    PersonReason.… for somebody who has left.
    """

    def write() -> dict[str, Any]:
        residents.require_active(resident)
        row = reading.one(session)
        if row.state == SessionState.CANCELLED:
            raise Refusal(ActivityReason.CANCELLED)
        if row.state == SessionState.CLOSED:
            raise Refusal(ActivityReason.CLOSED)
        if reading.live(session, resident) is not None:
            raise Refusal(ActivityReason.ALREADY_IN)
        if row.enrolment == "none" or to_microseconds(clock.moment(now)) >= row.starts_at:
            raise Refusal(ActivityReason.ENROLMENT_CLOSED)
        if reading.seat(session, resident) is not None:
            raise Refusal(ActivityReason.ALREADY_ENROLLED)
        full = _free(row) == 0
        seat = Seat.create(
            session=session,
            resident=resident,
            state=SeatState.WAITING if full else SeatState.ENROLLED,
            at=now,
        )
        place = reading.waiting_place(session, seat.id) if full else None
        return {"waiting": full, "place": place}

    facts = once(operation_id, "enrol", (resident, session), now, write)
    if facts["waiting"]:
        return Enrolled(session, Standing.WAITING, facts["place"])
    return Enrolled(session, Standing.ENROLLED)


def leave(
    resident: int, session: int, *, now: datetime, station: str, operation_id: str
) -> Enrolled:
    """Give the seat or the place on the waiting list back; the next in line gets it.

    Refusal: NOT_ENROLLED, NO_SUCH_SESSION.
    """

    def write() -> dict[str, Any]:
        reading.one(session)
        changed = (
            Seat.update(state=SeatState.LEFT, left_at=now)
            .where(Seat.session == session, Seat.resident == resident, Seat.state != SeatState.LEFT)
            .execute()
        )
        if not changed:
            raise Refusal(ActivityReason.NOT_ENROLLED)
        fill(session, now)
        return {}

    once(operation_id, "leave", (resident, session), now, write)
    return Enrolled(session, Standing.NONE)


def take(session: int, resident: int) -> None:
    """Somebody on the waiting list came and found room: the seat is theirs."""
    Seat.update(state=SeatState.ENROLLED).where(
        Seat.session == session, Seat.resident == resident, Seat.state == SeatState.WAITING
    ).execute()


def fill(session: int, now: datetime) -> int:
    """Give freed seats to the waiting list in order, and owe each a word. Returns how many."""
    row = reading.one(session)
    moved = 0
    if row.state != SessionState.PLANNED or to_microseconds(clock.moment(now)) >= row.ends_at:
        return moved
    while _free(row) != 0:
        first = (
            Seat.select()
            .where(Seat.session == session, Seat.state == SeatState.WAITING)
            .order_by(Seat.id)
            .first()
        )
        if first is None:
            break
        Seat.update(state=SeatState.ENROLLED).where(Seat.id == first.id).execute()
        notices.tell(first.resident_id, "seat_freed", {"session": session}, now)
        moved += 1
    return moved


def free_all(resident: int, now: datetime) -> None:
    """Free every seat of somebody who leaves."""
    held = Seat.select().where(Seat.resident == resident, Seat.state != SeatState.LEFT)
    for seat in list(held):
        Seat.update(state=SeatState.LEFT, left_at=now).where(Seat.id == seat.id).execute()
        fill(seat.session_id, now)


def _free(row: reading.Row) -> int | None:
    """Seats that are neither enrolled nor taken by a walk-in; None where there is no limit."""
    limit = row.capacity_soft if row.capacity_soft is not None else row.capacity_hard
    if limit is None:
        return None
    return max(0, limit - reading.present(row.id) - reading.expected(row.id))
