"""Stories of what is typed: the search for an activity, and every keyboard that waits for its users."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from itertools import count

from screens import i18n
from screens.entry import EntryScreen
from screens.keyboards.board import Board
from screens.keyboards.digits import Digits
from screens.keyboards.names import LatinName
from screens.keyboards.pinyin import Pinyin
from screens.keyboards.tibetan import STACK, Tibetan
from screens.widgets.keyboard import Letter
from tests.screens.conftest import Kiosk
from tests.shots.story import story

FIRST = {"zh_CN": "ＺＷ", "bo": "བཡ", "en": "TIB"}  # of the calligraphy class

MOMENTS = count(time.monotonic() + 3600)


async def type_on(k: Kiosk, *names: str) -> None:
    """Press keys of the keyboard that is shown, by what they type, as slowly as a person."""
    for name in names:
        keys = [key for key in k.app.screen.query(Letter) if key.display and key.cap.name == name]
        assert keys, name
        assert not keys[0].cap.off, name
        keys[0].press(next(MOMENTS))
        await k.settle()


@story()
async def looking_for_an_activity(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Without a card: two letters, and the list shows what has them."""
    await k.tap("#today")
    await k.tap("#find")
    yield "find"
    first = FIRST.get(i18n.current(), FIRST["en"])  # as the keyboard of a pseudo-language
    await type_on(k, *first[:1])
    yield "find-one-letter"
    await type_on(k, *first[1:])
    yield "find-letters"
    await k.tap("#yes")
    yield "activities-found"


async def _opened(k: Kiosk, board: Board, title: str) -> None:
    await k.app.push_screen(EntryScreen(k.app.visit, board, lambda: title))
    await k.settle()


@story()
async def numbers(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A number, and one that nobody may see."""
    await _opened(k, Digits(), "")
    yield "digits-empty"
    await type_on(k, *"1042")
    yield "digits"
    await k.app.pop_screen()
    await _opened(k, Digits(text="4711", hidden=True, order="3819204657"), "")
    yield "digits-pin"


@story()
async def a_name_in_han(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Letters, a choice, the rest of the letters."""
    await _opened(k, Pinyin(), "")
    yield "pinyin-empty"
    await type_on(k, *"ouyang")
    yield "pinyin-surname"
    await type_on(k, "pick:0", *"zhuoma")
    yield "pinyin-choices"
    await type_on(k, "pick:0", *"yi")
    await type_on(
        k,
        next(
            c.name
            for r in k.app.screen.board.rows(wide=not k.app.screen.narrow)
            for c in r
            if c.label == "▼"
        ),
    )
    yield "pinyin-second-page"


@story()
async def a_name_in_tibetan(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A stack, its vowel, signs and digits."""
    await _opened(k, Tibetan(), "")
    yield "tibetan-empty"
    await type_on(k, "ས", STACK)
    yield "tibetan-stacking"
    await type_on(k, "ག", STACK, "ར", "ོ", "ལ", "་", "མ")
    yield "tibetan"
    await type_on(k, "more")
    yield "tibetan-more"


@story()
async def a_name_in_latin(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A capital by itself, then small letters; and a text that is longer than its field."""
    await _opened(k, LatinName(), "")
    yield "latin-empty"
    await type_on(k, *"Drolma")
    yield "latin"
    await k.app.pop_screen()
    await _opened(k, LatinName(text="Karma Tenzin Dorje Namgyal Wangchuk Rinpoche"), "")
    yield "latin-long"
