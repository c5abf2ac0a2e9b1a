"""A Code 128 barcode of half cells, that a scanner reads from the screen."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from screens.widgets.box import Box, flat
from screens.widgets.cells import Canvas, Text

QUIET = 10  # white modules at each side, as the standard asks
BLACK, WHITE = "#000000", "#FFFFFF"
_HALVES = {"11": "█", "10": "▌", "01": "▐", "00": " "}


def modules(code: str) -> str:
    """The bars of a code: 1 is black, 0 is white; without the quiet zones."""
    from barcode.codex import Code128

    found: list[str] = Code128(code).build()
    return found[0]


class Barcode(Box):
    """Black bars on white in every palette, the digits below."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._code = ""

    def show(self, code: str) -> None:
        """Show another code; nothing without one."""
        if code != self._code:
            self._code = code
            self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        if not self._code:
            return Canvas(width, height, self.palette.page)
        canvas = flat(width, height, self.palette, WHITE)
        bits = "0" * QUIET + modules(self._code) + "0" * QUIET
        bits += "0" * (len(bits) % 2)
        at = max(0, (width - len(bits) // 2) // 2)
        style = Style(color=BLACK, bgcolor=WHITE)
        for n in range(0, len(bits), 2):
            for y in range(1, height - 2):
                canvas.put(at + n // 2, y, _HALVES[bits[n : n + 2]], style)
        digits = grouped(self._code)
        x = max(0, (width - cell_len(digits)) // 2)
        canvas.write(x, height - 1, Text(digits, BLACK, bold=True), WHITE)
        return canvas


def grouped(code: str) -> str:
    """Digits as people read them to each other."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))
