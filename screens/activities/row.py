"""One session as a row: pictogram, time, name and room, and at the right the one thing to do."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal

from db.activities import SessionView
from screens import pictures
from screens.activities.choices import Act, Choice, choice, hours, seats
from screens.activities.sheet import Sheet
from screens.i18n import _, n_
from screens.three import names
from screens.typography import relative_day
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text, padded
from screens.widgets.key import Key

_TIMES = 11  # cells of "15:00–16:30": the names below each other begin at one column
LOW = 4  # rows without room for the name in other languages
_VARIANTS = {
    Act.CHECK_IN: "normal",
    Act.CHECK_OUT: "normal",
    Act.ENROL: "normal",
    Act.LEAVE: "selected",
    Act.CARD: "normal",
    Act.NONE: "off",
}


class Facts(Sheet):
    """What, when, where: information, never tapped."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._icon, self._when, self._place, self._points = "", "", "", ""
        self._title: tuple[str, ...] = ("",)

    def tell(self, icon: str, when: str, title: tuple[str, ...], place: str, points: str) -> None:
        """Show another session; `title` in one or more languages."""
        self._icon, self._when, self._title = icon, when, title
        self._place, self._points = place, points
        self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._when, *self._title, self._place, self._points

    def lines(self, room: int) -> tuple[str, str, str]:
        """When and what, the other languages, where. A long name has a line of its own instead."""
        first, *others = self._title
        both = f"{padded(self._when, _TIMES)}  {first}"
        if cell_len(both) > room:
            return self._when, first, self._place
        return both, "   ".join(others), self._place

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        x = 3
        if height >= 4:
            canvas.segments(
                x,
                1 if height == 4 else (height - 3) // 2,
                pictures.icon(self._icon, p.icon, self.fill),
            )
            x += 9
        room = width - x - 2
        tones = (p.text, p.text, p.muted)
        shown = self.lines(room) if height > LOW else self.lines(room)[::2]
        top = 1 + max(0, (height - 1 - len(shown)) // 2)
        free = [room - cell_len(line) for line in shown]
        # The points stand behind the place, or higher where it is too long for that.
        fits = [y for y, cells in enumerate(free) if cells > cell_len(self._points)]
        for i, text in enumerate(shown):
            tone = tones[i] if len(shown) > 2 else tones[2 * i]
            canvas.write(
                x, top + i, Text(text, tone, bold=i == 0 or text == self._title[0]), self.fill, room
            )
        at = width - 2 - cell_len(self._points)
        if fits:
            canvas.write(at, top + fits[-1], Text(self._points, p.att), self.fill)
        return canvas


class SessionRow(Horizontal):
    """A row of the list; empty when the page has fewer sessions."""

    DEFAULT_CSS = """
    SessionRow { width: 100%; height: 1fr; max-height: 5; }
    SessionRow Facts { width: 1fr; height: 100%; }
    SessionRow Key { width: 23; height: 100%; }
    """

    def __init__(self, number: int) -> None:
        super().__init__(id=f"row-{number}")
        self.number = number
        self.session: SessionView | None = None
        self.choice: Choice | None = None

    def compose(self) -> ComposeResult:
        yield Facts(id=f"facts-{self.number}")
        yield Key(id=f"act-{self.number}", name="act")

    def tell(self, session: SessionView | None, visit: Visit, today: object) -> None:
        """Show a session, or nothing."""
        self.session = session
        self.visible = session is not None
        if session is None:
            return
        self.choice = choice(session, identified=visit.resident is not None)
        title = names(session.title, visit.first_lang)
        when = hours(session)
        if session.day != today:
            when = f"{relative_day(session.day, today, visit.lang)}  {when}"  # type: ignore[arg-type]  # a date
        points = (
            _("{n} points an hour", n=session.points)
            if session.per_hour
            else n_("{n} point", "{n} points", session.points)
        )
        self.query_one(Facts).tell(
            session.category,
            when,
            title,
            " · ".join((visit.say(session.room), seats(session))),
            points,
        )
        key = self.query_one(Key)
        key.variant = _VARIANTS[self.choice.act]
        key.show(self.choice.label, self.choice.more)
