"""KioskApp: hands scans to the front screen, owns the idle clock, shows the sorry screen."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import textual.drivers.linux_driver
from textual import events, work
from textual.app import App

from db import arrivals, notices
from db.base import Refusal
from db.office import housekeep
from devices.scanner import Debounce, Scan, Scanner
from devices.sound import Silent, Sounds
from devices.wedge import Wedge
from kiosk.fault import code_of
from kiosk.simulator import Simulator
from kiosk.stdin import forgiving_decoder
from screens import flow, i18n, theme, typography
from screens.base import KioskScreen, paint_now
from screens.display import Display
from screens.forgetting import forget_everything
from screens.messages import (
    CardShown,
    HomeWanted,
    ReaderBack,
    ReaderLost,
    SoundWanted,
    VisitEnded,
)
from screens.visit import Office, Visit, utc_now

log = logging.getLogger(__name__)
WARNING = 30  # seconds between the warning and goodbye


@dataclass(frozen=True)
class Hardware:
    """What is plugged in. `scale` sets the output's scale to 1.0 or 1.25, None where it cannot."""

    scanner: Scanner | None = None
    sounds: Sounds = field(default_factory=Silent)
    wedge: Wedge | None = None
    debounce: Debounce = field(default_factory=Debounce)
    scale: Callable[[float], None] | None = None
    simulator: Simulator | None = None


