"""A question before something that cannot be taken back: what will be, no at the left, yes at the right."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal

from screens.i18n import _
from screens.staff.screen import StaffScreen
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel

Said = Callable[[], tuple[Line, ...]]


class ConfirmScreen(StaffScreen):
    """Dismissed with the key that was meant, or with None. `said` is asked again in another language."""

    DEFAULT_CSS = """
    ConfirmScreen #said { height: 1fr; margin: 1 0 0 0; }
    ConfirmScreen.-narrow #said { margin: 0; }
    ConfirmScreen #keys { height: 3; margin: 0 0 1 0; }
    ConfirmScreen #keys Key { width: 1fr; margin: 0 1; }
    """

    def __init__(
        self,
        visit: Visit,
        title: Callable[[], str],
        said: Said,
        *yes: tuple[str, str, Callable[[], str]],
    ) -> None:
        """`yes`: (key, variant, words) of each way to go on."""
        super().__init__(visit)
        self._title, self._said = title, said
        self._answered = False
        self._yes = yes or (("yes", "primary", lambda: "✓  " + _("Yes")),)

    def title_text(self) -> str:
        return self._title()

    def body(self) -> ComposeResult:
        yield Panel(fill="panel", id="said")
        with Horizontal(id="keys"):
            yield Key(id="no")
            for key, variant, _words in self._yes:
                yield Key(id=key, variant=variant)

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self.query_one("#said", Panel).show(*self._said(), lang=self.visit.lang)
        self.query_one("#no", Key).label = "✕  " + _("No")
        for key, _variant, words in self._yes:
            self.query_one(f"#{key}", Key).label = words()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        meant = pressed == "no" or any(pressed == key for key, *_rest in self._yes)
        if meant:
            event.stop()
        if meant and not self._answered:  # once, however often it is tapped
            self._answered = True
            self.dismiss(None if pressed == "no" else pressed)
