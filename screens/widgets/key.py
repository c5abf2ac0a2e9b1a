"""Keys: everything that can be tapped. A key acts on release inside it, once in half a second."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.message import Message

from screens import pictures
from screens.i18n import current
from screens.theme import Palette
from screens.typography import wrap
from screens.widgets.box import Box, flat, framed, keycap, paint_now
from screens.widgets.cells import Canvas, Text, clean

AGAIN_AFTER = 0.5  # seconds within which a second tap on the same key is one tap (EN 301 549, 5.8)
# A tile too narrow for words beside its pictogram puts them below, if it is tall enough.
NARROW_TILE, STACKED = 25, 6
LOW_TILE = 4  # no pictogram fits between the upper edge and the lip
WIDE = 70  # two primaries beside each other are narrower
VARIANTS = ("normal", "primary", "selected", "destructive", "staff", "finish", "off")


@dataclass(frozen=True, slots=True)
class Face:
    """A key's colours."""

    fill: str
    edge: str
    text: str
    soft: str
    icon: str


def face(palette: Palette, variant: str) -> Face:
    """The colours of a variant (style guide, states)."""
    p = palette
    return {
        "normal": Face(p.sec, p.edge, p.onsec, p.soft, p.icon),
        "primary": Face(p.pom, p.pomedge, p.onpom, p.onpom, p.onpom),
        "selected": Face(p.panel, p.info, p.info, p.info, p.info),
        "destructive": Face(p.panel, p.err, p.err, p.err, p.err),
        "staff": Face(p.staff, p.att, p.onstaff, p.onstaff, p.onstaff),
        "finish": Face(p.panel, p.prim, p.prim, p.prim, p.prim),
        "off": Face(p.surface, p.surface, p.muted, p.muted, p.muted),
        "pressed": Face(p.key, p.key, p.onkey, p.onkey, p.onkey),
    }[variant]


