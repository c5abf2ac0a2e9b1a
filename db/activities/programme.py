"""Every activity as staff plan it: drafts and retired ones too, with its weekly times and terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from db import texts
from db.activities.tables import HelperOf, Series, WeeklyRule
from db.texts import Words


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One activity. `weekly`: weekday (0 = Monday), start, minutes. `state`: draft, published, retired."""

    series: int
    title: Words
    category: str
    picture: str
    room: int
    weekly: tuple[tuple[int, time, int], ...]
    state: str
    points: int
    per_hour: bool
    capacity_soft: int | None
    capacity_hard: int | None
    enrolment: str
    walk_ins: bool
    starts_on: date
    ends_on: date | None
    helpers: tuple[int, ...]  # staff numbers


def listed() -> tuple[SeriesView, ...]:
    """All activities in the order in which they were entered. For staff: a draft is among them."""
    rows = list(Series.select().order_by(Series.id))
    titles = texts.of("series", (row.id for row in rows), "title")
    weekly: dict[int, list[tuple[int, time, int]]] = {}
    for rule in WeeklyRule.select().order_by(WeeklyRule.weekday, WeeklyRule.starts):
        weekly.setdefault(rule.series_id, []).append((rule.weekday, rule.starts, rule.minutes))
    helpers: dict[int, list[int]] = {}
    for row in HelperOf.select().order_by(HelperOf.staff):
        helpers.setdefault(row.series_id, []).append(row.staff_id)
    return tuple(
        SeriesView(
            series=row.id,
            title=titles[row.id],
            category=row.category,
            picture=row.picture,
            room=row.room_id,
            weekly=tuple(weekly.get(row.id, ())),
            state="retired" if row.retired else "published" if row.published else "draft",
            points=row.points,
            per_hour=row.per_hour,
            capacity_soft=row.capacity_soft,
            capacity_hard=row.capacity_hard,
            enrolment=row.enrolment,
            walk_ins=row.walk_ins,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            helpers=tuple(helpers.get(row.id, ())),
        )
        for row in rows
    )
