"""The question before a place is given back: nobody loses a place by one tap (R33)."""

from __future__ import annotations

from db.activities import SessionView, Standing
from screens import i18n
from screens.activities.choices import hours
from screens.i18n import _
from screens.notice import NoticeScreen
from screens.typography import relative_day
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line

GIVE = "give"  # what the screen is dismissed with; None keeps the place


class GiveBackScreen(NoticeScreen):
    """Which place it is, and what becomes of it. Whoever walks away keeps it."""

    picture, fill_token, ink = "seat", "panel", "att"

    def __init__(self, visit: Visit, session: SessionView) -> None:
        super().__init__(visit)
        self.session = session

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("ok", "normal"), (GIVE, "primary"))

    def labels(self) -> dict[str, str]:
        return {"ok": "✕  " + _("Keep my place"), GIVE: "✓  " + _("Give it back")}

    def title_text(self) -> str:
        return _("Give your place back?")

    def verdict(self) -> str:
        return _("Give your place back?")

    def words(self) -> tuple[Line, ...]:
        view = self.session
        today = self.kiosk.front.now.date()
        return (
            Line(view.title.best(i18n.current()), bold=True),
            Line(f"{relative_day(view.day, today, i18n.current())}  {hours(view)}", wraps=False),
            Line(""),
            Line(self._then()),
            Line(_("You can ask for it again while there is room."), "muted"),
        )

    def _then(self) -> str:
        if self.session.standing is Standing.WAITING and self.session.waiting_place is not None:
            return _("You are number {n} on the waiting list.", n=self.session.waiting_place)
        return _("Somebody else can have it then.")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == GIVE:
            event.stop()
            self.dismiss(GIVE)
