"""The questions before points are used, and before a prize is given back: said in numbers (R33)."""

from __future__ import annotations

from db.prizes import PrizeReason, PrizeView
from screens.i18n import _, n_
from screens.messages import CardShown, Held
from screens.notice import NoticeScreen
from screens.prizes.words import icon
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line

YES = "yes"


class SpendScreen(NoticeScreen):
    """Use so many points, so many are left. A child's guardian says yes with their card.

    Dismissed with the guardian's card, Held("") where none is needed, None for a no.
    """

    fill_token, ink = "panel", "att"

    def __init__(self, visit: Visit, prize: PrizeView, spendable: int) -> None:
        self.picture = icon(prize.category, prize.picture)
        self.prize, self.spendable = prize, spendable
        super().__init__(visit)

    @property
    def asks_for_card(self) -> bool:  # type: ignore[override]  # only for a child
        """Whether a guardian's card is wanted beside."""
        return self.prize.why_not is PrizeReason.GUARDIAN_NEEDED

    def keys(self) -> tuple[tuple[str, str], ...]:
        no = ("ok", "normal")
        return (no,) if self.asks_for_card else (no, (YES, "primary"))

    def labels(self) -> dict[str, str]:
        no = {"ok": "✕  " + _("No")}
        return no if self.asks_for_card else {**no, YES: "✓  " + _("Yes, use them")}

    def title_text(self) -> str:
        return self.visit.say(self.prize.title)

    def verdict(self) -> str:
        return self.visit.say(self.prize.title)

    def words(self) -> tuple[Line, ...]:
        left = self.spendable - self.prize.cost
        last = (
            Line(_("Now a grown-up of your family holds their card to the reader."), "att")
            if self.asks_for_card
            else Line(_("Until you fetch it, you can give it back."), "muted")
        )
        return (
            Line(
                n_(
                    "Use {n} point for this?",
                    "Use {n} points for this?",
                    self.prize.cost,
                ),
                bold=True,
            ),
            Line(""),
            Line(n_("You will have {n} point left.", "You will have {n} points left.", left)),
            Line(""),
            last,
        )

    def on_card_shown(self, event: CardShown) -> None:
        if self.asks_for_card:
            event.stop()
            if self.app.screen is self:
                self.dismiss(Held(event.code))

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == YES:
            event.stop()
            if self.app.screen is self:  # a second tap was meant for this question too
                self.dismiss(Held(""))


class CancelScreen(NoticeScreen):
    """Give a prize back, and get so many points back. Dismissed with YES; None keeps it."""

    picture, fill_token, ink = "undo", "panel", "att"

    def __init__(self, visit: Visit, title: str, points: int) -> None:
        super().__init__(visit)
        self._title, self._points = title, points

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("ok", "normal"), (YES, "primary"))

    def labels(self) -> dict[str, str]:
        return {"ok": "✕  " + _("Keep it"), YES: "✓  " + _("Give it back")}

    def title_text(self) -> str:
        return self._title

    def verdict(self) -> str:
        return self._title

    def words(self) -> tuple[Line, ...]:
        return (
            Line(_("Do you want to give it back?"), bold=True),
            Line(""),
            Line(
                n_("You get {n} point back.", "You get {n} points back.", self._points),
            ),
            Line(""),
            Line(_("Somebody else can have it then."), "muted"),
        )

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == YES:
            event.stop()
            if self.app.screen is self:  # a second tap was meant for this question too
                self.dismiss(YES)
