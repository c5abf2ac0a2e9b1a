"""After a power cut: staff look at day and hour and say with one tap whether they are right."""

from __future__ import annotations

from textual import work

from db import arrivals, clock
from db.audit import Actor
from db.base import Refusal
from db.office import housekeep
from db.staff import StaffCard
from screens.i18n import _
from screens.messages import SoundWanted
from screens.notice import NoticeScreen
from screens.typography import day_words
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line


class ClockScreen(NoticeScreen):
    """The machine's day and hour, large. Dismissed with "go on": to the doors, either way."""

    picture, fill_token, ink = "clock", "panel", "att"

    def __init__(self, visit: Visit, card: StaffCard) -> None:
        super().__init__(visit)
        self.card = card

    @property
    def visiting(self) -> bool:
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("wrong", "normal"), ("right", "primary"))

    def labels(self) -> dict[str, str]:
        return {"wrong": "✕  " + _("No, it is wrong"), "right": "✓  " + _("Yes, it is right")}

    def title_text(self) -> str:
        return _("Is the time right?")

    def verdict(self) -> str:
        return _("Is the time right?")

    def words(self) -> tuple[Line, ...]:
        here, lang = self.kiosk.front.now, self.visit.lang
        return (
            Line(f"{here:%H:%M}", "att", figure=True),
            Line(""),
            Line(day_words(here.date(), lang, year=True), bold=True),
            Line(""),
            Line(_("If it is wrong, set the machine's clock. Until then open the door yourself.")),
        )

    def expired(self) -> None:
        self.finish()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "right":
            event.stop()
            self.confirm()
        elif event.key.id == "wrong":
            event.stop()
            self.dismiss("go on")

    @work
    async def confirm(self) -> None:
        """Believe the clock, do what had to wait, and go on to the doors."""
        visit, actor = self.visit, Actor.on_duty(self.card.staff)
        try:
            await visit.ask(clock.confirm, actor=actor)
            await visit.ask(housekeep)
            self.kiosk.front = await visit.ask(arrivals.front)
        except Refusal as refusal:
            self.kiosk.refuse(refusal)
            return
        self.post_message(SoundWanted("success"))
        self.dismiss("go on")
