"""The catalogue: a new prize, a change of what is said about it, and taking it off the shelf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from db import audit, texts
from db.audit import Actor
from db.base import Refusal
from db.duties import guarded
from db.operations import once
from db.prizes.reasons import PrizeReason
from db.prizes.tables import Category, Prize
from db.texts import printable


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom, for how much and when a prize is there. `cost` in points ≥ 1, `fen` 1/100 yuan."""

    category: Category
    cost: int
    fen: int | None = None
    per_person: int | None = None
    per_household: int | None = None
    period_days: int | None = None
    minimum_age: int | None = None
    visible: bool = True
    from_day: date | None = None
    until_day: date | None = None
    place: str = ""
    picture: str = ""
    low_at: int = 0


@guarded("prizes.add")
def add(
    title: Mapping[str, str],
    terms: Terms,
    summary: Mapping[str, str] | None = None,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """A new prize, named in one language or more; nothing of it is on the shelf yet. Audited.

    Returns the prize's number. Refusal: NAMELESS.
    """

    def write() -> dict[str, int]:
        if not any(printable(text) for text in title.values()):
            raise Refusal(PrizeReason.NAMELESS)
        row = Prize.create(**_columns(terms))
        _name(row.id, title, summary)
        _audit(actor, "prize_added", row.id, {}, _facts(terms), now, station, operation_id)
        return {"prize": row.id}

    arguments = (_flat(title), _flat(summary), str(_facts(terms)))
    return int(once(operation_id, "prize_add", arguments, now, write)["prize"])


@guarded("prizes.change")
def change(
    prize: int,
    terms: Terms,
    title: Mapping[str, str] | None = None,
    summary: Mapping[str, str] | None = None,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> None:
    """New terms or names; who has reserved keeps the price of that day. Audited with before and after.

    Refusal: NO_SUCH_PRIZE, RETIRED.
    """

    def write() -> dict[str, int]:
        before = _facts(terms_of(prize))
        Prize.update(**_columns(terms)).where(Prize.id == prize).execute()
        _name(prize, title, summary)
        _audit(actor, "prize_changed", prize, before, _facts(terms), now, station, operation_id)
        return {}

    arguments = (prize, _flat(title), _flat(summary), str(_facts(terms)))
    once(operation_id, "prize_change", arguments, now, write)


@guarded("prizes.retire")
def retire(prize: int, *, now: datetime, station: str, actor: Actor, operation_id: str) -> None:
    """It is not given any more; what is reserved is still handed over. Audited.

    Refusal: NO_SUCH_PRIZE, RETIRED.
    """

    def write() -> dict[str, int]:
        terms_of(prize)
        Prize.update(retired=True).where(Prize.id == prize).execute()
        _audit(actor, "prize_retired", prize, {}, {}, now, station, operation_id)
        return {}

    once(operation_id, "prize_retire", (prize,), now, write)


def terms_of(prize: int) -> Terms:
    """The terms of a prize that is still given. Refusal: NO_SUCH_PRIZE, RETIRED."""
    row = Prize.get_or_none(Prize.id == prize)
    if row is None:
        raise Refusal(PrizeReason.NO_SUCH_PRIZE)
    if row.retired:
        raise Refusal(PrizeReason.RETIRED)
    known = {name: getattr(row, name) for name in Terms.__dataclass_fields__}
    return Terms(**{**known, "category": Category(row.category)})


def _columns(terms: Terms) -> dict[str, object]:
    known = asdict(terms)
    return {**known, "category": terms.category.value, "place": printable(terms.place)}


def _facts(terms: Terms) -> dict[str, object]:
    days = {name: value for name, value in asdict(terms).items() if value not in (None, "")}
    return {name: str(v) if isinstance(v, date) else v for name, v in days.items()}


def _name(prize: int, title: Mapping[str, str] | None, summary: Mapping[str, str] | None) -> None:
    texts.put("prize", prize, "title", title or {})
    texts.put("prize", prize, "summary", summary or {})


def _flat(words: Mapping[str, str] | None) -> str:
    return "\n".join(f"{lang} {text}" for lang, text in sorted((words or {}).items()))


def _audit(
    actor: Actor,
    verb: str,
    prize: int,
    before: Mapping[str, object],
    after: Mapping[str, object],
    now: datetime,
    station: str,
    operation_id: str,
) -> None:
    names = dict(texts.of("prize", [prize], "title")[prize].texts)
    audit.write(
        actor,
        verb,
        ("prize", prize),
        now=now,
        station=station,
        operation_id=operation_id,
        facts={"before": dict(before), "after": dict(after), "title": names},
    )
