"""What the hall decides and staff change: settings, open hours, special days, its name. Audited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from db import audit, settings, texts
from db.audit import Actor
from db.base import database
from db.calendar import OpenSpan, SpecialDay
from db.duties import guarded
from db.settings import Settings, UnknownSettingError, Value

Spans = Sequence[tuple[time, time]]


@guarded("hall.decide")
def decide(name: str, value: Value, *, now: datetime, station: str, actor: Actor) -> None:
    """Change one setting. UnknownSettingError says what would be accepted."""
    accepted = settings.accepted(name, value)
    if name == "hall_kind":
        msg = "hall_kind is set when the database is made: a demo never becomes a hall"
        raise UnknownSettingError(msg)
    with database.atomic():
        before = Settings().word(name)
        settings.put(name, accepted, now)
        audit.write(
            actor,
            "setting_changed",
            ("hall", 1),
            now=now,
            station=station,
            facts={"name": name, "before": before, "after": accepted},
        )


@guarded("hall.open_hours")
def open_hours(weekday: int, spans: Spans, *, now: datetime, station: str, actor: Actor) -> None:
    """When the hall is open on a weekday (0 = Monday); no span: closed."""
    with database.atomic():
        rows = list(OpenSpan.select().where(OpenSpan.weekday == weekday).order_by(OpenSpan.opens))
        before = _written((row.opens, row.closes) for row in rows)
        OpenSpan.delete().where(OpenSpan.weekday == weekday).execute()
        for opens, closes in spans:
            OpenSpan.create(weekday=weekday, opens=opens, closes=closes)
        audit.write(
            actor,
            "hours_changed",
            ("weekday", weekday),
            now=now,
            station=station,
            facts={"before": before, "after": _written(spans)},
        )


@guarded("hall.special_day")
def special_day(
    day: date,
    span: tuple[time, time] | None,
    name: Mapping[str, str],
    *,
    now: datetime,
    station: str,
    actor: Actor,
) -> int:
    """A festival, a closed day (`span` None) or a half day; returns its id. A second one replaces."""
    with database.atomic():
        row = SpecialDay.get_or_none(SpecialDay.day == day)
        before = None if row is None else _written(_of(row))
        opens, closes = span or (None, None)
        if row is None:
            row = SpecialDay.create(day=day, opens=opens, closes=closes)
        else:
            SpecialDay.update(opens=opens, closes=closes).where(SpecialDay.id == row.id).execute()
        texts.put("special_day", row.id, "name", name)
        after = _written([span] if span else [])
        audit.write(
            actor,
            "day_changed",
            ("special_day", row.id),
            now=now,
            station=station,
            facts={"day": day.isoformat(), "before": before, "after": after, "name": dict(name)},
        )
    return int(row.id)


@guarded("hall.name")
def name(texts_: Mapping[str, str], *, now: datetime, station: str, actor: Actor) -> None:
    """The hall's name in each language."""
    with database.atomic():
        before = dict(texts.of("hall", [1], "name")[1].texts)
        texts.put("hall", 1, "name", texts_)
        audit.write(
            actor,
            "hall_named",
            ("hall", 1),
            now=now,
            station=station,
            facts={"before": before, "after": dict(texts_)},
        )


def _of(row: SpecialDay) -> list[tuple[time, time]]:
    return [] if row.opens is None else [(row.opens, row.closes)]


def _written(spans: Iterable[tuple[time, time]]) -> list[str]:
    return [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans]
