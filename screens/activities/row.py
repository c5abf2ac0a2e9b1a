"""One session as a row: pictogram, time, name and room, and at the right the one thing to do."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal

from db.activities import SessionView
from screens import pictures
from screens.activities.choices import Act, Choice, choice, hours, seats
from screens.activities.sheet import Sheet
from screens.i18n import _, current, n_
from screens.three import names
from screens.typography import relative_day, wrap
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text, clean, padded
from screens.widgets.key import Key

_TIMES = 11  # cells of "15:00–16:30": the names below each other begin at one column
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
        self._icon, self._when, self._points = "", "", ""
        self._place: tuple[str, ...] = ()
        self._title: tuple[str, ...] = ("",)

    def tell(
        self, icon: str, when: str, title: tuple[str, ...], place: tuple[str, ...], points: str
    ) -> None:
        """Show another session; `title` in one or more languages, `place` and what to know of it."""
        self._icon, self._when, self._points = icon, when, points
        self._title, self._place = tuple(map(clean, title)), tuple(map(clean, place))
        self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._when, *self._title, *self._place, self._points

    def lines(self, room: int, rows: int) -> tuple[list[str], list[str]]:
        """When and what in one or more languages; where.

        A long name has rows of its own instead of the other languages, or goes on behind the hour
        where there is no row for that; then the place alone is said, without the seats.
        """
        first, *others = self._title
        both = f"{padded(self._when, _TIMES)}  {first}"
        long = cell_len(both) > room
        head = wrap(both, room, current()) if long else [both]
        place = wrap(" · ".join(self._place), room, current())
        if len(head) + len(place) > rows:
            place = wrap(self._place[0], room, current())
        free = rows - len(place)
        apart = [self._when, *wrap(first, room, current())] if long else [both, "   ".join(others)]
        fits = len(apart) <= free and max(map(cell_len, apart)) <= room
        return (apart if fits else head), place

    def draw(self, width: int, height: int) -> Canvas:
        p = self.palette
        x = 12 if height >= 4 else 3
        room = width - x - 2
        head, place = self.lines(room, height - 2)
        if len(head) + len(place) > height - 2:
            head, place = self.lines(room, height - 1)
        shown = [*head, *place]
        canvas = self.blank(width, height, foot=len(shown) < height - 1)
        if height >= 4:
            drawn = pictures.icon(self._icon, p.icon, self.fill)
            canvas.segments(3, 1 if height == 4 else (height - 3) // 2, drawn)
        top = 1 + max(0, (height - 1 - len(shown)) // 2)
        free = [room - cell_len(line) for line in shown]
        # The points stand behind the place, or higher where it is too long for that.
        fits = [y for y, cells in enumerate(free) if cells > cell_len(self._points)]
        for i, text in enumerate(shown):
            tone = p.text if i < len(head) else p.muted
            bold = i == 0 or text == self._title[0]
            canvas.write(x, top + i, Text(text, tone, bold=bold), self.fill, room)
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
            (visit.say(session.room), seats(session)),
            points,
        )
        key = self.query_one(Key)
        key.variant = _VARIANTS[self.choice.act]
        key.show(self.choice.label, self.choice.more)
