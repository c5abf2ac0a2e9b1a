"""The shelf at the desk: what staff tap and hold there is what the records say afterwards."""

from __future__ import annotations

import pytest

from db import prizes
from db.audit import Audit
from db.invariants import broken
from db.prizes import RedemptionState
from db.prizes.tables import Movement, Redemption
from db.staff import Role
from tests.screens.conftest import GRIDS, Kiosk
from tests.shots.staff_tour import begin
from tests.shots.story import card
from tests.shots.typing import type_on

WAITS = 1  # a resident of the demo hall whose prize waits


async def at_the_shelf(k: Kiosk) -> None:
    await begin(k, Role.FRONT_DESK)
    await k.tap("#desk-shelf")
    assert k.screen == "ShelfDeskScreen"


@pytest.mark.parametrize(("move", "typed", "change"), [("receive", "12", 12), ("broken", "1", -1)])
@pytest.mark.parametrize("grid", GRIDS)
async def test_what_came_in_and_what_broke_moves_the_shelf(
    kiosk, grid: tuple[int, int], move: str, typed: str, change: int
) -> None:
    async with kiosk(size=grid) as k:
        await at_the_shelf(k)
        first = k.app.screen._stock[0]
        await k.tap("#prize-0")
        await k.tap(f"#{move}")
        await type_on(k, *typed)
        await k.tap("#yes")
        assert k.screen == "ShelfDeskScreen"
        after = k.call(prizes.stock)[0]
        assert after.on_hand == first.on_hand + change
        said = {"receive": "入库", "broken": "损坏"}[move]
        assert k.call(lambda: Movement.select().order_by(Movement.id.desc()).get().reason) == said
        row = k.call(lambda: Audit.select().order_by(Audit.sequence.desc()).get())
        assert row.actor.startswith("staff:")
        assert k.call(broken) == []


async def test_a_count_below_what_is_promised_is_refused_and_moves_nothing(kiosk) -> None:
    async with kiosk() as k:
        await at_the_shelf(k)
        index, row = next((n, r) for n, r in enumerate(k.app.screen._stock) if r.reserved)
        k.app.screen.move(row.id, "count", 0)
        await k.settle()
        assert k.screen == "RefusalScreen"
        assert k.call(prizes.stock)[index].on_hand == row.on_hand


async def test_a_prize_is_handed_over_to_its_number_and_its_card(kiosk) -> None:
    async with kiosk() as k:
        mine = k.call(prizes.mine, WAITS)[0]
        await at_the_shelf(k)
        await k.scan(mine.code)
        assert "付积分" in k.app.screen.note_text()
        await k.scan(card(0))
        assert k.screen == "ConfirmScreen"
        state = k.call(lambda: Redemption.get_by_id(mine.id).state)
        assert state == RedemptionState.RESERVED  # a look at the person comes first
        await k.tap("#yes")
        assert k.call(lambda: Redemption.get_by_id(mine.id).state) == RedemptionState.HANDED_OVER
        assert k.call(broken) == []


async def test_a_wrong_card_gives_nothing_and_the_number_is_forgotten(kiosk) -> None:
    async with kiosk() as k:
        mine = k.call(prizes.mine, WAITS)[0]
        await at_the_shelf(k)
        await k.scan(mine.code)
        await k.scan(card(5))
        assert k.screen == "RefusalScreen"
        await k.tap("#ok")
        assert k.app.screen._number is None
        assert k.call(lambda: Redemption.get_by_id(mine.id).state) == RedemptionState.RESERVED


async def test_a_card_before_the_number_is_told_what_is_wanted(kiosk) -> None:
    async with kiosk() as k:
        await at_the_shelf(k)
        await k.scan(card(0))
        assert k.screen == "RefusalScreen"


async def test_who_may_not_hand_over_sees_no_shelf(kiosk) -> None:
    async with kiosk() as k:
        await begin(k, Role.LIBRARIAN)
        assert not k.app.screen.query("#desk-shelf")
