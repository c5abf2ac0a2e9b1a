"""A pick-up number was held to the kiosk's reader: it is for the desk, and alone it gives nothing."""

from __future__ import annotations

from screens.i18n import _
from screens.notice import NoticeScreen
from screens.widgets.panel import Line


class DeskCodeScreen(NoticeScreen):
    """Says where the number belongs; whose it is stays unsaid."""

    closes_after = 20
    picture, fill_token, ink = "gift", "panel", "att"

    @property
    def visiting(self) -> bool:
        return self.visit.resident is not None

    def verdict(self) -> str:
        return _("For the desk")

    def words(self) -> tuple[Line, ...]:
        return (
            Line(_("This number fetches a prize."), bold=True),
            Line(""),
            Line(_("Please show it at the desk, with your card.")),
        )

    def expired(self) -> None:
        self.back()
