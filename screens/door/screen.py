"""The open door: a name, a count, the last five with undo. Cards are handled in their order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import door
from db.activities import DoorView
from db.base import Refusal, new_operation_id
from db.staff import StaffCard
from screens import outcomes
from screens.base import KioskScreen
from screens.i18n import _, n_, p_
from screens.messages import CardShown, Held, SoundWanted
from screens.refusals import Facts, says
from screens.typography import time_text
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

LAST = 5


class DoorScreen(KioskScreen):
    """No balance, no home, no visit: a helper stands beside it."""

    DEFAULT_CSS = """
    DoorScreen #main { height: 1fr; }
    DoorScreen #left { width: 58%; }
    DoorScreen #who { height: 1fr; }
    DoorScreen #keys { height: 3; }
    DoorScreen #keys Key { width: 1fr; }
    DoorScreen #right { width: 1fr; }
    DoorScreen #label { height: 2; }
    DoorScreen .last { height: 3; }
    DoorScreen .last Panel { width: 1fr; height: 3; }
    DoorScreen .last Key { width: 14; height: 3; }
    DoorScreen.-narrow #label { height: 1; }
    DoorScreen.-narrow .last Key { width: 10; }
    """
    idle = None
    asks_for_card = True

    def __init__(self, visit: Visit, view: DoorView, card: StaffCard) -> None:
        super().__init__(visit)
        self.view, self.card = view, card
        self._turn = asyncio.Lock()
        self._outcome: tuple[str, str, Callable[[], tuple[Line, ...]]] = (
            "card",
            "panel",
            lambda: (Line(_("Hold your card here"), bold=True),),
        )

    def title_text(self) -> str:
        return f"{_('Door mode')} · {self.visit.say(self.view.session.title)}"

    def right_text(self) -> str:
        return _("until {time}", time=time_text(self.view.until))

    def body(self) -> ComposeResult:
        with Horizontal(id="main"):
            with Vertical(id="left"):
                yield Panel(fill="panel", picture="card", centred=True, id="who")
                with Horizontal(id="keys"):
                    yield Key(id="adult")
                    yield Key(id="child")
                    yield Key(id="close", variant="destructive")
            with Vertical(id="right"):
                yield Panel(bare=True, fill="page", id="label")
                for n in range(LAST):
                    with Horizontal(classes="last", id=f"last-{n}"):
                        yield Panel(fill="surface", id=f"name-{n}")
                        yield Key(id=f"undo-{n}")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        lang = self.visit.lang
        picture, fill, said = self._outcome
        ink = {"okfill": "onok", "errfill": "onerr"}.get(fill, "text")
        lines = said()
        # A no changes no number and has more to say.
        if picture != "card" and fill != "errfill" and not self.narrow:
            lines = (*lines, Line(""), Line(str(self.view.count), ink, figure=True))
        self.query_one("#who", Panel).show(*lines, picture=picture, fill=fill, ink=ink, lang=lang)
        here = n_("{n} is here", "{n} are here", self.view.count)
        self.query_one("#label", Panel).show(Line(here, "att", bold=True, wraps=False))
        self._last_ones()
        for key, text in (
            ("adult", "＋●  " + p_("guest", "Adult")),
            ("child", "＋•  " + p_("guest", "Child")),
            ("close", "✕ " + p_("door", "Close")),
        ):
            self.query_one(f"#{key}", Key).label = text

    def _last_ones(self) -> None:
        """The last who came in, as many as there is room for keys of a finger's size."""
        room = LAST if self.app.size.height >= 22 else LAST - 1
        air = " " if self.narrow else "  "
        for n in range(LAST):
            row = self.query_one(f"#last-{n}", Horizontal)
            row.display = n < min(room, len(self.view.last))
            if row.display:
                last = self.view.last[n]
                self.query_one(f"#name-{n}", Panel).show(
                    Line(
                        f"{n + 1}{air}{time_text(last.at)}{air}{last.masked}",
                        bold=n == 0,
                        wraps=False,
                    )
                )
                self.query_one(f"#undo-{n}", Key).label = _("Undo")

    def card_seen(self) -> None:
        """The beep is enough: the outcome follows at once."""

    # Cards ------------------------------------------------------------------------------------

    def on_card_shown(self, event: CardShown) -> None:
        event.stop()
        self.serve(Held(event.code))

    @work
    async def serve(self, held: Held) -> None:
        """One card after the other, in their order."""
        async with self._turn:
            if self.in_front(self.visit):
                await self._one(held.take())

    async def _one(self, code: str) -> None:
        operation_id = new_operation_id()
        if await self.visit.ask(door.is_staff, code):  # a staff card held here again ends it
            self.close()
            return
        try:
            seen = await self.visit.ask(door.scan, self.view.door, code, operation_id=operation_id)
        except Refusal as refusal:
            reason, facts = refusal.reason, refusal.facts
            self._tell(outcomes.of(reason), "errfill", lambda: _refused(reason, facts))
            self.post_message(SoundWanted("refusal"))
            return
        self.view, masked = seen.door, seen.masked
        if seen.again:
            self._tell(
                outcomes.AGAIN, "panel", lambda: (Line(masked, bold=True), Line(_("Already in")))
            )
            self.post_message(SoundWanted("again"))
        else:
            self._tell(
                outcomes.DONE,
                "okfill",
                lambda: (Line(masked, "onok", bold=True), Line(_("Checked in"), "onok")),
            )
            self.post_message(SoundWanted("success"))

    def _tell(self, picture: str, fill: str, said: Callable[[], tuple[Line, ...]]) -> None:
        """`said` is asked again when the language changes."""
        self._outcome = (picture, fill, said)
        self.refill()

    # Keys -------------------------------------------------------------------------------------

    def tick(self) -> None:
        if self.visit.now() >= self._until():
            self.close()

    def _until(self) -> datetime:
        return self.view.until

    def finish(self) -> None:
        self.close()

    def go_home(self) -> None:
        self.close()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "close":
            event.stop()
            self.close()
        elif pressed in ("adult", "child"):
            event.stop()
            self.guest(adults=int(pressed == "adult"), children=int(pressed == "child"))
        elif pressed.startswith("undo-"):
            event.stop()
            self.undo(self.view.last[int(pressed[-1])].attendance)

    @work
    async def guest(self, *, adults: int, children: int) -> None:
        """Count a guest without name or points."""
        view = await self.asked(door.guests, self.view.door, adults, children)
        if view is not None:
            self.view = view
            self.refill()

    @work
    async def undo(self, attendance: int) -> None:
        """Take one of the last five back."""
        view = await self.asked(door.undo, self.view.door, attendance)
        if view is not None:
            self.view = view
            self._tell(outcomes.UNDONE, "panel", lambda: (Line(_("Undone"), bold=True),))

    @work
    async def close(self) -> None:
        """The door is closed; back to the first screen."""
        await self.asked(door.close, self.view.door)
        super().finish()


def _refused(reason: StrEnum, facts: Facts) -> tuple[Line, ...]:
    said = says(reason, facts)
    return Line(said.what, "onerr", bold=True), Line(said.do, "onerr")
