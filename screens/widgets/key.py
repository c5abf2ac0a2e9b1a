"""Keys: everything that can be tapped. A key acts on release inside it, once in half a second."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.message import Message

from screens.i18n import current
from screens.theme import Palette
from screens.typography import wrap
from screens.widgets.box import Box, flat, framed, keycap, paint_now
from screens.widgets.cells import Canvas, Text, clean

AGAIN_AFTER = 0.5  # seconds within which a second tap on the same key is one tap (EN 301 549, 5.8)
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
        parts = [(i, parted(line, width - 4)) for i, line in said]
        if sum(len(of_line) for _i, of_line in parts) > rows:  # the air at the sides goes first
            parts = [(i, parted(line, width - 2)) for i, line in said]
        shown = whole(parts, rows)
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
        if self._variant == "off":
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


def whole(said: list[tuple[int, list[str]]], rows: int) -> list[tuple[int, str]]:
    """As many lines as there are rows for, each with the number of what it is a part of.

    The first is always there; a further one is said to its end or not at all.
    """
    shown: list[tuple[int, str]] = []
    for i, parts in said:
        if not shown or len(shown) + len(parts) <= rows:
            shown += [(i, part) for part in parts]
    return shown[:rows]


def parted(line: str, room: int) -> list[str]:
    """A line as it fits; what fits stays as it is."""
    line = clean(line)
    return [line] if cell_len(line) <= room else wrap(line, room, current())
