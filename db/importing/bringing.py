"""Bringing a judged file in, piece by piece, and taking a whole import back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from db import audit, notices, readings, refused, residents
from db.activities.tables import Attendance, Seat
from db.audit import Actor
from db.base import Refusal, database
from db.calendar import service_day
from db.duties import guarded
from db.importing import columns
from db.importing.judging import Verdict, judge
from db.importing.reading import Table
from db.importing.reasons import ImportReason
from db.points.tables import Account
from db.residents.finding import folded
from db.residents.tables import (
    Card,
    Consent,
    Grid,
    Guardian,
    Household,
    Import,
    ImportColumn,
    ImportItem,
    Person,
    Resident,
    ResidentState,
)
from db.settings import Settings
from db.staff import Staff

PIECE = 200  # rows a transaction: a kiosk that runs meanwhile waits no longer than for these


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a verdict for every row. `number` is None after a dry run."""

    number: int | None
    verdicts: tuple[Verdict, ...]

    def count(self, outcome: str) -> int:
        """How many rows had this outcome."""
        return sum(verdict.outcome == outcome for verdict in self.verdicts)


@guarded("importing.bring_in")
def bring_in(
    table: Table,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    said: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Callable[[int], object] = lambda done: None,
) -> Outcome:
    """Write down the residents of a file; a bad row stops nothing. Audited, row by row.

    `said` maps headers to fields and is remembered. `progress` is told how many rows are done. An
    import that was cut off is listed with what it had done, and can be undone like any other.
    Refusal(NO_NAMES: file, headers).
    """
    remembered = {row.header: row.field for row in ImportColumn.select()}
    mapping = {**remembered, **{columns.folded(h): f for h, f in (said or {}).items()}}
    found = columns.mapped(table.headers, mapping)
    if not found.keys() & {"name", "family_name", "given_name"}:
        facts = {"file": table.file, "headers": ", ".join(table.headers)[:200]}
        raise Refusal(ImportReason.NO_NAMES, facts)
    day = service_day(now, Settings().zone)
    verdicts = _with_doubles(judge(table, found, day.year))
    if dry_run:
        return Outcome(None, tuple(verdicts))
    by = {"now": now, "station": station, "actor": actor}
    batch = _begin(table, verdicts, mapping, by)
    for first in range(0, len(verdicts), PIECE):
        with database.atomic():
            piece = [v for v in verdicts[first : first + PIECE] if v.outcome != "refused"]
            for verdict in piece:
                _add(batch, verdict.person, day, by)
            Import.update(added=Import.added + len(piece)).where(Import.id == batch).execute()
        progress(min(first + PIECE, len(verdicts)))
    return Outcome(batch, tuple(verdicts))


