"""Somebody new: six fields, a look at who may be the same person, and then one question."""

from __future__ import annotations

from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import residents
from db.residents import Found
from screens.i18n import _, n_
from screens.staff.confirm import ConfirmScreen
from screens.staff.fields import FIELDS, FieldsScreen
from screens.staff.listing import ListKey
from screens.staff.screen import StaffScreen
from screens.staff.words import about, field_text, value_text
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel


class AddScreen(FieldsScreen):
    """Nothing is written until the question was answered."""

    goes = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._typed: dict[str, Any] = dict.fromkeys(("name", "second_name", "phone"), "")
        self._typed |= {"birth_year": None, "child": False, "lang": None}

    def title_text(self) -> str:
        return _("New person")

    def value(self, field: str) -> object:
        return self._typed[field]

    def given(self, field: str, value: object) -> None:
        self._typed[field] = value
        self.refill()

    def fill(self) -> None:
        super().fill()
        go = self.query_one("#go", Key)
        go.variant = "normal" if self._typed["name"] else "off"
        go.label = "＋  " + _("Add this person")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "go":
            event.stop()
            self.look()

    @work
    async def look(self) -> None:
        """Who may be the same person, before a second one is made of them."""
        visit, typed = self.visit, self._typed
        likely = await self.asked(
            residents.alike,
            typed["name"],
            birth_year=typed["birth_year"],
            phone=typed["phone"],
        )
        if likely is None or not self.in_front(visit):
            return
        if likely:
            self.app.push_screen(LikelyScreen(visit, likely), self._looked)
        else:
            self._ask()

    def _looked(self, chosen: int | None) -> None:
        """0: all the same; a number: it is this one; None: back to the fields."""
        if chosen == 0:
            self._ask()
        elif chosen is not None:
            self._open(chosen)

    def _ask(self) -> None:
        def said() -> tuple[Line, ...]:
            rows = ((field_text(field), value_text(field, self._typed[field])) for field in FIELDS)
            lines = (Line(f"{head}: {text}") for head, text in rows if text != "–")
            return Line(_("Add this person?"), bold=True), Line(""), *lines

        def answered(yes: str | None) -> None:
            if yes:
                self.write()

        self.app.push_screen(ConfirmScreen(self.visit, self.title_text, said), answered)

    @work
    async def write(self) -> None:
        """Once, however often the key was tapped; then the page of the new person."""
        visit, today = self.visit, self.kiosk.front.now.date()
        made = await self.asked(residents.add, joined_on=today, **self._typed)
        if made is not None and self.in_front(visit):
            self.sound("success")
            self._open(made)

    def _open(self, resident: int) -> None:
        from screens.staff.person import PersonScreen

        self.app.switch_screen(PersonScreen(self.visit, resident))


class LikelyScreen(StaffScreen):
    """Who may be the same person. Dismissed with a resident, with 0 for nobody of these, or None."""

    DEFAULT_CSS = """
    LikelyScreen #note { height: 1; padding: 0 0 0 2; }
    LikelyScreen #list { height: 1fr; }
    LikelyScreen #list ListKey { height: 4; }
    LikelyScreen #keys { height: 3; }
    LikelyScreen #keys > #back { width: 26; }
    LikelyScreen #keys > #new { width: 1fr; margin: 0 0 0 4; }
    """

    def __init__(self, visit: Visit, likely: tuple[Found, ...]) -> None:
        super().__init__(visit)
        self._likely = likely

    def title_text(self) -> str:
        return _("Is it one of these?")

    @property
    def room(self) -> int:
        """People that there is room for; more than these are told by their number."""
        return max(1, (self.app.size.height - 9) // 4)

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="note")
        with Vertical(id="list"):
            for n in range(min(4, len(self._likely))):
                yield ListKey(id=f"person-{n}")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="new")

    def fill(self) -> None:
        n = len(self._likely)
        said = n_("{n} person may be the same.", "{n} people may be the same.", n)
        self.query_one("#note", Panel).show(Line(said, bold=True, wraps=False))
        for n, key in enumerate(self.query(ListKey)):
            key.display = n < self.room
            who = self._likely[n]
            key.show(who.name, about(who), who.second_name)
        self.query_one("#back", Key).label = "◀  " + _("Back")
        self.query_one("#new", Key).label = "＋  " + _("Nobody of these: add")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "new":
            event.stop()
            self.dismiss(0)
        elif pressed.startswith("person-"):
            event.stop()
            self.dismiss(self._likely[int(pressed[-1])].resident)
