"""The statement: a panel with the balances, and pages of lines, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import points
from db.points import StatementPage
from screens.activities.sheet import Sheet
from screens.base import KioskScreen
from screens.i18n import _, current
from screens.points.lines import Line as Row
from screens.points.lines import line
from screens.typography import wrap
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text, clean
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

ROW = 2  # terminal rows of one line of the statement, of more where a name is long

NAMED = 3  # rows of a name beside its numbers


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widest of a page: days, numbers, words behind the numbers."""

    day: int
    number: int
    word: int


def _widest(rows: tuple[Row, ...]) -> _Columns:
    def most(texts: Iterable[str]) -> int:
        return max(map(cell_len, texts), default=0)

    return _Columns(
        most(row.day for row in rows),
        most(number for row in rows for number in (row.amount, row.balance)),
        most(word for row in rows for word in (row.move, row.account)),
    )


class Rows(Sheet):
    """The lines of one page: day and time, what and why, how many and what was left."""

    fill_token = "surface"
    private = True

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._empty = ""

    def tell(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show another page."""
        self._rows, self._empty = rows, empty
        self.redraw()

    def texts(self) -> tuple[str, ...]:
        rows = [text for row in self._rows for text in (row.day, row.name, row.reason)]
        return tuple(rows) or (self._empty,)

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        if not self._rows:
            self.wrapped(canvas, 3, height // 2 - 1, Text(self._empty, p.text), width - 6, 3)
        widest = _widest(self._rows)
        y = 1
        for n, row in enumerate(self._rows):
            words = self._words(row, widest, width)
            rows = sum(map(len, words))
            if n and y + rows > height - 1:  # the last row is the frame's
                break
            fill = p.band if n % 2 == 0 else self.fill
            self._row(canvas, y, row, words, widest, fill)
            y += rows
        return canvas

    def fitting(self, rows: tuple[Row, ...]) -> int:
        """How many of these the page has room for; at least one."""
        width, height = self.size
        if not height:
            return len(rows)
        widest, y = _widest(rows), 1
        for n, row in enumerate(rows):
            y += sum(map(len, self._words(row, widest, width)))
            if y > height - 1:
                return max(1, n)
        return len(rows)

    def _words(self, row: Row, widest: _Columns, width: int) -> tuple[list[str], ...]:
        """Lines above all columns, those of the name, those of the reason.

        A name that its column is too narrow for stands above; a reason begins behind the time then.
        """
        room = width - 3 - widest.word - 2 - widest.number - (5 + widest.day)
        name = wrap(clean(row.name), room, current())
        reason = wrap(row.reason, room, current()) if row.reason else [""]
        longer = room + 5 + widest.day - (4 + cell_len(row.time))
        if len(reason) > 1 and cell_len(row.reason) <= longer:
            reason = [row.reason]
        if len(name) > NAMED:
            return wrap(clean(row.name), width - 6, current()), [""], reason
        return [], name, reason

    def _row(
        self,
        canvas: Canvas,
        y: int,
        row: Row,
        words: tuple[list[str], ...],
        widest: _Columns,
        fill: str,
    ) -> None:
        """The lines of one movement, on a band of every second one."""
        p, (above, named, reason) = self.palette, words
        for dy in range(sum(map(len, words))):
            canvas.write(1, y + dy, Text(" " * (canvas.width - 2), p.text), fill)
        for text in above:
            canvas.write(3, y, Text(text, p.text, bold=True), fill, canvas.width - 6)
            y += 1
        tone = p.muted if row.waits else p.ok if row.gain else p.err
        at = canvas.width - 3 - widest.word  # the column of the words behind the numbers
        name = 3 + widest.day + 2
        end = at - 2 - widest.number
        canvas.write(3, y, Text(row.day, p.text), fill)
        canvas.write(3, y + 1, Text(row.time, p.muted), fill)
        for dy, text in enumerate(named):
            canvas.write(name, y + dy, Text(text, p.text, bold=True), fill, end - name)
        # A long reason begins right behind the time: there is more room than below the name.
        x = name if max(map(cell_len, reason)) <= end - name else 4 + cell_len(row.time)
        for dy, text in enumerate(reason, len(named)):
            canvas.write(x, y + dy, Text(text, p.muted), fill, end - x)
        for dy, text, word, colour in (
            (0, row.amount, row.move, tone),
            (1, row.balance, row.account, p.muted),
        ):
            bold = dy == 0 and not row.waits
            canvas.write(at - 1 - cell_len(text), y + dy, Text(text, colour, bold), fill)
            canvas.write(at, y + dy, Text(word, colour, bold), fill)


class StatementScreen(KioskScreen):
    """Points that residents can audit: every line says why."""

    DEFAULT_CSS = """
    StatementScreen #sheet { height: 1fr; }
    StatementScreen #have { width: 26; }
    StatementScreen.-narrow #have { width: 22; }
    StatementScreen #right { width: 1fr; }
    StatementScreen #rows { height: 1fr; }
    StatementScreen #keys { height: 3; }
    StatementScreen #keys #back { width: 26; }
    StatementScreen #keys Key { width: 18; }
    StatementScreen.-narrow #keys Key, StatementScreen.-narrow #keys #back { width: 15; }
    StatementScreen #year { width: 1fr; height: 3; padding: 1 0 0 0; }
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._cursors: list[int | None] = [None]
        self._page: StatementPage | None = None

    def title_text(self) -> str:
        return _("My points")

    def body(self) -> ComposeResult:
        with Horizontal(id="sheet"):
            yield Panel(fill="panel", centred=True, picture="pomegranate", id="have")
            with Vertical(id="right"):
                yield Rows(id="rows")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="newer")
            yield Panel(bare=True, fill="page", centred=True, id="year")
            yield Key(id="older")

    def on_mount(self) -> None:
        self.load()

    def on_resize(self) -> None:
        """Another number of lines: the page begins at the same line, and "newer" is the newest."""
        if self._page is not None:
            here = self._cursors[-1]
            self._cursors = [None] if here is None else [None, here]
            self.load()

    @property
    def per_page(self) -> int:
        """Lines on a page of this size."""
        return max(1, (self.app.size.height - 2 - 3 - 3 - 1) // ROW)

    @work
    async def load(self) -> None:
        """Read the page at the cursor."""
        visit = self.visit
        page = await self.asked(points.statement, visit.resident, self._cursors[-1], self.per_page)
        if page is not None and self.in_front(visit):
            self._page = page
            self.refill()

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self.query_one("#back", Key).label = "◀  " + _("Back")
        page = self._page
        newer, older = self.query_one("#newer", Key), self.query_one("#older", Key)
        newer.variant = "normal" if len(self._cursors) > 1 else "off"
        newer.label = "▲  " + _("Newer")
        older.variant = "normal" if self._older() is not None else "off"
        older.label = "▼  " + _("Older")
        if page is None:
            return
        lang, rows = self.visit.lang, self._rows(page)
        shown = rows[: self.query_one("#rows", Rows).fitting(rows)]
        self.query_one("#rows", Rows).tell(shown, _("No points yet. Activities earn points."))
        have = self.query_one("#have", Panel)
        have.aloud = (
            _(
                "{spendable} points to spend, {coming} on the way",
                spendable=page.spendable,
                coming=page.coming,
            ),
        )
        have.show(
            Line(str(page.spendable), "att", figure=True),
            Line(""),
            Line(_("points to spend"), bold=True),
            Line(_("{n} on the way", n=page.coming), "muted"),
            lang=lang,
        )
        self.query_one("#year", Panel).show(
            Line(_("Earned this year: {n}", n=page.earned_this_year), "muted", wraps=False),
            Line(_("Used this year: {n}", n=page.used_this_year), "muted", wraps=False),
        )

    def _rows(self, page: StatementPage) -> tuple[Row, ...]:
        lang, today = self.visit.lang, self.kiosk.front.now.date()
        return tuple(line(entry, lang, today, self.visit.first_lang) for entry in page.lines)

    def _older(self) -> int | None:
        """Where the next page begins: behind the last line that there was room for."""
        page = self._page
        if page is None or not page.lines:
            return None
        fit = self.query_one("#rows", Rows).fitting(self._rows(page))
        return page.older if fit == len(page.lines) else page.lines[fit - 1].id

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id
        if pressed == "back":
            event.stop()
            self.back()
        elif pressed == "older" and (older := self._older()) is not None:
            event.stop()
            self._cursors.append(older)
            self.load()
        elif pressed == "newer" and len(self._cursors) > 1:
            event.stop()
            self._cursors.pop()
            self.load()
