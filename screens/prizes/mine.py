"""My prizes: what waits at the desk, and what has become of the others."""

from __future__ import annotations

from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import prizes
from db.prizes import RedemptionView
from screens.activities.row import Facts
from screens.base import KioskScreen
from screens.i18n import _, p_
from screens.prizes.words import icon, price, state
from screens.three import names
from screens.typography import relative_day
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

ROWS = 4
HIGH = 5  # rows of one redemption
AROUND, AROUND_NARROW = 6, 8  # rows of header, air and bar; in large type the keys stand below


class RedemptionRow(Horizontal):
    """One redemption: pictogram, name, state; while it waits a key to its number."""

    DEFAULT_CSS = """
    RedemptionRow { width: 100%; height: 5; }
    RedemptionRow Facts { width: 1fr; height: 100%; }
    RedemptionRow Key { width: 24; height: 100%; }
    """

    def __init__(self, number: int) -> None:
        super().__init__(id=f"row-{number}")
        self.number = number
        self.shown: RedemptionView | None = None

    def compose(self) -> ComposeResult:
        yield Facts(id=f"facts-{self.number}")
        yield Key(id=f"code-{self.number}", name="code")

    def tell(self, row: RedemptionView | None, visit: Visit, today: date) -> None:
        """Show a redemption, or nothing."""
        self.shown = row
        self.visible = row is not None
        if row is None:
            return
        self.query_one(Facts).tell(
            icon(row.category, row.picture),
            relative_day(row.at.date(), today, visit.lang),
            names(row.title, visit.first_lang),
            (state(row, visit.lang, today),),
            price(row.share),
        )
        key = self.query_one(Key)
        key.variant = "normal" if row.code else "off"
        key.show(_("Show the number") if row.code else _("Over"))


class MineScreen(KioskScreen):
    """What waits first, then what is over, the newest first."""

    DEFAULT_CSS = """
    MineScreen #main { height: 1fr; margin: 1 0 0 0; }
    MineScreen #keys { dock: left; width: 18; }
    MineScreen #page { height: 2; padding: 1 0 0 0; }
    MineScreen.-wide #back { dock: bottom; }
    MineScreen.-narrow #main { margin: 0; }
    MineScreen.-narrow #keys { dock: bottom; width: 100%; height: 3; layout: horizontal; }
    MineScreen.-narrow #keys Key { width: 1fr; }
    MineScreen.-narrow #page { width: 12; height: 3; }
    MineScreen #empty { height: 1fr; }
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._rows: tuple[RedemptionView, ...] | None = None
        self._first = 0

    def title_text(self) -> str:
        return _("My prizes")

    def body(self) -> ComposeResult:
        with Vertical(id="main"):
            with Vertical(id="keys"):
                yield Key(id="back")
                yield Key(id="up")
                yield Panel(bare=True, fill="page", centred=True, id="page")
                yield Key(id="down")
            for number in range(ROWS):
                yield RedemptionRow(number)
            yield Panel(fill="panel", icon="gift", ink="icon", centred=True, id="empty")

    def on_mount(self) -> None:
        self.load()

    def on_screen_resume(self) -> None:
        if self._rows is not None:
            self.load()

    @property
    def per_page(self) -> int:
        """Redemptions on a page of this size."""
        around = AROUND_NARROW if self.narrow else AROUND
        return max(1, min(ROWS, (self.app.size.height - around) // HIGH))

    @work
    async def load(self) -> None:
        """Read the list again."""
        visit = self.visit
        found = await self.asked(prizes.mine, visit.resident)
        if found is not None and self.visit is visit:
            self._rows = found
            self.refill()

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self.set_class(not self.narrow, "-wide")
        found, size = self._rows or (), self.per_page
        last = max(0, (len(found) - 1) // size * size)
        self._first = min(self._first // size * size, last)
        page, pages = self._first // size + 1, max(1, -(-len(found) // size))
        for key, text in (("back", "◀  " + _("Back")), ("up", "▲"), ("down", "▼")):
            self.query_one(f"#{key}", Key).label = text
        self.query_one("#up", Key).variant = "normal" if page > 1 else "off"
        self.query_one("#down", Key).variant = "normal" if page < pages else "off"
        number = self.query_one("#page", Panel)
        number.show(Line(f"{page} / {pages}", wraps=False))
        number.aloud = (p_("voice", "Page {n} of {count}.", n=page, count=pages),)
        self.query_one("#up", Key).aloud = (p_("voice", "One page back"),)
        self.query_one("#down", Key).aloud = (p_("voice", "The next page"),)
        lang, today = self.visit.lang, self.kiosk.front.now.date()
        for row in self.query(RedemptionRow):
            index = self._first + row.number
            row.display = row.number < size and bool(found)
            row.tell(
                found[index] if row.number < size and index < len(found) else None,
                self.visit,
                today,
            )
        empty = self.query_one("#empty", Panel)
        empty.display = self._rows is not None and not found
        empty.show(Line(_("You have no prize yet."), bold=True), lang=lang)

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
        elif event.key.name == "code":
            event.stop()
            row = self.query_one(f"#row-{pressed.removeprefix('code-')}", RedemptionRow)
            if row.shown is not None and row.shown.code:
                from screens.prizes.pick_up import PickUpScreen

                self.app.push_screen(PickUpScreen.again(self.visit, row.shown))
