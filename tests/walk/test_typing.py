"""The search in the real kiosk: by finger, by a real keyboard, and with a reader that types."""

from __future__ import annotations

import pytest

from tests.walk.hall import ATTRACT, TITLE, build, word

pytestmark = pytest.mark.timeout(300)

FOUND = word("{n} found").split("{n}")[0]  # how many there are depends on the hour
FIND, SHOW = word("Find"), word("Show")


def test_letters_find_an_activity_and_a_card_among_them_is_a_card(tmp_path) -> None:
    hall = build(tmp_path / "hall")
    with hall.plugged(), hall.start() as terminal:
        terminal.see(ATTRACT)
        terminal.press(word("Today"), FIND)
        terminal.press(FIND, SHOW)
        terminal.see("ＬＬＫＦＲ")  # the example
        terminal.watch(0.6)  # the second half of a tap types nothing
        terminal.tap("   Ｌ    ")  # the key, not the example
        terminal.see(FOUND)
        terminal.type(b"l")
        terminal.see("ＬＬ▏")
        terminal.type(b"\x7f")
        terminal.gone("ＬＬ▏")
        terminal.press(SHOW, f"{FIND}  Ｌ")
        terminal.see(TITLE)
        terminal.press(f"✓ {FIND}", SHOW)
        terminal.type(f"{hall.card}\r".encode())
        terminal.see(word("My points"))
