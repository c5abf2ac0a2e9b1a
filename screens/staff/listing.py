"""A list at the desk: four keys a page, what can be done beside them, and a card that may be held there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from screens.i18n import _
from screens.staff.records import turning
from screens.staff.screen import StaffScreen
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key, parted, whole
from screens.widgets.panel import Line, Panel

ROWS = 4  # on a page of the usual type size
HIGH = 4  # terminal rows of one
AROUND = 6  # rows of header, bar and the note


class ListKey(Key):
    """One of a list: its name, and what tells it from the others, from the left."""

    def draw(self, width: int, height: int) -> Canvas:
        canvas, look = self.base(width, height), self.colours
        said = [(i, parted(line, width - 6)) for i, line in enumerate(filter(None, self._lines))]
        for y, (i, line) in enumerate(whole(said, height - 2), 1):
            tone = look.text if i == 0 else look.soft
            canvas.write(3, y, Text(line, tone, bold=i == 0), look.fill, width - 4)
        return canvas


class ListScreen(StaffScreen):
    """Subclasses say what is listed and what a tap on one of it opens."""

    DEFAULT_CSS = """
    ListScreen #note { height: 1; padding: 0 0 0 2; }
    ListScreen #main { height: 1fr; }
    ListScreen #list { width: 1fr; }
    ListScreen #list ListKey { height: 4; }
    ListScreen #keys { width: 24; }
    ListScreen #keys Horizontal { height: 3; }
    ListScreen #keys Horizontal Key { width: 12; }
    ListScreen #keys > Key { height: 3; }
    ListScreen #page { height: 2; }
    ListScreen.-narrow #page { display: none; }
    """
    asks_for_card = True
    listed = "row"  # the keys of the list are called so, with a number

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.page = 0

    def rows(self) -> Sequence[tuple[str, ...]]:
        """The words of each, in the language of the moment."""
        raise NotImplementedError

    def note(self) -> Line:
        """What was done or found, or how to begin."""
        raise NotImplementedError

    def opened(self, index: int) -> None:
        """One of them was tapped."""
        raise NotImplementedError

    def beside(self) -> ComposeResult:
        """Keys above those that turn pages."""
        yield from ()

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="note")
        with Horizontal(id="main"):
            with Vertical(id="list"):
                for n in range(ROWS):
                    yield ListKey(id=f"{self.listed}-{n}")
            with Vertical(id="keys"):
                yield from self.beside()
                with Horizontal():
                    yield Key(id="up")
                    yield Key(id="down")
                yield Panel(bare=True, fill="page", centred=True, id="page")
                yield Key(id="back")

    @property
    def per_page(self) -> int:
        """How many stand on a page of this size."""
        return max(1, min(ROWS, (self.app.size.height - AROUND) // HIGH))

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        rows = self.rows()
        pages = -(-len(rows) // self.per_page) or 1
        self.page = min(self.page, pages - 1)
        shown = rows[self.page * self.per_page :][: self.per_page]
        for n, key in enumerate(self.query(ListKey)):
            key.display = n < len(shown)
            if key.display:
                key.show(*shown[n])
        self.query_one("#note", Panel).show(self.note())
        turning(self, self.page, pages)
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if isinstance(event.key, ListKey):
            event.stop()
            self.opened(self.page * self.per_page + int(pressed.rpartition("-")[2]))
        elif pressed in ("up", "down"):
            event.stop()
            self.page += 1 if pressed == "down" else -1
            self.refill()
