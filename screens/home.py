"""Home: who is here, the one check-in that is open now, and the rooms."""

from __future__ import annotations

import logging
from dataclasses import replace

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from db import activities, arrivals, notices, residents
from db.activities import SessionView
from db.base import Refusal
from screens import i18n
from screens.base import KioskScreen
from screens.i18n import _, n_
from screens.messages import SoundWanted
from screens.three import names, three
from screens.visit import Visit
from screens.widgets.header import Header
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel
from screens.widgets.pictured import Primary, Tile

log = logging.getLogger(__name__)

AROUND = 10  # cells before and behind the reminder


class HomeScreen(KioskScreen):
    """Mounted once and filled again for whoever comes."""

    DEFAULT_CSS = """
    HomeScreen #reminder { height: 1; padding: 0 0 0 7; }
    HomeScreen #open { height: 5; }
    HomeScreen #open Primary, HomeScreen #open Panel { width: 1fr; height: 5; }
    HomeScreen.-two #open, HomeScreen.-two #open Primary { height: 6; }
    HomeScreen #rooms { grid-size: 3 2; height: 1fr; max-height: 16; margin: 1 0 0 0; }
    HomeScreen.-narrow #rooms { grid-size: 5 1; margin: 0; }
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._open: tuple[SessionView, ...] = ()
        self._filled: arrivals.Home | None = None  # the home that stands on the screen

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="reminder")
        with Horizontal(id="open"):
            yield Primary(id="first")
            yield Primary(id="second")
            yield Panel(fill="panel", icon="activities", ink="icon", id="nothing")
        with Grid(id="rooms"):
            yield Tile("activities", id="activities")
            yield Tile("points", id="points")
            yield Tile("gift", id="prizes")
            yield Tile("seat", id="places")
            yield Tile("pick_up", id="mine")
            yield Tile("lang", id="extra")

    def title_text(self) -> str:
        if self.visit.home is None:
            return ""
        return _("Welcome, {name}", name=self.visit.masked)

    def spoken(self) -> tuple[str, ...]:
        shown = [key for key in self.query(Primary) if key.display]
        panels = [panel for panel in self.query(Panel) if panel.display]
        boxes = [*shown, *panels]
        return (self.title_text(), *(text for box in boxes for text in box.texts()))

    def right_text(self) -> str:
        home = self.visit.home
        return "" if home is None else n_("{n} point", "{n} points", home.spendable)

    def fill(self) -> None:
        home = self.visit.home
        self.set_class(self.narrow, "-narrow")
        self._filled = home
        if home is None:
            self._empty()
            return
        self._open = home.open[:2]
        self.set_class(len(self._open) > 1, "-two")
        for key, view in zip(("first", "second"), (*self._open, None, None), strict=False):
            tile = self.query_one(f"#{key}", Primary)
            tile.display = view is not None
            if view is not None:
                self._tile(tile, view)
        nothing = self.query_one("#nothing", Panel)
        nothing.display = not self._open
        if not self._open:
            icon = home.inside[0].category if home.inside else "activities"
            nothing.show(*self._inside_or_next(home), icon=icon, lang=i18n.current())
        self._reminder(home)
        for tile_id, icon, said in (
            ("activities", "activities", three(lambda: _("Activities"))),
            ("points", "points", three(lambda: _("My points"))),
            ("prizes", "gift", three(lambda: _("Prizes"))),
            ("places", "seat", three(lambda: _("My places"))),
            ("mine", "pick_up", three(lambda: _("My prizes"))),
        ):
            self.query_one(f"#{tile_id}", Tile).show_tile(icon, *said)
        # In large type six would be too narrow for their words: "Prizes" leads there too.
        self.query_one("#mine", Tile).display = not self.narrow
        self._extra(home)

    def _empty(self) -> None:
        """Nobody is here: nothing of the last person stays in the widgets behind the first screen."""
        self._open = ()
        for tile in self.query(Primary):
            tile.fill("", ("",), "")
        for panel in self.query(Panel):
            panel.show()
        self.query_one("#header", Header).note("")
        self.query_one("#extra", Tile).show_tile("first", "")

    def _tile(self, tile: Primary, view: SessionView) -> None:
        figure = "" if view.open_area or len(self._open) > 1 else f"{view.starts_at:%H:%M}"
        title, *others = names(view.title, self.visit.first_lang)
        room = self.visit.say(view.room)
        # Half as wide, the room stands in a line of its own: what is cut there cannot be found.
        said = (title, room, *others[:1]) if len(self._open) > 1 else (f"{title} · {room}", *others)
        tile.fill(figure, said, _("Check in"), icon=view.category)

    def _inside_or_next(self, home: arrivals.Home) -> tuple[Line, ...]:
        if home.inside:
            view = home.inside[0]
            return (
                Line(_("You are here:"), "muted"),
                Line(self.visit.say(view.title), bold=True),
                Line(self.visit.say(view.room)),
            )
        return (
            Line(_("Nothing to sign up for at this hour."), bold=True),
            Line(_("Look at the activities of the week.")),
        )

    def _reminder(self, home: arrivals.Home) -> None:
        """One line: as many words as there is room for, the others at the next scan."""
        line = _("{n} on the way", n=home.coming) if home.coming else ""
        said: list[int] = []
        for ids, text in owed(home.notices):
            longer = f"{line} · {text}" if line else text
            if said and cell_len(longer) > self.app.size.width - AROUND:
                break
            line = longer
            said += ids
        # In large type, or above two open activities, there is no row for it: it stands in the
        # place of the ribbon.
        above = not self.narrow and len(self._open) < 2
        self.query_one("#header", Header).note("" if above else line)
        reminder = self.query_one("#reminder", Panel)
        reminder.display = above
        reminder.show(Line(line if above else "", "att", wraps=False))
        fresh = [number for number in said if number not in self.visit.told]
        if fresh:
            self.tell(fresh)

    def _extra(self, home: arrivals.Home) -> None:
        """One place for what matters most: undo, check out, the card's language, first time."""
        tile = self.query_one("#extra", Tile)
        leaving = next((v for v in home.inside if v.per_hour), None)
        if home.undo is not None and self.visit.now() < home.undo.until:
            tile.show_tile("undo", _("Undo the check-in"), self.visit.say(home.undo.title))
        elif leaving is not None:
            tile.show_tile("checkout", _("Leave"), self.visit.say(leaving.title))
        elif home.lang != i18n.current():
            tile.show_tile("lang", _("My language"), _("for my card"))
        else:
            tile.show_tile("first", *three(lambda: _("First time?")))

    # What happens -----------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Back from another screen: something may have happened there, or on another kiosk.

        A home that was only just read, because somebody arrived, is not read again.
        """
        if self.visit.home is self._filled:
            self.refresh_home()

    @work
    async def refresh_home(self) -> None:
        """Read the home again; what was said in this visit goes on being said."""
        visit = self.visit
        if visit.home is None:
            return
        home = await self.asked(arrivals.home, visit.resident)
        if home is None or self.visit is not visit:
            return
        said = [n for n in visit.home.notices if n.id in visit.told]
        visit.home = replace(home, notices=(*said, *home.notices))
        self.refill()

    @work
    async def tell(self, ids: list[int]) -> None:
        """The words that were owed have been said; if that cannot be kept, they are said again."""
        visit = self.visit
        visit.told.update(ids)
        try:
            await visit.ask(notices.read, visit.resident, ids)
        except Refusal as refusal:
            log.warning("notices stay unread: %s", refusal.reason)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        from screens import flow

        pressed = event.key.id or ""
        if pressed in ("first", "second"):
            event.stop()
            index = ("first", "second").index(pressed)
            if index < len(self._open):
                self.check_in(self._open[index].id)
        elif pressed == "extra":
            event.stop()
            self._extra_pressed()
        elif (screen := flow.room(pressed, self.visit)) is not None:
            event.stop()
            self.app.push_screen(screen)

    @work
    async def check_in(self, session: int) -> None:
        """To what is open now."""
        from screens import flow

        if self.visit.resident is not None:
            await flow.check_in(self, session)

    def _extra_pressed(self) -> None:
        home = self.visit.home
        if home is None:
            return
        leaving = next((v for v in home.inside if v.per_hour), None)
        if home.undo is not None and self.visit.now() < home.undo.until:
            self.undo(home.undo.attendance)
        elif leaving is not None:
            self.check_out(leaving.id)
        elif home.lang != i18n.current():
            self.keep_language()
        else:
            from screens import flow

            self.app.push_screen(flow.first_time(self.visit))

    @work
    async def undo(self, attendance: int) -> None:
        """Take the last check-in back, within its minute."""
        if await self.asked(activities.undo, self.visit.resident, attendance) is not None:
            self.post_message(SoundWanted("success"))
            self.refresh_home()

    @work
    async def check_out(self, session: int) -> None:
        """Where hours count."""
        from screens import flow

        await flow.check_out(self, session)

    @work
    async def keep_language(self) -> None:
        """From now on the card opens in the language that is shown."""
        await self.asked(residents.set_language, self.visit.resident, i18n.current())
        self.refresh_home()


def owed(unread: tuple[notices.NoticeView, ...]) -> list[tuple[list[int], str]]:
    """What the hall owes a word about: the notices and the words; arrived points are one word."""
    said = []
    arrived = [n for n in unread if n.kind == "points_arrived"]
    if arrived:
        total = sum(int(str(n.facts.get("points", 0))) for n in arrived)
        said.append(([n.id for n in arrived], _("{n} points have arrived", n=total)))
    for notice in unread:
        text = _word(notice.kind)
        if text:
            said.append(([notice.id], text))
    return said


def _word(kind: str) -> str:
    if kind == "seat_freed":
        return _("A place is free for you")
    if kind == "session_cancelled":
        return _("One of your activities was cancelled")
    if kind == "prize_cancelled":
        return _("One of your prizes was cancelled: your points are back")
    if kind == "prize_lapsed":
        return _("A prize was not fetched: your points are back")
    if kind == "prize_fetched":
        return _("Your prize was fetched at the desk")
    if kind == "account_touched":
        return _("Staff changed your points: see the list")
    return ""
