"""Pages that need no card: how it works in three pictures, and when the hall is open."""

from __future__ import annotations

from datetime import time

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from screens import i18n, pictures
from screens.activities.sheet import Sheet
from screens.base import KioskScreen
from screens.i18n import _, current
from screens.typography import month_day, weekday, wrap
from screens.widgets.cells import Canvas, Text, padded
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel


class Step(Sheet):
    """A number and a picture beside each other, what to do below."""

    def __init__(self, number: str, icon: str) -> None:
        super().__init__(id=f"step-{number}")
        self._number, self._icon = number, icon
        self._what = self._more = ""

    def tell(self, what: str, more: str) -> None:
        """Say it in another language."""
        self._what, self._more = what, more
        self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._what, self._more

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        y = 1 if height < 12 else 2
        x = self.figure(canvas, 3, y, self._number, p.att)
        canvas.segments(x + 3, y, pictures.icon(self._icon, p.icon, self.fill))
        y += 3 if height < 12 else 4
        rows = sum(len(wrap(said, width - 5, current())) for said in self.texts())
        y += height < 12 and y + rows < height  # air below the picture, where there is room for it
        what = Text(self._what, p.text, bold=True)
        y = self.wrapped(canvas, 3, y, what, width - 5, height - y)
        if height >= 12:
            y += 1
        self.wrapped(canvas, 3, y, Text(self._more, p.muted), width - 5, height - y)
        return canvas


class FirstTimeScreen(KioskScreen):
    """Three steps, three pictures: card, tap, points."""

    DEFAULT_CSS = """
    FirstTimeScreen #steps { height: 1fr; margin: 1 0 0 0; }
    FirstTimeScreen.-narrow #steps { margin: 0; }
    FirstTimeScreen #steps Step { width: 1fr; height: 100%; }
    FirstTimeScreen #keys { height: 3; }
    FirstTimeScreen #back { width: 26; }
    """

    @property
    def visiting(self) -> bool:
        return self.visit.resident is not None

    def title_text(self) -> str:
        return _("First time?")

    def body(self) -> ComposeResult:
        with Horizontal(id="steps"):
            for number, icon in (("1", "card"), ("2", "checkin"), ("3", "points")):
                yield Step(number, icon)
        with Horizontal(id="keys"):
            yield Key(id="back")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        steps = (
            (_("Hold your card to the reader."), _("It need not be handed in.")),
            (_("Tap “Check in” when you come."), _("One tap is enough.")),
            (_("Points arrive when the organiser has counted."), _("Look at them here.")),
        )
        for number, (what, more) in enumerate(steps, 1):
            self.query_one(f"#step-{number}", Step).tell(what, more)
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def spoken(self) -> tuple[str, ...]:
        return (self.title_text(), *(t for step in self.query(Step) for t in step.texts()))

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "back":
            event.stop()
            self.back()


class OpeningHoursScreen(KioskScreen):
    """Seven days from today."""

    DEFAULT_CSS = """
    OpeningHoursScreen #days { height: 1fr; margin: 1 0 0 0; }
    OpeningHoursScreen.-narrow #days { margin: 0; }
    OpeningHoursScreen #days Panel { height: 1fr; }
    OpeningHoursScreen #keys { height: 3; }
    OpeningHoursScreen #back { width: 26; }
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
        self.set_class(self.narrow, "-narrow")
        lang, today = i18n.current(), self.kiosk.front.now.date()
        opens = self.kiosk.front.opens
        days = [weekday(hours.day, lang) for hours in opens]
        dates = [month_day(hours.day, lang) for hours in opens]
        wide, wider = max(map(cell_len, days), default=0), max(map(cell_len, dates), default=0)
        lines = [] if self.narrow else [Line("")]
        for hours, day, date in zip(opens, days, dates, strict=True):
            spans = "   ".join(_span(*span) for span in hours.spans) or _("closed")
            note = self.visit.say(hours.note) if hours.note else ""
            text = f"{padded(day, wide)}   {padded(date, wider)}    {spans}  {note}".rstrip()
            lines.append(Line(text, bold=hours.day == today, wraps=False))
        state = (
            _("The hall is open now.")
            if self.kiosk.front.open_now
            else _("The hall is closed now.")
        )
        self.query_one("#week", Panel).show(Line(state, "ok", bold=True), *lines, lang=lang)
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def spoken(self) -> tuple[str, ...]:
        return (self.title_text(), *self.query_one("#week", Panel).texts()[:1])

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "back":
            event.stop()
            self.back()


def _span(opens: time, closes: time) -> str:
    """From when to when, in words where that is the whole day."""
    if opens == time(0) and closes >= time(23, 59):
        return _("All day")
    return f"{opens:%H:%M}–{closes:%H:%M}"