class Key(Box):
    """A key with one to four centred lines. `off` is printed, not a key: it shows its reason.

    A line that is too long for the key goes on in the next row, if there is one.
    """

    DEFAULT_CSS = "Key { width: 100%; height: 3; }"
    can_focus = True
    again_after = AGAIN_AFTER
    # A finger leaves no frame behind: the next person would take it for a choice.
    FOCUS_ON_CLICK = False

    class Pressed(Message):
        """The key was tapped. `key.id` and `key.name` say which."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key
            self.taken = False  # Textual calls the handlers of every class of a screen

        @property
        def control(self) -> Key:
            """The key that sent this, for @on selectors."""
            return self.key

    def __init__(
        self,
        label: str = "",
        *lines: str,
        variant: str = "normal",
        id: str | None = None,
        name: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._name = name
        self._lines = (label, *lines)
        self._variant = variant
        self._down = False
        self._last = float("-inf")
        self._down_at = float("-inf")
        self.can_focus = variant != "off"

    @property
    def label(self) -> str:
        """The first line."""
        return self._lines[0]

    @label.setter
    def label(self, text: str) -> None:
        self.show(text, *self._lines[1:])

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines of the key."""
        return self._lines

    def texts(self) -> tuple[str, ...]:
        return self._lines

    @property
    def variant(self) -> str:
        """How the key looks, and whether it is one ("off" is not)."""
        return self._variant

    @variant.setter
    def variant(self, variant: str) -> None:
        if variant != self._variant:
            self._variant = variant
            self.can_focus = variant != "off"
            self.redraw()

    def show(self, *lines: str) -> None:
        """Change the text without a change of layout."""
        if lines != self._lines:
            self._lines = lines
            self.redraw()

    @property
    def colours(self) -> Face:
        """The colours of this moment."""
        look = face(self.palette, self._variant)
        if not self._down:
            return look
        under = face(self.palette, "pressed")
        # What is butter already is turned round under the finger.
        if under.fill != look.fill:
            return under
        ink, ground = under.fill, under.text
        return replace(under, fill=ground, text=ink, soft=ink, icon=ink)

    def base(self, width: int, height: int) -> Canvas:
        """The empty key in its state."""
        look = self.colours
        if self._variant == "off" or self._down:
            return flat(width, height, self.palette, look.fill)
        if self.has_focus:
            return framed(width, height, self.palette, look.fill, self.palette.att)
        return keycap(width, height, self.palette, look.fill, look.edge)

    def draw(self, width: int, height: int) -> Canvas:
        canvas, look = self.base(width, height), self.colours
        # Without a lip there is one more row to write the reason in.
        rows = max(1, height - 1 if self._variant == "off" else height - 2)
        said = list(enumerate(filter(None, self._lines)))
        parts = [(i, _parted(line, width - 4)) for i, line in said]
        if sum(len(of_line) for _i, of_line in parts) > rows:  # the air at the sides goes first
            parts = [(i, _parted(line, width - 2)) for i, line in said]
        shown = _whole(parts, rows)
        top = max(1, (height - len(shown)) // 2)
        for y, (i, line) in enumerate(shown, top):
            x = max(1, (width - cell_len(line)) // 2)
            text = Text(line, look.text if i == 0 else look.soft, bold=i == 0)
            canvas.write(x, y, text, look.fill, width - 2)
        return canvas

    def press(self, at: float) -> None:
        """Act, unless this is the second tap of one: `at` in seconds of a monotonic clock.

        On a picture that was painted since the first, it is the first of somebody else.
        """
        new_picture = self._last < getattr(self.screen, "painted_at", 0.0)
        too_soon = at - self._last < self.again_after and not new_picture
        if self._variant == "off" or too_soon:
            return
        self._last = at
        voice = getattr(self.app, "voice", None)
        if voice is not None and voice.takes(self):
            return
        self.post_message(self.Pressed(self))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        # A tap that began on another picture is not meant for what is here now.
        if self._variant == "off" or event.time < getattr(self.screen, "painted_at", 0.0):
            return
        self.capture_mouse()
        self._down, self._down_at = True, event.time
        self.redraw()
        paint_now(self.screen)  # under the finger, not when the tap has been answered

    def on_mouse_up(self, event: events.MouseUp) -> None:
        event.stop()
        if not self._down:
            return
        self.release_mouse()
        self._down = False
        self.redraw()
        # A finger that was down while somebody else's picture came is not theirs.
        changed = self._down_at < getattr(self.screen, "painted_at", 0.0)
        if not changed and self.region.contains(*event.screen_offset):
            self.press(event.time)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "space"):
            event.stop()
            self.press(event.time)

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self._down = False
        self.redraw()


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
        shown = _whole(said, max(1, room - gap))
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
        if drawn and len(_parted(self._lines[0], at - behind - 1)) <= height - 2:
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
        said = [(i, _parted(line, room)) for i, line in enumerate(filter(None, self._lines))]
        shown = _whole(said, max(1, height - 2))
        for y, (i, line) in enumerate(shown, (height - len(shown)) // 2):
            canvas.write(x, y, Text(line, look.text, bold=i == 0), look.fill, room)


def _whole(said: list[tuple[int, list[str]]], rows: int) -> list[tuple[int, str]]:
    """As many lines as there are rows for, each with the number of what it is a part of.

    The first is always there; a further one is said to its end or not at all.
    """
    shown: list[tuple[int, str]] = []
    for i, parts in said:
        if not shown or len(shown) + len(parts) <= rows:
            shown += [(i, part) for part in parts]
    return shown[:rows]


def _parted(line: str, room: int) -> list[str]:
    """A line as it fits; what fits stays as it is."""
    line = clean(line)
    return [line] if cell_len(line) <= room else wrap(line, room, current())


def _chip(canvas: Canvas, x: int, y: int, width: int, label: str, p: Palette, ground: str) -> None:
    """A butter key drawn inside the tile: the whole tile is the target, the chip only shows it."""
    canvas.write(x, y, Text("▆" * width, p.key), ground)
    left = (width - cell_len(label)) // 2
    padded = " " * left + label + " " * (width - left - cell_len(label))
    canvas.write(x, y + 1, Text(padded, p.onkey, bold=True), p.key)
    canvas.write(x, y + 2, Text("▃" * width, p.chiplip), p.key)
