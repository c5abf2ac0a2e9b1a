"""Panels: information, flat, never a lip. Text that wraps, a figure, a picture."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from screens import pictures
from screens.theme import Palette
from screens.typography import wrap
from screens.widgets.box import Box, sheet
from screens.widgets.cells import Canvas, Text, clean


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a panel. `tone` is a token of the palette; "figure" lines are three rows high."""

    text: str
    tone: str = "text"
    bold: bool = False
    figure: bool = False
    wraps: bool = True


class Panel(Box):
    """Lines under each other, centred or from the left, in the middle of a flat field."""

    DEFAULT_CSS = "Panel { width: 100%; height: 100%; }"

    def __init__(
        self,
        *lines: Line,
        fill: str = "surface",
        centred: bool = False,
        picture: str = "",
        icon: str = "",
        ink: str = "text",
        lang: str = "zh_CN",
        bare: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`fill` and `ink` are tokens of the palette. `bare`: no outline, on the page itself."""
        super().__init__(id=id, classes=classes)
        self._lines = lines
        self._fill, self._ink, self._centred, self._bare = fill, ink, centred, bare
        self._picture, self._icon, self._lang = picture, icon, lang

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the panel says."""
        return self._lines

    def texts(self) -> tuple[str, ...]:
        """Figures stand beside words that say the same, or belong to one person."""
        return tuple(line.text for line in self._lines if not line.figure)

    def show(
        self,
        *lines: Line,
        lang: str | None = None,
        picture: str | None = None,
        icon: str | None = None,
        fill: str | None = None,
        ink: str | None = None,
    ) -> None:
        """Say something else; what is not named stays."""
        before = self._said()
        self._lines = lines
        self._lang = lang or self._lang
        self._picture = self._picture if picture is None else picture
        self._icon = self._icon if icon is None else icon
        self._fill, self._ink = fill or self._fill, ink or self._ink
        if self._said() != before:
            self.redraw()

    def _said(self) -> tuple[object, ...]:
        return self._lines, self._lang, self._picture, self._icon, self._fill, self._ink

    def draw(self, width: int, height: int) -> Canvas:
        p = self.palette
        fill = getattr(p, self._fill)
        canvas = Canvas(width, height, fill) if self._bare else sheet(width, height, p, fill)
        x, room = (1 if self._bare else 3), width - (2 if self._bare else 6)
        beside = bool(self._icon) and not self._centred
        rows = self._wrapped(room - (9 if beside else 0))
        if _tall(rows) > height - (0 if self._bare else 2):  # words go before air
            rows = [line for line in rows if line.text]
        tall = _tall(rows)
        drawn, gap = self._image(p, fill, height - (0 if self._bare else 2) - tall)
        # The upper half of a panel's first row is page.
        first = 0 if self._bare else 1
        y = max(first, (height + first - tall - len(drawn) - gap) // 2)
        if drawn:
            canvas.segments((width - _width(drawn)) // 2, y, drawn)
            y += len(drawn) + gap
        if beside:
            small = pictures.icon(self._icon, getattr(p, self._ink), fill)
            canvas.segments(x, max(0, (height - len(small)) // 2), small)
            x += 9
        for line in rows:
            y = self._line(canvas, line, x, y, width, p, fill)
        return canvas

    def _image(self, p: Palette, fill: str, room: int) -> tuple[pictures.Rows, int]:
        """What stands above the lines in `room` rows, and the air below it.

        The picture, without its air if need be, or its pictogram: words go before pictures.
        """
        ink = getattr(p, self._ink)
        names = (self._picture, f"{self._picture}_low")
        large = [pictures.picture(n, fill, p, ink) for n in names if pictures.exists(n, "picture")]
        name = self._icon if self._centred and self._icon else self._picture
        small = [pictures.icon(name, ink, fill)] if pictures.exists(name) else []
        for drawn, gap in [(d, gap) for size in (large, small) for gap in (1, 0) for d in size]:
            if len(drawn) + gap <= room:
                return drawn, gap
        return [], 0

    def _wrapped(self, room: int) -> list[Line]:
        out = []
        for line in self._lines:
            if line.figure or not line.wraps:
                out.append(line)
            else:
                parts = wrap(clean(line.text), room, self._lang) or [""]
                out += [Line(part, line.tone, line.bold) for part in parts]
        return out

    def _line(
        self, canvas: Canvas, line: Line, x: int, y: int, width: int, p: Palette, fill: str
    ) -> int:
        colour = getattr(p, line.tone)
        if line.figure:
            drawn = pictures.figures(line.text, colour, fill)
            at = (width - _width(drawn)) // 2 if self._centred else x
            canvas.segments(at, y, drawn)
            return y + 3
        at = max(x, (width - cell_len(line.text)) // 2) if self._centred else x
        canvas.write(at, y, Text(line.text, colour, line.bold), fill, width - at - 1)
        return y + 1


def _tall(rows: list[Line]) -> int:
    return sum(3 if line.figure else 1 for line in rows)


def _width(rows: pictures.Rows) -> int:
    return max((sum(cell_len(s.text) for s in row) for row in rows), default=0)


class Countdown(Box):
    """A line that grows shorter; the number stands at its end, or in words elsewhere if it is low."""

    DEFAULT_CSS = "Countdown { width: 100%; height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left, self._whole = 1, 1

    def show(self, left: int, whole: int) -> None:
        """Seconds that are left out of the whole."""
        if (left, max(1, whole)) != (self._left, self._whole):
            self._left, self._whole = left, max(1, whole)
            self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        p = self.palette
        canvas = Canvas(width, height, p.page)
        y, long = height // 2, width - 2
        if height > 1:
            number = str(max(0, self._left))
            canvas.write(width - 2 - cell_len(number), y, Text(number, p.text, bold=True), p.page)
            long -= 5
        full = long * max(0, min(self._left, self._whole)) // self._whole
        canvas.write(1, y, Text("━" * full, p.att), p.page)
        canvas.write(1 + full, y, Text("━" * (long - full), p.line), p.page)
        return canvas
