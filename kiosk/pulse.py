"""Once a second: countdowns, the time in the header, and the person who walked away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from db import arrivals
from db.base import Refusal
from db.office import housekeep, probe
from screens import flow
from screens.base import KioskScreen

if TYPE_CHECKING:
    from kiosk.app import KioskApp

WARNING = 30  # seconds between the warning and goodbye; twice that with large type
HOUR = 60  # minutes between two rounds of what the house does by itself

log = logging.getLogger(__name__)


class Pulse:
    """The idle clock. It is monotonic: a wrong day in the machine signs nobody out."""

    def __init__(self, app: KioskApp, clock: Callable[[], float]) -> None:
        self._app, self._clock = app, clock
        self._touched = clock()
        self._minute = -1

    def touched(self) -> None:
        """Somebody is here: a finger, a key, a new card."""
        self._touched = self._clock()

    def tick(self) -> None:
        """One second has gone by."""
        app = self._app
        minute = int(app.now().timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            app.run_worker(self._new_minute(), group="front", exclusive=False)
        app.voice.tick(self._clock() - self._touched)
        flow.watch(app, self._clock() - self._touched)
        screen = app.screen_stack[-1] if app.screen_stack else None
        if not isinstance(screen, KioskScreen) or not screen.stands:
            return
        screen.tick()
        doubled = 2 if app.switches.large else 1
        if screen.idle is not None and self._clock() - self._touched >= screen.idle * doubled:
            app.push_screen(flow.are_you_there(app.visit, WARNING * doubled))

    async def _new_minute(self) -> None:
        app = self._app
        now = app.now()
        try:
            if not app.writable:
                await app.office.ask(probe)
                app.writable = True
            if self._minute % HOUR == 0:
                await app.office.ask(housekeep, now=now)
            app.front = await app.office.ask(arrivals.front, now=now)
        except Refusal as refusal:
            log.warning("the front cannot be read: %s", refusal.reason)
            return
        if isinstance(app.screen, KioskScreen):
            app.screen.fill_header()
