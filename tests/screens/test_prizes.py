"""The shelf by touch: look, ask, confirm in numbers, the number on the screen, give it back."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from db import notices, points, prizes, residents, settings
from db.base import database, new_operation_id
from screens.prizes.barcode import Barcode, modules
from screens.prizes.card import PrizeCard
from screens.widgets.key import Key
from tests.screens.conftest import GRIDS, Kiosk
from tests.shots import draw, fonts
from tests.shots.story import card

ZBAR = shutil.which("zbarimg")


def decoded(k: Kiosk, folder: Path) -> str:
    """What a scanner reads from a picture of the terminal."""
    picture = folder / "screen.png"
    draw.picture(k.strips(), k.app.size, k.app.palette.page).save(picture)
    assert ZBAR is not None
    done = subprocess.run(
        [ZBAR, "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def waiting(k: Kiosk) -> prizes.RedemptionView:
    """The newest reservation of whoever is here."""
    return k.call(prizes.mine, k.app.visit.resident)[0]


@pytest.mark.skipif(ZBAR is None, reason="zbarimg is missing: make system-deps")
@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
async def test_the_number_on_the_screen_is_read_by_a_scanner_in_every_palette(
    kiosk: Any, tmp_path: Path, grid: tuple[int, int]
) -> None:
    try:
        fonts.ready()
    except fonts.FontMissingError as missing:
        pytest.skip(f"{missing}: make system-deps")
    async with kiosk(grid) as k:
        await k.scan(card(0))
        await k.tap("#prizes")
        await k.tap("#mine")
        await k.tap("#code-0")
        for theme in ("dark", "light", "contrast"):
            k.app.switches.theme(theme)
            await k.settle()
            assert decoded(k, tmp_path) == waiting(k).code


def test_fourteen_digits_are_eleven_symbols_of_eleven_modules() -> None:
    bars = modules("60123456789015")
    assert len(bars) == 11 + 7 * 11 + 11 + 13  # start, pairs, check, stop
    assert bars.startswith("11010011100")  # the start of code set C


async def test_points_are_used_after_a_question_in_numbers(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        before = k.app.visit.home.spendable
        await k.tap("#prizes")
        await k.tap("#prize-0")
        assert k.screen == "DetailScreen"
        await k.tap("#take")
        assert f"换完还有 {before - 10} 分" in k.text()
        assert k.call(points.balances, k.app.visit.resident).spendable == before
        await k.tap("#yes")
        assert k.screen == "PickUpScreen"
        kept = waiting(k)
        assert kept.code.replace(" ", "") in re.sub(r"\s", "", k.text())
        assert k.call(points.balances, k.app.visit.resident).spendable == before - 10
        assert k.sounds.played[-1] == "success"
        await k.tap("#ok")
        assert k.screen == "ShelfScreen"
        assert f"{before - 10} 分" in k.text()


async def test_a_no_to_the_question_uses_nothing(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        before = k.app.visit.home.spendable
        await k.tap("#prizes")
        await k.tap("#prize-0")
        await k.tap("#take")
        await k.tap("#ok")
        assert k.screen == "DetailScreen"
        assert k.call(points.balances, k.app.visit.resident).spendable == before


async def test_two_fast_taps_on_yes_reserve_once(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        await k.tap("#prizes")
        await k.tap("#prize-0")
        await k.tap("#take")
        yes = k.app.screen.query_one("#yes", Key)
        yes.post_message(Key.Pressed(yes))
        yes.post_message(Key.Pressed(yes))
        await k.settle()
        assert k.screen == "PickUpScreen"
        open_ones = [r for r in k.call(prizes.mine, k.app.visit.resident) if r.code]
        assert len(open_ones) == 2  # the one that waited already, and this one


async def test_a_prize_is_given_back_after_a_question(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        before = k.app.visit.home.spendable
        await k.tap("#mine")
        await k.tap("#code-0")
        await k.tap("#cancel")
        assert "退回 30 分" in k.text()
        await k.tap("#ok")
        assert k.screen == "PickUpScreen"
        await k.tap("#cancel")
        await k.tap("#yes")
        assert k.screen == "MineScreen"
        assert k.call(points.balances, k.app.visit.resident).spendable == before + 30
        assert "积分退回了" in k.text()


async def test_what_cannot_be_had_is_flat_and_says_why(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(10))  # no points yet
        await k.tap("#prizes")
        cards = list(k.app.screen.query(PrizeCard))
        assert [each.variant for each in cards] == ["off"] * 4
        assert "还差 10 分" in k.text()
        assert "没有了" in k.text()
        await k.tap("#prize-0")
        assert k.screen == "ShelfScreen"


async def test_a_price_that_changed_under_the_finger_is_a_no_in_words(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        await k.tap("#prizes")
        await k.tap("#prize-0")
        prize = k.app.screen.prize.id
        terms = k.call(prizes.terms_of, prize)
        k.call(prizes.change, prize, prizes.Terms(terms.category, 11))
        await k.tap("#take")
        await k.tap("#yes")
        assert k.screen == "RefusalScreen"
        assert "现在是 11 分" in k.text()


async def test_the_last_one_that_another_kiosk_took_is_a_no_in_words(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        await k.tap("#prizes")
        await k.tap("#prize-0")
        prize = k.app.screen.prize.id
        k.call(prizes.count, prize, 0, "test")
        await k.tap("#take")
        await k.tap("#yes")
        assert "最后一个刚换走了" in k.text()
        await k.tap("#ok")
        await k.tap("#back")
        assert k.screen == "ShelfScreen"
        assert "没有了" in k.text()


async def test_a_childs_guardian_says_yes_with_their_card(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(20))
        child = k.app.visit.resident

        def rich() -> None:
            now = k.app.now()
            with database.atomic():
                settings.put("child_redeem_limit", 5, now)
                points.open_with(
                    child, 60, now=now, operation_id=new_operation_id(), happened_at=now
                )

        k.app.office.call(rich)
        await k.tap("#prizes")
        await k.tap("#prize-0")
        await k.tap("#take")
        assert not k.app.screen.query("#yes")
        await k.scan(card(10))
        assert "这不是家长的卡" in k.text()
        assert k.app.visit.resident == child
        await k.tap("#ok")
        await k.tap("#take")
        await k.scan(card(0))  # the mother
        assert k.screen == "PickUpScreen"
        assert k.app.visit.resident == child
        assert waiting(k).cost == 10


async def test_somebody_elses_card_ends_the_visit_of_who_looks_at_a_number(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        await k.tap("#mine")
        await k.tap("#code-0")
        code = waiting(k).code
        await k.scan(card(2))
        assert k.screen == "HomeScreen"
        assert code not in re.sub(r"\s", "", k.text())


async def test_the_number_goes_away_by_itself(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        await k.tap("#mine")
        await k.tap("#code-0")
        await k.wait(50)
        await k.tap("#stay")
        await k.wait(59)
        assert k.screen == "PickUpScreen"
        await k.wait(1)
        assert k.screen == "MineScreen"


async def test_a_pick_up_number_at_the_kiosk_is_sent_to_the_desk(kiosk: Any) -> None:
    async with kiosk() as k:
        code = k.call(prizes.mine, 1)[0].code
        await k.scan(code)
        assert k.screen == "DeskCodeScreen"
        assert k.app.visit.resident is None
        await k.wait(20)
        await k.scan(card(2))
        await k.scan(code)
        assert k.screen == "DeskCodeScreen"
        assert k.app.visit.resident is not None  # a number is nobody: it ends no visit


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("prize_lapsed", "礼品没来领，积分退回了"),
        ("prize_cancelled", "一个礼品取消了，积分退回了"),
        ("prize_fetched", "您的礼品已从服务台领走"),
    ],
)
async def test_what_happened_to_a_prize_is_said_at_the_next_scan(
    kiosk: Any, kind: str, words: str
) -> None:
    async with kiosk() as k:
        who = k.call(residents.resident_of, card(10))

        def tell() -> None:
            with database.atomic():
                notices.tell(who, kind, {"prize": 1}, k.app.now())

        k.app.office.call(tell)
        await k.scan(card(10))
        assert words in k.text()


async def test_nothing_of_a_number_stays_in_the_widgets_when_it_is_gone(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(0))
        await k.tap("#mine")
        await k.tap("#code-0")
        code = waiting(k).code
        await k.tap("#bar-finish")
        await k.wait(4)
        assert k.screen == "WelcomeScreen"
        for screen in k.app.screen_stack:
            assert not screen.query(Barcode)
        assert code not in re.sub(r"\s", "", k.text())
