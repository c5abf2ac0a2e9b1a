"""The keyboard as it is drawn, and the field that shows what was typed; both know nothing of letters."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from screens import pictures
from screens.keyboards.board import Board, Cap, Rows
from screens.widgets.box import Box, framed
from screens.widgets.cells import Canvas, Text, clusters
from screens.widgets.key import AGAIN_AFTER, Key

SOON = 0.2  # seconds: a trembling finger is faster than one that means to type a letter twice
HIGH = 3  # rows of a key: one more would put its letter above the middle
MOST = 48  # keys of the fullest keyboard
CARET, CUT = "▏", "… "
FIGURES = frozenset("0123456789")


class Letter(Key):
    """A key of a keyboard; which one changes with the layer, the finger notices."""

    DEFAULT_CSS = "Letter { position: absolute; }"

    def __init__(self, number: int) -> None:
        super().__init__(id=f"letter-{number}")
        self.cap = Cap("", "")
        self._meant: Cap | None = None

    def become(self, cap: Cap) -> None:
        """Another key at the same place."""
        self.cap, self.variant = cap, cap.variant
        self.again_after = SOON if cap.again else AGAIN_AFTER
        self.show(cap.label)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._meant = self.cap
        super().on_mouse_down(event)

    def press(self, at: float) -> None:
        """As any key; but not the second half of the tap that opened the screen, and not a key that
        has become another one under the finger.
        """
        meant, self._meant = self._meant or self.cap, None
        opened = getattr(self.screen, "painted_at", 0.0)
        if at - opened >= AGAIN_AFTER and meant.name == self.cap.name:
            super().press(at)


class Keyboard(Widget):
    """Keys in rows, as wide as there is room for; they are made once and become others."""

    DEFAULT_CSS = "Keyboard { position: absolute; background: transparent; }"

    def compose(self) -> ComposeResult:
        yield from (Letter(number) for number in range(MOST))

    def show(self, rows: Rows, width: int, height: int) -> None:
        """Put these keys into so many cells; rows are as wide as the widest, and stand below."""
        most = max(sum(cap.share for cap in row) for row in rows)
        room = width // -(-most // 2) * -(-most // 2)  # so that keys of two shares are equally wide
        keys = iter(self.query(Letter))
        for number, row in enumerate(rows):
            y = height - HIGH * (len(rows) - number)
            at = (most - sum(cap.share for cap in row)) // 2
            for cap in row:
                left, at = at, at + cap.share
                if cap.name:
                    _place(
                        next(keys),
                        cap,
                        ((width - room) // 2 + left * room // most, y),
                        (at * room // most - left * room // most, HIGH),
                    )
        for key in keys:
            key.display = False


def _place(key: Letter, cap: Cap, offset: tuple[int, int], size: tuple[int, int]) -> None:
    key.display = True
    key.styles.offset = offset
    key.styles.width, key.styles.height = size
    key.become(cap)


class Field(Box):
    """What was typed, with the place where the next letter comes. Its end is shown if it is long."""

    DEFAULT_CSS = "Field { position: absolute; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._text, self._pending, self._hint, self._beside = "", "", "", False

    def tell(self, board: Board, hint: str) -> None:
        """Show the board's text, or the hint while there is none."""
        said = board.shown, board.pending, hint, board.beside
        if said != (self._text, self._pending, self._hint, self._beside):
            self._text, self._pending, self._hint, self._beside = said
            self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        p = self.palette
        canvas = framed(width, height, p, p.surface, p.att)
        room, y = width - 6, height // 2
        if not (self._text or self._pending):
            canvas.write(3, y, Text(CARET, p.att), p.surface)
            canvas.write(5, y, Text(self._hint, p.muted), p.surface, room - 2)
            return canvas
        rows = pictures.figures(self._text, p.text, p.surface) if self._figures(height) else []
        if rows and (wide := sum(cell_len(segment.text) for segment in rows[0])) <= room:
            canvas.segments((width - wide) // 2, y - 1, rows)
            return canvas
        pending = _end(self._pending, room - 1)
        text = _end(self._text, room - 1 - cell_len(pending))
        x = (width - cell_len(text)) // 2 if self._beside else 3
        canvas.write(x, y, Text(text, p.text, bold=True), p.surface)
        canvas.write(x + cell_len(text), y, Text(pending, p.att), p.surface)
        canvas.write(x + cell_len(text + pending), y, Text(CARET, p.att), p.surface)
        return canvas

    def _figures(self, height: int) -> bool:
        """Whether there is room for big figures, and nothing else to show."""
        return self._beside and height >= 5 and set(self._text) <= FIGURES


def _end(text: str, room: int) -> str:
    """As much of the end of a text as there is room for."""
    if cell_len(text) <= room:
        return text
    parts = list(clusters(text))
    while cell_len("".join(parts)) > room - cell_len(CUT):
        parts.pop(0)
    return CUT + "".join(parts)
