"""A person's page: all that the desk knows, and what this role may do about it."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import dossier
from db.dossier import Dossier
from db.residents import CardState, Page, ResidentState
from screens.i18n import _, n_, p_
from screens.staff.cards import CardWantedScreen, stopping
from screens.staff.correcting import CorrectScreen
from screens.staff.records import EDGES, Record, Records, column, paged, turning
from screens.staff.screen import StaffScreen
from screens.staff.words import (
    about,
    card_kind_text,
    card_state_text,
    field_text,
    purpose_text,
    seat_text,
    state_text,
    value_text,
)
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

SIDE = 26  # cells of the keys
AROUND = 6  # rows of header, bar and what was done


class PersonScreen(StaffScreen):
    """Opening it leaves a reading line; it is read again after each act."""

    DEFAULT_CSS = """
    PersonScreen #note { height: 1; padding: 0 0 0 2; }
    PersonScreen #main { height: 1fr; }
    PersonScreen #facts { width: 1fr; }
    PersonScreen #keys { width: 26; }
    PersonScreen #keys > Key { height: 3; }
    PersonScreen #keys Horizontal { height: 3; }
    PersonScreen #keys Horizontal Key { width: 13; }
    PersonScreen #page { height: 1; }
    PersonScreen.-narrow #page { display: none; }
    """

    def __init__(self, visit: Visit, resident: int) -> None:
        super().__init__(visit)
        self.resident = resident
        self._open: Dossier | None = None
        self._done = ""  # what was done last
        self.page = 0

    @property
    def person(self) -> Page:
        """What the page says; only once it has been read."""
        assert self._open is not None
        return self._open.page

    def title_text(self) -> str:
        return _("No. {n}", n=self.resident)

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="note")
        with Horizontal(id="main"):
            yield Records(id="facts")
            with Vertical(id="keys"):
                yield Key(id="give")
                yield Key(id="stop", variant="destructive")
                with Horizontal():
                    yield Key(id="back")
                    yield Key(id="correct")
                with Horizontal():
                    yield Key(id="up")
                    yield Key(id="down")
                yield Panel(bare=True, fill="page", centred=True, id="page")

    def on_mount(self) -> None:
        self.load()

    @work
    async def load(self, done: str = "") -> None:
        """Read the page; who opened it is written down."""
        found = await self.asked(dossier.open, self.resident)
        if found is None:
            if self.in_front(self.visit):
                self.dismiss()
            return
        self._open, self._done = found, done
        self.refill()

    def done(self, said: str) -> None:
        """Something was written: it is heard, seen, and the page is read again."""
        self.sound("success")
        self.load(said)

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        width, height = self.app.size
        records = () if self._open is None else facts(self._open, self.visit)
        pages = paged(records, width - SIDE, height - AROUND - EDGES)
        self.page = min(self.page, len(pages) - 1)
        sheet = self.query_one("#facts", Records)
        sheet.tell(pages[self.page], column(records), _("One moment"))
        self.query_one("#note", Panel).show(Line(self._done, "ok", bold=True, wraps=False))
        turning(self, self.page, len(pages))
        self._keys()

    def _keys(self) -> None:
        here = self._open is not None and self._open.page.who.state is ResidentState.ACTIVE
        active = self.active_card() is not None
        for key, shown, text in (
            (
                "give",
                here and self.may("residents.issue"),
                _("Replace card") if active else _("Give a card"),
            ),
            ("stop", active and self.may("residents.end"), "✕ " + _("Stop the card")),
            ("correct", here and self.may("residents.correct"), _("Correct")),
            ("back", True, "◀  " + _("Back")),
        ):
            found = self.query_one(f"#{key}", Key)
            found.display, found.label = shown, text

    def active_card(self) -> int | None:
        """The member card that is in use, if there is one."""
        cards = () if self._open is None else self._open.page.cards
        wanted = ("member", CardState.ACTIVE)
        return next((card for card, *what in cards if tuple(what) == wanted), None)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed, card = event.key.id or "", self.active_card()
        if pressed in ("up", "down"):
            event.stop()
            self.page += 1 if pressed == "down" else -1
            self.refill()
        elif pressed == "give":
            event.stop()
            wanted = CardWantedScreen(self.visit, self.person.who, replaces=card is not None)
            self.app.push_screen(wanted, self._acted)
        elif pressed == "stop" and card is not None:
            event.stop()
            stopping(self, self.person.who, card)
        elif pressed == "correct":
            event.stop()
            self.app.push_screen(CorrectScreen(self.visit, self.person), self._acted)

    def _acted(self, said: str | None) -> None:
        if said:
            self.done(said)


def facts(open_: Dossier, visit: Visit) -> tuple[Record, ...]:
    """The page line by line: what it is, and what is written there."""
    page, who = open_.page, open_.page.who
    points = n_("{n} point to spend", "{n} points to spend", open_.spendable)
    coming = _("{n} on the way", n=open_.coming)
    cards = tuple(
        " · ".join((card_kind_text(kind), card_state_text(state), _("Card {n}", n=card)))
        for card, kind, state in page.cards
    )
    said = tuple(
        f"{'✓' if given else '✕'} {purpose_text(purpose)}" for purpose, given in open_.consents
    )
    rows: tuple[tuple[str, tuple[str, ...]], ...] = (
        (field_text("name"), (who.name, *filter(None, (who.second_name,)))),
        (p_("field", "State"), tuple(filter(None, (state_text(who.state),)))),
        (field_text("birth_year"), (_born(page),)),
        (field_text("household"), tuple(filter(None, (who.household, who.grid)))),
        (field_text("phone"), tuple(filter(None, (page.phone,)))),
        (field_text("lang"), (value_text("lang", page.lang),)),
        (p_("field", "Cards"), cards or (_("No card"),)),
        (p_("field", "Points"), (f"{points} · {coming}",)),
        (p_("field", "Guardians"), tuple(f"{one.name} · {about(one)}" for one in page.guardians)),
        (p_("field", "Places"), tuple(seat_text(view, visit) for view in open_.seats)),
        (p_("field", "Consent"), said),
        (p_("field", "Family"), tuple(f"{one.name} · {about(one)}" for one in page.family)),
    )
    return tuple(Record(head, lines, bold=n == 0) for n, (head, lines) in enumerate(rows) if lines)


def _born(page: Page) -> str:
    who = page.who
    return str(who.birth_year) if who.birth_year else value_text("child", who.child)
