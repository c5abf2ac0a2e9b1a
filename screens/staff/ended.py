"""The duty has ended: said calmly, and nothing of anybody is left on the screen."""

from __future__ import annotations

from screens.i18n import _
from screens.notice import NoticeScreen
from screens.widgets.key import Key
from screens.widgets.panel import Line


class DutyEndedScreen(NoticeScreen):
    """Locked or signed out: how to go on, for as long as somebody may look."""

    closes_after = 10
    picture, fill_token, ink = "lock", "panel", "att"

    @property
    def visiting(self) -> bool:
        return False

    def verdict(self) -> str:
        return _("The duty has ended.")

    def words(self) -> tuple[Line, ...]:
        return (
            Line(_("Nothing of anybody is left on this screen."), bold=True),
            Line(""),
            Line(_("To go on, hold the staff card here again and type the PIN.")),
        )

    def expired(self) -> None:
        self.finish()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "ok":
            event.stop()
            event.prevent_default()
            self.finish()
