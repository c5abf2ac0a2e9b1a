"""Box: a drawn rectangle. What can be tapped has a lip, what informs is flat.

Subclasses draw into a canvas; the rows are kept until the size, the palette or the content changes.
"""

from __future__ import annotations

from typing import Any

from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from screens import theme
from screens.theme import Palette
from screens.widgets.cells import Canvas


class Box(Widget):
    """Draws itself once per size and palette; `redraw()` after a change of content."""

    DEFAULT_CSS = "Box { width: 100%; height: 100%; }"
    can_focus = False
    private = False  # what it says is for one person alone

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.aloud: tuple[str, ...] = ()  # said instead of what is written
        self.heard = False  # framed, because it was said and the next tap does it
        self._drawn: tuple[object, list[Strip]] | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the moment."""
        return theme.of(self.app)

    @property
    def stale(self) -> bool:
        """Whether the content changed since it was drawn."""
        return self._drawn is None

    def redraw(self) -> None:
        """Draw again; the layout does not change."""
        self._drawn = None
        self.refresh()

    def draw(self, width: int, height: int) -> Canvas:
        """The content; subclasses say what."""
        return Canvas(width, height, self.palette.page)

    def texts(self) -> tuple[str, ...]:
        """What stands on it, to be said; subclasses say what."""
        return ()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        key = (width, height, self.palette.name)
        if self._drawn is None or self._drawn[0] != key:
            canvas = self.draw(width, height)
            if self.heard:
                frame(canvas, self.palette)
            self._drawn = (key, canvas.strips())
        rows = self._drawn[1]
        return rows[y] if y < len(rows) else Strip.blank(width)

    def forget(self) -> None:
        """Drop the drawn rows: they may hold what somebody should not see."""
        self._drawn = None


def paint_now(screen: Screen[Any]) -> None:
    """Put what changed on the terminal at once instead of at the next frame (decisions 20).

    Textual hears of a change when the widget is idle, and gathers changes for a 60th of a second.
    What is used here is private, so a test holds it.
    """
    screen._dirty_widgets.update(box for box in screen.query(Box) if box.stale)
    screen._on_timer_update()


def frame(canvas: Canvas, palette: Palette) -> None:
    """A double line around what is drawn, seen without its colour; letters stay whole."""
    right, bottom = canvas.width - 1, canvas.height - 1
    if not bottom:
        return
    style = Style(color=palette.att, bgcolor=palette.page)
    for y in range(canvas.height):
        for x in range(canvas.width) if y in (0, bottom) else (0, right):
            ends = "╔╗" if y == 0 else "╚╝" if y == bottom else "║║"
            char = ends[0] if x == 0 else ends[1] if x == right else "═"
            canvas.over(x, y, char, style)


def keycap(width: int, height: int, palette: Palette, fill: str, edge: str) -> Canvas:
    """A key: half a row of air above, edges left and right, a thick lip below.

    The left column is ▌ in the page's colour on the edge, because half blocks and quadrants split an
    odd cell at different pixels. A fill of the page's own colour shows no upper end, so it gets a line.
    """
    canvas = Canvas(width, height, fill)
    page = palette.page
    page_on_edge = Style(color=page, bgcolor=edge)
    edge_on_page = Style(color=edge, bgcolor=page)
    for y in range(height):
        top, bottom = y == 0, y == height - 1
        canvas.put(0, y, "▛" if top else "▌", page_on_edge)
        canvas.put(width - 1, y, "▖" if top else "▌", edge_on_page)
        if top or bottom:
            style = Style(color=fill, bgcolor=page) if top else Style(color=edge, bgcolor=fill)
            line = top and fill == page
            for x in range(1, width - 1):
                canvas.put(x, y, "━" if line else "▄", edge_on_page if line else style)
    return canvas


def sheet(width: int, height: int, palette: Palette, fill: str, *, foot: bool = True) -> Canvas:
    """Information: flat, and with a thin frame where its fill is the page's own colour.

    `foot`: the frame is closed below; open where words need the last row.
    """
    if fill != palette.page:
        return flat(width, height, palette, fill)
    canvas = Canvas(width, height, fill)
    line = Style(color=palette.border, bgcolor=fill)
    for y in range(height):
        last = y == height - 1 and foot
        ends, between = ("┏┓", "━") if y == 0 else ("┗┛", "━") if last else ("┃┃", " ")
        for x, char in enumerate((ends[0], *between * (width - 2), ends[1])):
            canvas.put(x, y, char, line)
    return canvas


def flat(width: int, height: int, palette: Palette, fill: str) -> Canvas:
    """The same outline as a key, in one colour, without a lip."""
    canvas = Canvas(width, height, fill)
    page_on_fill = Style(color=palette.page, bgcolor=fill)
    fill_on_page = Style(color=fill, bgcolor=palette.page)
    for y in range(height):
        top = y == 0
        canvas.put(0, y, "▛" if top else "▌", page_on_fill)
        canvas.put(width - 1, y, "▖" if top else "▌", fill_on_page)
        if top:
            for x in range(1, width - 1):
                canvas.put(x, y, "▄", fill_on_page)
    return canvas


def framed(width: int, height: int, palette: Palette, fill: str, edge: str) -> Canvas:
    """Focus: an even frame on all sides."""
    canvas = Canvas(width, height, fill)
    for y in range(height):
        for x in range(1, width - 1):
            if y == 0:
                canvas.put(x, y, "▆", Style(color=fill, bgcolor=edge))
            elif y == height - 1:
                canvas.put(x, y, "▂", Style(color=edge, bgcolor=fill))
        canvas.put(0, y, "▌", Style(color=palette.page, bgcolor=edge))
        canvas.put(width - 1, y, "▌", Style(color=edge, bgcolor=palette.page))
    return canvas
