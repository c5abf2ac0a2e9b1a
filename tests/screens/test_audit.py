"""The audit catches what it is there for: into a screen that passes, one fault is planted each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rich.style import Style

from screens import i18n
from screens.activities.row import Facts, SessionRow
from screens.activities.sheet import Sheet
from screens.theme import CONTRAST
from screens.typography import breaking
from screens.widgets import cells
from screens.widgets.box import sheet
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key, face
from screens.widgets.panel import Line, Panel
from tests.audit import blank, checks, facts, seeing, words
from tests.audit.matrix import Auditor
from tests.audit.view import Check, View
from tests.screens.conftest import GRIDS, Kiosk

Plant = Callable[[Kiosk, pytest.MonkeyPatch], None]


def key(k: Kiosk, name: str) -> Key:
    found: Key = k.app.screen.query_one(f"#{name}", Key)
    return found


def note(k: Kiosk, text: str) -> None:
    k.app.screen.query_one("#note", Panel).show(Line(text))


def _small(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "week").styles.width = 5


def _overlapping(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "bar-staff").styles.offset = (12, 0)


def _destroying_beside_the_primary(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "today").variant = "primary"
    key(k, "week").variant = "destructive"


def _outside(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "bar-staff").styles.offset = (95, 0)


def _cut(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "week").show("more words than there is room for " * 9)


def _half_said(k: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.widgets.pictured.whole", lambda said, rows: _first(said)[:rows])
    key(k, "week").show("Week", "a second line that is longer than the rows that are left " * 3)


def _first(said: list[tuple[int, list[str]]]) -> list[tuple[int, str]]:
    return [(i, part) for i, parts in said for part in parts]


def _nine_choices(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    tiles = k.app.screen.query_one("#tiles")
    tiles.styles.grid_size_columns = tiles.styles.grid_size_rows = 3
    for n in range(5):
        tiles.mount(Key(id=f"more-{n}"))


def _two_primaries(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    for name in ("week", "today"):
        key(k, name).variant = "primary"


def _moved_bar(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    k.app.screen.query_one("#bar").styles.dock = "top"


def _scrolling(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    k.app.screen.query_one("#front").styles.overflow_y = "scroll"


def _no_help(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "bar-staff").display = False


def _foreign_languages(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "bar-lang").label = "Languages"


def _no_way_back(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    k.app.screen.festive = False


def _yes_at_the_left(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "today").label = "✓  Yes"
    key(k, "week").label = "✕  No"


def _closes_unseen(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    k.app.screen.closes_after, k.app.screen.left = 30, 29


def _wide(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    note(k, "a line that goes on and on " * 9)


def _folded(k: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Rich alone would: every ten letters, whatever stands there."""
    monkeypatch.setattr(
        breaking, "_wrap", lambda text, _w: tuple(text[i : i + 10] for i in range(0, len(text), 10))
    )
    note(k, "请把会员卡放在读卡器上。谢谢您")


