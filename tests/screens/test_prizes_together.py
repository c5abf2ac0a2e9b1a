"""A household pays together by touch: card after card, each part confirmed, nothing pooled silently."""

from __future__ import annotations

from typing import Any

from db import points, prizes
from screens.prizes.together import TogetherScreen
from screens.widgets.key import Key
from tests.screens.conftest import Kiosk
from tests.shots.story import card


async def at_the_parts(k: Kiosk) -> tuple[int, int]:
    """The first prize, to be paid together; the asker and what they have."""
    await k.scan(card(0))
    await k.tap("#prizes")
    await k.tap("#prize-0")
    await k.tap("#together")
    assert k.screen == "TogetherScreen"
    who = k.app.visit.resident
    assert who is not None
    return who, k.call(points.balances, who).spendable


async def press(k: Kiosk, selector: str) -> None:
    """A key's own message: a second tap within half a second would be one tap."""
    key = k.app.screen.query_one(selector, Key)
    key.post_message(Key.Pressed(key))
    await k.settle()


async def test_two_of_a_household_give_five_points_each(kiosk: Any) -> None:
    async with kiosk() as k:
        who, before = await at_the_parts(k)
        await k.tap("#less")
        await k.tap("#yes")
        assert k.call(points.balances, who).spendable == before  # nothing is taken yet
        await k.scan(card(1))
        assert k.app.visit.resident == who
        await press(k, "#yes")
        await k.tap("#take")
        assert k.screen == "PickUpScreen"
        row = k.call(prizes.mine, who)[0]
        assert (row.cost, row.share, row.people) == (10, 5, 2)
        assert k.call(points.balances, who).spendable == before - 5
        await k.tap("#ok")
        assert k.screen == "ShelfScreen"


async def test_a_neighbours_card_pays_nothing(kiosk: Any) -> None:
    async with kiosk() as k:
        await at_the_parts(k)
        await k.tap("#less")
        await k.tap("#yes")
        await k.scan(card(2))
        assert k.screen == "RefusalScreen"
        await k.tap("#ok")
        screen = k.app.screen
        assert isinstance(screen, TogetherScreen)
        assert [part.points for part in screen.parts] == [5]
        assert screen.asked_now is None


async def test_the_same_card_again_changes_its_own_part_and_pays_once(kiosk: Any) -> None:
    async with kiosk() as k:
        who, _ = await at_the_parts(k)
        await k.tap("#less")
        await k.tap("#yes")
        await k.scan(card(0))
        screen = k.app.screen
        assert isinstance(screen, TogetherScreen)
        assert screen.parts == []
        assert screen.asked_now is not None
        assert (screen.asked_now.resident, screen.asked_now.points) == (who, 10)


async def test_a_part_is_at_least_one_point_and_at_most_what_is_missing(kiosk: Any) -> None:
    async with kiosk() as k:
        await at_the_parts(k)
        screen = k.app.screen
        assert isinstance(screen, TogetherScreen)
        for expected in (5, 1):
            await press(k, "#less")
            assert screen.asked_now is not None
            assert screen.asked_now.points == expected
        for expected in (6, 10):
            await press(k, "#more")
            assert screen.asked_now is not None
            assert screen.asked_now.points == expected


async def test_no_takes_nothing_from_anybody(kiosk: Any) -> None:
    async with kiosk() as k:
        who, before = await at_the_parts(k)
        await k.tap("#yes")
        await k.tap("#back")
        assert k.screen == "DetailScreen"
        assert k.call(points.balances, who).spendable == before


async def test_who_lives_alone_is_not_asked_to_pay_together(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(card(4))
        await k.tap("#prizes")
        await k.tap("#prize-0")
        assert not k.app.screen.query_one("#together").display
