"""What is typed on the screen: it survives every change, and nothing is typed that nobody meant."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import Any

import pytest
from textual import events

from db import activities
from devices.wedge import Wedge
from screens import entry
from screens.activities.find import FindScreen
from screens.activities.row import SessionRow
from screens.entry import EntryScreen
from screens.i18n import _
from screens.keyboards.board import CLEAR, ERASE, Board
from screens.keyboards.digits import Digits
from screens.keyboards.lexicon import lexicon
from screens.keyboards.names import LatinName
from screens.keyboards.pinyin import Pinyin
from screens.keyboards.tibetan import MORE, STACK, Tibetan
from screens.widgets.keyboard import SOON, Field, Letter
from screens.widgets.panel import Panel
from tests.screens.conftest import GRIDS, Kiosk, number

SMALL = GRIDS[1]


async def opened(k: Kiosk, board: Board, **kw: Any) -> tuple[EntryScreen, list[Any]]:
    """An entry screen in front, long enough ago for a tap on it to be meant; and its answers."""
    answers: list[Any] = []
    screen = EntryScreen(k.app.visit, board, lambda: "…", **kw)
    await k.app.push_screen(screen, answers.append)
    await k.settle()
    long_ago(screen)
    return screen, answers


def long_ago(screen: Any) -> None:
    screen._seen_at = 0.0


def key(k: Kiosk, name: str) -> Letter:
    return next(one for one in k.app.screen.query(Letter) if one.display and one.cap.name == name)


async def tap(k: Kiosk, *names: str) -> None:
    """One finger on keys of the keyboard, slowly."""
    for name in names:
        letter = key(k, name)
        letter._last = float("-inf")
        await k.tap(f"#{letter.id}")


async def strike(k: Kiosk, *keys: str, at: float, pace: float) -> None:
    """A real keyboard, or a reader that types; everything is waiting before any of it is handled."""
    for n, name in enumerate(keys):
        event = events.Key(name, name if len(name) == 1 else None)
        event.time = at + n * pace
        k.app.post_message(event)
    await k.settle()


@pytest.mark.parametrize("grid", GRIDS)
async def test_what_was_typed_is_given_and_back_gives_nothing(kiosk, grid) -> None:
    async with kiosk(grid) as k:
        _, answers = await opened(k, Digits(longest=4), shortest=2)
        assert k.app.screen.query_one("#yes").variant == "off"
        await tap(k, *"10425")
        await tap(k, ERASE)
        await k.tap("#yes")
        assert answers == ["104"]
        _, answers = await opened(k, Digits(text="7"))
        await k.tap("#no")
        assert answers == [None]


async def test_yes_is_right_of_no(kiosk) -> None:
    for grid in GRIDS:
        async with kiosk(grid) as k:
            for board in (Digits(), Pinyin(), Tibetan(), LatinName()):
                screen, _ = await opened(k, board)
                no, yes = (screen.query_one(f"#{name}").region for name in ("no", "yes"))
                assert no.right <= yes.x
                await k.app.pop_screen()


@pytest.mark.parametrize(
    ("board", "presses", "text"),
    [
        (Digits(), tuple("1042"), "1042"),
        (Tibetan(), ("ས", STACK, "ག", STACK, "ར", "ོ", MORE), "སྒྲོ"),
        (LatinName(), ("D", "r", "o"), "Dro"),
        (Pinyin(), tuple("zhuoma"), ""),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_it_survives_another_language_size_and_theme(kiosk, board, presses, text) -> None:
    async with kiosk() as k:
        screen, answers = await opened(k, board)
        await tap(k, *presses)
        before = screen.board
        assert before.text == text
        for change in ("#bar-lang", "#bar-contrast", "#bar-lang", "#bar-contrast"):
            await k.tap(change)
            k.app.screen.query_one(change)._last = float("-inf")
            assert screen.board == before
        for grid in (SMALL, GRIDS[0], (120, 33)):
            await k.pilot.resize_terminal(*grid)
            await k.settle()
            assert k.app.screen is screen
            assert screen.board == before
            assert screen.query_one(Field)._text == before.shown
        if before.pending:
            await tap(k, "pick:0")
        await k.tap("#yes")
        assert answers == [screen.board.text]
        assert answers[0]


async def test_a_trembling_finger_types_once_and_one_that_means_it_twice(kiosk) -> None:
    async with kiosk() as k:
        screen, _ = await opened(k, Digits())
        one = key(k, "1")
        for at, text in (
            (1000.0, "1"),
            (1000.0 + SOON / 2, "1"),
            (1000.0 + SOON + 0.05, "11"),
            (1001.0, "111"),
        ):
            one.press(at)
            await k.settle()
            assert screen.board.text == text
        # A choice is not a letter: what stands there after it is another one.
        await k.app.pop_screen()
        screen, _ = await opened(k, Pinyin(waiting="zhuoga", lexicon=lexicon()))
        choice = next(one for one in k.app.screen.query(Letter) if one.label == "卓")
        for at in (1000.0, 1000.3):
            choice.press(at)
            await k.settle()
        assert (screen.board.text, screen.board.pending) == ("卓", "ga")


async def test_the_second_half_of_the_tap_that_opened_it_types_nothing(kiosk) -> None:
    async with kiosk() as k:
        screen = EntryScreen(k.app.visit, Digits(), str)
        await k.app.push_screen(screen)
        await k.settle()
        key(k, "5").press(screen.painted_at + 0.3)
        await k.settle()
        assert screen.board.text == ""
        key(k, "5").press(screen.painted_at + 0.6)
        await k.settle()
        assert screen.board.text == "5"


async def test_a_finger_that_slides_off_or_finds_another_key_types_nothing(kiosk) -> None:
    async with kiosk() as k:
        screen, _ = await opened(k, Pinyin(waiting="zhuoma", lexicon=lexicon()))
        here = f"#{key(k, 'pick:0').id}"
        await k.pilot.mouse_down(here)
        await k.pilot.mouse_up("#field")
        await k.settle()
        assert screen.board.text == ""
        await k.pilot.mouse_down(here)
        screen.change(replace(screen.board, waiting="ga", first=5))  # under the finger
        await k.pilot.mouse_up(here)
        await k.settle()
        assert screen.board.text == ""
        await k.tap(here)
        assert screen.board.text != ""


async def test_a_real_keyboard_types_erases_chooses_and_ends(kiosk) -> None:
    async with kiosk() as k:
        _, answers = await opened(k, Digits())
        await strike(k, *"123", "backspace", "4", "x", "enter", at=500.0, pace=0.2)
        assert answers == ["124"]
        _, answers = await opened(k, Pinyin(lexicon=lexicon()))
        await strike(k, *"zhuoma", "enter", "enter", at=600.0, pace=0.2)
        assert answers == ["卓玛"]
        _, answers = await opened(k, LatinName())
        await strike(k, "a", "escape", at=700.0, pace=0.2)
        assert answers == [None]


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("pace", [0.0, 0.002, 0.034])
async def test_a_card_at_a_reader_that_types_never_lands_in_a_field(kiosk, demo, pace) -> None:
    async with kiosk(wedge=Wedge(demo=demo)) as k:
        screen, answers = await opened(k, Digits(longest=20))
        await strike(k, *"17", at=500.0, pace=0.3)
        assert screen.board.text == "17"
        card = number()
        await strike(k, *card[:9], at=600.0, pace=pace)
        assert screen.board.text == "17"
        await strike(k, *card[9:], "enter", at=600.0 + 9 * pace, pace=pace)
        assert screen.board.text == "17"
        assert answers == []
        assert k.screen == "HomeScreen"
        # The same card again before it was away: one scan, and still nothing typed.
        screen, _ = await opened(k, Digits(longest=20))
        await strike(k, *card, "enter", at=602.0, pace=pace)
        assert screen.board.text == ""


async def test_a_card_at_any_other_reader_goes_home_and_drops_what_was_typed(kiosk) -> None:
    async with kiosk() as k:
        screen, answers = await opened(k, LatinName())
        await tap(k, "D")
        await k.scan(number())
        assert k.screen == "HomeScreen"
        assert screen not in k.app.screen_stack
        assert answers == []


async def test_letters_wait_for_the_lexicon_and_the_screen_does_not(kiosk, monkeypatch) -> None:
    read = threading.Event()

    def slowly() -> Any:
        assert read.wait(60)
        return lexicon()

    monkeypatch.setattr(entry, "lexicon", slowly)
    async with kiosk() as k:
        screen = EntryScreen(k.app.visit, Pinyin(), str)
        try:
            await k.app.push_screen(screen)
            await k.pilot.pause()
            long_ago(screen)
            for n, letter in enumerate("zhuoma"):
                key(k, letter).press(1000.0 + n)
                await k.pilot.pause()
            assert screen.board.pending == "zhuoma"
            assert screen.board.choices() == ()
            assert "请稍等" in k.text()
        finally:
            read.set()
        await k.settle()
        assert key(k, "pick:0").label == "卓玛"
        assert "请稍等" not in k.text()


@pytest.mark.parametrize(
    ("lang", "letters", "title"),
    [
        ("zh_CN", "ＺＷＳ", "藏文书法课"),
        ("bo", "བཡལ", "བོད་ཡིག་ལག་རྩལ།"),
        ("en", "CALL", "Tibetan calligraphy"),
    ],
)
@pytest.mark.parametrize("grid", GRIDS)
async def test_an_activity_is_found_without_a_card(kiosk, grid, lang, letters, title) -> None:
    async with kiosk(grid) as k:
        k.app.switches.speak(lang)
        await k.settle()
        await k.tap("#today")
        await k.tap("#find")
        assert k.screen == "FindScreen"
        long_ago(k.app.screen)
        assert k.app.screen.query_one("#yes").variant == "off"
        for letter in letters:
            await tap(k, letter)
        said = "\n".join(line.text for line in k.app.screen.query_one("#below", Panel).lines)
        assert title in said
        assert {view.title.best(lang) for view in k.app.screen.matches} == {title}
        await k.tap("#yes")
        rows = [row for row in k.app.screen.query(SessionRow) if row.session and row.visible]
        assert rows
        assert {row.session.title.best(lang) for row in rows if row.session} == {title}
        assert letters in k.text()
        await k.tap("#week")
        assert letters not in k.text()


async def test_who_thinks_better_of_it_finds_the_list_as_it_was(kiosk) -> None:
    async with kiosk() as k:
        await k.tap("#week")
        before = k.text()
        await k.tap("#find")
        assert k.text() != before
        await k.tap("#no")
        assert k.text() == before


async def test_another_language_brings_its_letters_and_keeps_what_was_typed(kiosk) -> None:
    async with kiosk() as k:
        await k.tap("#today")
        await k.tap("#find")
        screen = k.app.screen
        assert isinstance(screen, FindScreen)
        long_ago(screen)
        await tap(k, "Ｚ", "Ｗ")
        for lang in ("bo", "en", "zh_CN"):
            k.app.switches.speak(lang)
            await k.settle()
            assert screen.board.text == "ＺＷ"
            assert [view.title.best("en") for view in screen.matches] == ["Tibetan calligraphy"] * 3
        k.app.switches.speak("en")
        await k.settle()
        assert not key(k, "T").cap.off
        assert key(k, "O").cap.off  # Open house has no ＺＷ
        await tap(k, "T")
        assert screen.board.text == "ＺＷT"
        await k.tap("#yes")
        assert "Tibetan calligraphy" in k.text()


async def test_a_member_enrols_from_what_was_found(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number("active", 3))
        await k.tap("#activities")
        await k.tap("#find")
        long_ago(k.app.screen)
        k.app.switches.speak("en")
        await k.settle()
        await tap(k, *"TIB")
        await k.tap("#yes")
        row = next(
            r for r in k.app.screen.query(SessionRow) if r.choice and r.choice.act == "enrol"
        )
        await k.tap(f"#act-{row.number}")
        assert "A place is kept for you." in k.text()
        assert k.app.screen.wanted == "find"


async def test_a_week_without_anything_says_so_and_every_letter_is_flat(kiosk, monkeypatch) -> None:
    monkeypatch.setattr(activities, "week", lambda resident, *, now: ())
    async with kiosk() as k:
        await k.app.push_screen(FindScreen(k.app.visit))
        await k.settle()
        assert _("There is nothing here now.") in k.text()
        letters = [one.cap for one in k.app.screen.query(Letter) if one.display]
        assert {cap.name for cap in letters if not cap.off} == {ERASE, CLEAR}


async def test_what_was_asked_for_last_is_shown_however_late_the_rest_comes(
    kiosk, monkeypatch
) -> None:
    async with kiosk() as k:
        await k.tap("#today")
        screen, asked = k.app.screen, k.app.screen.asked
        late = asyncio.Event()

        async def slow_today(operation: Any, *args: Any) -> Any:
            found = await asked(operation, *args)
            if operation is activities.day:
                await late.wait()
            return found

        monkeypatch.setattr(screen, "asked", slow_today)
        screen.load()
        await k.pilot.pause()
        await k.pilot.click("#week")
        await k.pilot.pause()
        late.set()
        await k.settle()
        assert screen.wanted == "week"
        assert len({view.day for view in screen._sessions}) > 2
