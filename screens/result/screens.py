"""The results of a check-in and of a check-out. They close by themselves, visibly."""

from __future__ import annotations

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from db import activities
from db.activities import CheckedIn, CheckedOut, SessionView, Undone
from screens.activities.sheet import in_three, names
from screens.base import KioskScreen
from screens.i18n import _, n_
from screens.messages import SoundWanted
from screens.result.panels import Gained, Next, Verdict
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
        first = self.visit.first_lang
        room = session.room_code if session.room_code.isdigit() else ""
        way = names(session.way, self.visit.lang) or (session.way.best(self.visit.lang, first),)
        where = () if room else (self.visit.say(session.room),)
        self.query_one("#next", Next).tell(in_three(lambda: _("Next")), room, (*where, *way))

    def count_down(self) -> None:
        left = max(0, self.left)
        self.query_one("#count", Countdown).show(left, self.closes_after or 1)
        said = n_("The screen clears in {n} second.", "The screen clears in {n} seconds.", left)
        panel = self.query_one("#said", Panel)
        lines = [Line(_("You may go."), bold=True), Line(said, "muted")]
        # Two rows: a sentence that needs both is said alone.
        long = cell_len(said) > panel.size.width - 2 > 0
        panel.show(*lines[long:], lang=self.visit.lang)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "stay":
            event.stop()
            self.stay()


class ResultScreen(OutcomeScreen):
    """Checked in, or in already, or undone."""

    def __init__(self, visit: Visit, came: CheckedIn) -> None:
        super().__init__(visit)
        self.came = came
        self.undone: Undone | None = None

    def title_text(self) -> str:
        return self.visit.say(self.came.session.title)

    def fill(self) -> None:
        self.query_one("#stay", Key).label = _("Stay longer")
        verdict = self.query_one("#verdict", Verdict)
        if self.undone is not None:
            verdict.tell("back", "panel", in_three(lambda: _("Undone")))
        elif self.came.again:
            verdict.tell("again", "panel", in_three(lambda: _("You are already here.")))
        else:
            verdict.tell("tick", "okfill", in_three(lambda: _("Checked in")))
        if self.undone is None:
            self.tell_next(self.came.session)
        else:
            nothing = in_three(lambda: _("Nothing more to do."))
            self.query_one("#next", Next).tell(in_three(lambda: _("Next")), "", nothing)
        self._points()
        self.count_down()

    def _points(self) -> None:
        gained, came, undone = self.query_one("#gained", Gained), self.came, self.undone
        unit = in_three(lambda: _("points on the way"))
        if undone is not None:
            amount = f"-{undone.points}" if undone.points else ""
            gained.tell(amount, in_three(lambda: _("points")), _balance(undone))
        elif came.again:
            gained.tell("", (), _("Nothing more to do.") + " " + _balance(came))
        elif came.points:
            gained.tell(f"+{came.points}", unit, _balance(came))
        elif came.session.per_hour:
            gained.tell("", (), _("Your hours are counted when you check out."))
        else:
            gained.tell("", (), _("You have all the points of this day already."))

    def count_down(self) -> None:
        super().count_down()
        key = self.query_one("#undo", Key)
        left = int((self.came.undo_until - self.visit.now()).total_seconds())
        if self.undone is None and not self.came.again and left > 0:
            key.label = f"{_('Undo')}  {left}"
            key.visible = True
        else:
            key.visible = False

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "undo":
            event.stop()
            self.undo()

    @work
    async def undo(self) -> None:
        """Take it back; the screen says so in place."""
        visit = self.visit
        undone = await self.asked(activities.undo, visit.resident, self.came.attendance)
        if undone is not None and self.in_front(visit):
            self.undone = undone
            self.post_message(SoundWanted("success"))
            self.stay()
            self.refill()


class CheckedOutScreen(OutcomeScreen):
    """Left a session where hours count."""

    def __init__(self, visit: Visit, left: CheckedOut) -> None:
        super().__init__(visit)
        self.gone = left

    def title_text(self) -> str:
        return self.visit.say(self.gone.session.title)

    def fill(self) -> None:
        gone = self.gone
        self.query_one("#verdict", Verdict).tell(
            "tick", "okfill", in_three(lambda: _("Checked out"))
        )
        hours, minutes = divmod(gone.minutes, 60)
        self.query_one("#next", Next).tell(
            in_three(lambda: _("You were here for")),
            f"{hours}:{minutes:02d}",
            in_three(lambda: _("{hours} h {minutes} min", hours=hours, minutes=minutes)),
        )
        amount = f"+{gone.points}" if gone.points else ""
        unit = in_three(lambda: _("points on the way")) if amount else ()
        self.query_one("#gained", Gained).tell(amount, unit, _balance(gone))
        self.query_one("#stay", Key).label = _("Stay longer")
        self.query_one("#undo", Key).visible = False
        self.count_down()


def _balance(have: CheckedIn | CheckedOut | Undone) -> str:
    """What can be spent, and what is on the way if anything is."""
    if have.coming:
        return _(
            "{spendable} points to spend, {coming} on the way",
            spendable=have.spendable,
            coming=have.coming,
        )
    return n_("{n} point to spend", "{n} points to spend", have.spendable)