def _two_digits(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    note(k, "ཚེས་ ༢༤, 15:00")


def _full_name(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    note(k, "您好，卓玛央金")


def _telephone(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    note(k, "13912345678")


def _identity(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    note(k, "54240119880101123X")


def _from_right_to_left(k: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "clean", lambda text: text)
    k.app.screen.query_one("#note", Panel).show(Line("abc\u202edef", wraps=False))


def _pile(k: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_MARKS", 99)
    note(k, "e" + "\u0301" * 30)


def _half_a_flag(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    note(k, "\U0001f1e6")


def _selected_by_colour(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    key(k, "week").variant = "selected"


def _gain_by_colour(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    k.app.screen.query_one("#note", Panel).show(Line("10", "ok"))


def _outcome_by_colour(k: Kiosk, _: pytest.MonkeyPatch) -> None:
    k.app.screen.query_one("#note", Panel).show(Line("Done"), fill="okfill")


@pytest.mark.parametrize(
    ("plant", "check"),
    [
        (_small, checks.target_size),
        (_overlapping, checks.apart),
        (_destroying_beside_the_primary, checks.apart),
        (_outside, checks.on_screen),
        (_cut, checks.whole_text),
        (_half_said, checks.whole_text),
        (_nine_choices, checks.few_choices),
        (_two_primaries, checks.few_choices),
        (_moved_bar, checks.fixed_bar),
        (_scrolling, checks.no_scrolling),
        (_no_help, checks.helped),
        (_foreign_languages, checks.helped),
        (_no_way_back, checks.helped),
        (_yes_at_the_left, checks.yes_is_right),
        (_closes_unseen, checks.counted_down),
        (_wide, checks.narrow_text),
        (_folded, words.legal_breaks),
        (_folded, words.good_ends),
        (_two_digits, words.one_set_of_digits),
        (_full_name, words.masked),
        (_telephone, words.masked),
        (_identity, words.masked),
        (_from_right_to_left, words.harmless),
        (_pile, words.harmless),
        (_half_a_flag, words.one_width),
        (_selected_by_colour, words.not_by_colour_alone),
        (_gain_by_colour, words.not_by_colour_alone),
        (_outcome_by_colour, words.not_by_colour_alone),
    ],
)
async def test_each_check_catches_what_it_is_there_for(
    kiosk: Any, plant: Plant, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with kiosk() as k:
        assert await found(k, check) == []
        plant(k, monkeypatch)
        assert await found(k, check) != []


async def found(k: Kiosk, check: Check) -> list[str]:
    await k.settle()
    return list(check(View(k, facts.of(k))))


def test_every_check_of_the_matrix_has_a_planted_fault() -> None:
    planted = {check for _plant, check in PLANTED}
    by_themselves = {words.nothing_forgotten, blank.choices_differ, *checks.IN_EVERY_PALETTE}
    assert {*checks.of_cell(i18n.PSEUDO), *checks.of_cell(i18n.BLANK)} - by_themselves == planted


PLANTED = test_each_check_catches_what_it_is_there_for.pytestmark[0].args[1]


# What eyes can tell apart ----------------------------------------------------------------------


async def test_the_contrast_check_catches_grey_on_grey(
    kiosk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pale(
        canvas: Canvas, x: int, y: int, line: Text, fill: str, limit: int | None = None
    ) -> None:
        for n, char in enumerate(line.text):
            canvas.put(x + n, y, char, Style(color="#6A7489", bgcolor=fill))

    async with kiosk() as k:
        assert await found(k, seeing.contrast) == []
        monkeypatch.setattr(Canvas, "write", pale)
        k.app.screen.recolour()
        assert await found(k, seeing.contrast) != []


@pytest.mark.parametrize(
    ("token", "like", "check"), [("edge", "page", seeing.edges), ("icon", "sec", seeing.art)]
)
async def test_an_edge_or_a_pictogram_that_cannot_be_seen_is_caught(
    kiosk: Any, token: str, like: str, check: Check
) -> None:
    async with kiosk() as k:
        assert await found(k, check) == []
        k.app.palette = replace(k.app.palette, **{token: getattr(k.app.palette, like)})
        k.app.screen.recolour()
        assert await found(k, check) != []


async def test_words_in_the_line_of_a_frame_are_caught(
    kiosk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with kiosk() as k:
        k.app.switches.theme("contrast")
        await k.tap("#today")
        long = k.app.screen.query_one("#facts-0", Facts)
        long.tell("cal", "13:00", ("word " * 12,), ("room " * 12, ""), "")
        assert await found(k, seeing.off_the_frame) == []
        monkeypatch.setattr(
            Sheet, "blank", lambda self, w, h, **_: sheet(w, h, CONTRAST, "#000000")
        )
        assert await found(k, seeing.off_the_frame) != []


async def test_a_key_that_looks_the_same_under_a_finger_is_caught(
    kiosk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with kiosk() as k:
        assert await found(k, seeing.pressed) == []
        monkeypatch.setattr(Key, "colours", property(lambda self: face(self.palette, "normal")))
        assert await found(k, seeing.pressed) != []


# The pseudo-languages --------------------------------------------------------------------------


@pytest.mark.parametrize("forgotten", ["Check in", "签到", "ཐོ་འགོད"])
async def test_a_word_outside_the_catalogues_is_caught(kiosk: Any, forgotten: str) -> None:
    async with kiosk() as k:
        k.app.switches.speak(i18n.PSEUDO)
        assert await found(k, words.nothing_forgotten) == []
        key(k, "today").label = forgotten
        assert await found(k, words.nothing_forgotten) != []


async def test_two_choices_with_one_pictogram_are_caught(kiosk: Any) -> None:
    async with kiosk() as k:
        k.app.switches.speak(i18n.BLANK)
        assert await found(k, blank.choices_differ) == []
        k.app.screen.query_one("#week").show_tile("today", "This week")
        assert await found(k, blank.choices_differ) != []


async def test_two_rows_of_a_list_with_one_picture_and_one_hour_are_caught(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.tap("#today")
        assert await found(k, blank.choices_differ) == []
        first, second = list(k.app.screen.query(SessionRow))[:2]
        second.tell(first.session, k.app.visit, k.app.front.now.date())
        assert await found(k, blank.choices_differ) != []


def test_outcomes_with_one_picture_are_caught() -> None:
    tick, cross = ("✓",), ("✕",)
    assert list(blank.shared({"success": {tick}, "refusal": {cross}})) == []
    assert list(blank.shared({"success": {tick}, "refusal": {cross, tick}})) != []
    assert list(blank.shared({"success": {()}})) != []


# The whole walk --------------------------------------------------------------------------------


async def test_a_bar_that_moves_a_screen_that_nobody_saw_and_too_few_states_are_caught(
    kiosk: Any,
) -> None:
    auditor = Auditor()
    async with kiosk() as k:
        await auditor.take(k, "attract", "en", GRIDS[0])
        assert auditor.wrong == []
        key(k, "bar-staff").styles.offset = (56, 0)
        await k.settle()
        await auditor.take(k, "attract", "en", GRIDS[0])
    auditor.finish()
    said = "\n".join(auditor.wrong)
    assert "#bar-staff stood at" in said
    assert "two states are called attract" in said
    assert "HomeScreen is seen in 0 states" in said
    assert "WelcomeScreen is seen in 2 states" in said
    assert "WelcomeScreen has no state of the kind 'hostile'" in said
    assert "HomeScreen has no picture" in said
