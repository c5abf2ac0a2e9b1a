"""The shelf at the desk: hand over what waits, receive, count, take off what is broken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import door, prizes
from db.prizes import AtDesk, Stock
from screens.i18n import _, p_
from screens.keyboards.digits import Digits
from screens.messages import CardShown, Held
from screens.staff.confirm import ConfirmScreen
from screens.staff.people import PersonKey
from screens.staff.records import turning
from screens.staff.screen import StaffEntryScreen, StaffScreen
from screens.typography import month_day
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

ROWS = 4  # prizes on a page of the usual type size
HIGH = 4  # terminal rows of one
AROUND = 6  # rows of header, bar and the note
LONGEST = 4  # digits of a number of things


class ShelfDeskScreen(StaffScreen):
    """Every prize with what is there. A pick-up number and then a card hand over."""

    DEFAULT_CSS = """
    ShelfDeskScreen #note { height: 1; padding: 0 0 0 2; }
    ShelfDeskScreen #main { height: 1fr; }
    ShelfDeskScreen #list { width: 1fr; }
    ShelfDeskScreen #list PersonKey { height: 4; }
    ShelfDeskScreen #keys { width: 24; }
    ShelfDeskScreen #keys Horizontal { height: 3; }
    ShelfDeskScreen #keys Horizontal Key { width: 12; }
    ShelfDeskScreen #keys > Key { height: 3; }
    ShelfDeskScreen #page { height: 2; }
    ShelfDeskScreen.-narrow #page { display: none; }
    """
    asks_for_card = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._stock: tuple[Stock, ...] = ()
        self._number: Held | None = None  # a pick-up number that waits for its card
        self._done = ""
        self.page = 0

    def title_text(self) -> str:
        return p_("desk", "Prizes")

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="note")
        with Horizontal(id="main"):
            with Vertical(id="list"):
                for n in range(ROWS):
                    yield PersonKey(id=f"prize-{n}")
            with Vertical(id="keys"):
                with Horizontal():
                    yield Key(id="up")
                    yield Key(id="down")
                yield Panel(bare=True, fill="page", centred=True, id="page")
                yield Key(id="back")

    def on_mount(self) -> None:
        self.load()

    @work
    async def load(self, done: str = "") -> None:
        """Read the shelf again."""
        found = await self.asked(prizes.stock)
        if found is not None:
            self._stock, self._done = tuple(row for row in found if row.state != "retired"), done
            self.refill()

    @property
    def per_page(self) -> int:
        """Prizes on a page of this size."""
        return max(1, min(ROWS, (self.app.size.height - AROUND) // HIGH))

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        shown = self._stock[self.page * self.per_page :][: self.per_page]
        for n in range(ROWS):
            key = self.query_one(f"#prize-{n}", PersonKey)
            key.display = n < len(shown)
            if key.display:
                key.show(self.visit.say(shown[n].title), there(shown[n]))
        note = Line(self.note_text(), "ok" if self._done else "text", bold=True, wraps=False)
        self.query_one("#note", Panel).show(note)
        turning(self, self.page, -(-len(self._stock) // self.per_page) or 1)
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def note_text(self) -> str:
        """What was done, or what is to be held to the reader now."""
        if self._number is not None:
            return _("Now the card of whoever paid.")
        return self._done or _("Pick-up number first, then the card.")

    # Handing over -----------------------------------------------------------------------------

    def on_card_shown(self, event: CardShown) -> None:
        event.stop()
        self.held(Held(event.code))

    @work
    async def held(self, held: Held) -> None:
        """The number, then the card; one of the staff is neither."""
        code, visit = held.take(), self.visit
        if await visit.ask(door.is_staff, code):
            self.kiosk.arrive(Held(code))
            return
        if self._number is None:
            if await self.asked(prizes.waits, code) and self.in_front(visit):
                self._number = Held(code)
                self.refill()
            return
        number, self._number = self._number.take(), None
        found = await self.asked(prizes.at_desk, number, code)
        if self.in_front(visit):
            self.refill()
            if found is not None:
                self._ask(found, Held(number), Held(code))

    def _ask(self, found: AtDesk, number: Held, card: Held) -> None:
        """A look at the person comes before it is theirs."""

        def answered(yes: str | None) -> None:
            if yes:
                self.hand_over(number, card)

        said = partial(_who, self.visit, found)
        self.app.push_screen(ConfirmScreen(self.visit, lambda: _("Hand over"), said), answered)

    @work
    async def hand_over(self, number: Held, card: Held) -> None:
        """It is theirs now."""
        ended = await self.asked(prizes.hand_over, number.take(), card.take())
        if ended is not None:
            self.sound("success")
            self.load("✓  " + _("Handed over: {prize}", prize=self.visit.say(ended.title)))

    # The shelf --------------------------------------------------------------------------------

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed.startswith("prize-"):
            event.stop()
            self._moving(self._stock[self.page * self.per_page + int(pressed[-1])])
        elif pressed in ("up", "down"):
            event.stop()
            self.page += 1 if pressed == "down" else -1
            self.refill()

    def _moving(self, row: Stock) -> None:
        """What happened to it, then how many."""

        def said() -> tuple[Line, ...]:
            lines = (Line(self.visit.say(row.title), "att", bold=True), Line(""), Line(there(row)))
            return (*lines, Line(row.place, "muted")) if row.place else lines

        def chosen(what: str | None) -> None:
            if what is not None:
                words = {key: text for key, _variant, text in MOVES}[what]
                board = StaffEntryScreen(self.visit, Digits(longest=LONGEST), words, said_of(row))
                self.app.push_screen(board, lambda typed: self._typed(row, what, typed))

        def said_of(of: Stock) -> Callable[[], str]:
            return lambda: self.visit.say(of.title)

        self.app.push_screen(ConfirmScreen(self.visit, self.title_text, said, *MOVES), chosen)

    def _typed(self, row: Stock, what: str, typed: str | None) -> None:
        if typed:
            self.move(row.id, what, int(typed))

    @work
    async def move(self, prize: int, what: str, number: int) -> None:
        """Write the movement. Its reason is the key that was tapped, in the hall's own language."""
        if what == "receive":
            came = await self.asked(prizes.receive, prize, number)
        elif what == "count":
            came = await self.asked(prizes.count, prize, number, "count")
        else:
            came = await self.asked(prizes.damage, prize, number, what)
        if came is not None:
            self.sound("success")
            self.load("✓  " + _("Written down."))


MOVES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("receive", "normal", lambda: "＋  " + p_("stock", "Received")),
    ("count", "normal", lambda: "＝  " + p_("stock", "Counted")),
    ("broken", "normal", lambda: "−  " + p_("stock", "Broken")),
)


def there(row: Stock) -> str:
    """How many are on hand, how many of them are promised, and whether that is few."""
    said = _("{n} on hand", n=row.on_hand)
    if row.reserved:
        said += " · " + _("{n} promised", n=row.reserved)
    return said + (" · " + _("few left") if row.low else "")


def _who(visit: Visit, found: AtDesk) -> tuple[Line, ...]:
    born = str(found.birth_year) if found.birth_year else ""
    return (
        Line(visit.say(found.title), "att", bold=True),
        *((Line(found.place),) if found.place else ()),
        Line(""),
        Line(found.name, bold=True),
        Line(" · ".join(filter(None, (born, found.household)))),
        Line(""),
        Line(_("Until: {day}", day=month_day(found.until, visit.lang)), "muted"),
    )
