"""KioskApp: hands scans to the front screen, owns the idle clock, shows the sorry screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from textual import events, work

from db import arrivals, notices
from db.base import GeneralReason, Refusal
from devices.scanner import Scan
from kiosk import signals, stdin
from kiosk.fault import Faults
from kiosk.hardware import Hardware
from kiosk.pulse import Pulse
from screens import arriving, flow, forgetting, i18n, listening, theme, typography
from screens.base import KioskScreen, too_early
from screens.display import Display
from screens.house import House
from screens.messages import (
    CardShown,
    Cue,
    Held,
    HomeWanted,
    ReaderBack,
    ReaderLost,
    SoundWanted,
    VisitEnded,
)
from screens.visit import Office, Visit, utc_now
from screens.widgets.box import paint_now


class KioskApp(House, inherit_bindings=False):
    """One screen for everybody. Screens never write; they ask, through the visit."""

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
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.office, self.hardware = office, hardware or Hardware()
        self.front, self.now, self.palette = front, now, theme.DARK
        self.switches = Display(self, self.hardware.scale)
        self.voice = listening.Listening(self, self.hardware.voice)
        self.pulse = Pulse(self, clock)
        self.visit = self.anonymous()
        self._arriving = asyncio.Lock()
        self._faults = Faults(clock)
        i18n.use(front.first_lang)
        typography.install()
        stdin.install(lambda: signals.terminal_ended(self))

    def anonymous(self) -> Visit:
        """A visit of nobody in particular."""
        return Visit(self.office, first_lang=self.front.first_lang, now=self.now)

    async def on_mount(self) -> None:
        theme.tell_terminal(self, self.palette.page)
        await self.push_screen(flow.welcome(self.visit))
        self.heart = self.set_interval(1, self.tick)
        if not self.is_headless:
            signals.obey(self)
        if self.hardware.simulator is not None:
            self.hardware.simulator.open()
        if self.hardware.scanner is not None:
            self.hardware.scanner.open(self.scanned, self._reader_lost, self._reader_back)
        self.call_after_refresh(forgetting.begin, self)

    def on_unmount(self) -> None:
        self.hardware.close()
        theme.tell_terminal(self, None)

    def tick(self) -> None:
        """Once a second; the tests call it themselves."""
        self.pulse.tick()

    # Cards ------------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> None:
        """A card was read: show it in place at once, then hand it to the front screen."""
        with self._context():
            self.pulse.touched()
            screen = self.screen
            if isinstance(screen, KioskScreen):
                screen.card_seen()
                paint_now(screen)
            self.play("read")
            screen.post_message(CardShown(scan.code, scan.at))

    def _reader_lost(self) -> None:
        self.reader_lost = True
        with self._context():
            self.screen.post_message(ReaderLost())

    def _reader_back(self) -> None:
        self.reader_lost = False
        with self._context():
            self.screen.post_message(ReaderBack())

    def on_reader_lost(self, _event: ReaderLost | ReaderBack) -> None:
        flow.refill(self)

    on_reader_back = on_reader_lost

    def on_card_shown(self, event: CardShown) -> None:
        """Nobody in front wanted the card: someone has arrived."""
        self.arrive(Held(event.code))

    @work
    async def arrive(self, held: Held, kind: str | None = None) -> None:
        """Begin the visit of whoever holds this card, one after the other."""
        async with self._arriving:
            await arriving.arrive(self, held.take(), kind)

    # Coming, going, and a no ------------------------------------------------------------------

    async def end_visit(self) -> None:
        """Back to the first screen; everything of the person who was here is dropped."""
        left, self.visit = self.visit, self.anonymous()
        personal = left.drop()
        await flow.back_to_welcome(self)
        self.switches.reset(self.front.first_lang, personal=personal)
        flow.refill(self)
        if personal:
            forgetting.forget_everything(self)
        await left.end()

    def refuse(self, refusal: Refusal) -> None:
        """Say a no: a low sound, and what happened, what to do, whom to ask."""
        if flow.has_left(self, refusal):
            return
        self.writable &= refusal.reason is not GeneralReason.DISK_FULL  # the pulse tries again
        self.play("refusal")
        self.push_screen(flow.refusal(self.visit, refusal))

    @work
    async def call_staff(self) -> None:
        """Call staff, first of all so that they hear it; the visit goes on where it was."""
        screen = type(self.screen).__name__
        self.play("call")
        try:
            await self.visit.ask(notices.call_staff, self.visit.resident, screen)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        await flow.staff_called(self)

    def play(self, cue: Cue) -> None:
        """Sound a cue."""
        self.hardware.sounds.play(cue)

    def on_sound_wanted(self, event: SoundWanted) -> None:
        self.play(event.cue)

    @work
    async def on_visit_ended(self, event: VisitEnded) -> None:
        async with self._arriving:
            if self.visit.resident == event.resident:
                await flow.goodbye(self, silent=event.silent)

    @work
    async def on_home_wanted(self, _event: HomeWanted) -> None:
        await flow.home_or_welcome(self)

    async def on_event(self, event: events.Event) -> None:
        """Every key and touch passes here first: the idle clock, and readers that type."""
        if isinstance(event, events.Paste) or too_early(self, event):
            return
        if isinstance(event, events.MouseDown | events.Key):
            self.pulse.touched()
        if isinstance(event, events.Key) and (wedge := self.hardware.wedge) is not None:
            outcome = wedge.feed(event.key, event.character, event.time, typing=flow.typing(self))
            if outcome.code and self.hardware.debounce.is_new(outcome.code, event.time):
                self.scanned(Scan(outcome.code, None, self.now()))
            if outcome.swallow:
                flow.take_back(self, event.time)
                return
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours is a screen in words; too many of them end the program (exit code 1)."""
        code = self._faults.note(error)
        if code is None or not self.is_running or self.is_headless:
            super()._handle_exception(error)
        else:
            self.call_later(self.push_screen, flow.sorry(self.visit, code))
