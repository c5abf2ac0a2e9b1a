"""Pages that need no card: how it works in three pictures, and when the hall is open."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from screens import i18n
from screens.base import KioskScreen
from screens.i18n import _
from screens.typography import month_day, weekday
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel


class FirstTimeScreen(KioskScreen):
    """Three steps, three pictures: card, tap, points."""

    DEFAULT_CSS = """
    FirstTimeScreen #steps { height: 1fr; margin: 1 0 0 0; }
    FirstTimeScreen #steps Panel { width: 1fr; margin: 0 1 0 0; }
    FirstTimeScreen.-narrow #steps { layout: vertical; }
    FirstTimeScreen #keys { height: 3; }
    """

    @property
    def visiting(self) -> bool:
        return self.visit.resident is not None

    def title_text(self) -> str:
        return _("First time?")

    def body(self) -> ComposeResult:
        with Horizontal(id="steps"):
            for number, icon in (("1", "card"), ("2", "tick"), ("3", "star")):
                yield Panel(fill="panel", icon=icon, ink="icon", id=f"step-{number}")
        with Horizontal(id="keys"):
            yield Key(id="back")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        steps = (
            (_("Hold your card to the reader."), _("It need not be handed in.")),
            (_("Tap the red field when you come."), _("One tap is enough.")),
            (_("Points arrive when the organiser has counted."), _("Look at them here.")),
        )
        for number, (what, more) in enumerate(steps, 1):
            self.query_one(f"#step-{number}", Panel).show(
                Line(str(number), "att", figure=True),
                Line(what, bold=True),
                Line(more, "muted"),
                lang=i18n.current(),
            )
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "back":
            event.stop()
            self.back()


class OpeningHoursScreen(KioskScreen):
    """Seven days from today."""

    DEFAULT_CSS = """
    OpeningHoursScreen #days { height: 1fr; margin: 1 0 0 0; }
    OpeningHoursScreen #days Panel { height: 1fr; }
    OpeningHoursScreen #keys { height: 3; }
    """

    @property
    def visiting(self) -> bool:
        return self.visit.resident is not None

    def title_text(self) -> str:
        return _("Open hours")

    def body(self) -> ComposeResult:
        with Vertical(id="days"):
            yield Panel(fill="panel", icon="clock", ink="icon", id="week")
        with Horizontal(id="keys"):
            yield Key(id="back")

    def fill(self) -> None:
        lang, today = i18n.current(), self.kiosk.front.now.date()
        lines = []
        for hours in self.kiosk.front.opens:
            spans = "   ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in hours.spans) or _("closed")
            note = self.visit.say(hours.note) if hours.note else ""
            day = f"{weekday(hours.day, lang)}  {month_day(hours.day, lang)}"
            text = f"{day}    {spans}  {note}".rstrip()
            lines.append(Line(text, bold=hours.day == today, wraps=False))
        state = (
            _("The hall is open now.")
            if self.kiosk.front.open_now
            else _("The hall is closed now.")
        )
        self.query_one("#week", Panel).show(Line(state, "ok", bold=True), *lines, lang=lang)
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "back":
            event.stop()
            self.back()
