"""Cards at the desk: give one, replace one, stop one. A blank card is held to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from db import door, residents
from db.base import Refusal
from db.residents import CardState, Found
from screens.i18n import _, p_
from screens.messages import CardShown, Held
from screens.staff.confirm import ConfirmScreen
from screens.staff.screen import StaffScreen
from screens.staff.words import about
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

if TYPE_CHECKING:
    from screens.staff.person import PersonScreen


class CardWantedScreen(StaffScreen):
    """Waits for a blank card, or one of another house; dismissed with what was done, in words."""

    DEFAULT_CSS = """
    CardWantedScreen #main { height: 1fr; margin: 1 0 0 0; }
    CardWantedScreen.-narrow #main { margin: 0; }
    CardWantedScreen #picture { width: 40%; }
    CardWantedScreen #said { width: 1fr; }
    CardWantedScreen #keys { height: 3; }
    CardWantedScreen #keys Key { width: 1fr; }
    """
    asks_for_card = True

    def __init__(self, visit: Visit, who: Found, *, replaces: bool) -> None:
        super().__init__(visit)
        self.who, self.replaces = who, replaces

    def title_text(self) -> str:
        return _("Replace card") if self.replaces else _("Give a card")

    def body(self) -> ComposeResult:
        with Horizontal(id="main"):
            yield Panel(fill="panel", picture="card", centred=True, id="picture")
            yield Panel(id="said")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="print")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        lines = [
            Line(_("Hold the blank card to the reader."), bold=True),
            Line(""),
            *whom(self.who),
        ]
        if self.replaces:
            lines += [Line(""), Line(_("The old card opens nothing any more then."), "muted")]
        self.query_one("#picture", Panel).show()
        self.query_one("#said", Panel).show(*lines, lang=self.visit.lang)
        self.query_one("#back", Key).label = "◀  " + _("Back")
        self.query_one("#print", Key).label = "＋  " + _("Number to print")

    def on_card_shown(self, event: CardShown) -> None:
        event.stop()
        self.card(Held(event.code))

    @work
    async def card(self, held: Held) -> None:
        """Look what it is, then ask; one of the staff is no blank card."""
        code = held.take()
        if await self.visit.ask(door.is_staff, code):
            self.kiosk.arrive(Held(code))
            return
        kind = await self.asked(residents.offered, code)
        if kind is not None and self.in_front(self.visit):
            self._ask(Held(code), kind)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "print":
            event.stop()
            self._ask(Held(""), "new")

    def _ask(self, held: Held, kind: str) -> None:
        """Before it is somebody's."""
        code = held.take()

        def said() -> tuple[Line, ...]:
            what = {
                "blank": _("Give this blank card to:"),
                "foreign": _("This card is not one of ours: {code}. Give it to:", code=code),
            }.get(kind, _("New number, to be printed, for:"))
            old = (Line(_("The old card opens nothing any more then."), "muted"),)
            return Line(what, bold=True), Line(""), *whom(self.who), *(old if self.replaces else ())

        def answered(yes: str | None) -> None:
            if yes:
                self.write(Held(code), kind)

        self.app.push_screen(ConfirmScreen(self.visit, self.title_text, said), answered)

    @work
    async def write(self, held: Held, kind: str) -> None:
        """Bind or issue; the old card dies with it."""
        code, visit = held.take(), self.visit
        who = self.who.resident
        number = {"foreign": code}.get(kind)
        came: object
        if self.replaces:
            blank = code if kind == "blank" else None
            came = await self.asked(residents.replace, who, blank=blank, code=number)
        elif kind == "blank":
            came = await self.asked(residents.bind, code, who)
        else:
            came = await self.asked(residents.issue, who, code=number)
        if came is None or not self.in_front(visit):
            return
        said = "✓  " + _("The card is given.")
        if kind == "new" and isinstance(came, tuple):
            said = "✓  " + _("To be printed: {number}", number=came[1])
        self.dismiss(said)


def whom(who: Found) -> tuple[Line, ...]:
    """The person that something is done to, as the desk tells them apart."""
    second = (Line(who.second_name),) if who.second_name else ()
    return Line(who.name, "att", bold=True), *second, Line(about(who))


def stopping(page: PersonScreen, who: Found, card: int) -> None:
    """On word of mouth, in two taps: the card opens nothing any more, what it had stays."""

    def said() -> tuple[Line, ...]:
        points = _("Points and places stay with the person.")
        return Line(_("Stop the card of:"), bold=True), Line(""), *whom(who), Line(points, "muted")

    def answered(chosen: str | None) -> None:
        if chosen:
            page.run_worker(_stop(page, card, CardState(chosen)))

    page.app.push_screen(
        ConfirmScreen(
            page.visit,
            lambda: _("Stop the card"),
            said,
            ("lost", "destructive", lambda: "▲  " + p_("card", "It is lost")),
            ("blocked", "destructive", lambda: "■  " + p_("card", "Block it")),
        ),
        answered,
    )


async def _stop(page: PersonScreen, card: int, state: CardState) -> None:
    try:
        await page.visit.ask(residents.end, card, state)
    except Refusal as refusal:
        if page.in_front(page.visit):
            page.kiosk.refuse(refusal)
        return
    page.done("✓  " + _("The card is stopped."))
