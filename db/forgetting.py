"""Forget me: the rows that point to a person are erased; numbers, sums and the chain stay (rules 6).

The list of forgotten numbers stands in a file beside the database, so that a restored backup, which
still holds the name, forgets again before anybody sees it.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from db import (
    activities,
    audit,
    notices,
    points,
    readings,
    refused,
    residents,
    rooms,
    staff,
    texts,
)
from db.audit import HOUSE, Actor
from db.base import Refusal, database, derived_operation_id
from db.codes import Code, CodeKind
from db.duties import guarded
from db.operations import once
from db.residents.reasons import PersonReason
from db.residents.tables import (
    Card,
    Consent,
    Guardian,
    Person,
    Resident,
    ResidentState,
    undone,
)
from db.sqlite import compact


@guarded("forgetting.forget")
def forget(resident: int, *, now: datetime, station: str, actor: Actor, operation_id: str) -> int:
    """Erase everything that points to this person; returns the points that went back to the hall.

    Refusal: NO_SUCH_RESIDENT, FORGOTTEN. Call sweep() afterwards, outside the transaction.
    """

    def write() -> dict[str, int]:
        row = Resident.get_or_none(Resident.id == resident)
        if row is None:
            raise Refusal(PersonReason.NO_SUCH_RESIDENT)
        if row.state == ResidentState.FORGOTTEN:
            raise Refusal(PersonReason.FORGOTTEN)
        staff.gone(resident, now=now, station=station, actor=actor)
        activities.forget(resident, now=now, operation_id=operation_id)
        for room in rooms.all_of_them():
            room.leave(resident, now, operation_id)
        lapsed = points.lapse(resident, now=now, operation_id=operation_id)
        _erase(resident, now)
        audit.write(
            actor,
            "resident_forgotten",
            ("resident", resident),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"points": lapsed},
        )
        return {"points": lapsed}

    return int(once(operation_id, "forget", (resident,), now, write)["points"])


def _erase(resident: int, now: datetime) -> None:
    cards = [row.id for row in Card.select(Card.id).where(Card.resident == resident)]
    Code.delete().where(
        Code.kind.in_([CodeKind.MEMBER.value, CodeKind.STAFF.value]), Code.ref.in_(cards)
    ).execute()
    residents.block_all(resident, now)
    names = [n for row in Person.select().where(Person.resident == resident) for n in _names(row)]
    audit.forget_reasons(activities.places_ever(resident), names)
    Person.delete().where(Person.resident == resident).execute()
    Guardian.delete().where((Guardian.child == resident) | (Guardian.adult == resident)).execute()
    Consent.delete().where((Consent.resident == resident) | (Consent.giver == resident)).execute()
    texts.forget("resident", resident)
    points.forget(resident)
    for room in rooms.all_of_them():
        room.forget(resident)
    notices.forget(resident)
    refused.forget(resident, cards)
    readings.forget(resident)
    audit.forget(resident)
    Resident.update(state=ResidentState.FORGOTTEN, state_at=now).where(
        Resident.id == resident
    ).execute()


def _names(row: Person) -> tuple[str, str]:
    return row.name, row.second_name


def sweep(list_file: Path | None) -> None:
    """Write the list of forgotten numbers and leave nothing erased in the database's files."""
    if list_file is not None:
        _write_list(list_file, _forgotten() | read_list(list_file))
    compact()


def apply_again(list_file: Path, *, now: datetime) -> int:
    """At start and after a restore: forget again whoever is on the list. Returns how many."""
    listed = read_list(list_file)
    _never_again(listed, now)
    again = [
        row.id
        for row in Resident.select().where(
            Resident.id.in_(sorted(listed)),
            Resident.state != ResidentState.FORGOTTEN,
        )
    ]
    for resident in again:
        with database.atomic():
            again_id = derived_operation_id("0" * 32, "forgotten again", resident)
            activities.forget(resident, now=now, operation_id=again_id)
            for room in rooms.all_of_them():
                room.leave(resident, now, again_id)
            points.lapse(resident, now=now, operation_id=again_id)
            _erase(resident, now)
            audit.write(
                HOUSE,
                "resident_forgotten",
                ("resident", resident),
                now=now,
                station="",
                facts={"restored": True},
            )
    if again or _forgotten() - listed:
        sweep(list_file)
    return len(again)


def _never_again(listed: set[int], now: datetime) -> None:
    """Numbers that an older copy does not know yet are taken: a newcomer would be erased for them."""
    known = {row.id for row in Resident.select().where(Resident.id.in_(sorted(listed)))}
    with database.atomic():
        for resident in sorted(listed - known):
            Resident.create(
                id=resident, state=ResidentState.FORGOTTEN, joined_on=now.date(), state_at=now
            )


def _forgotten() -> set[int]:
    # Whoever came with an import that was undone never asked to be forgotten: a backup from before
    # the undo has them still, and they are right there.
    rows = Resident.select(Resident.id).where(
        Resident.state == ResidentState.FORGOTTEN, Resident.id.not_in(undone())
    )
    return {row.id for row in rows}


def read_list(list_file: Path) -> set[int]:
    """The resident numbers on the list; a missing file is an empty list."""
    if not list_file.exists():
        return set()
    return {int(line) for line in list_file.read_text("ascii").split() if line.isdigit()}


def _write_list(list_file: Path, numbers: set[int]) -> None:
    part = list_file.with_suffix(".part")
    with part.open("w", encoding="ascii") as out:
        out.writelines(f"{number}\n" for number in sorted(numbers))
        out.flush()
        os.fsync(out.fileno())
    part.replace(list_file)
