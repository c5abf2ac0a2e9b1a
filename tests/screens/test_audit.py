"""Every public screen in every state passes the audit; and the audit catches what it is there for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style

from screens import i18n
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key
from tests.audit import checks
from tests.screens.conftest import GRIDS, Kiosk
from tests.shots.story import all_stories
from tests.shots.taking import tell


class Auditor:
    """Takes no pictures; writes down what is wrong wherever a story stops."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.states = 0

    async def take(self, k: Kiosk, name: str, lang: str, _grid: tuple[int, int]) -> None:
        """One state of one screen, in the three palettes for what depends on them."""
        self.states += 1
        for check in checks.ALWAYS:
            self.wrong += [f"{name} {lang}: {check.__name__}: {what}" for what in check(k)]
        for theme in ("light", "contrast", "dark") if lang == i18n.LANGUAGES[0] else ("dark",):
            k.app.switches.theme(theme)
            await k.settle()
            self.wrong += [f"{name} {theme}: {what}" for what in checks.contrast(k)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
async def test_every_screen_passes_the_audit(
    seeded: Path, lang: str, grid: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = Auditor()
    await tell(all_stories(), seeded, auditor, lang, grid)  # type: ignore[arg-type]  # takes no pictures
    assert auditor.states >= 60
    assert not auditor.wrong, "\n".join(auditor.wrong)


# Each check must catch what it is there for ---------------------------------------------------


def _small(k: Kiosk) -> None:
    k.app.screen.query_one("#week", Key).styles.width = 5


def _overlapping(k: Kiosk) -> None:
    k.app.screen.query_one("#bar-staff", Key).styles.offset = (12, 0)


def _outside(k: Kiosk) -> None:
    k.app.screen.query_one("#bar-staff", Key).styles.offset = (95, 0)


def _cut(k: Kiosk) -> None:
    k.app.screen.query_one("#week", Key).show("more words than there is room for " * 9)


def _two_primaries(k: Kiosk) -> None:
    for name in ("#week", "#today"):
        k.app.screen.query_one(name, Key).variant = "primary"


def _moved_bar(k: Kiosk) -> None:
    k.app.screen.query_one("#bar").styles.dock = "top"


def _scrolling(k: Kiosk) -> None:
    front = k.app.screen.query_one("#front")
    front.styles.overflow_y = "scroll"


@pytest.mark.parametrize(
    ("plant", "check"),
    [
        (_small, checks.target_size),
        (_overlapping, checks.apart),
        (_outside, checks.on_screen),
        (_cut, checks.whole_text),
        (_two_primaries, checks.few_choices),
        (_moved_bar, checks.fixed_bar),
        (_scrolling, checks.no_scrolling),
    ],
)
async def test_each_check_catches_what_it_is_there_for(
    kiosk: Any, plant: Callable[[Kiosk], None], check: checks.Check
) -> None:
    async with kiosk() as k:
        assert list(check(k)) == []
        plant(k)
        await k.settle()
        assert list(check(k)) != []


async def test_the_contrast_check_catches_grey_on_grey(
    kiosk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pale(
        canvas: Canvas, x: int, y: int, line: Text, fill: str, limit: int | None = None
    ) -> None:
        for n, char in enumerate(line.text):
            canvas.put(x + n, y, char, Style(color="#6A7489", bgcolor=fill))

    async with kiosk() as k:
        assert list(checks.contrast(k)) == []
        monkeypatch.setattr(Canvas, "write", pale)
        k.app.screen.recolour()
        await k.settle()
        assert list(checks.contrast(k)) != []
