"""The shelf at the desk: hand over what waits, receive, count, take off what is broken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import work

from db import door, prizes
from db.prizes import AtDesk, Stock
from screens import i18n
from screens.i18n import _, p_
from screens.keyboards.digits import Digits
from screens.messages import CardShown, Held
from screens.staff.confirm import ConfirmScreen
from screens.staff.listing import ListScreen
from screens.staff.screen import StaffEntryScreen
from screens.typography import month_day
from screens.visit import Visit
from screens.widgets.panel import Line

LONGEST = 4  # digits of a number of things


class ShelfDeskScreen(ListScreen):
    """Every prize with what is there. A pick-up number and then a card hand over."""

    listed = "prize"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._stock: tuple[Stock, ...] = ()
        self._number: Held | None = None  # a pick-up number that waits for its card
        self._done = ""

    def title_text(self) -> str:
        return p_("desk", "Prizes")

    def on_mount(self) -> None:
        self.load()

    @work
    async def load(self, done: str = "") -> None:
        """Read the shelf again."""
        found = await self.asked(prizes.stock)
        if found is not None:
            self._stock, self._done = tuple(row for row in found if row.state != "retired"), done
            self.refill()

    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple((self.visit.say(row.title), there(row)) for row in self._stock)

    def note(self) -> Line:
        done = self._done and self._number is None
        return Line(self.note_text(), "ok" if done else "text", bold=True, wraps=False)

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

    def opened(self, index: int) -> None:
        self._moving(self._stock[index])

    def _moving(self, row: Stock) -> None:
        """What happened to it, then how many."""

        def said() -> tuple[Line, ...]:
            lines = (Line(self.visit.say(row.title), "att", bold=True), Line(""), Line(there(row)))
            return (*lines, Line(row.place, "muted")) if row.place else lines

        def chosen(what: str | None) -> None:
            if what is not None:
                words, name = MOVES[what][1], partial(self.visit.say, row.title)
                board = StaffEntryScreen(self.visit, Digits(longest=LONGEST), words, name)
                self.app.push_screen(board, lambda typed: self._typed(row, what, typed))

        ways = ((key, "normal", partial(_marked, *move)) for key, move in MOVES.items())
        self.app.push_screen(ConfirmScreen(self.visit, self.title_text, said, *ways), chosen)

    def _typed(self, row: Stock, what: str, typed: str | None) -> None:
        if typed:
            self.move(row.id, what, int(typed))

    @work
    async def move(self, prize: int, what: str, number: int) -> None:
        """Write the movement. Its reason is the key that was tapped, in the hall's own language."""
        with i18n.speaking(self.visit.first_lang):
            reason = MOVES[what][1]()
        if await self.asked(MOVEMENTS[what], prize, number, reason) is not None:
            self.sound("success")
            self.load("✓  " + _("Written down."))


MOVEMENTS: dict[str, Callable[..., int]] = {
    "receive": prizes.receive,
    "count": prizes.count,
    "broken": prizes.damage,
}
# The key, its mark, and its words.
MOVES: dict[str, tuple[str, Callable[[], str]]] = {
    "receive": ("＋", lambda: p_("stock", "Received")),
    "count": ("＝", lambda: p_("stock", "Counted")),
    "broken": ("−", lambda: p_("stock", "Broken")),
}


def _marked(mark: str, words: Callable[[], str]) -> str:
    return f"{mark}  {words()}"


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
