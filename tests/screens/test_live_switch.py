"""Another language or text size in the middle of something: what was shown and begun stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from db.activities import ActivityReason, Standing
from db.base import Refusal
from screens import i18n
from screens.activities.row import SessionRow
from screens.widgets import key
from tests.screens.conftest import GRIDS, Kiosk, number
from tests.shots.story import HELPER, PLANNER

LARGE = GRIDS[1]


@pytest.fixture(autouse=True)
def steady_finger(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's second tap is meant, however quickly it comes."""
    monkeypatch.setattr(key.Key, "again_after", 0.0)


async def switches(k: Kiosk) -> AsyncIterator[str]:
    """Through all languages and back, then to the large type and back; stops after each."""
    for _ in i18n.LANGUAGES:
        before = i18n.current()
        await k.tap("#bar-lang")
        assert i18n.current() != before
        yield i18n.current()
    for size in (LARGE, GRIDS[0]):
        await k.pilot.resize_terminal(*size)
        await k.settle()
        assert k.app.size == size
        yield f"{size[0]}×{size[1]}"


async def unchanged(k: Kiosk, seen: Callable[[], object]) -> None:
    """`seen` is the same after every switch, on the same screen; the words are other ones."""
    screen, was, words = k.app.screen, seen(), k.text()
    texts = set()
    async for what in switches(k):
        assert k.app.screen is screen, what
        assert seen() == was, what
        texts.add(k.text())
    assert k.text() == words
    assert len(texts) == len(i18n.LANGUAGES) + 1


def first_session(k: Kiosk) -> int:
    row = next(row for row in k.app.screen.query(SessionRow) if row.session and row.display)
    return row.session.id


async def test_a_list_stays_at_the_session_that_it_showed(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#activities")
        await k.tap("#week")
        await k.tap("#down")
        await k.tap("#down")
        assert k.app.screen._first > 0
        await unchanged(k, lambda: (k.app.screen.wanted, first_session(k)))


async def test_a_question_about_a_place_stays_with_its_countdown(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(PLANNER["zh_CN"])
        await k.tap("#places")
        rows = [row for row in k.app.screen.query(SessionRow) if row.session and row.display]
        row = next(row for row in rows if row.session.standing is Standing.ENROLLED)
        await k.tap(f"#act-{row.number}")
        assert k.screen == "GiveBackScreen"
        await k.wait(4)
        await unchanged(k, lambda: (k.app.screen.left, k.app.screen.session.id))


async def test_the_statement_stays_at_the_line_that_it_showed(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#points")
        await k.tap("#older")
        assert len(k.app.screen._cursors) == 2
        await unchanged(k, lambda: k.app.screen._page.lines[0].id)
        await k.tap("#newer")
        newest = k.app.screen._page.lines[0].id
        await k.pilot.resize_terminal(*LARGE)
        await k.settle()
        assert k.app.screen._page.lines[0].id == newest
        await k.tap("#older")
        await k.tap("#newer")
        assert k.app.screen._page.lines[0].id == newest


async def test_a_no_stays_open_and_its_seconds_go_on(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number())
        k.app.refuse(Refusal(ActivityReason.FULL, {"capacity": 8}))
        await k.settle()
        await k.wait(5)
        assert k.app.screen.left == 25
        await unchanged(k, lambda: (k.app.screen.left, k.app.screen.refusal))
        await k.wait(25)
        assert k.screen == "HomeScreen"


async def test_a_result_keeps_its_undo_and_its_seconds(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#first")
        assert k.screen == "ResultScreen"
        await k.wait(7)
        await unchanged(k, lambda: (k.app.screen.left, k.app.screen.query_one("#undo").visible))
        await k.tap("#undo")
        assert k.app.screen.undone is not None
        await unchanged(k, lambda: k.app.screen.undone)


async def test_are_you_still_there_goes_on_counting(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.wait(46)
        assert k.screen == "IdleScreen"
        await k.wait(3)
        await unchanged(k, lambda: k.app.screen.left)
        await k.tap("#ok")
        assert k.screen == "HomeScreen"
        assert k.app.visit.resident is not None


async def test_the_door_stays_open_with_its_count_and_its_last_outcome(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(HELPER)
        await k.tap("#choice-0")
        await k.scan(number())
        await k.scan(number("active", 2))
        await k.scan(number("lost"))
        assert k.app.screen.view.count == 2
        await unchanged(k, lambda: (k.app.screen.view, k.app.screen._outcome[:2]))
        await k.scan(number("active", 4))
        assert k.app.screen.view.count == 3


async def test_a_home_keeps_what_it_said(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await unchanged(k, lambda: (k.app.visit.home.spendable, k.app.screen._open))


@pytest.mark.parametrize("tile", ["first", "hours"])
async def test_pages_without_a_card_stay(kiosk: Any, tile: str) -> None:
    async with kiosk() as k:
        await k.tap(f"#{tile}")
        await unchanged(k, lambda: k.app.screen.title_text() != "")
