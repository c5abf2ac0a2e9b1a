"""The statement: a panel with the balances, and pages of lines, the newest first."""

from __future__ import annotations

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import points
from db.points import StatementPage
from screens.activities.sheet import Sheet
from screens.base import KioskScreen
from screens.i18n import _
from screens.points.lines import Line as Row
from screens.points.lines import line
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

ROW = 2  # terminal rows of one line of the statement


class Rows(Sheet):
    """The lines of one page: day and time, what and why, how many and what was left."""

    fill_token = "surface"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._empty = ""

    def tell(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show another page."""
        self._rows, self._empty = rows, empty
        self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        if not self._rows:
            self.centred(canvas, height // 2, Text(self._empty, p.text))
        for n, row in enumerate(self._rows):
            y = 1 + n * ROW
            if y + 1 >= height + 1:
                break
            tone = p.muted if row.waits else p.ok if row.gain else p.err
            canvas.write(3, y, Text(row.day, p.text), self.fill, 12)
            canvas.write(3, y + 1, Text(row.time, p.muted), self.fill, 12)
            amount = f"{row.amount}  {row.move}"
            balance = f"{row.balance} {row.account}"
            right = width - 3 - max(cell_len(amount), cell_len(balance))
            canvas.write(16, y, Text(row.name, p.text, bold=True), self.fill, right - 18)
            canvas.write(16, y + 1, Text(row.reason, p.muted), self.fill, right - 18)
            canvas.write(
                width - 3 - cell_len(amount), y, Text(amount, tone, bold=not row.waits), self.fill
            )
            canvas.write(width - 3 - cell_len(balance), y + 1, Text(balance, p.muted), self.fill)
        return canvas


class StatementScreen(KioskScreen):
    """Points that residents can audit: every line says why."""

    DEFAULT_CSS = """
    StatementScreen #sheet { height: 1fr; }
    StatementScreen #have { width: 26; }
    StatementScreen #right { width: 1fr; }
    StatementScreen #rows { height: 1fr; }
    StatementScreen #keys { height: 3; }
    StatementScreen #keys Key { width: 1fr; }
    StatementScreen #page { width: 12; height: 3; }
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
            yield Panel(bare=True, fill="page", centred=True, id="page")
            yield Key(id="older")

    def on_mount(self) -> None:
        self.load()

    def on_resize(self) -> None:
        if self._page is not None:
            self._cursors = [None]
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
        self.query_one("#back", Key).label = "◀  " + _("Back")
        page = self._page
        newer, older = self.query_one("#newer", Key), self.query_one("#older", Key)
        newer.variant = "normal" if len(self._cursors) > 1 else "off"
        newer.label = "▲  " + _("Newer")
        older.variant = "normal" if page is not None and page.older is not None else "off"
        older.label = "▼  " + _("Older")
        self.query_one("#page", Panel).show(Line(str(len(self._cursors)), "muted"))
        if page is None:
            return
        lang, today = self.visit.lang, self.kiosk.front.now.date()
        rows = tuple(line(entry, lang, today, self.visit.first_lang) for entry in page.lines)
        self.query_one("#rows", Rows).tell(rows, _("No points yet. Activities earn points."))
        self.query_one("#have", Panel).show(
            Line(str(page.spendable), "att", figure=True),
            Line(_("points to spend"), bold=True),
            Line(_("{n} on the way", n=page.coming), "muted"),
            Line(_("Earned this year: {n}", n=page.earned_this_year), "muted"),
            Line(_("Used this year: {n}", n=page.used_this_year), "muted"),
            lang=lang,
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
