"""The header: flower, hall's name, title, what stands at the right, and the ribbon below."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from screens import pictures
from screens.theme import Palette
from screens.typography import wrap
from screens.widgets.box import Box
from screens.widgets.cells import Canvas, Text, clean

GAP = 4  # cells between the hall's name and the title: less is read as one
# Ornament only: blue, white, red, green, yellow, as on the passes.
FLAGS = ("#2F7FD6", "#F7F3EA", "#C8324F", "#2E9E62", "#F2B91C")


class Header(Box):
    """Two rows: brand, centred title, right side; the ribbon. `festive` hangs flags on a third."""

    DEFAULT_CSS = "Header { width: 100%; height: 2; } Header.-festive { height: 3; }"

    def __init__(self, *, festive: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, classes="-festive" if festive else None)
        self._festive = festive
        self._brand: tuple[str, ...] = ("",)
        self._title, self._right, self._badge, self._trouble, self._note = "", "", "", "", ""
        self._listening, self._draft, self._duty = "", "", ""

    def show(
        self,
        brand: tuple[str, ...],
        title: str = "",
        right: str = "",
        badge: str = "",
        trouble: str = "",
    ) -> None:
        """Say what stands there. `brand` is the hall's name, in one or more languages."""
        wanted = (tuple(map(clean, brand)), clean(title), right, badge, trouble)
        if wanted != (self._brand, self._title, self._right, self._badge, self._trouble):
            self._brand, self._title, self._right, self._badge, self._trouble = wanted
            self.redraw()

    def texts(self) -> tuple[str, ...]:
        return self._title or self._brand[0], self._trouble, self._note

    def on_duty(self, who: str) -> None:
        """Staff mode: a bar of its own colour, which says who is here; "" for everybody else."""
        if who != self._duty:
            self._duty = who
            self.redraw()

    def mark(self, listening: str, draft: str) -> None:
        """At the left of the ribbon that somebody listens, at its right that this is a draft."""
        if (listening, draft) != (self._listening, self._draft):
            self._listening, self._draft = listening, draft
            self.redraw()

    def note(self, text: str) -> None:
        """Words in the place of the ribbon; without words it is there again."""
        if text != self._note:
            self._note = text
            self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        return self._staff(width, height) if self._duty else self._public(width, height)

    def _staff(self, width: int, height: int) -> Canvas:
        """Both rows in the colour of staff mode: what is done here, where it locks, who did it."""
        p = self.palette
        canvas, x = Canvas(width, height, p.duty), 3
        right = width - 2 - cell_len(self._right)
        canvas.write(right, 0, Text(self._right, p.onduty, bold=True), p.duty)
        if self._trouble:
            right -= cell_len(self._trouble) + 4
            _label(canvas, right, self._trouble, p)
        if self._badge:
            x = _label(canvas, x, self._badge, p) + 2
        said, more = self._titled(right - GAP - x)
        canvas.write(x, 0, Text(said, p.onduty, bold=True), p.duty)
        below = Text(more or self._duty, p.onduty, bold=bool(more))
        canvas.write(x, 1, below, p.duty)
        at = width - 2 - cell_len(self._draft)
        if self._draft and at > x + cell_len(below.text) + GAP:
            canvas.write(at, 1, Text(self._draft, p.onduty), p.duty)
        return canvas

    def _public(self, width: int, height: int) -> Canvas:
        p = self.palette
        canvas = Canvas(width, height, p.page)
        x = 8
        right = width - 2 - cell_len(self._right)
        canvas.write(right, 0, Text(self._right, p.text, bold=True), p.page)
        if self._trouble:  # on a ground of its own, or it would be read as a part of the title
            right -= cell_len(self._trouble) + 4
            _label(canvas, right, self._trouble, p)
        if self._badge:  # a demo says so on every screen: before the hall's name
            x = _label(canvas, x, self._badge, p) + 2
        said, more = self._titled(right - GAP - x)
        if self._trouble and more:  # beside a sign of trouble half a greeting is worse than none
            said, more = "", ""
        # In the middle; beside a sign of trouble as near to it as there is room.
        middle = (width - cell_len(said)) // 2
        title = max(x, min(middle, right - GAP - cell_len(said)))
        end = title - GAP if said else right - GAP
        for i, name in enumerate(self._brand):
            if x + cell_len(name) > end:
                break
            canvas.write(x, 0, Text(name, p.text if i == 0 else p.muted, bold=i == 0), p.page)
            x += cell_len(name) + 3
        if said:
            canvas.write(title, 0, Text(said, p.text, bold=True), p.page, right - title - 2)
        if self._festive and height > 2:
            _bunting(canvas, p, width)
        elif more:
            canvas.write(8, 1, Text(more, p.text, bold=True), p.page)
        elif self._note:
            canvas.write(8, 1, Text(self._note, p.att), p.page)
        else:
            _ribbon(canvas, p, width)
        self._marks(canvas, p, more)
        canvas.segments(1, 0, pictures.picture("flower", p.page, p))
        return canvas

    def _marks(self, canvas: Canvas, p: Palette, more: str) -> None:
        """What stands on the ribbon; words that somebody is owed go before them."""
        x = 8
        if more or self._note:
            x += cell_len(more or self._note)
        elif self._listening:
            said = Text(f" ♪ {self._listening} ", p.att, bold=True)
            canvas.write(x - 1, 1, said, p.page)
            x += cell_len(self._listening) + 3
        at = canvas.width - 2 - cell_len(self._draft)
        if self._draft and at > x:
            canvas.write(at - 1, 1, Text(f" {self._draft}  ", p.muted), p.page)

    def _titled(self, room: int) -> tuple[str, str]:
        """The title, and what of it stands in the place of the ribbon because it is too long.

        Words from the hall that stand there already go before a title: then it is left out.
        """
        if cell_len(self._title) <= room:
            return self._title, ""
        if self._note:
            return "", ""
        first, *_rest = wrap(self._title, max(room, 1))
        return first, self._title[len(first) :].strip()


def _label(canvas: Canvas, x: int, text: str, p: Palette) -> int:
    """A few words on butter; returns the column after them."""
    text = f" {text} "
    canvas.write(x, 0, Text(text, p.onkey, bold=True), p.key)
    return x + cell_len(text)


def _ribbon(canvas: Canvas, p: Palette, width: int) -> None:
    """In the middle of its row: there is air above it and below."""
    line = pictures.thin_line()
    for x in range(7, width):
        canvas.put(x, 1, line, Style(color=_flag((x - 7) // 3, p), bgcolor=p.page))


def _bunting(canvas: Canvas, p: Palette, width: int) -> None:
    """Flags of two cells on a string that hangs in bows."""
    for flag, x in enumerate(range(8, width - 2, 3)):
        low = (flag % 8) in (2, 3, 4, 5)
        colour = _flag(flag, p)
        for dx in (0, 1):
            canvas.put(
                x + dx, 2 if low else 1, "▀" if low else "▄", Style(color=colour, bgcolor=p.page)
            )
        canvas.put(x + 2, 1, "▁" if low else "▂", Style(color=p.line, bgcolor=p.page))


def _flag(number: int, p: Palette) -> str:
    colour = FLAGS[number % len(FLAGS)]
    return p.white if colour == "#F7F3EA" else colour
