"""Door mode: a helper's card opens one session, and every member card checks in at once (rules 20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from db import audit, clock, codes, refused, residents, staff
from db.activities import attend, reading, seats, seeing, undoing
from db.activities.closing import guests as count_guests
from db.activities.reading import Names
from db.activities.reasons import ActivityReason
from db.activities.tables import (
    Attendance,
    AttendanceState,
    Door,
    Guest,
    SessionState,
)
from db.activities.views import DoorRow, DoorScan, DoorView, SessionView
from db.audit import Actor
from db.base import Refusal, derived_operation_id, to_microseconds
from db.calendar import local, service_day
from db.codes import CodeKind
from db.operations import once
from db.residents import CardReason
from db.settings import Settings

LAST = 5


def sessions(staff_id: int, *, now: datetime) -> tuple[SessionView, ...]:
    """The sessions whose door this member of staff may open now: today's, planned, not over.

    With an unconfirmed clock: the sessions of the last known day, so that the hall stays open.
    """
    staff.require(staff_id, "open_door")
    settings = Settings()
    moment = clock.moment(now)
    today = service_day(moment, settings.zone)
    rows = [
        row
        for row in reading.between(today, today, to_microseconds(moment))
        if row.state == SessionState.PLANNED and row.ends_at > to_microseconds(moment)
    ]
    names = Names.of(rows)
    return tuple(seeing.see(row, names, None, moment, settings) for row in rows)


def open(  # the verb of the field
    staff_id: int, session: int, *, now: datetime, station: str, operation_id: str
) -> DoorView:
    """Open the door of one session for at most two hours.

    Refusal: StaffReason.NOT_ALLOWED, CANCELLED, CLOSED.
    """
    staff.require(staff_id, "open_door")

    def write() -> dict[str, int]:
        row = reading.one(session)
        if row.state == SessionState.CANCELLED:
            raise Refusal(ActivityReason.CANCELLED)
        if row.state == SessionState.CLOSED:
            raise Refusal(ActivityReason.CLOSED)
        until = now + timedelta(minutes=Settings().number("door_minutes"))
        door = Door.create(
            session=session, staff=staff_id, station=station, opened_at=now, until=until
        )
        _audited("door_opened", door, now, station, operation_id)
        return {"door": door.id}

    facts = once(operation_id, "door_open", (staff_id, session), now, write)
    return view(facts["door"], now=now)


def view(door: int, *, now: datetime) -> DoorView:
    """The session, how many are in (guests too), and the last five with undo."""
    row = Door.get_by_id(door)
    settings = Settings()
    last = (
        Attendance.select()
        .where(
            Attendance.session == row.session_id,
            Attendance.state == AttendanceState.LIVE,
        )
        .order_by(Attendance.id.desc())
        .limit(LAST)
    )
    return DoorView(
        door=door,
        session=seeing.seen(None, row.session_id, now, settings),
        count=reading.present(row.session_id) + count_guests(row.session_id),
        until=local(row.until, settings.zone),
        last=tuple(
            DoorRow(a.id, residents.masked(a.resident_id), local(a.happened_at, settings.zone))
            for a in last
        ),
    )


def scan(door: int, code: str, *, now: datetime, station: str, operation_id: str) -> DoorScan:
    """A card at the door checks in at once. Refusals: DOOR_ENDED, of the card, of the activity."""
    row = _still_open(door, now)
    settings = Settings()
    today = service_day(clock.moment(now), settings.zone)
    holder = _member(code, now, today, station, row.session_id)
    face = residents.face(holder.resident, today, settings.number("child_age"))
    came = attend.check_in(
        holder.resident,
        row.session_id,
        now=now,
        station=station,
        operation_id=operation_id,
        source="door",
    )
    return DoorScan(face.masked, came.again, view(door, now=now))


def _member(code: str, now: datetime, today: Any, station: str, session: int) -> residents.Holder:
    try:
        found = codes.meanings(code)
        if not found:
            raise Refusal(CardReason.UNKNOWN)
        if len(found) > 1:
            raise Refusal(CardReason.TWO_THINGS)
        if found[0].kind == CodeKind.PICK_UP:
            raise Refusal(CardReason.PICK_UP)
        if found[0].kind not in (CodeKind.MEMBER, CodeKind.STAFF):
            raise Refusal(CardReason.BOOK)
        holder = residents.holder(found[0].ref, today)
        if found[0].kind == CodeKind.STAFF:  # of somebody who is no staff any more: see is_staff
            facts = {"card": holder.card, "resident": holder.resident}
            raise Refusal(CardReason.BLOCKED, facts)
        return holder
    except Refusal as refusal:
        refused.record(
            refusal,
            now=now,
            station=station,
            session=session,
            card=_number(refusal, "card"),
            resident=_number(refusal, "resident"),
            code=code,
        )
        raise


def is_staff(code: str, *, now: datetime) -> bool:
    """Whether this is a staff card in use and nothing else: it ends door mode. Nothing is kept."""
    found = codes.meanings(code)
    if [meaning.kind for meaning in found] != [CodeKind.STAFF]:
        return False
    try:
        holder = residents.holder(found[0].ref, service_day(clock.moment(now), Settings().zone))
    except Refusal:
        return False
    return staff.of_resident(holder.resident) is not None


def _number(refusal: Refusal, fact: str) -> int | None:
    value = refusal.facts.get(fact)
    return value if isinstance(value, int) else None


def undo(door: int, attendance: int, *, now: datetime, station: str, operation_id: str) -> DoorView:
    """Take one of the last check-ins back; the helper may do it as long as the door is open."""
    row = _still_open(door, now)

    def write() -> dict[str, int]:
        found = Attendance.get_or_none(
            Attendance.id == attendance,
            Attendance.session == row.session_id,
            Attendance.state == AttendanceState.LIVE,
        )
        if found is None:
            raise Refusal(ActivityReason.NOT_IN)
        taken = undoing.take_back(found, now, operation_id)
        seats.fill(row.session_id, now)
        facts = {"attendance": attendance, "points": taken}
        _audited("door_undone", row, now, station, operation_id, facts)
        return {}

    once(operation_id, "door_undo", (door, attendance), now, write)
    return view(door, now=now)


def guests(
    door: int, adults: int, children: int, *, now: datetime, station: str, operation_id: str
) -> DoorView:
    """Count guests without name or points; negative numbers correct. Never below 0 in all."""
    row = _still_open(door, now)

    def write() -> dict[str, int]:
        for kind, number in (("adult", adults), ("child", children)):
            if number:
                Guest.create(
                    session=row.session_id,
                    kind=kind,
                    number=number,
                    at=now,
                    operation_id=derived_operation_id(operation_id, kind),
                )
        if count_guests(row.session_id) < 0:
            raise Refusal(ActivityReason.NOT_IN)
        facts = {"adults": adults, "children": children}
        _audited("guests_counted", row, now, station, operation_id, facts)
        return {}

    once(operation_id, "door_guests", (door, adults, children), now, write)
    return view(door, now=now)


def close(door: int, *, now: datetime, station: str, operation_id: str) -> int:
    """End door mode; returns how many are in. Closing a closed door changes nothing."""
    row = Door.get_by_id(door)

    def write() -> dict[str, int]:
        closed = Door.update(closed_at=now).where(Door.id == door, Door.closed_at.is_null())
        if closed.execute():
            _audited("door_closed", row, now, station, operation_id)
        return {}

    once(operation_id, "door_close", (door,), now, write)
    return reading.present(row.session_id) + count_guests(row.session_id)


def _still_open(door: int, now: datetime) -> Door:
    row = Door.get_or_none(Door.id == door)
    if row is None or row.closed_at is not None or now >= row.until:
        raise Refusal(ActivityReason.DOOR_ENDED)
    return row


def _audited(
    verb: str,
    door: Door,
    now: datetime,
    station: str,
    operation_id: str,
    facts: Mapping[str, object] | None = None,
) -> None:
    """What is done at a door is done by the member of staff who opened it."""
    audit.write(
        Actor.on_duty(door.staff_id),
        verb,
        ("session", door.session_id),
        now=now,
        station=station,
        operation_id=operation_id,
        facts={"door": door.id, **(facts or {})},
    )
