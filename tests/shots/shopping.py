"""Stories of people who use their points."""

from __future__ import annotations

from collections.abc import AsyncIterator

from db import points, prizes, settings
from db.base import database, new_operation_id
from screens.widgets.key import Key
from tests.screens.conftest import Kiosk
from tests.shots.story import CHILD, NEWCOMER, PLANNER, REGULAR, card, come, story


async def _to_my_prizes(k: Kiosk) -> None:
    """In large type the way leads through the shelf."""
    if k.app.screen.query_one("#mine").display:
        await k.tap("#mine")
        return
    await k.tap("#prizes")
    await k.tap("#mine")


@story()
async def the_shelf(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Look at the prizes, take one, get the number."""
    await come(k, REGULAR[lang])
    await k.tap("#prizes")
    yield "prizes"
    await k.tap("#prize-0")
    yield "prize-detail"
    await k.tap("#take")
    yield "prize-confirm"
    await k.tap("#yes")
    yield "pick-up"
    await k.tap("#ok")
    yield "prizes-two-wait"


@story()
async def the_end_of_the_shelf(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Somebody with few points sees why not."""
    await come(k, PLANNER[lang])
    await k.tap("#prizes")
    await k.tap("#down")
    yield "prizes-later"
    for _ in range(5):
        if k.app.screen.query_one("#down").can_focus:
            await k.tap("#down")
    yield "prizes-last"


@story()
async def nothing_to_spend(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A newcomer: every prize is too dear, and none is one's own."""
    await come(k, NEWCOMER[lang])
    await k.tap("#prizes")
    yield "prizes-none"
    await k.tap("#mine")
    yield "my-prizes-empty"


@story()
async def an_empty_shelf(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """The hall has no prizes."""
    for row in k.call(prizes.stock):
        k.call(prizes.retire, row.id)
    await come(k, REGULAR[lang])
    await k.tap("#prizes")
    yield "prizes-empty"


@story()
async def my_prizes(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """What waits, its number, and giving it back."""
    await come(k, REGULAR[lang])
    await _to_my_prizes(k)
    yield "my-prizes"
    await k.tap("#code-0")
    yield "pick-up-again"
    await k.tap("#cancel")
    yield "prize-cancel"
    await k.tap("#yes")
    yield "my-prizes-cancelled"


@story()
async def a_child_and_the_limit(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Above the week's limit a guardian holds their card."""

    await come(k, CHILD[lang])
    child = k.app.visit.resident
    assert child is not None

    def prepare() -> None:
        now = k.app.now()
        with database.atomic():
            settings.put("child_redeem_limit", 5, now)
            points.open_with(child, 60, now=now, operation_id=new_operation_id(), happened_at=now)

    k.app.office.call(prepare)
    await k.tap("#prizes")
    await k.tap("#prize-0")
    yield "prize-child"
    await k.tap("#take")
    yield "prize-guardian"
    await k.scan(card(10))
    yield "refusal-not-guardian"


@story()
async def a_number_at_the_kiosk(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A pick-up number is for the desk."""
    kept = k.call(prizes.mine, 1)[0]
    await k.scan(kept.code)
    yield "desk-code"


@story()
async def a_household_together(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Two of one household pay five points each."""
    who, other = (1, 0) if lang == "bo" else (0, 1)
    await come(k, card(who))
    await k.tap("#prizes")
    await k.tap("#prize-0")
    await k.tap("#together")
    await k.tap("#less")
    yield "together-part"
    await k.tap("#yes")
    yield "together-next"
    await k.scan(card(other))
    yield "together-other"
    yes = k.app.screen.query_one("#yes", Key)
    yes.post_message(Key.Pressed(yes))  # another person's tap, sooner than a person is
    await k.settle()
    yield "together-all"
    await k.tap("#take")
    yield "pick-up-together"
