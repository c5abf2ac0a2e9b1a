"""Pages of records for staff: a short word at the left, lines at the right, every second one on a band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.activities.sheet import Sheet
from screens.i18n import _, current
from screens.staff.screen import StaffScreen
from screens.typography import wrap
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text, clean
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

AROUND = 8  # rows of header, keys and bar
EDGES = 2  # the upper edge of a sheet, and the line of its frame
MARGIN = 3


@dataclass(frozen=True, slots=True)
class Record:
    """`head` is short; the first of the lines is what the record is about."""

    head: str
    lines: tuple[str, ...]
    bold: bool = True  # the first line


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells."""

    head: str
    text: str
    bold: bool
    band: bool


def laid(records: Iterable[Record], width: int) -> list[list[Row]]:
    """Each record as the rows that it takes in so many cells."""
    found = list(records)
    room = width - 2 * MARGIN - column(found)
    out = []
    for n, record in enumerate(found):
        rows: list[Row] = []
        for which, line in enumerate(record.lines):
            for part in wrap(clean(line), room, current()) or [""]:
                head = record.head if not rows else ""
                rows.append(Row(head, part, bold=record.bold and which == 0, band=n % 2 == 0))
        out.append(rows)
    return out


def column(records: Sequence[Record]) -> int:
    """The cells of the words at the left, with their air."""
    widest = max((cell_len(record.head) for record in records), default=0)
    return widest + 2 if widest else 0


def paged(records: Sequence[Record], width: int, height: int) -> list[list[Row]]:
    """The rows page by page; a record begins on a new page unless no page has room for all of it."""
    pages: list[list[Row]] = [[]]
    for rows in laid(records, width):
        rest = rows
        if len(pages[-1]) + len(rest) > height and pages[-1]:
            pages.append([])
        while len(rest) > height:
            pages[-1] += rest[:height]
            rest = rest[height:]
            pages.append([])
        pages[-1] += rest
    return pages


class Records(Sheet):
    """One page."""

    fill_token = "surface"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._column, self._empty = 0, ""

    def tell(self, rows: Sequence[Row], wide: int, empty: str) -> None:
        """Show these rows; `wide`: cells of the words at the left."""
        said = tuple(rows), wide, empty
        if said != (self._rows, self._column, self._empty):
            self._rows, self._column, self._empty = said
            self.redraw()

    def texts(self) -> tuple[str, ...]:
        return tuple(row.text for row in self._rows) or (self._empty,)

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        if not self._rows:
            self.wrapped(canvas, MARGIN, height // 2, Text(self._empty, p.text), width - 6, 2)
        for y, row in enumerate(self._rows, 1):
            fill = p.band if row.band else self.fill
            canvas.write(1, y, Text(" " * (width - 2), p.text), fill)
            canvas.write(MARGIN, y, Text(row.head, p.muted), fill)
            text = Text(row.text, p.text, bold=row.bold)
            canvas.write(MARGIN + self._column, y, text, fill)
        return canvas


class RecordsScreen(StaffScreen):
    """Records on pages, the newest first. Subclasses read them; `records` is None until then."""

    DEFAULT_CSS = """
    RecordsScreen #records { height: 1fr; }
    RecordsScreen #keys { height: 3; }
    RecordsScreen #keys > Key { width: 12; }
    RecordsScreen #keys > #back { width: 26; }
    RecordsScreen #page { width: 14; height: 3; }
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.page = 0

    def records(self) -> tuple[Record, ...] | None:
        """What there is, in the language of the moment."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What is said where there is none."""
        return _("There is nothing here now.")

    def body(self) -> ComposeResult:
        yield Records(id="records")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="up")
            yield Panel(bare=True, fill="page", centred=True, id="page")
            yield Key(id="down")

    def fill(self) -> None:
        records = self.records()
        width, height = self.app.size
        pages = paged(records or (), width, height - AROUND - EDGES)
        self.page = min(self.page, len(pages) - 1)
        empty = _("One moment") if records is None else self.empty_text()
        self.query_one(Records).tell(pages[self.page], column(records or ()), empty)
        turning(self, self.page, len(pages))
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        step = {"up": -1, "down": 1}.get(event.key.id or "", 0)
        if step:
            event.stop()
            self.page = max(0, self.page + step)
            self.refill()


def turning(screen: StaffScreen, page: int, pages: int) -> None:
    """The keys that turn pages, and which of how many this is."""
    up, down = screen.query_one("#up", Key), screen.query_one("#down", Key)
    up.label, down.label = "▲", "▼"
    up.variant = "normal" if page else "off"
    down.variant = "normal" if page + 1 < pages else "off"
    screen.query_one("#page", Panel).show(Line(f"{page + 1} / {pages}", wraps=False))
