"""Sheet: a flat panel of information that subclasses draw on."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment

from screens import pictures
from screens.i18n import current
from screens.typography import wrap
from screens.widgets.box import Box, sheet
from screens.widgets.cells import Canvas, Text, clean

FIGURES = frozenset("0123456789:+-/ ")


def drawable(text: str) -> bool:
    """Whether a text can be drawn as a big figure."""
    return bool(text) and set(text) <= FIGURES


def width_of(rows: list[list[Segment]]) -> int:
    """The cells that a picture takes."""
    return sum(cell_len(segment.text) for segment in rows[0])


class Sheet(Box):
    """A flat panel; subclasses draw on it. Row 0 is half page: content starts in row 1."""

    fill_token = "panel"

    @property
    def fill(self) -> str:
        """The colour of the panel at this moment."""
        return str(getattr(self.palette, self.fill_token))

    def blank(self, width: int, height: int, *, foot: bool = True) -> Canvas:
        """The empty panel; without `foot` words may stand in its last row."""
        return sheet(width, height, self.palette, self.fill, foot=foot)

    def centred(self, canvas: Canvas, y: int, line: Text) -> None:
        """One line in the middle of the panel."""
        x = max(1, (canvas.width - cell_len(line.text)) // 2)
        canvas.write(x, y, line, self.fill, canvas.width - x - 1)

    def figure(self, canvas: Canvas, x: int, y: int, text: str, ink: str) -> int:
        """A big figure, or bold text where it is not a number; returns the column after it."""
        if not drawable(text):
            canvas.write(x, y + 1, Text(text, ink, bold=True), self.fill)
            return x + cell_len(text)
        drawn = pictures.figures(text, ink, self.fill)
        canvas.segments(x, y, drawn)
        return x + width_of(drawn)

    def wrapped(self, canvas: Canvas, x: int, y: int, line: Text, width: int, rows: int) -> int:
        """A text in at most `rows` lines; returns the row after it."""
        lines = wrap(clean(line.text), width, current())
        if len(lines) > rows:
            lines = [*lines[: rows - 1], "".join(lines[rows - 1 :])]
        for text in lines:
            canvas.write(x, y, Text(text, line.colour, line.bold), self.fill, width)
            y += 1
        return y
