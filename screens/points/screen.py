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
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

ROW = 2  # terminal rows of one line of the statement


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
            self.centred(canvas, height // 2, Text(self._empty, p.text))
        widest = _widest(self._rows)
        at = width - 3 - widest.word  # the column of the words behind the numbers
        for n, row in enumerate(self._rows):
            y = 1 + n * ROW
            if y + 1 >= height + 1:
                break
            self._row(canvas, y, row, at, widest, p.band if n % 2 == 0 else self.fill)
        return canvas

    def _row(self, canvas: Canvas, y: int, row: Row, at: int, widest: _Columns, fill: str) -> None:
        """Two lines of one movement, on a band of every second one; a long name goes on in the second."""
        p = self.palette
        for dy in (0, 1):
            canvas.write(1, y + dy, Text(" " * (canvas.width - 2), p.text), fill)
        tone = p.muted if row.waits else p.ok if row.gain else p.err
        name = 3 + widest.day + 2
        end = at - 2 - widest.number
        title, *rest = wrap(row.name, end - name, current())
        more = " ".join(rest)
        reason = f" · {row.reason}" if more and row.reason else row.reason
        below = cell_len(more + reason)
        # A long reason begins right behind the time, or in its place: it is never cut for it.
        x = next((x for x in (name, 4 + cell_len(row.time)) if below <= end - x), 3)
        canvas.write(3, y, Text(row.day, p.text), fill)
        if x > 3:
            canvas.write(3, y + 1, Text(row.time, p.muted), fill)
        canvas.write(name, y, Text(title, p.text, bold=True), fill, end - name)
        canvas.write(x, y + 1, Text(more, p.text, bold=True), fill, end - x)
        after = x + cell_len(more)
        canvas.write(after, y + 1, Text(reason, p.muted), fill, end - after)
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
    StatementScreen #keys Key { width: 22; }
    StatementScreen.-narrow #keys Key, StatementScreen.-narrow #keys #back { width: 18; }
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
        older.variant = "normal" if page is not None and page.older is not None else "off"
        older.label = "▼  " + _("Older")
        if page is None:
            return
        lang, today = self.visit.lang, self.kiosk.front.now.date()
        rows = tuple(line(entry, lang, today, self.visit.first_lang) for entry in page.lines)
        self.query_one("#rows", Rows).tell(rows, _("No points yet. Activities earn points."))
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

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id
        if pressed == "back":
            event.stop()
            self.back()
        elif pressed == "older" and self._page is not None and self._page.older is not None:
            event.stop()
            self._cursors.append(self._page.older)
            self.load()
        elif pressed == "newer" and len(self._cursors) > 1:
            event.stop()
            self._cursors.pop()
            self.load()
