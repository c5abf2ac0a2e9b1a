"""Three mistakes on every key of every screen: tapping twice, tapping on while the next picture comes,
walking away in the middle.

The stories of the pictures lead to every screen. At each stop every key that was not tried yet is
tapped like that; the story then begins again, because the tap has led elsewhere.
"""

from __future__ import annotations

import asyncio
import gc
import re
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, aclosing, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

from textual import events

from db.notices import StaffCall
from db.operations import Operation
from kiosk.app import KioskApp
from screens import base, i18n, pictures
from screens.listening import SPEAKER
from screens.visit import Visit
from screens.widgets.box import Box
from screens.widgets.key import Key
from screens.widgets.keyboard import Letter
from tests.audit.view import tappable
from tests.screens.conftest import GRIDS, Kiosk, copied, running
from tests.shots.story import Story, all_stories

LANG, GRID = "zh_CN", GRIDS[0]
LONG = (
    60.0  # seconds: on a busy machine two taps are still one, and a picture unseen until it is seen
)
PATIENCE = 0.3  # seconds until a key that was tapped leads nowhere else
AWAY = 300  # seconds until everybody has been signed out, warning and goodbye included
DOOR = 3 * 3600  # and a door that was forgotten has closed
Signature = tuple[str, str, str]


@dataclass
class Fingers:
    """What keys answered to, and which screens have been on the terminal since the first tap."""

    pressed: list[tuple[str, str]] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every key that acts, and every picture, is written down."""
        post, display = Key.post_message, KioskApp._display

        def posted(key: Key, message: Any) -> bool:
            if isinstance(message, Key.Pressed):
                self.pressed.append((type(key.screen).__name__, str(key.id)))
            return post(key, message)

        def displayed(app: KioskApp, screen: Any, renderable: Any) -> None:
            if renderable is not None and not app._batch_count:
                self.shown.add(id(screen))
            display(app, screen, renderable)

        with ExitStack() as stack:
            for owner, name, value in (
                (Key, "post_message", posted),
                (KioskApp, "_display", displayed),
                (base, "PAINT_TAKES", LONG),
                (Key, "again_after", LONG),
            ):
                stack.enter_context(patch.object(owner, name, value))
            yield


def tap(k: Kiosk, x: int, y: int) -> None:
    """A finger, as the terminal reports it: down and up, without waiting for an answer."""
    for event in (events.MouseDown, events.MouseUp):
        k.app.post_message(event(None, x, y, 0, 0, 1, False, False, False, x, y, None))


async def hasty(k: Kiosk, key: Key) -> list[str]:
    """Two taps before anything is painted, then more at the same place until the next picture stands."""
    screen, place = k.app.screen, key.region.center
    x, y = int(place[0]), int(place[1])
    before, voice = k.call(_written), k.app.voice
    listening = voice.on and voice._framed is not key
    for one in screen.query(Key):
        one._last = float("-inf")
    fingers = Fingers()
    with fingers.watching():
        until = time.monotonic() + PATIENCE
        tap(k, x, y)
        while time.monotonic() < until:
            tap(k, x, y)
            await asyncio.sleep(0.002)
            if k.app.screen is not screen and id(k.app.screen) in fingers.shown:
                break
        await k.settle()
    after = k.call(_written)
    wrong = []
    acted = (type(screen).__name__, str(key.id))
    # In listening mode the first tap says the key. A keyboard takes no letter in its first half second:
    # that is the rest of the tap that opened it.
    allowed = [[]] if listening and str(key.id) != SPEAKER else [[acted]]
    if isinstance(key, Letter):
        allowed = [[], [acted]]
    if fingers.pressed not in allowed:
        wrong.append(f"keys that acted: {fingers.pressed}")
    wrong += [f"{now - then} {what} written" for what, then, now in _more(before, after)]
    stack = [type(one).__name__ for one in k.app.screen_stack]
    wrong += [f"{one} stands on itself" for one, on in pairwise(stack) if one == on]
    return wrong


def _written() -> dict[str, int]:
    return {model.__name__: model.select().count() for model in (Operation, StaffCall)}


def _more(before: dict[str, int], after: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    return ((what, before[what], n) for what, n in after.items() if n - before[what] > 1)


async def walk_away(k: Kiosk) -> list[str]:
    """Nobody touches anything any more; what is left of whoever was here."""
    who = k.app.visit.masked
    # A door that stands open behind a notice is one too.
    if "DoorScreen" in (type(one).__name__ for one in k.app.screen_stack):
        k.clock[0] += DOOR
    for second in range(AWAY):
        k.clock[0] += 1
        k.app.tick()
        if second % 5 == 4:
            await k.pilot.pause()
            if k.screen == "WelcomeScreen" and k.app.visit.resident is None:
                break
    await k.settle()
    wrong = [f"{k.screen} still stands there"] if k.screen != "WelcomeScreen" else []
    if len(k.app.screen_stack) != 2:
        wrong.append(f"{len(k.app.screen_stack)} screens are open")
    if (i18n.current(), k.app.palette.name, k.app.switches.large) != (LANG, "dark", False):
        wrong.append("language, colours or size are the last person's")
    if k.app.is_screen_installed("home") and who:
        drawn = [
            box.draw(*box.size) for box in k.app.get_screen("home").query(Box) if box.size.area
        ]
        drawn += [box.draw(*box.size) for box in k.app.screen.query(Box) if box.size.area]
        if any(who in strip.text for canvas in drawn for strip in canvas.strips()):
            wrong.append("the name can still be read")
    gc.collect()
    kept = [
        one
        for one in gc.get_objects()
        if isinstance(one, Visit) and one.resident is not None and one.office is k.app.office
    ]
    return wrong + [f"{len(kept)} visits are still in memory"] * bool(kept)


@dataclass
class Trial:
    """Everything that was tried, and what went wrong. `part` of `parts` of the keys are this one's."""

    part: int
    parts: int
    tried: set[Signature] = field(default_factory=set)
    walked: set[tuple[str, bool]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def run(self, hall: Path) -> Trial:
        """Every story, as often as it has something new."""
        pictures.use("quadrants")
        asyncio.run(self._all(hall))
        return self

    async def _all(self, hall: Path) -> None:
        for story in all_stories():
            while await self._once(story, hall):
                pass

    async def _once(self, story: Story, hall: Path) -> bool:
        """Tell a story up to the first key that is new and leads elsewhere; False: nothing was new."""
        with tempfile.TemporaryDirectory() as folder:
            path = copied(hall, Path(folder))
            async with running(path, GRID, start=story.now, **story.hardware) as k:
                async with aclosing(story.tell(k, LANG)) as stops:
                    left = await self._along(k, stops)
                if left and not self._knows_way_from(k):
                    self.wrong += [f"{left}, then gone: {what}" for what in await walk_away(k)]
                return left is not None

    def _knows_way_from(self, k: Kiosk) -> bool:
        """Whether somebody has walked away from a screen like this one."""
        here = (k.screen, k.app.visit.resident is not None)
        known = here in self.walked
        self.walked.add(here)
        return known

    async def _along(self, k: Kiosk, stops: AsyncIterator[str]) -> str | None:
        async for name in stops:
            await k.settle()
            screen = k.app.screen
            for key in tappable(screen):
                if not self._is_new(key):
                    continue
                where = f"{name}, #{key.id} {key.label!r}"
                self.wrong += [f"{where}: {what}" for what in await hasty(k, key)]
                if k.app.screen is not screen or not str(key.id).startswith("bar-"):
                    return where
                k.app.switches.reset(LANG, personal=False)
                screen.refill()  # type: ignore[attr-defined]  # a KioskScreen
                await k.settle()
        return None

    def _is_new(self, key: Key) -> bool:
        """A key is known by its screen, its name and its words, whatever the numbers in them."""
        words = "a letter" if isinstance(key, Letter) else key.label  # one stands for all of them
        plain = [re.sub(r"\d+", "", text) for text in (str(key.id), words)]
        signature = (type(key.screen).__name__, *plain)
        mine = crc32(repr(signature).encode()) % self.parts == self.part
        new = mine and signature not in self.tried
        if new:
            self.tried.add(signature)  # type: ignore[arg-type]
        return new
