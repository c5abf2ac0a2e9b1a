"""Residents: what the public may see of them, whether they belong to the hall, their language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.base import Refusal
from db.operations import once
from db.residents.masking import mask
from db.residents.reasons import PersonReason
from db.residents.tables import Person, Resident, ResidentState
from db.statements import ANY, Statement
from db.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Face:
    """What a public screen may show of a person: never the full name (decisions 15)."""

    resident: int
    masked: str
    lang: str | None
    child: bool


_FACE = Statement(
    lambda: Person.select(
        Person.resident, Person.name, Person.lang, Person.child, Person.birth_year
    ).where(Person.resident == ANY)
)


def face(resident: int, today: date, child_age: int) -> Face:
    """The public face of a resident; Refusal(NO_SUCH_RESIDENT) when there is none."""
    row = _FACE(resident).fetchone()
    if row is None:
        raise Refusal(PersonReason.NO_SUCH_RESIDENT)
    number, name, lang, said_child, born = row
    child = bool(said_child) if born is None else today.year - born < child_age
    return Face(number, mask(name), lang, child)


_STATE = Statement(lambda: Resident.select(Resident.state).where(Resident.id == ANY))


def state(resident: int) -> ResidentState:
    """Whether somebody is active, has left, or was forgotten; Refusal(NO_SUCH_RESIDENT)."""
    row = _STATE(resident).fetchone()
    if row is None:
        raise Refusal(PersonReason.NO_SUCH_RESIDENT)
    return ResidentState(row[0])


def require_active(resident: int) -> None:
    """Nothing begins any more for somebody who has left, also when their visit is still open.

    Refusal: NO_SUCH_RESIDENT, FORGOTTEN, HAS_LEFT.
    """
    found = state(resident)
    if found is ResidentState.FORGOTTEN:
        raise Refusal(PersonReason.FORGOTTEN)
    if found is not ResidentState.ACTIVE:
        raise Refusal(PersonReason.HAS_LEFT)


def masked(resident: int) -> str:
    """The masked name alone; "**" for somebody who was forgotten."""
    row = _FACE(resident).fetchone()
    return "**" if row is None else mask(row[1])


def set_language(
    resident: int, lang: str, *, now: datetime, station: str, operation_id: str
) -> None:
    """The language that the resident's card opens in from now on; "always use this one"."""

    def write() -> dict[str, str]:
        if lang not in LANGUAGES:
            msg = f"{lang!r} is not one of {', '.join(LANGUAGES)}"
            raise ValueError(msg)
        Person.update(lang=lang).where(Person.resident == resident).execute()
        return {}

    once(operation_id, "set_language", (resident, lang), now, write)
