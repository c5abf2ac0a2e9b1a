"""Signing in: the staff card is read, its holder says what for, then types the PIN."""

from __future__ import annotations

import random

from textual import work
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from db import staff
from db.base import Refusal
from db.staff import StaffCard, StaffReason
from screens.base import KioskScreen
from screens.entry import EntryScreen
from screens.house import House
from screens.i18n import _
from screens.keyboards.digits import DIGITS, Digits
from screens.messages import Held
from screens.staff.screen import KEYS
from screens.three import three
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel
from screens.widgets.pictured import Tile

LENGTH = 6  # digits of a PIN


async def ask_for_pin(app: House, held: Held) -> None:
    """The PIN of the card; a no at once where it is not worth typing one."""
    code = held.take()
    try:
        await app.visit.ask(staff.ready, code)
    except Refusal as refusal:
        await _out(app, refusal)
        return
    await app.push_screen(PinScreen(app.visit, Held(code)))


async def _out(app: House, refusal: Refusal) -> None:
    """Back to the first screen, and why. The app does it: no screen can wait for its own end."""
    await app.end_visit()
    app.refuse(refusal)


class StaffCardScreen(KioskScreen):
    """What a staff card opens: a door with the card alone, staff mode with the PIN."""

    DEFAULT_CSS = """
    StaffCardScreen #sub { height: 2; margin: 1 0 0 0; padding: 0 0 0 2; }
    StaffCardScreen #choices { grid-size: 2; height: 1fr; }
    StaffCardScreen #keys { height: 3; }
    StaffCardScreen #back { width: 26; }
    """
    BINDINGS = KEYS  # type: ignore[assignment]  # Textual takes tuples

    def __init__(self, visit: Visit, card: StaffCard, held: Held) -> None:
        super().__init__(visit)
        self.card, self._held = card, held

    @property
    def visiting(self) -> bool:
        return False

    def title_text(self) -> str:
        return _("Staff card")

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="sub")
        with Grid(id="choices"):
            yield Tile("door", id="doors")
            yield Tile("staff_card", id="desks")
        with Horizontal(id="keys"):
            yield Key(id="back")

    def fill(self) -> None:
        self.query_one("#sub", Panel).show(
            Line(_("What do you want to open?"), bold=True), lang=self.visit.lang
        )
        self.query_one("#doors", Tile).show_tile("door", *three(lambda: _("Door mode")))
        self.query_one("#desks", Tile).show_tile("staff_card", *three(lambda: _("Staff mode")))
        self.query_one("#back", Key).label = "✕  " + _("Neither")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed in ("back", "doors", "desks"):
            event.stop()
            {"back": self.finish, "doors": self.doors, "desks": self.desks}[pressed]()

    def action_back(self) -> None:
        """Escape."""
        self.finish()

    def doors(self) -> None:
        """The sessions of today."""
        from screens.arriving import open_doors

        self.app.run_worker(open_doors(self.kiosk, self.card))

    def desks(self) -> None:
        """On to the PIN."""
        code = self._held.take()
        self._held = Held(code)  # for whoever comes back from the PIN
        self.app.run_worker(ask_for_pin(self.kiosk, Held(code)))


class PinScreen(EntryScreen):
    """Six digits, as dots, on keys that stand elsewhere each time."""

    idle = 45

    def __init__(self, visit: Visit, held: Held) -> None:
        super().__init__(visit, _board(), lambda: _("Your PIN"), lambda: "", shortest=LENGTH)
        self._held = held
        self._comparing = False

    @property
    def visiting(self) -> bool:
        return False

    @property
    def ready(self) -> bool:
        return super().ready and not self._comparing

    def yes_text(self) -> str:
        return _("One moment") if self._comparing else super().yes_text()

    def give(self) -> None:
        """Once, however often the key is tapped: the comparison takes a moment."""
        if not self._comparing:
            self._comparing = True
            self.refill()
            self.enter()

    @work
    async def enter(self) -> None:
        """Card and PIN: staff mode begins, or a no that says what to do."""
        from screens.staff import duty

        visit, code = self.visit, self._held.take()
        self._held = Held(code)
        try:
            on_duty = await staff.sign_in(visit.ask, code, self.board.text)
        except Refusal as refusal:
            await self._refused(visit, code, refusal)
            return
        if self.in_front(visit):
            self.kiosk.play("success")
            self.app.run_worker(duty.begin(self.kiosk, on_duty))
        else:  # somebody else has come meanwhile
            visit.duty = on_duty
            await visit.end()

    async def _refused(self, visit: Visit, code: str, refusal: Refusal) -> None:
        """Again from the first digit; out where no further PIN is looked at."""
        try:
            if refusal.reason is StaffReason.NOT_RIGHT:
                await visit.ask(staff.ready, code)
        except Refusal as locked:
            refusal = locked
        if not self.in_front(visit):
            return
        self._comparing = False
        if refusal.reason is StaffReason.LOCKED:
            self.app.run_worker(_out(self.kiosk, refusal))
        else:
            self.change(_board())
            self.kiosk.refuse(refusal)


def _board() -> Digits:
    order = list(DIGITS)
    random.SystemRandom().shuffle(order)
    return Digits(hidden=True, longest=LENGTH, order="".join(order))
