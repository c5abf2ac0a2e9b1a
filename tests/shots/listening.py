"""Stories of somebody who cannot read: everything is heard first."""

from __future__ import annotations

from collections.abc import AsyncIterator

from screens import i18n
from screens.widgets.box import Box
from tests.screens.conftest import Kiosk
from tests.shots.story import REGULAR, card, come, story


async def hear(k: Kiosk, selector: str) -> None:
    """Say and frame something, whatever was touched before."""
    k.app.voice.tapped(k.app.screen.query_one(selector, Box))
    await k.settle()


@story(voice=i18n.LANGUAGES)
async def who_listens(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """From the loudspeaker to the check-in."""
    k.app.voice.toggle()
    await k.settle()
    yield "listening"
    await hear(k, "#today")
    yield "listening-tile"
    await come(k, REGULAR[lang])
    await hear(k, "#first")
    yield "listening-home"
    k.app.screen.check_in(k.app.visit.home.open[0].id)
    await k.settle()
    await hear(k, "#next")
    yield "listening-result"
    await k.tap("#bar-home")
    await k.tap("#bar-home")
    await hear(k, "#bar-staff")
    yield "listening-bar"
    k.app.refuse(_full())
    await k.settle()
    await hear(k, "#words")
    yield "listening-refusal"


@story(voice=i18n.LANGUAGES)
async def who_listens_to_lists(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A row, its key, and what is for one person alone."""
    await come(k, card(4))
    k.app.voice.toggle()
    await k.app.push_screen(_list(k))
    await k.settle()
    await hear(k, "#facts-0")
    yield "listening-row"
    await hear(k, "#act-0")
    yield "listening-key"


@story(voice=(*i18n.LANGUAGES, "amdo"))
async def a_language_that_is_only_heard(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """The language key shows its short name; the texts stay."""
    k.app.voice.toggle()
    k.app.switches.speak("en")
    k.app.switches.next_language()
    await k.settle()
    yield "listening-own"


def _full():
    from db.activities import ActivityReason
    from db.base import Refusal

    return Refusal(ActivityReason.FULL, {"capacity": 8})


def _list(k: Kiosk):
    from screens.activities import ActivitiesScreen

    return ActivitiesScreen(k.app.visit, "today")
