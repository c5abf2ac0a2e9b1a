"""Which session's door? For a helper's card."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from db import door
from db.activities import SessionView
from db.staff import StaffCard
from screens.activities.choices import hours
from screens.base import KioskScreen
from screens.i18n import _
from screens.three import names
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel
from screens.widgets.pictured import Tile

PLACES = 4


class DoorChooseScreen(KioskScreen):
    """Today's sessions as tiles."""

    DEFAULT_CSS = """
    DoorChooseScreen #sub { height: 1; padding: 0 0 0 2; }
    DoorChooseScreen #choices { grid-size: 2 2; height: 1fr; }
    DoorChooseScreen #keys { height: 3; }
    DoorChooseScreen #keys Key { width: 26; }
    """

    def __init__(self, visit: Visit, card: StaffCard, sessions: tuple[SessionView, ...]) -> None:
        super().__init__(visit)
        self.card = card
        self._sessions = sessions
        self._first = 0

    def title_text(self) -> str:
        return _("Door mode")

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="sub")
        with Grid(id="choices"):
            for n in range(PLACES):
                yield Tile("door", id=f"choice-{n}")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="more")

    def fill(self) -> None:
        sub = self.query_one("#sub", Panel)
        sub.display = not (self.narrow and self._sessions)  # two tiles need its row
        sub.show(
            Line(
                _("Which activity? Then every card checks in at once.")
                if self._sessions
                else _("There is nothing here now."),
                wraps=False,
            ),
            lang=self.visit.lang,
        )
        for n in range(PLACES):
            tile = self.query_one(f"#choice-{n}", Tile)
            index = self._first + n
            tile.visible = index < len(self._sessions)
            if tile.visible:
                view = self._sessions[index]
                tile.show_tile(
                    view.category,
                    *names(view.title, self.visit.first_lang)[:2],
                    f"{hours(view)}  {self.visit.say(view.room)}",
                )
        self.query_one("#back", Key).label = "◀  " + _("Back")
        more = self.query_one("#more", Key)
        more.variant = "normal" if len(self._sessions) > PLACES else "off"
        more.label = "▼  " + _("More")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "back":
            event.stop()
            self.finish()
        elif pressed == "more":
            event.stop()
            self._first += PLACES
            if self._first >= len(self._sessions):
                self._first = 0
            self.refill()
        elif pressed.startswith("choice-"):
            event.stop()
            self.open(self._sessions[self._first + int(pressed[-1])].id)

    @work
    async def open(self, session: int) -> None:
        """Open the door."""
        from screens.door.screen import DoorScreen

        visit = self.visit
        view = await self.asked(door.open, self.card.staff, session)
        if view is not None and self.in_front(visit):
            await self.app.push_screen(DoorScreen(visit, view, self.card))
