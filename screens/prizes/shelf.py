"""The shelf: four prizes a page, two in large type; the cheapest first."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from db import prizes
from db.prizes import Shelf
from screens.base import KioskScreen
from screens.i18n import _, n_, p_
from screens.prizes.card import PrizeCard
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

PAGE, PAGE_NARROW = 4, 2


class ShelfScreen(KioskScreen):
    """What can be had for points; a tap on a card tells more."""

    DEFAULT_CSS = """
    ShelfScreen #sheet { height: 1fr; }
    ShelfScreen #have { width: 24; }
    ShelfScreen #cards { grid-size: 2 2; width: 1fr; }
    ShelfScreen.-narrow #cards { grid-size: 2 1; }
    ShelfScreen #empty { width: 1fr; }
    ShelfScreen #keys { height: 3; }
    ShelfScreen #keys Key { width: 1fr; }
    ShelfScreen #keys #back { width: 24; }
    ShelfScreen.-narrow #keys #back { width: 16; }
    ShelfScreen #page { width: 9; height: 3; padding: 1 0 0 0; }
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._shelf: Shelf | None = None
        self._first = 0

    def title_text(self) -> str:
        return _("Prizes")

    def right_text(self) -> str:
        if self._shelf is None:
            return self.visit.masked
        return n_("{n} point", "{n} points", self._shelf.spendable)

    def body(self) -> ComposeResult:
        with Horizontal(id="sheet"):
            yield Panel(fill="panel", centred=True, picture="pomegranate", id="have")
            with Grid(id="cards"):
                for number in range(PAGE):
                    yield PrizeCard(number)
            yield Panel(fill="panel", icon="gift", ink="icon", centred=True, id="empty")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="up")
            yield Panel(bare=True, fill="page", centred=True, id="page")
            yield Key(id="down")
            yield Key(id="mine")

    def on_mount(self) -> None:
        self.load()

    def on_screen_resume(self) -> None:
        if self._shelf is not None:
            self.load()

    @property
    def per_page(self) -> int:
        """Prizes on a page of this size."""
        return PAGE_NARROW if self.narrow else PAGE

    @work
    async def load(self) -> None:
        """Read the shelf again."""
        visit = self.visit
        found = await self.asked(prizes.shelf, visit.resident)
        if found is not None and self.visit is visit:
            self._shelf = found
            self.refill()

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        shelf = self._shelf
        found = () if shelf is None else shelf.prizes
        family = 0 if shelf is None else shelf.family
        size = self.per_page
        last = max(0, (len(found) - 1) // size * size)
        self._first = min(self._first // size * size, last)
        page, pages = self._first // size + 1, max(1, -(-len(found) // size))
        for key, text in (
            ("back", "◀  " + _("Back")),
            ("up", "▲"),
            ("down", "▼"),
            ("mine", _("My prizes")),
        ):
            self.query_one(f"#{key}", Key).label = text
        self.query_one("#up", Key).variant = "normal" if page > 1 else "off"
        self.query_one("#down", Key).variant = "normal" if page < pages else "off"
        number = self.query_one("#page", Panel)
        number.show(Line(f"{page} / {pages}", wraps=False))
        number.aloud = (p_("voice", "Page {n} of {count}.", n=page, count=pages),)
        self.query_one("#up", Key).aloud = (p_("voice", "One page back"),)
        self.query_one("#down", Key).aloud = (p_("voice", "The next page"),)
        today = self.kiosk.front.now.date()
        for card in self.query(PrizeCard):
            index = self._first + card.number
            shown = card.number < size and index < len(found)
            card.display = card.number < size
            card.tell(found[index] if shown else None, family, self.visit, today)
        self.query_one("#cards").display = bool(found)
        empty = self.query_one("#empty", Panel)
        empty.display = shelf is not None and not found
        empty.show(Line(_("The shelf is empty now."), bold=True), lang=self.visit.lang)
        self._have(shelf)

    def _have(self, shelf: Shelf | None) -> None:
        """What can be spent; in large type the header says it."""
        have = self.query_one("#have", Panel)
        have.display = not self.narrow
        if shelf is None:
            have.show()
            return
        waits = (
            (Line(_("{n} at the desk for you", n=shelf.waiting), "muted"),) if shelf.waiting else ()
        )
        have.show(
            Line(str(shelf.spendable), "att", figure=True),
            Line(""),
            Line(_("points to spend"), bold=True),
            *waits,
            lang=self.visit.lang,
        )

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "back":
            event.stop()
            self.back()
        elif pressed in ("up", "down"):
            event.stop()
            step = self.per_page if pressed == "down" else -self.per_page
            self._first = max(0, self._first + step)
            self.refill()
        elif pressed == "mine":
            event.stop()
            from screens.prizes.mine import MineScreen

            self.app.push_screen(MineScreen(self.visit))
        elif isinstance(event.key, PrizeCard) and event.key.prize is not None:
            event.stop()
            from screens.prizes.detail import DetailScreen

            assert self._shelf is not None
            have, family = self._shelf.spendable, self._shelf.family
            self.app.push_screen(DetailScreen(self.visit, event.key.prize, have, family))
