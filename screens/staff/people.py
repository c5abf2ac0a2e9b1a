"""People: find somebody by name, number or card, then open the page."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from db import door, residents
from db.residents import Found
from screens import i18n
from screens.i18n import _, n_, p_
from screens.keyboards.digits import Digits
from screens.keyboards.names import names
from screens.messages import CardShown, Held
from screens.staff.listing import ListScreen
from screens.staff.screen import StaffEntryScreen
from screens.staff.spelling import spell
from screens.staff.words import about
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line

LONGEST = 14  # digits of a card's number


class PeopleScreen(ListScreen):
    """A list of whoever was found, at first of nobody. A card held here opens its holder's page."""

    listed = "person"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._found: tuple[Found, ...] | None = None  # nobody was looked for yet
        self._query = ""

    def title_text(self) -> str:
        return p_("desk", "People")

    def beside(self) -> ComposeResult:
        with Horizontal():
            yield Key(id="name")
            yield Key(id="number")
        yield Key(id="add")

    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple((one.name, about(one), one.second_name) for one in self._found or ())

    def note(self) -> Line:
        return Line(self.note_text(), bold=True, wraps=False)

    def fill(self) -> None:
        super().fill()
        self.query_one("#add", Key).display = self.may("residents.add")
        for key_id, text in (
            ("name", p_("find by", "Name")),
            ("number", p_("find by", "Number")),
            ("add", "＋  " + _("New person")),
        ):
            self.query_one(f"#{key_id}", Key).label = text

    def note_text(self) -> str:
        """What was found, or how to begin. What was typed stands there if there is room for it."""
        if self._found is None:
            return _("Type a name or hold a card here.")
        said = n_("{n} found", "{n} found", len(self._found))
        longer = f"{said}: {self._query}"
        return longer if cell_len(longer) < self.app.size.width - 4 else said

    # What happens -----------------------------------------------------------------------------

    def on_card_shown(self, event: CardShown) -> None:
        event.stop()
        self.card(Held(event.code))

    @work
    async def card(self, held: Held) -> None:
        """Whose card this is; one of the staff is no question."""
        code = held.take()
        if await self.visit.ask(door.is_staff, code):
            self.kiosk.arrive(Held(code))
            return
        await self._look(code, "")

    @work
    async def look(self, query: str) -> None:
        """Find by what was typed."""
        await self._look(query, query)

    async def _look(self, query: str, shown: str) -> None:
        found = await self.asked(residents.find, query, spell=spell)
        if found is None or not self.in_front(self.visit):
            return
        self._found, self._query, self.page = found, shown, 0
        self.refill()
        if not found:
            self.sound("refusal")
        elif len(found) == 1 and not shown:
            self.open(found[0].resident)

    def opened(self, index: int) -> None:
        if self._found:
            self.open(self._found[index].resident)

    def open(self, resident: int) -> None:
        """The page of somebody."""
        from screens.staff.person import PersonScreen

        self.app.push_screen(PersonScreen(self.visit, resident))

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed in ("name", "number"):
            event.stop()
            self.app.push_screen(_asking(self.visit, pressed), self._typed)
        elif pressed == "add":
            event.stop()
            from screens.staff.adding import AddScreen

            self.app.push_screen(AddScreen(self.visit))

    def _typed(self, query: str | None) -> None:
        if query:
            self.look(query)


def _asking(visit: Visit, what: str) -> StaffEntryScreen:
    if what == "name":
        title = partial(_find_title, "name")
        board = names(i18n.current())
        return StaffEntryScreen(visit, board, title, _name_hint, letters=True)
    title = partial(_find_title, "number")
    return StaffEntryScreen(visit, Digits(longest=LONGEST), title, _number_hint)


def _find_title(what: str) -> str:
    return _("Find by name") if what == "name" else _("Find by number")


def _name_hint() -> str:
    return _("Name or initials")


def _number_hint() -> str:
    return _("Card or telephone")
