"""The timetable on paper: nothing runs out, a full week goes on, an empty one says so, no drafts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from db import activities
from db import hall as halls
from db.activities.tables import Session
from db.activities.timetable import Slot, TimetableDay, timetable
from db.calendar import OpenHours
from db.texts import Words
from screens.paper import timetable as paper
from tests.db.conftest import Hall, hall  # noqa: F401 - the fixture
from tests.screens.test_paper import HALL, _have_fonts, ink, pages

needs_fonts = pytest.mark.skipif(not _have_fonts(), reason="no font: make system-deps")
MONDAY = date(2026, 11, 30)
OPEN = ((time(9), time(18)),)


def slot(zh: str = "藏文书法课", bo: str = "བོད་ཡིག་ལག་རྩལ།", cancelled: bool = False) -> Slot:
    at = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    title = Words.of({"zh_CN": zh, "bo": bo})
    room = Words.of({"zh_CN": "二楼 203", "bo": "ཐོག་གཉིས་པ། 203"})
    return Slot(at, at + timedelta(hours=1), title, room, "203", "learning", cancelled)


def week(*slots: Slot, open_: bool = True) -> list[TimetableDay]:
    first = TimetableDay(OpenHours(MONDAY, OPEN if open_ else ()), slots)
    rest = [TimetableDay(OpenHours(MONDAY + timedelta(n), OPEN), ()) for n in range(1, 7)]
    return [first, *rest]


@needs_fonts
def test_a_week_with_many_sessions_goes_on_on_a_second_page() -> None:
    assert len(pages(paper.sheet(HALL, week(slot())), 1)) == 1
    assert len(pages(paper.sheet(HALL, week(*[slot()] * 30)), 1)) == 2


@needs_fonts
def test_an_empty_week_says_so() -> None:
    (page,) = pages(paper.sheet(HALL, week()))
    assert ink(page, (10, 50, 100, 65)) > 0
    assert ink(page, (114, 50, 200, 65)) > 0


@needs_fonts
@pytest.mark.parametrize("words", [10, 40])
def test_a_long_title_is_wrapped_inside_its_column(words: int) -> None:
    long = slot("很长的活动名称" * words, "བསྒྲུབས་པ་རྒྱལ་མཚན་" * words)
    first = pages(paper.sheet(HALL, week(long)))[0]
    assert ink(first, (111.6, 50, 113.6, 110)) == 0  # between the two languages
    assert ink(first, (199.6, 45, 210, 280)) == 0
    assert ink(first, (0, 45, 10.8, 280)) == 0


@needs_fonts
def test_what_was_cancelled_is_struck_through_and_says_so() -> None:
    plain, struck = (
        pages(paper.sheet(HALL, week(slot(cancelled=cancelled))))[0] for cancelled in (False, True)
    )
    below = (60, 58, 112, 64.5)
    assert ink(struck, below) > ink(plain, below)


@needs_fonts
def test_a3_is_the_same_page_larger() -> None:
    (page,) = pages(paper.sheet(HALL, week(slot()), "a3"), 1)
    assert (round(page.width), round(page.height)) == (842, 1191)


def test_no_draft_stands_on_it_and_the_rules_go_beyond_what_is_written_down(
    hall: Hall,  # noqa: F811 - the fixture
) -> None:
    session = hall.session(minutes=60)
    hall.ask(activities.cancel, session, reason="snow")
    room = hall.ids["room"]
    every = {day: [(time(10), 60)] for day in range(7)}
    drafted = {"weekly": every, "starts_on": date(2026, 11, 1), "published": False}
    hall.ask(activities.add_series, {"zh_CN": "草稿"}, "arts", room, **drafted)
    hall.ask(halls.special_day, date(2026, 12, 20), None, {"zh_CN": "放假"})
    this = hall.office.call(timetable, date(2026, 11, 24), 7, now=hall.now)
    assert [len(day.slots) for day in this] == [1] * 7
    assert [day.slots[0].cancelled for day in this] == [True, *[False] * 6]
    later = hall.office.call(timetable, date(2026, 12, 14), 7, now=hall.now)
    assert [len(day.slots) for day in later] == [1] * 6 + [0]
    assert {slot.title.best("zh_CN") for day in (*this, *later) for slot in day.slots} == {"书法"}
    assert hall.office.call(lambda: Session.select().count()) == 16
