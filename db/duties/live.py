"""Duties as they come and go: beginning, touching, signing, ending."""

from __future__ import annotations

from datetime import datetime, timedelta

from db import audit
from db.audit import HOUSE, Actor
from db.base import Refusal, database
from db.duties.reasons import StaffReason
from db.duties.roles import Role
from db.duties.tables import Duty, Ending
from db.settings import Settings

SIGNED_FOR = timedelta(seconds=60)  # between the card and the operation that it signs
_BACK = timedelta(seconds=5)  # a clock may be set back by so much while somebody is on duty


def begin(staff: int, role: Role, *, now: datetime, station: str) -> Actor:
    """Somebody signed in; whoever was on duty here is relieved. Inside a transaction."""
    end_all(station, Ending.RELIEVED, now=now)
    duty = Duty.create(staff=staff, role=role, station=station, began_at=now, touched_at=now)
    actor = Actor.on_duty(staff, duty.id)
    audit.write(actor, "duty_began", ("staff", staff), now=now, station=station)
    return actor


def current(actor: Actor, *, now: datetime, station: str) -> Duty | None:
    """The live duty of this actor at this kiosk. One that has run out is ended now."""
    row = Duty.get_or_none(
        Duty.id == actor.duty,
        Duty.staff == actor.staff,
        Duty.station == station,
        Duty.ended_at.is_null(),
    )
    if row is None:
        return None
    how = _over(row, now)
    if how is not None:
        _end(row, how, now)
        return None
    return row


def _over(row: Duty, now: datetime) -> Ending | None:
    settings = Settings()
    idle = timedelta(seconds=settings.number("staff_idle_seconds"))
    limit = timedelta(minutes=settings.number("staff_limit_minutes"))
    if not -_BACK <= now - row.touched_at <= idle:
        return Ending.IDLE
    return Ending.LIMIT if now - row.began_at > limit else None


def touch(actor: Actor, *, now: datetime, station: str) -> bool:
    """The screen was touched; False when the duty is over."""
    with database.atomic():
        row = current(actor, now=now, station=station)
        if row is not None:
            Duty.update(touched_at=now).where(Duty.id == row.id).execute()
    return row is not None


def sign(actor: Actor, *, now: datetime, station: str) -> None:
    """The staff card of this duty was read again: the next operation is signed by it."""
    with database.atomic():
        row = current(actor, now=now, station=station)
        if row is not None:
            Duty.update(signed_at=now, touched_at=now).where(Duty.id == row.id).execute()
    if row is None:
        raise Refusal(StaffReason.NOT_ON_DUTY)


def end(how: Ending, *, actor: Actor, now: datetime, station: str) -> None:
    """End this duty; one that has ended stays as it is."""
    with database.atomic():
        row = current(actor, now=now, station=station)
        if row is not None:
            _end(row, how, now)


def end_all(station: str, how: Ending, *, now: datetime) -> None:
    """End whatever duty is live at this kiosk."""
    for row in list(Duty.select().where(Duty.station == station, Duty.ended_at.is_null())):
        _end(row, how, now)


def end_of(staff: int, how: Ending, *, now: datetime) -> None:
    """End every live duty of a member of staff, wherever it is."""
    for row in list(Duty.select().where(Duty.staff == staff, Duty.ended_at.is_null())):
        _end(row, how, now)


def _end(row: Duty, how: Ending, now: datetime) -> None:
    changed = (
        Duty.update(ended_at=now, how=how)
        .where(Duty.id == row.id, Duty.ended_at.is_null())
        .execute()
    )
    if changed:
        audit.write(
            HOUSE,
            "duty_ended",
            ("staff", row.staff),
            now=now,
            station=row.station,
            facts={"duty": row.id, "how": how},
        )