def _with_doubles(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """A name that somebody has already warns, and never refuses."""
    seen: dict[str, str] = {
        folded(row.name): f"resident {row.resident_id}" for row in Person.select()
    }
    out = []
    for judged in verdicts:
        verdict = judged
        if verdict.outcome != "refused":
            name = folded(verdict.person["name"])
            if name in seen:
                note = f"{seen[name]} has the same name: look whether they are one"
                verdict = replace(verdict, outcome="warned", field="name", accepts=note)
            seen.setdefault(name, f"row {verdict.row}")
        out.append(verdict)
    return out


def _begin(
    table: Table, verdicts: list[Verdict], mapping: Mapping[str, str], by: dict[str, Any]
) -> int:
    outcome = Outcome(None, tuple(verdicts))
    numbers = {
        "rows": len(verdicts),
        "refused": outcome.count("refused"),
        "warned": outcome.count("warned"),
    }
    with database.atomic():
        batch = Import.create(
            at=by["now"], actor=by["actor"].name, file=table.file, added=0, **numbers
        )
        for header, name in mapping.items():
            ImportColumn.insert(header=header, field=name).on_conflict_replace().execute()
        facts = {"file": table.file, **numbers}
        audit.write(by["actor"], "import_begun", ("import", batch.id), facts=facts, **_when(by))
    return int(batch.id)


def _when(by: Mapping[str, Any]) -> dict[str, Any]:
    return {"now": by["now"], "station": by["station"]}


def _add(batch: int, person: Mapping[str, Any], day: Any, by: dict[str, Any]) -> None:
    home = _household(batch, person["grid"] or None, person["household"], by)
    number = residents.add(
        person["name"],
        joined_on=day,
        second_name=person["second_name"],
        household=home,
        birth_year=person["birth_year"],
        child=person["child"],
        phone=person["phone"],
        lang=person["lang"],
        **by,
    )
    ImportItem.create(batch=batch, kind="resident", ref=number)


def _household(batch: int, grid: str | None, label: str, by: dict[str, Any]) -> int | None:
    """The household at this address, made when it is new. The same address is one household."""
    if not label and grid is None:
        return None
    code = None if grid is None else Grid.get_or_none(Grid.code == grid)
    same = Household.grid.is_null() if code is None else Household.grid == code
    if label and (grid is None or code is not None):
        found = Household.get_or_none(Household.label == label, same)
        if found is not None:
            return int(found.id)
    home = residents.add_household(grid, label, **by)
    ImportItem.create(batch=batch, kind="household", ref=home)
    if grid is not None and code is None:
        made = Grid.get(Grid.code == grid)
        ImportItem.create(batch=batch, kind="grid", ref=made.id)
    return home


def listed() -> list[Import]:
    """Every import, the newest first, also what was undone."""
    return list(Import.select().order_by(Import.id.desc()))


@guarded("importing.undo")
def undo(number: int, *, now: datetime, station: str, actor: Actor) -> int:
    """Take a whole import back; returns how many residents it had brought. Audited.

    Its residents are retired and what was written of them is erased; households and grids that it
    made and nobody else lives in are gone. Call sqlite.compact() afterwards.
    Refusal: NO_SUCH_IMPORT, ALREADY_UNDONE, IN_USE (residents) when somebody of it has a card,
    points, a place, a consent, a guardian or an office by now.
    """
    with database.atomic():
        batch = Import.get_or_none(Import.id == number)
        if batch is None:
            raise Refusal(ImportReason.NO_SUCH_IMPORT)
        if batch.undone_at is not None:
            raise Refusal(ImportReason.ALREADY_UNDONE)
        items = list(ImportItem.select().where(ImportItem.batch == number))
        people = [item.ref for item in items if item.kind == "resident"]
        used = _in_use(set(people))
        if used:
            raise Refusal(ImportReason.IN_USE, {"residents": len(used)})
        for resident in people:
            _retire(resident, now)
        homes = _empty(items)
        Import.update(undone_at=now).where(Import.id == number).execute()
        facts = {"residents": len(people), "households": homes}
        audit.write(
            actor, "import_undone", ("import", number), now=now, station=station, facts=facts
        )
    return len(people)


def _in_use(people: set[int]) -> set[int]:
    columns_ = (
        Card.resident,
        Account.resident,
        Attendance.resident,
        Seat.resident,
        Consent.resident,
        Consent.giver,
        Guardian.child,
        Guardian.adult,
        Staff.resident,
    )
    used: set[int] = set()
    for column in columns_:
        rows = column.model.select(column).where(column.is_null(False)).distinct().tuples()
        used |= people & {number for (number,) in rows}
    return used


def _retire(resident: int, now: datetime) -> None:
    Person.delete().where(Person.resident == resident).execute()
    notices.forget(resident)
    refused.forget(resident, ())
    readings.forget(resident)
    audit.forget(resident)
    Resident.update(state=ResidentState.FORGOTTEN, state_at=now).where(
        Resident.id == resident
    ).execute()


def _empty(items: Iterable[ImportItem]) -> int:
    """Erase the addresses that the import brought and where nobody lives; returns how many."""
    gone = 0
    for kind, table, within in (
        ("household", Household, Person.household),
        ("grid", Grid, Household.grid),
    ):
        for item in items:
            if item.kind == kind and not within.model.select().where(within == item.ref).exists():
                gone += table.delete().where(table.id == item.ref).execute()
    return gone
