"""The hall calendar: the hall's own time, service days, open hours, closed days and festivals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from peewee import IntegerField

from db import texts
from db.base import LocalDate, LocalTime, Record
from db.settings import Settings
from db.texts import NO_WORDS, Words


class OpenSpan(Record):
    """Open on this weekday (0 = Monday) from `opens` until `closes`; 24:00 is 23:59 to people."""

    weekday = IntegerField(index=True)
    opens = LocalTime()
    closes = LocalTime()

    class Meta:
        table_name = "open_span"


class SpecialDay(Record):
    """One date that differs: a festival, a closed or a half day. Its name is in name_text.

    `opens` and `closes` null: closed all day.
    """

    day = LocalDate(unique=True)
    opens = LocalTime(null=True)
    closes = LocalTime(null=True)

    class Meta:
        table_name = "special_day"


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One day's open hours; no span = closed. `note` names the festival or the reason."""

    day: date
    spans: tuple[tuple[time, time], ...]
    note: Words = NO_WORDS


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """An instant on the hall's wall clock."""
    return instant.astimezone(zone)


def service_day(instant: datetime, zone: ZoneInfo) -> date:
    """The local date that an instant belongs to."""
    return instant.astimezone(zone).date()


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time of day on a service day, as an aware datetime in the hall's zone."""
    return datetime.combine(day, clock, zone)


def hours(first: date, days: int) -> tuple[OpenHours, ...]:
    """Open hours of some days from `first`."""
    last = first + timedelta(days=days - 1)
    weekly: dict[int, list[tuple[time, time]]] = {}
    for span in OpenSpan.select().order_by(OpenSpan.weekday, OpenSpan.opens):
        weekly.setdefault(span.weekday, []).append((span.opens, span.closes))
    special = {
        row.day: row for row in SpecialDay.select().where(SpecialDay.day.between(first, last))
    }
    notes = texts.of("special_day", (row.id for row in special.values()), "name")
    out = []
    for offset in range(days):
        day = first + timedelta(days=offset)
        row = special.get(day)
        if row is None:
            out.append(OpenHours(day, tuple(weekly.get(day.weekday(), ()))))
        else:
            spans = () if row.opens is None else ((row.opens, row.closes),)
            out.append(OpenHours(day, spans, notes[row.id]))
    return tuple(out)


def takes_place(day: date, starts: time) -> bool:
    """Whether an activity that comes every week happens on this date, which may be a special one.

    On a closed day nothing does, on a half day what starts while the hall is open. Any other day is
    the organiser's own business: a circle dance needs no open hall.
    """
    row = SpecialDay.get_or_none(SpecialDay.day == day)
    if row is None:
        return True
    return row.opens is not None and row.opens <= starts < row.closes


def open_at(instant: datetime, settings: Settings) -> bool:
    """Whether the hall is open at this instant."""
    here = local(instant, settings.zone)
    minute = here.time().replace(second=0, microsecond=0)
    return any(a <= minute <= b for a, b in hours(here.date(), 1)[0].spans)
