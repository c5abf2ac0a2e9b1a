"""How long a reservation is kept: to the end of the third open day by the hall's calendar."""

from __future__ import annotations

from datetime import date, timedelta

from db import calendar
from db.calendar import OpenSpan
from db.settings import Settings

_SEARCH = 60  # days; a hall that is closed for longer keeps the prize that long


def keep_until(day: date, settings: Settings) -> date:
    """The last day on which a prize that was reserved on `day` is kept.

    The day itself does not count, so that nobody loses one by coming late. A hall that has written
    down no open hours counts every day.
    """
    wanted = settings.number("keep_open_days")
    if not OpenSpan.select().exists():
        return day + timedelta(days=wanted)
    days = calendar.hours(day + timedelta(days=1), _SEARCH)
    found = [hours.day for hours in days if hours.spans]
    return found[wanted - 1] if len(found) >= wanted else days[-1].day


def promised(reserved_on: date, stored: date, settings: Settings) -> date:
    """What holds: the day that was promised, or a later one when days were closed since."""
    return max(stored, keep_until(reserved_on, settings))
