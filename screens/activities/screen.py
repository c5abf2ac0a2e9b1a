"""The list of activities, paged by large keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import activities, collation
from db.activities import ActivityReason, SessionView, Standing
from screens.activities import find
from screens.activities.choices import Act
from screens.activities.row import SessionRow
from screens.base import KioskScreen
from screens.i18n import _, p_
from screens.messages import SoundWanted
from screens.visit import Visit
from screens.widgets.header import Header
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

ROWS = 5  # sessions on a page of the tallest terminal
HIGH = 5  # terminal rows of one session
AROUND = 6  # rows of header, note and bar; the keys stand at the left
AROUND_NARROW = 8  # rows of header, keys and bar


class ActivitiesScreen(KioskScreen):
    """`wanted`: today, week, mine, or what was found. Without a card it informs; with one it acts."""

    DEFAULT_CSS = """
    ActivitiesScreen #main { height: 1fr; }
    ActivitiesScreen #keys { dock: left; width: 20; }
    ActivitiesScreen #paging { height: 5; }
    ActivitiesScreen #paging Key { width: 10; }
    ActivitiesScreen.-wide #paging * { position: absolute; }
    ActivitiesScreen.-wide #down { offset: 10 0; }
    ActivitiesScreen.-wide #page { height: 2; offset: 0 3; padding: 1 0 0 0; }
    ActivitiesScreen.-wide #back { dock: bottom; }
    ActivitiesScreen.-narrow #keys { dock: bottom; width: 100%; height: 3; layout: horizontal; }
    ActivitiesScreen.-narrow #keys > Key { width: 1fr; }
    ActivitiesScreen.-narrow #keys > #week { width: 17; }
    ActivitiesScreen.-narrow #paging { width: 28; height: 3; }
    ActivitiesScreen.-narrow #paging Key { width: 10; }
    ActivitiesScreen.-narrow #page { width: 8; height: 3; padding: 0; }
    ActivitiesScreen #note { height: 1; padding: 0 0 0 2; }
    ActivitiesScreen #empty { height: 1fr; }
    """

    def __init__(self, visit: Visit, wanted: str = "today") -> None:
        super().__init__(visit)
        self.wanted = wanted
        self._sessions: tuple[SessionView, ...] | None = None
        self._first = 0
        self._typed = ""  # what the week is searched for
        self._note: tuple[str, Callable[[], str]] = ("", str)  # said again in another language

    @property
    def visiting(self) -> bool:
        return self.visit.resident is not None

    def title_text(self) -> str:
        if self.wanted == "find":
            return f"{_('Find')}  {self._typed}"
        return {"week": _("This week"), "mine": _("My places")}.get(self.wanted, _("Today"))

    def body(self) -> ComposeResult:
        with Vertical(id="main"):
            with Vertical(id="keys"):
                yield Key(id="back")
                yield Key(id="today")
                yield Key(id="week")
                yield Key(id="find")
                with Horizontal(id="paging"):
                    yield Key(id="up")
                    yield Panel(bare=True, fill="page", centred=True, id="page")
                    yield Key(id="down")
            yield Panel(bare=True, fill="page", id="note")
            for number in range(ROWS):
                yield SessionRow(number)
            yield Panel(fill="panel", icon="cal", ink="icon", centred=True, id="empty")

    def on_mount(self) -> None:
        self.load()

    def on_screen_resume(self) -> None:
        if self._sessions is not None:
            self.load()

    @property
    def per_page(self) -> int:
        """Sessions on a page of this size."""
        around = AROUND_NARROW if self.narrow else AROUND
        return max(2, min(ROWS, (self.app.size.height - around) // HIGH))

    @work
    async def load(self) -> None:
        """Read the list again."""
        visit, wanted = self.visit, (self.wanted, self._typed)
        if self.wanted == "mine":
            found = await self.asked(activities.places, visit.resident)
        elif self.wanted in ("week", "find"):
            found = await self.asked(activities.week, visit.resident)
        else:
            found = await self.asked(activities.day, visit.resident, None)
        if found is not None and wanted[0] == "find":
            found = await asyncio.to_thread(find.found, found, self._typed)
        # Something else may have been asked for meanwhile.
        if found is not None and self.visit is visit and wanted == (self.wanted, self._typed):
            self._sessions = tuple(sorted(found, key=self._order))
            self._first = min(self._first, self._last_page(len(found)))
            self.refill()

    def _order(self, session: SessionView) -> tuple[bool, datetime, bytes]:
        """What is over stands behind what is still to come; what begins together, by its name."""
        over = session.why_not in (ActivityReason.OVER, ActivityReason.CLOSED)
        return (
            over,
            session.starts_at,
            collation.key(self.visit.say(session.title), self.visit.lang),
        )

    def _last_page(self, count: int) -> int:
        return max(0, (count - 1) // self.per_page * self.per_page)

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self.set_class(not self.narrow, "-wide")
        for key, text in (
            ("back", "◀  " + _("Back")),
            ("today", "▪ " + _("Today")),
            ("week", "▦ " + _("This week")),
            ("find", "◎ " + _("Find")),
            ("up", "▲"),
            ("down", "▼"),
        ):
            self.query_one(f"#{key}", Key).label = text
        self.query_one("#up", Key).aloud = (p_("voice", "One page back"),)
        self.query_one("#down", Key).aloud = (p_("voice", "The next page"),)
        for key in ("today", "week", "find"):
            chosen = key == self.wanted
            wanted = self.query_one(f"#{key}", Key)
            wanted.variant = "selected" if chosen else "normal"
            wanted.label = f"✓{wanted.label[1:]}" if chosen else wanted.label
        found = self._sessions or ()
        size = self.per_page
        page, pages = self._first // size + 1, max(1, -(-len(found) // size))
        number = self.query_one("#page", Panel)
        told = f"{page}/{pages}" if self.narrow else f"{page} / {pages}"
        number.show(Line(told, wraps=False))
        number.aloud = (p_("voice", "Page {n} of {count}.", n=page, count=pages),)
        self.query_one("#up", Key).variant = "normal" if page > 1 else "off"
        self.query_one("#down", Key).variant = "normal" if page < pages else "off"
        today = self.kiosk.front.now.date()
        for row in self.query(SessionRow):
            index = self._first + row.number
            shown = row.number < size and index < len(found)
            row.display = row.number < size and bool(found)
            row.tell(found[index] if shown else None, self.visit, today)
        empty = self.query_one("#empty", Panel)
        empty.display = self._sessions is not None and not found
        nothing = (
            _("No place is kept for you yet.")
            if self.wanted == "mine"
            else _("There is nothing here now.")
        )
        empty.show(Line(nothing, bold=True), lang=self.visit.lang)
        tone, said = self._note
        text = said()
        # In large type there is no row for it: it stands in the place of the ribbon.
        self.query_one("#header", Header).note(text if self.narrow else "")
        note = self.query_one("#note", Panel)
        note.display = not self.narrow
        note.show(Line(text, tone or "muted", wraps=False))

    def say(self, said: Callable[[], str], tone: str = "ok") -> None:
        """One line above the list: what has just happened."""
        self._note = (tone, said)
        self.refill()
        self.kiosk.voice.said((said(),))

    # What happens -----------------------------------------------------------------------------

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "back":
            event.stop()
            self.back()
        elif pressed in ("today", "week"):
            event.stop()
            self.wanted, self._first, self._note = pressed, 0, ("", str)
            self.load()
        elif pressed == "find":
            event.stop()
            self.app.push_screen(find.FindScreen(self.visit), self._found)
        elif pressed in ("up", "down"):
            event.stop()
            step = self.per_page if pressed == "down" else -self.per_page
            last = self._last_page(len(self._sessions or ()))
            self._first = max(0, min(last, self._first + step))
            self.refill()
        elif event.key.name == "act":
            event.stop()
            row = self.query_one(f"#row-{pressed.removeprefix('act-')}", SessionRow)
            if row.session is not None and row.choice is not None:
                self._act(row.choice.act, row.session)

    def _found(self, typed: str | None) -> None:
        """What was typed on the keyboard; None if somebody thought better of it."""
        if typed is not None:
            self.wanted, self._typed, self._first, self._note = "find", typed, 0, ("", str)
            self.load()

    def _act(self, act: Act, session: SessionView) -> None:
        if act is Act.CARD:
            self.say(lambda: "▲  " + _("Hold your card to the reader."), "att")
        elif act is Act.CHECK_IN:
            self.check_in(session.id)
        elif act is Act.CHECK_OUT:
            self.check_out(session.id)
        elif act is Act.ENROL:
            self.enrol(session.id)
        elif act is Act.LEAVE:
            self._ask_before_leaving(session)

    def _ask_before_leaving(self, session: SessionView) -> None:
        from screens.activities.giving_back import GIVE, GiveBackScreen

        # No worker waits for the answer: whoever walks away leaves nothing behind.
        def answered(outcome: str | None) -> None:
            if outcome == GIVE:
                self.leave(session.id)

        self.app.push_screen(GiveBackScreen(self.visit, session), answered)

    @work
    async def check_in(self, session: int) -> None:
        """The same as on the home."""
        from screens import flow

        await flow.check_in(self, session)

    @work
    async def check_out(self, session: int) -> None:
        """The same as on the home."""
        from screens import flow

        await flow.check_out(self, session)

    @work
    async def enrol(self, session: int) -> None:
        """Keep a place; the row changes, a line says so."""
        visit = self.visit
        done = await self.asked(activities.enrol, visit.resident, session)
        if done is None or not self.in_front(visit):
            return
        self.post_message(SoundWanted("success"))
        if done.standing is Standing.WAITING:
            place = done.place
            self.say(lambda: "…  " + _("You are number {n} on the waiting list.", n=place), "att")
        else:
            self.say(lambda: "✓  " + _("A place is kept for you."))
        self.load()

    @work
    async def leave(self, session: int) -> None:
        """Give the place back."""
        visit = self.visit
        if await self.asked(activities.leave, visit.resident, session) is None:
            return
        if self.in_front(visit):
            self.post_message(SoundWanted("success"))
            self.say(lambda: "✓  " + _("You have given your place back."))
            self.load()
