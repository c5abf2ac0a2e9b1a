"""The team: who is staff and in which role; new PINs; the sealed code; the last lead stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import audit, duties, residents
from db.audit import Actor
from db.base import Refusal, database
from db.codes import CodeKind
from db.duties import Ending, Role, StaffReason, guarded
from db.residents.tables import Card, CardState, Person
from db.staff.tables import SealedCode, Staff


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team, as staff see them."""

    staff: int
    resident: int
    name: str
    role: Role
    active: bool
    has_pin: bool


@guarded("staff.add")
def add(
    resident: int,
    role: Role,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    pin_hash: str | None = None,
    sealed_hash: str | None = None,
) -> int:
    """A new member of staff; returns the staff number. Audited.

    The first lead comes with a sealed code, so that a lost PIN locks nobody out of the hall for ever.
    Refusal: NO_SUCH_RESIDENT, HAS_LEFT, ALREADY_STAFF, UNSEALED.
    """
    with database.atomic():
        residents.require_active(resident)
        if Staff.select().where(Staff.resident == resident, Staff.active).exists():
            raise Refusal(StaffReason.ALREADY_STAFF)
        row = Staff.create(resident=resident, role=role, pin_hash=pin_hash)
        _audited("staff_added", row.id, now, station, actor, {"role": role, "resident": resident})
        if sealed_hash is not None:
            _seal(sealed_hash, now, station, actor)
        if role is Role.LEAD and not guarded_against_loss():
            raise Refusal(StaffReason.UNSEALED)
    return int(row.id)


@guarded("staff.retire")
def retire(staff: int, *, now: datetime, station: str, actor: Actor) -> None:
    """Somebody is staff no longer: duty, PIN and staff cards end. Audited.

    Refusal: NO_SUCH_STAFF; LAST_LEAD unless two leads, or one and a sealed code, remain (rules 29).
    """
    with database.atomic():
        _retire(_active(staff), now, station, actor)


def gone(resident: int, *, now: datetime, station: str, actor: Actor) -> None:
    """Whoever leaves the hall leaves the team too, in the same transaction. Refusal: LAST_LEAD."""
    row = Staff.get_or_none(Staff.resident == resident, Staff.active)
    if row is not None:
        _retire(row, now, station, actor)


def _retire(row: Staff, now: datetime, station: str, actor: Actor) -> None:
    Staff.update(active=False, pin_hash=None).where(Staff.id == row.id).execute()
    if row.role == Role.LEAD and not guarded_against_loss():
        raise Refusal(StaffReason.LAST_LEAD)
    duties.end_of(row.id, Ending.RETIRED, now=now)
    cards = Card.update(state=CardState.BLOCKED, ended_at=now).where(
        Card.resident == row.resident_id,
        Card.kind == CodeKind.STAFF.value,
        Card.state == CardState.ACTIVE,
    )
    facts = {"role": row.role, "cards": cards.execute()}
    _audited("staff_retired", row.id, now, station, actor, facts)


@guarded("staff.new_pin")
def new_pin(staff: int, pin_hash: str, *, now: datetime, station: str, actor: Actor) -> None:
    """Another member of staff gives somebody a new PIN; duties with the old one end. Audited.

    Refusal: NO_SUCH_STAFF; OWN; NOT_ALLOWED when it is a lead's and the giver is not one; UNSEALED for
    the only lead of a hall that has no sealed code yet.
    """
    with database.atomic():
        row = _active(staff)
        if actor.staff == staff:
            raise Refusal(StaffReason.OWN)
        giver = None if actor.staff is None else Staff.get_by_id(actor.staff)
        if row.role == Role.LEAD and giver is not None and giver.role != Role.LEAD:
            raise Refusal(StaffReason.NOT_ALLOWED)
        _put_pin(staff, pin_hash, now)
        if row.role == Role.LEAD and not guarded_against_loss():
            raise Refusal(StaffReason.UNSEALED)
        _audited("pin_given", staff, now, station, actor)


@guarded("staff.seal")
def seal(sealed_hash: str, *, now: datetime, station: str, actor: Actor) -> None:
    """A new sealed code; the one before opens nothing any more. Audited."""
    with database.atomic():
        _seal(sealed_hash, now, station, actor)


def sealed() -> str | None:
    """The hash of the sealed code that counts; None when there is none."""
    row = SealedCode.select().order_by(SealedCode.id.desc()).first()
    return None if row is None or row.used_at is not None else str(row.hash)


def recover(
    staff: int, opened: str, pin_hash: str, sealed_hash: str, *, now: datetime, station: str
) -> None:
    """The envelope was opened and its code was right: a lead gets a new PIN. Audited.

    `opened` is the hash that the code was compared with (pins.right_sealed, in a thread); a new
    sealed code takes its place in the same transaction. Refusal: NO_SUCH_STAFF, NOT_RIGHT.
    """
    with database.atomic():
        row = _active(staff)
        used = (
            SealedCode.update(used_at=now)
            .where(SealedCode.hash == opened, SealedCode.used_at.is_null())
            .execute()
        )
        if row.role != Role.LEAD or not used:
            raise Refusal(StaffReason.NOT_RIGHT)
        actor = Actor("sealed code")
        _put_pin(staff, pin_hash, now)
        _audited("pin_recovered", staff, now, station, actor)
        _seal(sealed_hash, now, station, actor)


@guarded("staff.listed")
def listed(*, now: datetime, station: str, actor: Actor) -> list[Member]:
    """The team, also who is no longer in it."""
    people = Person.select().where(Person.resident.in_(Staff.select(Staff.resident)))
    names = {row.resident_id: row.name for row in people}
    return [
        Member(
            row.id,
            row.resident_id,
            names.get(row.resident_id, ""),
            Role(row.role),
            row.active,
            row.pin_hash is not None,
        )
        for row in Staff.select().order_by(Staff.id)
    ]


def guarded_against_loss() -> bool:
    """Two leads, or one lead and a sealed code (rules 29)."""
    leads = Staff.select().where(Staff.active, Staff.role == Role.LEAD).count()
    return leads > 1 or (leads == 1 and sealed() is not None)


def _active(staff: int) -> Staff:
    row = Staff.get_or_none(Staff.id == staff, Staff.active)
    if row is None:
        raise Refusal(StaffReason.NO_SUCH_STAFF)
    return row


def _put_pin(staff: int, pin_hash: str, now: datetime) -> None:
    Staff.update(pin_hash=pin_hash).where(Staff.id == staff).execute()
    duties.end_of(staff, Ending.RETIRED, now=now)


def _seal(sealed_hash: str, now: datetime, station: str, actor: Actor) -> None:
    SealedCode.update(used_at=now).where(SealedCode.used_at.is_null()).execute()
    row = SealedCode.create(hash=sealed_hash, made_at=now, made_by=actor.name)
    audit.write(actor, "code_sealed", ("sealed_code", row.id), now=now, station=station)


def _audited(
    verb: str,
    staff: int,
    now: datetime,
    station: str,
    actor: Actor,
    facts: dict[str, Any] | None = None,
) -> None:
    audit.write(actor, verb, ("staff", staff), now=now, station=station, facts=facts)
