"""What takes place on some days, for the hall's timetable: planned sessions, and what the rules bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import calendar, texts
from db.activities import plan, reading
from db.activities.tables import Room, Series, SessionState
from db.base import from_microseconds, to_microseconds
from db.calendar import OpenHours
from db.settings import Settings
from db.texts import Words


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the timetable. Times are the hall's local time."""

    starts_at: datetime
    ends_at: datetime
    title: Words
    room: Words
    room_code: str
    category: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class TimetableDay:
    """One day: its open hours, with the note of a festival, and what takes place in order of time."""

    hours: OpenHours
    slots: tuple[Slot, ...]


def timetable(first: date, days: int, *, now: datetime) -> tuple[TimetableDay, ...]:
    """Some days from `first`. No drafts; what was cancelled is there and says so.

    Beyond the days for which sessions are written down (days_ahead) the weekly rules are asked.
    """
    settings = Settings()
    zone = settings.zone
    wanted = [first + timedelta(days=n) for n in range(days)]
    rows = reading.between(wanted[0], wanted[-1], None)
    names = reading.Names.of(rows)
    found: list[tuple[date, Slot]] = [
        (
            date.fromisoformat(row.day),
            Slot(
                calendar.local(from_microseconds(row.starts_at), zone),
                calendar.local(from_microseconds(row.ends_at), zone),
                names.titles[row.series],
                names.rooms[row.room],
                row.room_code,
                row.category,
                row.state == SessionState.CANCELLED,
            ),
        )
        for row in rows
    ]
    there = {(row.series, row.starts_at) for row in rows}
    horizon = calendar.service_day(now, zone) + timedelta(days=settings.number("days_ahead"))
    later = [day for day in wanted if day > horizon]
    for series in Series.select(Series, Room).join(Room).where(Series.published, ~Series.retired):
        title = texts.of("series", [series.id], "title")[series.id]
        room = texts.of("room", [series.room_id], "name")[series.room_id]
        for day, starts, minutes in plan.dates(series, later):
            begin = calendar.at(day, starts, zone)
            if (series.id, to_microseconds(begin)) not in there:
                end = calendar.local(begin + timedelta(minutes=minutes), zone)
                slot = Slot(begin, end, title, room, series.room.code, series.category)
                found.append((day, slot))
    found.sort(key=lambda each: (each[1].starts_at, each[1].title.best("zh_CN")))
    return tuple(
        TimetableDay(hours, tuple(slot for day, slot in found if day == hours.day))
        for hours in calendar.hours(first, days)
    )
