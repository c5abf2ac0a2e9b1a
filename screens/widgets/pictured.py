"""Keys that are told by a picture: the loudspeaker, tiles, and the one thing to do now."""

from __future__ import annotations

from rich.cells import cell_len

from screens import pictures
from screens.i18n import current
from screens.theme import Palette
from screens.typography import wrap
from screens.widgets.cells import Canvas, Text, clean
from screens.widgets.key import Key, parted, whole

# A tile too narrow for words beside its pictogram puts them below, if it is tall enough.
NARROW_TILE, STACKED = 25, 6
LOW_TILE = 4  # no pictogram fits between the upper edge and the lip
WIDE = 70  # two primaries beside each other are narrower


class Speaker(Key):
    """The key of the bar that is told by its picture: a loudspeaker before one short word.

    A word that has no room beside it is left out: the picture says it.
    """

    WIDE = 3  # cells of the picture

    @property
    def lines(self) -> tuple[str, ...]:
        word, *reason = self._lines
        fits = self.WIDE + cell_len(word) <= self.size.width - 2
        return (word if fits else word[:1] if word.startswith("✓") else "", *reason)

    def draw(self, width: int, height: int) -> Canvas:
        canvas, look = self.base(width, height), self.colours
        drawn = pictures.icon("speaker", look.icon, look.fill)
        word, reason = self.lines[0], "".join(self._lines[1:])
        wide = self.WIDE
        wide += wide + 1 + cell_len(word) <= width - 4  # a gap where there is room for one
        x = max(2, (width - wide - cell_len(word)) // 2)
        canvas.segments(x, 1, drawn)
        word_at = Text(word, look.text, bold=True)
        canvas.write(x + wide, 1, word_at, look.fill, width - 1 - x - wide)
        if self._variant == "off":
            x = max(1, (width - cell_len(reason)) // 2)
            canvas.write(x, 2, Text(reason, look.soft), look.fill, width - 1 - x)
        return canvas


class Tile(Key):
    """A key with a pictogram at the left and up to three lines beside it."""

    DEFAULT_CSS = "Tile { width: 100%; height: 100%; }"

    def __init__(
        self,
        icon: str,
        *lines: str,
        variant: str = "normal",
        id: str | None = None,
        name: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*(lines or ("",)), variant=variant, id=id, name=name, classes=classes)
        self._icon = icon

    def show_tile(self, icon: str, *lines: str) -> None:
        """Change pictogram and text."""
        if icon != self._icon:
            self._icon = icon
            self.redraw()
        self.show(*lines)

    def draw(self, width: int, height: int) -> Canvas:
        canvas, look = self.base(width, height), self.colours
        drawn = pictures.icon(self._icon, look.icon, look.fill) if height > LOW_TILE else []
        stacked = width <= NARROW_TILE and height > STACKED
        wide = width - 3 if stacked else width - 13
        said = [
            (i, wrap(clean(line), wide, current())) for i, line in enumerate(self._lines) if line
        ]
        room = height - 2 - (len(drawn) if stacked else 0)
        # Air between pictogram and words, unless the first two lines need the row.
        needed = sum(len(parts) for _i, parts in said[:2])
        gap = 1 if stacked and needed < room else 0
        shown = whole(said, max(1, room - gap))
        if stacked:
            top = max(1, (height - len(drawn) - gap - len(shown)) // 2)
            canvas.segments((width - 7) // 2, top, drawn)
            top += len(drawn) + gap
        else:
            canvas.segments(3, (height - len(drawn)) // 2, drawn)
            top = (height - len(shown)) // 2
        for y, (i, line) in enumerate(shown, top):
            text = Text(line, look.text if i < 2 else look.soft, bold=i == 0)
            x = max(1, (width - cell_len(line)) // 2) if stacked else 12 if drawn else 3
            canvas.write(x, y, text, look.fill, width - 2 if stacked else width - 13)
        return canvas


class Primary(Key):
    """The one crimson tile: a big figure, up to three lines, and a butter chip that says "press"."""

    DEFAULT_CSS = "Primary { width: 100%; height: 5; }"

    def __init__(
        self,
        figure: str = "",
        lines: tuple[str, ...] = ("",),
        chip: str = "",
        *,
        icon: str = "",
        id: str | None = None,
        name: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*lines, variant="primary", id=id, name=name, classes=classes)
        self._figure, self._chip, self._icon = figure, chip, icon

    def fill(self, figure: str, lines: tuple[str, ...], chip: str, icon: str = "") -> None:
        """Change everything that the tile shows."""
        if (figure, lines, chip, icon) != (self._figure, self._lines, self._chip, self._icon):
            self._figure, self._chip, self._icon = figure, chip, icon
            self._lines = lines
            self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._figure, *self._lines, self._chip

    def draw(self, width: int, height: int) -> Canvas:
        if width < WIDE:
            return self._half(width, height)
        canvas, look, p = self.base(width, height), self.colours, self.palette
        top = (height - 3) // 2
        chip = f"✓  {self._chip}"
        chip_width = max(14, cell_len(chip) + 6)
        at = width - chip_width - 3
        x = 3
        drawn = pictures.figures(self._figure, look.text, look.fill) if self._figure else []
        behind = x + 4 + (sum(cell_len(s.text) for s in drawn[0]) if drawn else 0)
        # What it is and where goes before the hour as a figure.
        if drawn and len(parted(self._lines[0], at - behind - 1)) <= height - 2:
            canvas.segments(x + 1, top, drawn)
            x = behind
        elif self._icon:
            canvas.segments(x, top, pictures.icon(self._icon, look.icon, look.fill))
            x += 9
        self._words(canvas, x, at - x - 1, height)
        _chip(canvas, at, top, chip_width, chip, p, look.fill)
        return canvas

    def _half(self, width: int, height: int) -> Canvas:
        """Two beside each other: pictogram and words above, "press" as a strip below them."""
        canvas, look, p = self.base(width, height), self.colours, self.palette
        x = 12 if self._icon else 3
        if self._icon:
            canvas.segments(3, 1, pictures.icon(self._icon, look.icon, look.fill))
        self._words(canvas, x, width - x - 3, height - 1)
        label = f"✓  {self._chip}"
        free = width - x - 3 - cell_len(label)
        strip = " " * (free // 2) + label + " " * (free - free // 2)
        canvas.write(x, height - 2, Text(strip, p.onkey, bold=True), p.key)
        return canvas

    def _words(self, canvas: Canvas, x: int, room: int, height: int) -> None:
        look = self.colours
        said = [(i, parted(line, room)) for i, line in enumerate(filter(None, self._lines))]
        shown = whole(said, max(1, height - 2))
        for y, (i, line) in enumerate(shown, (height - len(shown)) // 2):
            canvas.write(x, y, Text(line, look.text, bold=i == 0), look.fill, room)


def _chip(canvas: Canvas, x: int, y: int, width: int, label: str, p: Palette, ground: str) -> None:
    """A butter key drawn inside the tile: the whole tile is the target, the chip only shows it."""
    canvas.write(x, y, Text("▆" * width, p.key), ground)
    left = (width - cell_len(label)) // 2
    padded = " " * left + label + " " * (width - left - cell_len(label))
    canvas.write(x, y + 1, Text(padded, p.onkey, bold=True), p.key)
    canvas.write(x, y + 2, Text("▃" * width, p.chiplip), p.key)
