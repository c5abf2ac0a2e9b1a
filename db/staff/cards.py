"""What a staff card alone says: who holds it, which door it opens, and for whom nobody acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db import duties
from db.audit import Actor
from db.base import Refusal
from db.duties import DUTIES, StaffReason
from db.residents.tables import Person
from db.staff.tables import Staff


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A staff card at the reader: who (a number) and in which role."""

    staff: int
    role: str


def of_resident(resident: int) -> StaffCard | None:
    """The staff member behind a staff card's holder; None when no longer active."""
    row = Staff.get_or_none(Staff.resident == resident, Staff.active)
    return None if row is None else StaffCard(row.id, row.role)


def require(staff: int, duty: str) -> None:
    """Refusal(NOT_ALLOWED) unless this member of staff is active and has a role that may do this.

    For what a staff card alone is enough for; everything else stands behind duties.guarded.
    """
    if not may(staff, duty):
        raise Refusal(StaffReason.NOT_ALLOWED)


def may(staff: int, duty: str) -> bool:
    """Whether this member of staff is active and has a role that may do this."""
    row = Staff.get_or_none(Staff.id == staff, Staff.active)
    return row is not None and row.role in DUTIES[duty]


def require_card(actor: Actor, duty: str, *, now: datetime, station: str) -> None:
    """As duties.require, but the card alone is enough: two taps, no PIN (rules 13)."""
    if actor.staff is None or actor.duty is not None:
        duties.require(actor, duty, now=now, station=station)
    elif not may(actor.staff, duty):
        duties.refuse(actor, duty, StaffReason.NOT_ALLOWED, now=now, station=station)


def not_for_own(staff: int | None, resident: int) -> None:
    """Refusal(OWN) when this would be for the member of staff or their household (rules 26).

    None: the command line, whose user is not a member of staff.
    """
    if staff is None:
        return
    own = int(Staff.get_by_id(staff).resident_id)
    homes = {
        row.resident_id: row.household_id
        for row in Person.select().where(Person.resident.in_([own, resident]))
    }
    home = homes.get(own)
    if own == resident or (home is not None and homes.get(resident) == home):
        raise Refusal(StaffReason.OWN)
