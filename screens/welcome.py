"""The first screen: hold your card here, in three languages, and what needs no card."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical

from screens.base import KioskScreen
from screens.i18n import _
from screens.messages import VisitEnded
from screens.three import three
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel
from screens.widgets.pictured import Tile


class WelcomeScreen(KioskScreen):
    """Nobody is here. Nothing personal, nothing that moves."""

    DEFAULT_CSS = """
    WelcomeScreen #front { height: 1fr; }
    WelcomeScreen #hero { width: 44%; }
    WelcomeScreen #right { width: 1fr; }
    WelcomeScreen #sub { height: 1; }
    WelcomeScreen #tiles { grid-size: 2 2; height: 1fr; }
    WelcomeScreen.-narrow #hero { width: 30; }
    WelcomeScreen.-narrow #note { display: none; }
    WelcomeScreen.-narrow #header { height: 2; }
    WelcomeScreen #note { height: 1; }
    """
    idle = None
    festive = True

    @property
    def visiting(self) -> bool:
        return False

    def body(self) -> ComposeResult:
        with Horizontal(id="front"):
            yield Panel(fill="pom", ink="onpom", picture="card", centred=True, id="hero")
            with Vertical(id="right"):
                yield Panel(bare=True, fill="page", id="sub")
                with Grid(id="tiles"):
                    yield Tile("today", id="today")
                    yield Tile("week", id="week")
                    yield Tile("first", id="first")
                    yield Tile("clock", id="hours")
        yield Panel(bare=True, fill="page", id="note")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self._hero()
        self.query_one("#sub", Panel).show(
            Line("   ".join(three(lambda: _("No card needed"))), bold=True, wraps=False)
        )
        for key, icon, said in (
            ("today", "today", three(lambda: _("Today"))),
            ("week", "week", three(lambda: _("This week"))),
            ("first", "first", three(lambda: _("First time?"))),
            ("hours", "clock", three(lambda: _("Open hours"))),
        ):
            self.query_one(f"#{key}", Tile).show_tile(icon, *said)
        self.query_one("#note", Panel).show(Line(self._note(), "att", wraps=False))

    def _hero(self, *, reading: bool = False) -> None:
        hero = self.query_one("#hero", Panel)
        if self.kiosk.reader_lost:
            said = three(lambda: _("The card reader is not connected."))
            do = three(lambda: _("Please ask staff."))
            hero.show(
                *(Line(text, "onerr", bold=i == 0, wraps=True) for i, text in enumerate(said)),
                Line(do[0], "onerr"),
                picture="card_off",
                fill="errfill",
                ink="onerr",
            )
            return
        said = three(lambda: _("One moment") if reading else _("Put your card here"))
        hero.show(
            *(Line(text, "onpom", bold=i == 0, wraps=False) for i, text in enumerate(said)),
            picture="card_read" if reading else "card",
            fill="pom",
            ink="onpom",
        )

    def spoken(self) -> tuple[str, ...]:
        return tuple(text for panel in self.query(Panel) for text in panel.texts())

    def _note(self) -> str:
        front = self.kiosk.front
        if not self.kiosk.writable:
            return "▲  " + _("The machine cannot write anything down now.")
        if not front.clock_confirmed:
            return "▲  " + _("The time is not confirmed. Staff will set it.")
        if not front.open_now:
            return "▲  " + _("The hall is closed now.")
        return ""

    def card_seen(self) -> None:
        self._hero(reading=True)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        from screens import flow

        screen = flow.without_card(event.key.id or "", self.visit)
        if screen is not None:
            event.stop()
            self.app.push_screen(screen)

    def finish(self) -> None:
        self.post_message(VisitEnded(None, silent=True))
