"""The hall's rooms: name, door number, the way there, and what takes place in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from db import texts
from db.activities.tables import Room, Series, WeeklyRule
from db.texts import Words


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room as its door tells it. `kinds`: kind of activity and times a week, the commonest first."""

    room: int
    code: str  # what stands on the door, "203"; "" where there is no number
    name: Words
    way: Words
    kinds: tuple[tuple[str, int], ...]


def rooms() -> tuple[RoomView, ...]:
    """Every room, in the order in which they were entered."""
    found = list(Room.select().order_by(Room.id))
    names = texts.of("room", (room.id for room in found), "name")
    ways = texts.of("room", (room.id for room in found), "way")
    times = fn.COUNT(WeeklyRule.id)
    rows: Any = (
        Series.select(Series.room, Series.category, times)
        .join(WeeklyRule, JOIN.LEFT_OUTER)
        .where(Series.published, ~Series.retired)
        .group_by(Series.room, Series.category)
        .order_by(times.desc(), Series.category)
        .tuples()
    )
    kinds: dict[int, list[tuple[str, int]]] = {}
    for room, kind, count in rows:
        kinds.setdefault(room, []).append((kind, count))
    return tuple(
        RoomView(
            room=room.id,
            code=room.code,
            name=names[room.id],
            way=ways[room.id],
            kinds=tuple(kinds.get(room.id, ())),
        )
        for room in found
    )
