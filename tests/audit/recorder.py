"""Notices what a drawn box could not show: text that was cut, cells that fell outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from rich.cells import cell_len
from rich.style import Style

from screens.widgets.box import Box
from screens.widgets.cells import Canvas, Text, clean

_put, _write = Canvas.put, Canvas.write


@contextmanager
def recording() -> Iterator[list[str]]:
    """Inside the block everything that a canvas loses is put into the list."""
    lost: list[str] = []

    def put(canvas: Canvas, x: int, y: int, char: str, style: Style) -> int:
        size = _put(canvas, x, y, char, style)
        inside = 0 <= y < canvas.height and x >= 0 and x + size <= canvas.width
        if size and char.strip() and not inside:
            lost.append(f"outside at {x},{y}: {char!r}")
        return size

    def write(
        canvas: Canvas, x: int, y: int, line: Text, fill: str, limit: int | None = None
    ) -> None:
        room = canvas.width - x if limit is None else min(limit, canvas.width - x)
        if cell_len(clean(line.text).rstrip()) > room:
            lost.append(f"cut at {room} cells: {line.text!r}")
        _write(canvas, x, y, line, fill, limit)

    with patch.object(Canvas, "put", put), patch.object(Canvas, "write", write):
        yield lost


def lost_by(box: Box) -> list[str]:
    """What a box cannot show at its present size."""
    with recording() as lost:
        box.draw(*box.size)
    return lost
