"""The hall calendar: closed and half days decide which weekly sessions there are."""

from __future__ import annotations

from datetime import date, time

from db import activities
from db.activities.tables import SeriesException
from db.calendar import SpecialDay
from tests.db.conftest import Hall

DAY = date(2026, 11, 27)


def planned(hall: Hall) -> list[str]:
    views = hall.office.call(activities.day, None, DAY, now=hall.now)
    return [f"{view.starts_at:%H:%M}" for view in views]


def test_a_closed_day_has_no_weekly_session(hall: Hall) -> None:
    hall.office.call(SpecialDay.create, day=DAY)
    hall.session("14:00")
    assert planned(hall) == []


def test_a_half_day_keeps_what_starts_while_the_hall_is_open(hall: Hall) -> None:
    hall.office.call(SpecialDay.create, day=DAY, opens=time(9), closes=time(13))
    hall.session("10:00")
    hall.session("13:00")
    assert planned(hall) == ["10:00"]


def test_an_extra_session_on_a_closed_day_was_wanted(hall: Hall) -> None:
    hall.office.call(SpecialDay.create, day=DAY)
    hall.session("14:00")
    series = hall.office.call(activities.day, None, None, now=hall.now)[0].series
    hall.office.call(
        SeriesException.create, series=series, day=DAY, off=False, starts=time(11), minutes=60
    )
    hall.session("09:00")  # plans again
    assert planned(hall) == ["11:00"]
