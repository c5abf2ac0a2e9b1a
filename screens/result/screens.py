"""The results of a check-in and of a check-out. They close by themselves, visibly."""

from __future__ import annotations

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import activities
from db.activities import CheckedIn, CheckedOut, SessionView, Undone
from screens import outcomes
from screens.base import KioskScreen
from screens.i18n import _, n_
from screens.messages import SoundWanted
from screens.result.panels import Gained, Next, Verdict
from screens.three import names, three
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Countdown, Line, Panel


class OutcomeScreen(KioskScreen):
    """Left the verdict, right where to go and what was gained, below a countdown and the keys."""

    DEFAULT_CSS = """
    OutcomeScreen #main { height: 1fr; }
    OutcomeScreen #verdict { width: 40%; }
    OutcomeScreen #right { width: 1fr; }
    OutcomeScreen #next, OutcomeScreen #gained { height: 1fr; }
    OutcomeScreen #keys { height: 3; }
    OutcomeScreen #keys Key { width: 24%; }
    OutcomeScreen #message { width: 1fr; height: 3; }
    OutcomeScreen #count { height: 1; }
    OutcomeScreen #said { height: 2; }
    """
    idle = None
    closes_after: int | None = 30
    outcome = True

    def __init__(self, visit: Visit, done: CheckedIn | CheckedOut) -> None:
        super().__init__(visit)
        self.done = done
        self.undone: Undone | None = None

    def title_text(self) -> str:
        return self.visit.say(self.done.session.title)

    def body(self) -> ComposeResult:
        with Horizontal(id="main"):
            yield Verdict(id="verdict")
            with Vertical(id="right"):
                yield Next(id="next")
                yield Gained(id="gained")
        with Horizontal(id="keys"):
            yield Key(id="undo")
            with Vertical(id="message"):
                yield Countdown(id="count")
                yield Panel(bare=True, fill="page", centred=True, id="said")
            yield Key(id="stay")

    def tell_next(self, session: SessionView) -> None:
        """The room as a figure and the way there in words."""
        room = session.room_code if session.room_code.isdigit() else ""
        way = names(session.way, self.visit.first_lang)
        where = () if room else (self.visit.say(session.room),)
        panel = self.query_one("#next", Next)
        panel.tell(three(lambda: _("Next")), room, (*where, *way), session.category)
        panel.aloud = (_("Next"), self.visit.say(session.room), *way)

    def spoken(self) -> tuple[str, ...]:
        verdict, way = self.query_one("#verdict", Verdict), self.query_one("#next", Next)
        return (*verdict.texts(), *way.aloud, *self.query_one("#gained", Gained).texts())

    def count_down(self) -> None:
        left = max(0, self.left)
        self.query_one("#count", Countdown).show(left, self.closes_after or 1)
        said = n_("The screen clears in {n} second.", "The screen clears in {n} seconds.", left)
        panel = self.query_one("#said", Panel)
        lines = [Line(_("You may go."), bold=True), Line(said, "muted")]
        # Two rows: a sentence that needs both is said alone.
        long = cell_len(said) > panel.size.width - 2 > 0
        panel.show(*lines[long:], lang=self.visit.lang)
        key = self.query_one("#undo", Key)
        seconds = int((self.done.undo_until - self.visit.now()).total_seconds())
        key.visible = self.can_undo and seconds > 0
        if key.visible:
            key.label = f"{_('Undo')}  {seconds}"

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back, were there time."""
        return self.undone is None

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "stay":
            event.stop()
            self.stay()
        elif event.key.id == "undo":
            event.stop()
            self.undo()

    async def undo_it(self) -> Undone | None:
        """Ask the office to undo what was done."""
        raise NotImplementedError

    @work
    async def undo(self) -> None:
        """Take it back; the screen says so in place."""
        visit = self.visit
        undone = await self.undo_it()
        if undone is not None and self.in_front(visit):
            self.undone = undone
            self.post_message(SoundWanted("success"))
            self.stay()
            self.refill()
            self.kiosk.voice.shown(self)

    def tell_undone(self, undone: Undone, now: tuple[str, ...]) -> None:
        """What was taken back, and how it is `now` in each language."""
        self.query_one("#verdict", Verdict).tell(
            outcomes.UNDONE, "panel", three(lambda: _("Undone"))
        )
        panel = self.query_one("#next", Next)
        panel.tell(three(lambda: _("Next")), "", now)
        panel.aloud = now
        amount = f"-{undone.points}" if undone.points else ""
        unit = three(lambda: _("points"))
        self.query_one("#gained", Gained).tell(amount, unit, _balance(undone))


class ResultScreen(OutcomeScreen):
    """Checked in, or in already, or undone."""

    done: CheckedIn

    def fill(self) -> None:
        self.query_one("#stay", Key).label = _("Stay longer")
        if self.undone is not None:
            self.tell_undone(self.undone, three(lambda: _("Nothing more to do.")))
        else:
            verdict = self.query_one("#verdict", Verdict)
            if self.done.again:
                verdict.tell(outcomes.AGAIN, "panel", three(lambda: _("You are already here.")))
            else:
                verdict.tell(outcomes.DONE, "okfill", three(lambda: _("Checked in")))
            self.tell_next(self.done.session)
            self._points()
        self.count_down()

    @property
    def can_undo(self) -> bool:
        return super().can_undo and not self.done.again

    async def undo_it(self) -> Undone | None:
        return await self.asked(activities.undo, self.visit.resident, self.done.attendance)

    def _points(self) -> None:
        gained, came = self.query_one("#gained", Gained), self.done
        unit = three(lambda: _("points on the way"))
        if came.again:
            gained.tell("", (), _("Nothing more to do.") + " " + _balance(came))
        elif came.points:
            gained.tell(f"+{came.points}", unit, _balance(came))
        elif came.session.per_hour:
            gained.tell("", (), _("Your hours are counted when you check out."))
        else:
            gained.tell("", (), _("You have all the points of this day already."))


class CheckedOutScreen(OutcomeScreen):
    """Left a session where hours count, or in it again."""

    done: CheckedOut

    async def undo_it(self) -> Undone | None:
        return await self.asked(
            activities.undo_check_out, self.visit.resident, self.done.attendance
        )

    def fill(self) -> None:
        self.query_one("#stay", Key).label = _("Stay longer")
        if self.undone is not None:
            self.tell_undone(self.undone, three(lambda: _("You are in")))
        else:
            self._gone()
        self.count_down()

    def _gone(self) -> None:
        gone = self.done
        self.query_one("#verdict", Verdict).tell(
            outcomes.LEFT, "okfill", three(lambda: _("Checked out"))
        )
        hours, minutes = divmod(gone.minutes, 60)
        long = three(lambda: _("{hours} h {minutes} min", hours=hours, minutes=minutes))
        panel = self.query_one("#next", Next)
        panel.tell(three(lambda: _("You were here for")), f"{hours}:{minutes:02d}", long)
        panel.aloud = (_("You were here for"), *long)
        amount = f"+{gone.points}" if gone.points else ""
        unit = three(lambda: _("points on the way")) if amount else ()
        self.query_one("#gained", Gained).tell(amount, unit, _balance(gone))


def _balance(have: CheckedIn | CheckedOut | Undone) -> str:
    """What can be spent, and what is on the way if anything is."""
    if have.coming:
        return _(
            "{spendable} points to spend, {coming} on the way",
            spendable=have.spendable,
            coming=have.coming,
        )
    return n_("{n} point to spend", "{n} points to spend", have.spendable)
