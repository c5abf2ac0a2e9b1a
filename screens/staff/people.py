"""People: find somebody by name, number or card, then open the page."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import door, residents
from db.residents import Found
from screens import i18n
from screens.i18n import _, n_, p_
from screens.keyboards.digits import Digits
from screens.keyboards.names import names
from screens.messages import CardShown, Held
from screens.staff.records import turning
from screens.staff.screen import StaffEntryScreen, StaffScreen
from screens.staff.spelling import spell
from screens.staff.words import about
from screens.visit import Visit
from screens.widgets.cells import Canvas, Text
from screens.widgets.key import Key, parted, whole
from screens.widgets.panel import Line, Panel

ROWS = 4  # people on a page of the usual type size
HIGH = 4  # terminal rows of one
AROUND = 6  # rows of header, bar and what was looked for
LONGEST = 14  # digits of a card's number


class PersonKey(Key):
    """One of a list: the name, and what tells people of one name apart, from the left."""

    def draw(self, width: int, height: int) -> Canvas:
        canvas, look = self.base(width, height), self.colours
        said = [(i, parted(line, width - 6)) for i, line in enumerate(filter(None, self._lines))]
        for y, (i, line) in enumerate(whole(said, height - 2), 1):
            tone = look.text if i == 0 else look.soft
            canvas.write(3, y, Text(line, tone, bold=i == 0), look.fill, width - 4)
        return canvas


class PeopleScreen(StaffScreen):
    """A list of whoever was found, at first of nobody. A card held here opens its holder's page."""

    DEFAULT_CSS = """
    PeopleScreen #note { height: 1; padding: 0 0 0 2; }
    PeopleScreen #main { height: 1fr; }
    PeopleScreen #list { width: 1fr; }
    PeopleScreen #list PersonKey { height: 4; }
    PeopleScreen #keys { width: 24; }
    PeopleScreen #keys Horizontal { height: 3; }
    PeopleScreen #keys Horizontal Key { width: 12; }
    PeopleScreen #keys > Key { height: 3; }
    PeopleScreen #page { height: 2; }
    PeopleScreen.-narrow #page { display: none; }
    """
    asks_for_card = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._found: tuple[Found, ...] | None = None  # nobody was looked for yet
        self._query = ""
        self.page = 0

    def title_text(self) -> str:
        return p_("desk", "People")

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="note")
        with Horizontal(id="main"):
            with Vertical(id="list"):
                for n in range(ROWS):
                    yield PersonKey(id=f"person-{n}")
            with Vertical(id="keys"):
                with Horizontal():
                    yield Key(id="name")
                    yield Key(id="number")
                yield Key(id="add")
                with Horizontal():
                    yield Key(id="up")
                    yield Key(id="down")
                yield Panel(bare=True, fill="page", centred=True, id="page")
                yield Key(id="back")

    @property
    def per_page(self) -> int:
        """People on a page of this size."""
        return max(1, min(ROWS, (self.app.size.height - AROUND) // HIGH))

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        found = self._found or ()
        first = self.page * self.per_page
        shown = found[first : first + self.per_page]
        for n in range(ROWS):
            key = self.query_one(f"#person-{n}", PersonKey)
            key.display = n < len(shown)
            if key.display:
                key.show(shown[n].name, about(shown[n]), shown[n].second_name)
        self.query_one("#note", Panel).show(Line(self.note_text(), bold=True, wraps=False))
        turning(self, self.page, -(-len(found) // self.per_page) or 1)
        self.query_one("#add", Key).display = self.may("residents.add")
        for key_id, text in (
            ("name", p_("find by", "Name")),
            ("number", p_("find by", "Number")),
            ("add", "＋  " + _("New person")),
            ("back", "◀  " + _("Back")),
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

    def open(self, resident: int) -> None:
        """The page of somebody."""
        from screens.staff.person import PersonScreen

        self.app.push_screen(PersonScreen(self.visit, resident))

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed.startswith("person-"):
            event.stop()
            found = self._found or ()
            self.open(found[self.page * self.per_page + int(pressed[-1])].resident)
        elif pressed in ("up", "down"):
            event.stop()
            self.page += 1 if pressed == "down" else -1
            self.refill()
        elif pressed in ("name", "number"):
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
