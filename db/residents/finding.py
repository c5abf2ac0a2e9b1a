"""Finding residents at the desk: by name in any script, card, grid or household; likely doubles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import readings
from db.audit import Actor
from db.base import Refusal, database
from db.duties import guarded
from db.residents.cards import holders_of, resident_of
from db.residents.people import require_active
from db.residents.reasons import PersonReason
from db.residents.tables import Card, Grid, Guardian, Household, Person, Resident, ResidentState

LIMIT = 50
PHONE_ENDS = 4  # digits of a telephone number that are enough to look for it
# Spellings of a name that somebody may type instead of it (pinyin initials, Tibetan roots). The
# functions live where the keyboards are; whoever asks hands them in.
Spell = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a list for staff: same names are told apart by household, grid and birth year."""

    resident: int
    name: str
    second_name: str
    state: ResidentState
    birth_year: int | None
    child: bool
    household: str
    grid: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the desk sees of one resident. Opening it leaves a reading line."""

    who: Found
    phone: str
    lang: str | None
    household: int | None
    cards: tuple[tuple[int, str, str], ...]  # card, kind, state
    guardians: tuple[Found, ...]
    family: tuple[Found, ...]  # the others of the household


@dataclass(frozen=True, slots=True)
class Doubles:
    """Two residents who may be one, and why: "name" or "phone"."""

    first: Found
    second: Found
    why: str


def folded(text: str) -> str:
    """A name as it is compared: no case, no blanks, no tsheg or shad, full width as half width."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if not c.isspace() and not "་" <= c <= "༔")


@guarded("residents.find")
def find(
    query: str, *, spell: Spell | None = None, now: datetime, station: str, actor: Actor
) -> tuple[Found, ...]:
    """Residents who are meant by some words or a number: at most 50, whole names first.

    A card's number or a resident's own number finds one, the end of a telephone number all who have
    it. Words are looked for in the name, the
    second name, the household and the grid; all words must be found. `spell` gives further spellings
    of a name that count as the name.
    """
    words = [folded(word) for word in query.split()]
    if not any(words):
        return ()
    holders = holders_of(query.strip())
    if len(holders) > 1:
        return tuple(_found(Person.resident.in_(holders)))
    number = resident_of(query.strip())
    if number is not None:
        return tuple(_found(Person.resident == number))
    if (phone := query.strip()).isdigit() and len(phone) >= PHONE_ENDS:
        return tuple(_found(_known() & Person.phone.endswith(phone)))[:LIMIT]
    hits: list[tuple[int, int, Found]] = []
    for row in _found(_known()):
        names = [folded(row.name), folded(row.second_name)]
        if spell is not None:
            names += [folded(s) for name in (row.name, row.second_name) for s in spell(name)]
        places = [folded(row.household), folded(row.grid)]
        rank = _rank(words, [n for n in names if n], [p for p in places if p])
        if rank is not None:
            hits.append((rank, row.resident, row))
    return tuple(row for _, _, row in sorted(hits, key=lambda hit: hit[:2])[:LIMIT])


def _known() -> Any:
    return Resident.state != ResidentState.FORGOTTEN


def _rank(words: list[str], names: list[str], places: list[str]) -> int | None:
    """0 a whole name, 1 the beginning of one, 2 somewhere; None when a word is not found."""
    ranks = []
    for word in words:
        if word in names:
            ranks.append(0)
        elif any(text.startswith(word) for text in (*names, *places)):
            ranks.append(1)
        elif any(word in text for text in (*names, *places)):
            ranks.append(2)
        else:
            return None
    return max(ranks)


@guarded("residents.page")
def page(resident: int, *, now: datetime, station: str, actor: Actor) -> Page:
    """The desk's page of a resident; who opened it is written down.

    Refusal: NO_SUCH_RESIDENT, FORGOTTEN.
    """
    with database.atomic():
        found = list(_found(Person.resident == resident))
        if not found:
            require_active(resident)
            raise Refusal(PersonReason.NO_SUCH_RESIDENT)
        readings.note(actor, resident, "page", now=now, station=station)
    row = Person.get_by_id(resident)
    home = row.household_id
    cards = Card.select().where(Card.resident == resident).order_by(Card.id.desc())
    adults = [g.adult_id for g in Guardian.select().where(Guardian.child == resident)]
    return Page(
        who=found[0],
        phone=row.phone,
        lang=row.lang,
        household=home,
        cards=tuple((card.id, card.kind, card.state) for card in cards),
        guardians=tuple(_found(Person.resident.in_(adults))),
        family=()
        if home is None
        else tuple(_found((Person.household == home) & (Person.resident != resident))),
    )


@guarded("residents.alike")
def alike(
    name: str,
    *,
    birth_year: int | None = None,
    phone: str = "",
    now: datetime,
    station: str,
    actor: Actor,
) -> tuple[Found, ...]:
    """Who may be the person that is about to be added: one name and no other birth year, or one
    telephone. To be looked at; nothing is decided by it.
    """
    wanted = folded(name)
    rows = Person.select().join(Resident).where(Resident.state == ResidentState.ACTIVE)
    likely = [
        row.resident_id
        for row in rows
        if (phone and row.phone == phone)
        or (
            wanted in (folded(row.name), folded(row.second_name))
            and (not birth_year or not row.birth_year or row.birth_year == birth_year)
        )
    ]
    return tuple(_found(Person.resident.in_(likely)))[:LIMIT] if likely and wanted else ()


@guarded("residents.doubles")
def doubles(*, now: datetime, station: str, actor: Actor) -> tuple[Doubles, ...]:
    """Pairs that may be one person: one name and no birth years that differ, in one household or
    one of them without; or one name and one phone. Nothing is merged by itself.
    """
    rows = list(Person.select().join(Resident).where(Resident.state == ResidentState.ACTIVE))
    views = {row.resident: row for row in _found(Resident.state == ResidentState.ACTIVE)}
    by_name: dict[str, list[Any]] = {}
    for row in rows:
        for name in {folded(row.name), folded(row.second_name)} - {""}:
            by_name.setdefault(name, []).append(row)
    out: dict[tuple[int, int], str] = {}
    for same in by_name.values():
        for index, one in enumerate(same):
            for other in same[index + 1 :]:
                why = _alike(one, other)
                if why:
                    key = sorted((one.resident_id, other.resident_id))
                    out.setdefault((key[0], key[1]), why)
    return tuple(Doubles(views[a], views[b], why) for (a, b), why in sorted(out.items()))


def _alike(one: Any, other: Any) -> str:
    if one.birth_year and other.birth_year and one.birth_year != other.birth_year:
        return ""
    if one.phone and one.phone == other.phone:
        return "phone"
    homes = {one.household_id, other.household_id}
    return "name" if len(homes) == 1 or None in homes else ""


def _found(condition: Any) -> Iterator[Found]:
    rows = (
        Person.select(Person, Resident, Household, Grid)
        .join(Resident)
        .switch(Person)
        .left_outer_join(Household)
        .left_outer_join(Grid)
        .where(condition)
        .order_by(Person.resident)
    )
    for row in rows:
        home = row.household if row.household_id else None
        grid = home.grid if home is not None and home.grid_id else None
        yield Found(
            resident=row.resident_id,
            name=row.name,
            second_name=row.second_name,
            state=ResidentState(row.resident.state),
            birth_year=row.birth_year,
            child=row.child,
            household=home.label if home is not None else "",
            grid=grid.code if grid is not None else "",
        )
