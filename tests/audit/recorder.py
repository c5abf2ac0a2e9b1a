"""Draws a box again and notes everything: what was said, what was cut, which pictures it took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from screens import pictures
from screens.typography import breaking
from screens.widgets.box import Box
from screens.widgets.cells import Canvas, Text, clean


@dataclass(frozen=True, slots=True)
class Art:
    """A pictogram or a picture that a box asked for, and its colours."""

    name: str
    ink: str
    ground: str
    rows: pictures.Rows


@dataclass
class Drawing:
    """What one box did to draw itself at its present size."""

    rows: list[Strip] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    written: list[tuple[str, str, str]] = field(default_factory=list)  # text, colour, ground
    wrapped: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    icons: list[Art] = field(default_factory=list)
    pictures: list[Art] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands on the box, row by row."""
        return "\n".join(strip.text for strip in self.rows)

    @property
    def said(self) -> set[str]:
        """Every text that the box was given, as far as it was whole: before lines were made of it."""
        whole = {text for text, _lines in self.wrapped}
        parts = {line for _text, lines in self.wrapped for line in lines}
        return whole | {text for text, _colour, _ground in self.written if text not in parts}


def drawing(box: Box) -> Drawing:
    """Draw a box and note what it did."""
    note = Drawing()
    with _noting(note):
        note.rows = box.draw(*box.size).strips()
    return note


@contextmanager
def _noting(note: Drawing) -> Iterator[None]:
    real_put, real_write, real_wrap = Canvas.put, Canvas.write, breaking._wrap
    real_icon, real_picture = pictures.icon, pictures.picture

    def put(canvas: Canvas, x: int, y: int, char: str, style: Style) -> int:
        size = real_put(canvas, x, y, char, style)
        inside = 0 <= y < canvas.height and x >= 0 and x + size <= canvas.width
        if size and char.strip() and not inside:
            row = f"outside in row {y}: "
            if note.lost and note.lost[-1].startswith(row):
                note.lost[-1] += char
            else:
                note.lost.append(row + char)
        return size

    def write(
        canvas: Canvas, x: int, y: int, line: Text, fill: str, limit: int | None = None
    ) -> None:
        room = canvas.width - x if limit is None else min(limit, canvas.width - x)
        if cell_len(clean(line.text).rstrip()) > room:
            note.lost.append(f"cut at {room} cells: {line.text!r}")
        if line.text.strip():
            note.written.append((line.text, line.colour, fill))
        real_write(canvas, x, y, line, fill, limit)

    def wrap(text: str, width: int) -> tuple[str, ...]:
        lines = real_wrap(text, width)
        note.wrapped.append((text, lines))
        return lines

    def icon(name: str, ink: str, ground: str) -> pictures.Rows:
        rows = real_icon(name, ink, ground)
        note.icons.append(Art(name, ink, ground, rows))
        return rows

    def picture(name: str, ground: str, palette: Any, ink: str = "#FFFFFF") -> pictures.Rows:
        rows = real_picture(name, ground, palette, ink)
        note.pictures.append(Art(name, ink, ground, rows))
        return rows

    with (
        patch.object(Canvas, "put", put),
        patch.object(Canvas, "write", write),
        patch.object(breaking, "_wrap", wrap),
        patch.object(pictures, "icon", icon),
        patch.object(pictures, "picture", picture),
    ):
        yield
