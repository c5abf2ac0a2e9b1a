"""One prize: what it is, what it costs, how many are left; then the question, then the number."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from db import prizes
from db.prizes import PrizeReason, PrizeView, Reserved
from screens.base import KioskScreen
from screens.i18n import _, n_
from screens.messages import Held
from screens.prizes.confirm import SpendScreen
from screens.prizes.words import availability, can_have, can_share, icon, price
from screens.three import names
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel


class DetailScreen(KioskScreen):
    """Nothing is taken here: the key asks first."""

    DEFAULT_CSS = """
    DetailScreen #sheet { height: 1fr; }
    DetailScreen #price { width: 34%; }
    DetailScreen #about { width: 1fr; }
    DetailScreen #keys { height: 3; margin: 0 0 1 0; }
    DetailScreen #back { width: 34%; margin: 0 2 0 0; }
    DetailScreen.-narrow #back { width: 16; }
    DetailScreen #take, DetailScreen #together { width: 1fr; }
    """

    def __init__(self, visit: Visit, prize: PrizeView, spendable: int, family: int = 0) -> None:
        super().__init__(visit)
        self.prize, self.spendable, self.family = prize, spendable, family

    def title_text(self) -> str:
        return self.visit.say(self.prize.title)

    def right_text(self) -> str:
        return n_("{n} point", "{n} points", self.spendable)

    def body(self) -> ComposeResult:
        with Horizontal(id="sheet"):
            yield Panel(fill="panel", centred=True, ink="icon", id="price")
            yield Panel(id="about")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="together")
            yield Key(variant="primary", id="take")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        prize, lang = self.prize, self.visit.lang
        self.query_one("#price", Panel).show(
            *self._cost(),
            icon=icon(prize.category, prize.picture),
            lang=lang,
        )
        first, *others = names(prize.title, self.visit.first_lang)
        summary = self.visit.say(prize.summary)
        child = (
            (Line(_("A grown-up of your family holds their card here too."), "att"),)
            if prize.why_not is PrizeReason.GUARDIAN_NEEDED
            else ()
        )
        said = [
            Line(first, bold=True),
            *(() if self.narrow else (Line("   ".join(others), "muted"),)),
            Line(""),
            *((Line(summary), Line("")) if summary else ()),
            Line(availability(prize, lang, self.kiosk.front.now.date())),
            Line(_("It waits three open days at the desk."), "muted"),
            *child,
        ]
        self.query_one("#about", Panel).show(*said, lang=lang)
        self.query_one("#back", Key).label = "◀  " + _("Back")
        together, take = self.query_one("#together", Key), self.query_one("#take", Key)
        together.label = _("With my household")
        together.display = can_share(prize, self.family)
        take.display = can_have(prize)
        together.variant = "normal" if take.display else "primary"
        take.label = _("Use {price}", price=price(prize.cost)) + "  ▶"

    def _cost(self) -> tuple[Line, ...]:
        """A big figure where there is room below the pictogram."""
        if self.narrow:
            return (Line(price(self.prize.cost), "att", bold=True),)
        figure = Line(str(self.prize.cost), "att", figure=True)
        return (figure, Line(""), Line(_("points"), bold=True))

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "back":
            event.stop()
            self.back()
        elif event.key.id == "take":
            event.stop()
            self._ask()
        elif event.key.id == "together":
            event.stop()
            self._together()

    def _ask(self) -> None:
        # No worker waits for the answer: whoever walks away leaves nothing behind.
        def answered(beside: Held | None) -> None:
            if beside is not None:
                # Not a worker of this screen: the screen goes away before it ends.
                self.kiosk.run_worker(self.reserve(beside))

        self.app.push_screen(SpendScreen(self.visit, self.prize, self.spendable), answered)

    async def reserve(self, beside: Held) -> None:
        """Points are taken, the prize is kept; the screen becomes the number to fetch it with.

        `beside`: a guardian's card, or nothing.
        """
        visit = self.visit
        kept: Reserved | None = await self.asked(
            prizes.reserve, visit.resident, self.prize.id, self.prize.cost, beside.take()
        )
        if kept is not None and self.in_front(visit):
            await self.kept(kept)

    def _together(self) -> None:
        from screens.prizes.together import TogetherScreen

        def answered(kept: Reserved | None) -> None:
            if kept is not None:
                self.kiosk.run_worker(self.kept(kept))

        wanted = TogetherScreen(self.visit, self.prize, self.spendable)
        self.app.push_screen(wanted, answered)

    async def kept(self, kept: Reserved) -> None:
        """It waits at the desk."""
        from screens.prizes.pick_up import PickUpScreen

        self.kiosk.play("success")
        await self.app.switch_screen(PickUpScreen.after(self.visit, kept))
