"""One prize as a card: what can be had is a key with a butter price, what cannot is flat and says why."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from db.prizes import PrizeView
from screens import pictures
from screens.i18n import current
from screens.prizes.words import availability, can_have, can_share, icon, price
from screens.three import names
from screens.typography import wrap
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key

_TEXT = 12  # the column where words begin, right of the pictogram


class PrizeCard(Key):
    """Pictogram, name in one script or more, price, and how many are left or why not."""

    DEFAULT_CSS = "PrizeCard { width: 100%; height: 100%; }"

    def __init__(self, number: int) -> None:
        super().__init__(id=f"prize-{number}", name="prize")
        self.number = number
        self.prize: PrizeView | None = None
        self._icon, self._price, self._rest = "gift", "", ""
        self._others: tuple[str, ...] = ()
        self._payable = False

    def tell(self, prize: PrizeView | None, family: int, visit: Visit, today: date) -> None:
        """Show another prize, or nothing; `family`: people who could pay together."""
        self.prize = prize
        self.visible = prize is not None
        if prize is None:
            self.forget()
            self._price, self._rest, self._others = "", "", ()
            self.show("")
            return
        first, *others = names(prize.title, visit.first_lang)
        self._icon = icon(prize.category, prize.picture)
        self._price, self._others = price(prize.cost), tuple(others)
        self._rest = availability(prize, visit.lang, today)
        self._payable = can_have(prize)
        self.variant = "normal" if self._payable or can_share(prize, family) else "off"
        self.show(first, self._price, self._rest)
        self.redraw()

    def draw(self, width: int, height: int) -> Canvas:
        canvas, look, p = self.base(width, height), self.colours, self.palette
        off = self.variant == "off"
        drawn = pictures.icon(self._icon, look.icon, look.fill)
        canvas.segments(3, (height - len(drawn)) // 2, drawn)
        room = width - _TEXT - 2
        title = wrap(self.lines[0], room, current())
        rest = wrap(self._rest, room, current())
        free = height - 2 - len(title) - len(rest) - 1
        others = [text for text in self._others if cell_len(text) <= room][: max(0, free)]
        air = 1 if free > len(others) else 0
        y = max(1, (height - len(title) - len(rest) - len(others) - air - 1) // 2)
        for text in title:
            canvas.write(_TEXT, y, Text(text, look.text, bold=True), look.fill, room)
            y += 1
        for text in others:
            canvas.write(_TEXT, y, Text(text, look.soft), look.fill, room)
            y += 1
        y += air
        # The price is on butter where it can be paid alone.
        if not self._payable:
            canvas.write(_TEXT, y, Text(self._price, look.text), look.fill, room)
        else:
            canvas.write(_TEXT, y, Text(f" {self._price} ", p.onkey, bold=True), p.key, room)
        for line in rest:
            y += 1
            canvas.write(_TEXT, y, Text(line, look.text, bold=off), look.fill, room)
        return canvas
