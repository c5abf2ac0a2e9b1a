"""Staff: residents with a role and a card of another kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from peewee import BooleanField, Check, ForeignKeyField, TextField

from db.base import Record, Refusal
from db.residents.tables import Person, Resident


class Role(StrEnum):
    """Rules 27."""

    LEAD = "lead"
    FRONT_DESK = "front_desk"
    ORGANISER = "organiser"
    LIBRARIAN = "librarian"
    HELPER = "helper"
    CARER = "carer"
    CLINIC = "clinic"


class StaffReason(StrEnum):
    """Why a staff card is turned away, worst first."""

    NOT_ALLOWED = "not_allowed"  # this staff card may not do that
    OWN = "own"  # nobody does this for themselves or their household


# Which role may do what. A readable table, enforced by require().
DUTIES: dict[str, frozenset[Role]] = {
    "open_door": frozenset({Role.LEAD, Role.FRONT_DESK, Role.ORGANISER, Role.HELPER}),
    "sign_leaving": frozenset({Role.LEAD}),
    "keep_shelf": frozenset({Role.LEAD, Role.FRONT_DESK}),
    "hand_over": frozenset({Role.LEAD, Role.FRONT_DESK}),
    "confirm_clock": frozenset({Role.LEAD, Role.FRONT_DESK, Role.ORGANISER}),
}


class Staff(Record):
    """A member of staff; retired, never deleted. The PIN is kept only as a hash."""

    resident = ForeignKeyField(Resident, index=True)
    role = TextField()
    active = BooleanField(default=True)
    pin_hash = TextField(null=True)

    class Meta:
        constraints = [
            Check(
                "role IN ('lead', 'front_desk', 'organiser', 'librarian', 'helper', 'carer', "
                "'clinic')"
            )
        ]


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A staff card at the reader: who (a number) and in which role."""

    staff: int
    role: str


def add(resident: int, role: Role) -> int:
    """A new member of staff; returns the staff number."""
    return int(Staff.create(resident=resident, role=role).id)


def of_resident(resident: int) -> StaffCard | None:
    """The staff member behind a staff card's holder; None when no longer active."""
    row = Staff.get_or_none(Staff.resident == resident, Staff.active)
    return None if row is None else StaffCard(row.id, row.role)


def require(staff: int, duty: str) -> None:
    """Refusal(NOT_ALLOWED) unless this member of staff is active and has a role that may do this."""
    if not may(staff, duty):
        raise Refusal(StaffReason.NOT_ALLOWED)


def may(staff: int, duty: str) -> bool:
    """Whether this member of staff is active and has a role that may do this."""
    row = Staff.get_or_none(Staff.id == staff, Staff.active)
    return row is not None and row.role in DUTIES[duty]


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
