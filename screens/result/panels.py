"""The three panels of a result: the verdict, where to go now, what was gained."""

from __future__ import annotations

from rich.cells import cell_len

from screens import pictures
from screens.activities.sheet import Sheet, width_of
from screens.i18n import current
from screens.typography import wrap
from screens.widgets.cells import Canvas, Text, clean


class Verdict(Sheet):
    """The outcome as a big picture with one word in three scripts."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._picture = ""
        self._lines: tuple[str, ...] = ()

    def tell(self, picture: str, fill: str, lines: tuple[str, ...]) -> None:
        """Show another outcome: a picture, the name of its colour, its words."""
        self._picture, self.fill_token, self._lines = picture, fill, lines
        self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._lines

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        if not self._picture:
            return canvas
        ink = p.onok if self.fill_token == "okfill" else p.text
        drawn = pictures.picture(self._picture, self.fill, p, ink)
        room = height - 2 - len(drawn)  # one row stays free at the foot
        lines = self._lines[: max(1, room)]
        gap = 1 if room > len(lines) else 0
        y = 1 + (room + 1 - gap - len(lines)) // 2
        canvas.segments((width - width_of(drawn)) // 2, y, drawn)
        y += len(drawn) + gap
        for i, line in enumerate(lines):
            self.centred(canvas, y + i, Text(line, ink, bold=i == 0))
        return canvas


class Next(Sheet):
    """Where to go now: the room as a figure, the way in words, the picture that is on its door."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._title: tuple[str, ...] = ()
        self._room = ""
        self._way: tuple[str, ...] = ()
        self._icon = ""

    def tell(self, title: tuple[str, ...], room: str, way: tuple[str, ...], icon: str = "") -> None:
        """Show another way."""
        self._title, self._room, self._way, self._icon = title, room, way, icon
        self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        low = height < 7  # then the figure stands beside the title instead of below it
        x = 3
        if self._room:
            x = self.figure(canvas, x if low else x + 1, 1 if low else 3, self._room, p.text) + 3
        y, heading = self._heading(canvas, x if low else 3)
        if not low:
            y = max(y, 3 if y + self._rows(width - x - 2) + 1 <= height else 2)
        top, after = 1 if low else 3, heading if low or y > 3 else 0
        for i, text in enumerate(self._way):
            parts = wrap(clean(text), width - x - 2, current())
            if i and y + len(parts) > height - 1:  # the last row is the frame's
                break
            tone = p.text if i == 0 else p.muted
            after = max(after, *(x + cell_len(part) for part in parts))
            y = self.wrapped(canvas, x, y, Text(text, tone, bold=i == 0), width - x - 2, height - y)
        if self._icon and after + 2 <= width - 10:  # words go before pictures
            canvas.segments(width - 10, top, pictures.icon(self._icon, p.icon, self.fill))
        return canvas

    def _rows(self, room: int) -> int:
        """How many rows the whole way takes."""
        return sum(len(wrap(clean(text), room, current())) for text in self._way)

    def _heading(self, canvas: Canvas, x: int) -> tuple[int, int]:
        """The title in as many scripts as there is room for; returns the row and the column after it."""
        p, room = self.palette, canvas.width - x - 2
        first, *others = self._title or ("",)
        y = self.wrapped(canvas, x, 1, Text(first, p.info, bold=True), room, 2)
        end = x + cell_len(first)
        x = end + 3
        for text in others if y == 2 else ():
            if x + cell_len(text) > canvas.width - 2:
                break
            canvas.write(x, 1, Text(text, p.muted), self.fill)
            end = x + cell_len(text)
            x = end + 3
        return y, end


class Gained(Sheet):
    """The points as a figure, what they are called, and the balances in a sentence."""

    fill_token = "surface"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._amount = ""
        self._unit: tuple[str, ...] = ()
        self._sentence = ""

    def tell(self, amount: str, unit: tuple[str, ...], sentence: str) -> None:
        """Show another amount; an empty one leaves the sentence alone."""
        self._amount, self._unit, self._sentence = amount, unit, sentence
        self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._amount, *self._unit, self._sentence

    def draw(self, width: int, height: int) -> Canvas:
        canvas, p = self.blank(width, height), self.palette
        x, y = 3, 1
        if height >= 6 and width >= 50:
            drawn = pictures.picture("pomegranate", self.fill, p)
            canvas.segments(x, (height - len(drawn) + 1) // 2, drawn)
            x += width_of(drawn) + 4
        room = width - x - 2
        if self._amount:
            after = self.figure(canvas, x, y, self._amount, p.att) + 3
            below = height - y - 4
            shown = self._unit if below > 0 else self._unit[:1]
            for i, text in enumerate(shown[:3]):
                line = Text(text, p.att if i == 0 else p.muted, bold=i == 0)
                canvas.write(after, y + i, line, self.fill, width - after - 1)
            if below > 0:
                y += 4 if below > 1 else 3
            else:
                x, y, room = after, y + 1, width - after - 2
        else:
            y = max(1, (height - len(wrap(self._sentence, room, current()))) // 2)
        line = Text(self._sentence, p.text)
        self.wrapped(canvas, x, y, line, room, max(1, height - y))
        return canvas
