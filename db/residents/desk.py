"""What staff write down of residents: adding, correcting, households, guardians, consent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from db import audit
from db.audit import Actor
from db.base import Refusal, database
from db.duties import guarded
from db.operations import once
from db.residents.people import require_active
from db.residents.reasons import PersonReason
from db.residents.tables import Consent, Grid, Guardian, Household, Person, Resident
from db.texts import LANGUAGES, printable

CORRECTABLE = frozenset(
    {"name", "second_name", "household", "birth_year", "child", "phone", "lang"}
)
_COLUMN = {"household": "household_id"}
FIRST_YEAR = 1890


@guarded("residents.add")
def add(
    name: str,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    joined_on: date,
    second_name: str = "",
    household: int | None = None,
    birth_year: int | None = None,
    child: bool = False,
    phone: str = "",
    lang: str | None = None,
    operation_id: str | None = None,
) -> int:
    """Write down a new resident; returns the resident's number. Audited.

    Needs a name in any script and a birth year or just child/adult (rules 1). Refusal: NAMELESS,
    NOT_A_YEAR, NO_SUCH_HOUSEHOLD.
    """

    def write() -> dict[str, int]:
        person = {
            "name": printable(name),
            "second_name": printable(second_name),
            "household": household,
            "birth_year": birth_year,
            "child": child,
            "phone": printable(phone),
            "lang": lang if lang in LANGUAGES else None,
        }
        require_sound(person, joined_on)
        row = Resident.create(joined_on=joined_on)
        Person.insert(resident=row.id, **person).execute()
        audit.write(
            actor,
            "resident_added",
            ("resident", row.id),
            now=now,
            station=station,
            operation_id=operation_id,
            personal=(row.id, {}, person),
        )
        return {"resident": row.id}

    # The digest of an answered operation stays for ever: no name goes into it.
    done = once(operation_id, "add_resident", (), now, write)
    return int(done["resident"])


@guarded("residents.correct")
def correct(
    resident: int,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str | None = None,
    **changes: object,
) -> tuple[str, ...]:
    """Change what is written of a resident; returns the names of the fields that changed. Audited.

    `changes` are fields of Person by name. Before and after stand in the erasable detail, the chain
    holds which fields they were. Refusal: as add, and PersonReason.… for who has left.
    """
    unknown = changes.keys() - CORRECTABLE
    if unknown:
        msg = f"{', '.join(sorted(unknown))} cannot be corrected"
        raise ValueError(msg)

    def write() -> dict[str, list[str]]:
        require_active(resident)
        row = Person.get_by_id(resident)
        before = {name: getattr(row, _COLUMN.get(name, name)) for name in CORRECTABLE}
        wanted = {k: printable(v) if isinstance(v, str) else v for k, v in changes.items()}
        after = {name: wanted.get(name, value) for name, value in before.items()}
        changed = sorted(name for name in CORRECTABLE if before[name] != after[name])
        if not changed:
            return {"fields": []}
        require_sound(after, Resident.get_by_id(resident).joined_on)
        Person.update(**{name: after[name] for name in changed}).where(
            Person.resident == resident
        ).execute()
        audit.write(
            actor,
            "resident_corrected",
            ("resident", resident),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"fields": changed},
            personal=(
                resident,
                {name: before[name] for name in changed},
                {name: after[name] for name in changed},
            ),
        )
        return {"fields": changed}

    done = once(operation_id, "correct_resident", (resident,), now, write)
    return tuple(done["fields"])


def require_sound(person: Mapping[str, Any], today: date) -> None:
    """What is written of a person can be true. Refusal: NAMELESS, NOT_A_YEAR, NO_SUCH_HOUSEHOLD."""
    if not person["name"]:
        raise Refusal(PersonReason.NAMELESS)
    born = person["birth_year"]
    last = today.year + 1  # a joining day may be written a little early
    if born is not None and not FIRST_YEAR <= born <= last:
        raise Refusal(PersonReason.NOT_A_YEAR, {"first": FIRST_YEAR, "last": last})
    home = person["household"]
    if home is not None and Household.get_or_none(Household.id == home) is None:
        raise Refusal(PersonReason.NO_SUCH_HOUSEHOLD)


@guarded("residents.add_household")
def add_household(
    grid: str | None, label: str, *, now: datetime, station: str, actor: Actor
) -> int:
    """A household in a grid (made when it is new); returns its id. Audited."""
    with database.atomic():
        row = None if grid is None else Grid.get_or_create(code=grid)[0]
        home = Household.create(grid=row, label=printable(label))
        facts = {"before": None, "after": {"grid": grid}}
        audit.write(
            actor, "household_added", ("household", home.id), now=now, station=station, facts=facts
        )
    return int(home.id)


@guarded("residents.add_guardian")
def add_guardian(child: int, adult: int, *, now: datetime, station: str, actor: Actor) -> None:
    """This adult answers for this child. Audited. Refusal: OWN_GUARDIAN, PersonReason.…."""
    with database.atomic():
        require_active(child)
        require_active(adult)
        if child == adult:
            raise Refusal(PersonReason.OWN_GUARDIAN)
        Guardian.insert(child=child, adult=adult).on_conflict_ignore().execute()
        facts = {"before": None, "after": {"adult": adult}}
        audit.write(
            actor, "guardian_added", ("resident", child), now=now, station=station, facts=facts
        )


def consents(resident: int) -> tuple[tuple[str, bool], ...]:
    """The purposes that somebody was asked about, and the answer that counts: the newest."""
    rows = Consent.select().where(Consent.resident == resident).order_by(Consent.id)
    return tuple({row.purpose: row.given for row in rows}.items())


@guarded("residents.consent")
def consent(
    resident: int,
    purpose: str,
    *,
    given: bool,
    wording: int,
    lang: str,
    read_aloud: bool,
    day: date,
    giver: int,
    now: datetime,
    station: str,
    actor: Actor,
) -> None:
    """Record a yes or a no to one purpose; the newest row counts. Audited."""
    with database.atomic():
        Consent.create(
            resident=resident,
            purpose=purpose,
            given=given,
            wording=wording,
            lang=lang,
            read_aloud=read_aloud,
            day=day,
            giver=giver,
            witness=actor.name,
        )
        audit.write(
            actor,
            "consent_recorded",
            ("resident", resident),
            now=now,
            station=station,
            facts={"purpose": purpose, "after": given, "wording": wording, "giver": giver},
        )
