"""A household pays together: each puts their card down in turn and says yes to their own part."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from db import prizes
from db.prizes import PrizeView
from screens.base import KioskScreen
from screens.i18n import _, n_
from screens.messages import CardShown, Held
from screens.prizes.words import icon, price
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

STEP = 5  # points that − and + change a part by


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part: a number, a masked name, points."""

    resident: int
    masked: str
    points: int


class TogetherScreen(KioskScreen):
    """Whose card lies there, how much they give, who has said yes, and what is still missing."""

    DEFAULT_CSS = """
    TogetherScreen #sheet { height: 1fr; }
    TogetherScreen #price { width: 34%; }
    TogetherScreen #parts { width: 1fr; }
    TogetherScreen #keys { height: 3; margin: 0 0 1 0; }
    TogetherScreen #keys Key { width: 1fr; }
    TogetherScreen #keys #back { width: 34%; margin: 0 2 0 0; }
    TogetherScreen.-narrow #keys #back { width: 16; }
    TogetherScreen #keys #less, TogetherScreen #keys #more { width: 12; }
    """
    asks_for_card = True

    def __init__(self, visit: Visit, prize: PrizeView, spendable: int) -> None:
        super().__init__(visit)
        self.prize = prize
        self.parts: list[Part] = []
        self.most = 0  # what the person whose card lies there could give
        self.asked_now: Part | None = None
        self._turn(visit.resident or 0, visit.masked, spendable)

    @property
    def missing(self) -> int:
        """Points that nobody has said yes to."""
        return self.prize.cost - sum(part.points for part in self.parts)

    def _turn(self, resident: int, masked: str, spendable: int) -> None:
        """It is this person's turn; they are asked for as much as is missing and they have."""
        self.parts = [part for part in self.parts if part.resident != resident]
        self.most = min(self.missing, spendable)
        self.asked_now = Part(resident, masked, self.most) if self.most else None

    def title_text(self) -> str:
        return self.visit.say(self.prize.title)

    def body(self) -> ComposeResult:
        with Horizontal(id="sheet"):
            yield Panel(fill="panel", centred=True, ink="icon", id="price")
            yield Panel(id="parts")
        with Horizontal(id="keys"):
            yield Key(id="back")
            yield Key(id="less")
            yield Key(id="more")
            yield Key(variant="primary", id="yes")
            yield Key(variant="primary", id="take")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        lang, now = self.visit.lang, self.asked_now
        self.query_one("#price", Panel).show(
            Line(price(self.prize.cost), "att", bold=True),
            Line(
                n_("{n} more point needed", "{n} more points needed", self.missing)
                if self.missing
                else "✓  " + _("That is all of it."),
                "muted" if self.missing else "ok",
            ),
            icon=icon(self.prize.category, self.prize.picture),
            lang=lang,
        )
        self.query_one("#parts", Panel).show(*self._said(), lang=lang)
        self.query_one("#back", Key).label = "✕  " + _("No")
        less, more = self.query_one("#less", Key), self.query_one("#more", Key)
        less.label, more.label = "−", "＋"
        less.display = more.display = now is not None
        less.variant = "normal" if now is not None and now.points > 1 else "off"
        more.variant = "normal" if now is not None and now.points < self.most else "off"
        yes, take = self.query_one("#yes", Key), self.query_one("#take", Key)
        yes.display = now is not None
        take.display = now is None and not self.missing
        if now is not None:
            yes.label = "✓  " + _("I give {price}", price=price(now.points))
        take.label = "✓  " + _("Yes, use them")

    def _said(self) -> list[Line]:
        said = [Line(f"✓  {part.masked}   {price(part.points)}", "ok") for part in self.parts]
        if self.asked_now is not None:
            now = self.asked_now
            said.append(Line(f"▶  {now.masked}   {price(now.points)}", bold=True))
        elif self.missing:
            said += [Line(""), Line(_("Now the next of your household: card here, please."), "att")]
        else:
            said += [Line(""), Line(_("Each part comes back if you give it back."), "muted")]
        return said

    # What happens -----------------------------------------------------------------------------

    def on_card_shown(self, event: CardShown) -> None:
        event.stop()
        self.next_card(Held(event.code))

    @work
    async def next_card(self, held: Held) -> None:
        """Somebody of the household puts their card down."""
        visit = self.visit
        found = await self.asked(prizes.payer, visit.resident, held.take())
        if found is not None and self.in_front(visit):
            self._turn(found.resident, found.masked, found.spendable)
        self.refill()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed, now = event.key.id, self.asked_now
        if pressed == "back":
            event.stop()
            self.back()
        elif pressed in ("less", "more") and now is not None:
            event.stop()
            wanted = now.points + (STEP if pressed == "more" else -STEP)
            kept = max(1, min(self.most, wanted))
            self.asked_now = Part(now.resident, now.masked, kept)
            self.refill()
        elif pressed == "yes" and now is not None:
            event.stop()
            self.parts.append(now)
            self.asked_now = None
            self.refill()
        elif pressed == "take" and now is None and not self.missing:
            event.stop()
            self.reserve()

    @work
    async def reserve(self) -> None:
        """Each part is a debit of its own. Dismissed with what was reserved."""
        visit = self.visit
        shares = tuple((part.resident, part.points) for part in self.parts)
        kept = await self.asked(
            prizes.reserve_together, visit.resident, self.prize.id, self.prize.cost, shares
        )
        if kept is not None and self.in_front(visit):
            self.dismiss(kept)
