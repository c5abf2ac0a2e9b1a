"""The number to fetch a prize with, as a barcode; until when; and giving it back."""

from __future__ import annotations

from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from db import prizes
from db.prizes import RedemptionView, Reserved
from db.texts import Words
from screens.i18n import _, n_
from screens.messages import SoundWanted
from screens.notice import NoticeScreen
from screens.prizes.barcode import Barcode
from screens.prizes.confirm import YES, CancelScreen
from screens.typography import day_words
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Countdown, Line, Panel


class PickUpScreen(NoticeScreen):
    """Staff read the bars and the card. It closes by itself; the list shows it again."""

    DEFAULT_CSS = """
    PickUpScreen #said { height: 1fr; layout: horizontal; margin: 1 0 0 0; }
    PickUpScreen #words { width: 1fr; height: 100%; }
    PickUpScreen #code { width: 68; height: 100%; }
    PickUpScreen #count { width: 1fr; }
    PickUpScreen.-narrow #keys Key { width: 1fr; }
    PickUpScreen.-narrow #count { width: 12; }
    PickUpScreen.-narrow #said { layout: vertical; margin: 0; }
    PickUpScreen.-narrow #words { width: 100%; height: 1fr; }
    PickUpScreen.-narrow #code { width: 68; height: 6; margin: 0 0 0 6; }
    """
    closes_after = 60

    def __init__(
        self,
        visit: Visit,
        redemption: int,
        title: Words,
        code: str,
        until: date,
        share: int,
        left: int | None = None,
    ) -> None:
        super().__init__(visit)
        self.redemption, self.title_words, self.code = redemption, title, code
        self.until, self.share, self.spendable = until, share, left

    @classmethod
    def after(cls, visit: Visit, kept: Reserved) -> PickUpScreen:
        """Just reserved: what is left is said too."""
        return cls(
            visit, kept.redemption, kept.title, kept.code, kept.until, kept.share, kept.spendable
        )

    @classmethod
    def again(cls, visit: Visit, row: RedemptionView) -> PickUpScreen:
        """From one's own list."""
        return cls(visit, row.id, row.title, row.code, row.until, row.share)

    def title_text(self) -> str:
        return _("Fetch it at the desk")

    def body(self) -> ComposeResult:
        with Container(id="said"):
            yield Panel(bare=True, fill="page", id="words")
            yield Barcode(id="code")
        with Horizontal(id="keys"):
            yield Key(id="ok")
            yield Countdown(id="count")
            yield Key(variant="destructive", id="cancel")
            yield Key(id="stay")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        lang = self.visit.lang
        self.query_one("#words", Panel).show(*self.words(), lang=lang)
        self.query_one("#code", Barcode).show(self.code)
        self.query_one("#ok", Key).label = "◀  " + _("Back")
        self.query_one("#cancel", Key).label = "✕  " + _("Give it back")
        self.query_one("#stay", Key).label = _("Stay longer")
        self.count_down()

    def words(self) -> tuple[Line, ...]:
        lang = self.visit.lang
        until = _("Until: {day}", day=day_words(self.until, lang))
        bring = Line(_("Show this number and your card at the desk."))
        left = (
            ()
            if self.spendable is None
            else (Line(n_("{n} point left", "{n} points left", self.spendable), "muted"),)
        )
        title = Line("✓  " + self.visit.say(self.title_words), "ok", bold=True)
        if self.narrow:
            return (title, bring, Line(until))
        return (title, Line(""), bring, Line(""), Line(until, bold=True), Line(""), *left)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "stay":
            event.stop()
            self.stay()
        elif event.key.id == "cancel":
            event.stop()
            self._ask()

    def _ask(self) -> None:
        def answered(outcome: str | None) -> None:
            if outcome == YES:
                self.cancel()

        title = self.visit.say(self.title_words)
        self.app.push_screen(CancelScreen(self.visit, title, self.share), answered)

    @work
    async def cancel(self) -> None:
        """Points and prize go back; the screen behind says so."""
        visit = self.visit
        if await self.asked(prizes.cancel, visit.resident, self.redemption) is None:
            return
        if self.in_front(visit):
            self.post_message(SoundWanted("success"))
            self.back()