class KioskApp(App[int], inherit_bindings=False):
    """One screen for everybody. Screens never write; they ask, through the visit."""

    CSS_PATH = None
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    COMMANDS = set()

    def __init__(
        self,
        office: Office,
        hardware: Hardware | None = None,
        *,
        front: arrivals.Front,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], Any] = utc_now,
    ) -> None:
        super().__init__()
        self.office, self.hardware = office, hardware or Hardware()
        self.front, self.clock, self.now = front, clock, now
        self.palette = theme.DARK
        self.switches = Display(self, self.hardware.scale)
        self.reader_lost = False
        self.visit = self.anonymous()
        self.touched = clock()
        self._minute = -1
        self._arriving = asyncio.Lock()
        self._faults: list[float] = []
        i18n.use(front.first_lang)
        typography.install()
        textual.drivers.linux_driver.getincrementaldecoder = forgiving_decoder  # type: ignore[attr-defined]  # see kiosk.stdin

    def anonymous(self) -> Visit:
        """A visit of nobody in particular."""
        return Visit(self.office, first_lang=self.front.first_lang, now=self.now)

    async def on_mount(self) -> None:
        theme.tell_terminal(self, self.palette.page)
        await self.push_screen(flow.welcome(self.visit))
        self.set_interval(1, self.tick)
        if self.hardware.simulator is not None:
            self.hardware.simulator.open()
        if self.hardware.scanner is not None:
            self.hardware.scanner.open(self.scanned, self._reader_lost, self._reader_back)

    def on_unmount(self) -> None:
        for device in (self.hardware.scanner, self.hardware.simulator, self.hardware.sounds):
            if device is not None:
                device.close()
        theme.tell_terminal(self, None)

    # Cards ------------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> None:
        """A card was read: show it in place at once, then hand it to the front screen."""
        with self._context():
            self.touched = self.clock()
            screen = self.screen
            if isinstance(screen, KioskScreen):
                screen.card_seen()
                paint_now(screen)
            self.hardware.sounds.play("read")
            screen.post_message(CardShown(scan.code, scan.at))

    def _reader_lost(self) -> None:
        self.reader_lost = True
        with self._context():
            self.screen.post_message(ReaderLost())

    def _reader_back(self) -> None:
        self.reader_lost = False
        with self._context():
            self.screen.post_message(ReaderBack())

    def on_reader_lost(self, _event: ReaderLost) -> None:
        flow.refill(self)

    def on_reader_back(self, _event: ReaderBack) -> None:
        flow.refill(self)

    def on_card_shown(self, event: CardShown) -> None:
        """Nobody in front wanted the card: someone has arrived."""
        self.arrive(event.code)

    @work
    async def arrive(self, code: str) -> None:
        """Begin the visit of whoever holds this card; another person's ends first."""
        async with self._arriving:
            try:
                arrived = await self.anonymous().ask(arrivals.card_shown, code)
            except Refusal as refusal:
                await self.end_visit()
                self.refuse(refusal)
                return
            if arrived.home is None or arrived.home.resident != self.visit.resident:
                await self.end_visit()
            await flow.arrived(self, arrived)

    async def end_visit(self) -> None:
        """Back to the first screen; everything of the person who was here is dropped."""
        personal = self.visit.resident is not None
        self.visit = self.anonymous()
        await flow.back_to_welcome(self)
        self.switches.reset(self.front.first_lang)
        flow.refill(self)
        if personal:
            forget_everything(self)

    def refuse(self, refusal: Refusal) -> None:
        """Say a no: a low sound, and what happened, what to do, whom to ask."""
        self.hardware.sounds.play("refusal")
        self.push_screen(flow.refusal(self.visit, refusal))

    @work
    async def call_staff(self) -> None:
        """Call staff; the visit goes on where it was."""
        screen = type(self.screen).__name__
        try:
            await self.visit.ask(notices.call_staff, self.visit.resident, screen)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await self.push_screen(flow.staff_called(self.visit))

    def on_sound_wanted(self, event: SoundWanted) -> None:
        self.hardware.sounds.play(event.cue)  # type: ignore[arg-type]  # screens name the three cues

    @work
    async def on_visit_ended(self, event: VisitEnded) -> None:
        await flow.goodbye(self, silent=event.silent)

    @work
    async def on_home_wanted(self, _event: HomeWanted) -> None:
        await flow.home_or_welcome(self)

    # Time -------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Once a second: the clock in the header, countdowns, and the person who walked away."""
        screen = self.screen
        minute = int(self.now().timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self.new_minute()
        if not isinstance(screen, KioskScreen):
            return
        screen.tick()
        quiet = self.clock() - self.touched
        limit = screen.idle
        if limit is not None and quiet >= limit * (2 if self.switches.large else 1):
            self.push_screen(flow.are_you_there(self.visit, WARNING * (1 + self.switches.large)))

    @work(exclusive=True, group="front")
    async def new_minute(self) -> None:
        """The time in the header; once an hour what the house does by itself."""
        now = self.now()
        try:
            if self._minute % 60 == 0:
                await self.office.ask(housekeep, now=now)
            self.front = await self.office.ask(arrivals.front, now=now)
        except Refusal as refusal:
            log.warning("the front cannot be read: %s", refusal.reason)
            return
        if isinstance(self.screen, KioskScreen):
            self.screen.fill_header()

    async def on_event(self, event: events.Event) -> None:
        """Every key and touch passes here first: the idle clock, and readers that type."""
        if isinstance(event, events.Paste):
            return
        if isinstance(event, events.MouseDown | events.Key):
            self.touched = self.clock()
        if isinstance(event, events.Key) and self.hardware.wedge is not None:
            outcome = self.hardware.wedge.feed(event.key, event.character, event.time)
            if outcome.code and self.hardware.debounce.is_new(outcome.code, event.time):
                self.scanned(Scan(outcome.code, None, self.now()))
            if outcome.swallow:
                return
        await super().on_event(event)

    # Faults -----------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours is a screen in words, never a traceback on the panel."""
        code = code_of(error)
        log.error("fault %s: %s", code, type(error).__name__, exc_info=error)
        now = self.clock()
        self._faults = [at for at in self._faults if now - at < 10] + [now]
        if len(self._faults) > 3 or not self.is_running or self.is_headless:
            super()._handle_exception(error)
            return
        self.call_later(self.push_screen, flow.sorry(self.visit, code))
