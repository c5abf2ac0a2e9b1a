"""Text and segments as terminal cells: what is printable, how wide, written into a canvas of cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

ELLIPSIS = "…"
MOST_MARKS = 6  # on one letter: ཧཱུྃ carries three; a pile would cover the rows above


def clean(text: str) -> str:
    """Text from outside as it may be drawn: control and format characters become blanks.

    U+3000 stays; joiners and direction marks go, because they move other people's cells. So do
    variation selectors, which make a sign as wide as nobody counted.
    """
    return "".join(
        c if c == "\u3000" or c.isprintable() else " "
        for c in text
        if not "\ufe00" <= c <= "\ufe0f"
    )


def clusters(text: str) -> Iterator[str]:
    """A text's cells: a base character with the marks that stand on it."""
    held = ""
    for char in text:
        if held and cell_len(char) == 0:
            held += char if len(held) <= MOST_MARKS else ""
        else:
            if held:
                yield held
            # A mark without a base would stand on somebody else's cell.
            held = char if cell_len(char) or not unicodedata.combining(char) else ""
    if held:
        yield held


def fitted(text: str, width: int) -> str:
    """The text, cut at a cell boundary with an ellipsis when it is wider than `width` cells."""
    if cell_len(text) <= width:
        return text
    out, used = "", 0
    for cluster in clusters(text):
        size = cell_len(cluster)
        if used + size > width - 1:
            break
        out += cluster
        used += size
    return out + ELLIPSIS if width > 0 else ""


def padded(text: str, width: int) -> str:
    """The text, with blanks up to `width` cells: columns of any script stand below each other."""
    return text + " " * (width - cell_len(text))


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text with its colour."""

    text: str
    colour: str
    bold: bool = False


class Canvas:
    """A rectangle of cells that text and pictures are written into, row by row."""

    def __init__(self, width: int, height: int, fill: str) -> None:
        self.width, self.height = width, height
        blank = (" ", Style(bgcolor=fill))
        self._rows = [[blank] * width for _ in range(height)]

    def put(self, x: int, y: int, char: str, style: Style) -> int:
        """One cluster at a cell; returns how many cells it took. What is outside is left out."""
        size = cell_len(char)
        if 0 <= y < self.height and x >= 0 and x + size <= self.width and size:
            row = self._rows[y]
            row[x] = (char, style)
            for k in range(1, size):
                row[x + k] = ("", style)
        return size

    def over(self, x: int, y: int, char: str, style: Style) -> None:
        """A character over what is drawn there, unless that is a letter."""
        shown, _ = self._rows[y][x]
        if shown and not any(c.isalnum() for c in shown):
            self._rows[y][x] = (char, style)

    def write(self, x: int, y: int, line: Text, fill: str, limit: int | None = None) -> None:
        """A line of text on a fill, cut where it would leave the canvas or `limit` cells."""
        room = self.width - x if limit is None else min(limit, self.width - x)
        style = Style(color=line.colour, bgcolor=fill, bold=line.bold)
        for cluster in clusters(fitted(clean(line.text), room)):
            x += self.put(x, y, cluster, style)

    def segments(self, x: int, y: int, rows: list[list[Segment]]) -> None:
        """Rows of one-cell segments, as pictures are."""
        for dy, row in enumerate(rows):
            at = x
            for segment in row:
                at += self.put(at, y + dy, segment.text, segment.style or Style())

    def strips(self) -> list[Strip]:
        """The finished rows, equal neighbours joined."""
        out = []
        for row in self._rows:
            joined: list[Segment] = []
            for char, style in row:
                if not char:
                    continue
                if joined and joined[-1].style is style:
                    joined[-1] = Segment(joined[-1].text + char, style)
                else:
                    joined.append(Segment(char, style))
            out.append(Strip(joined, self.width))
        return out
