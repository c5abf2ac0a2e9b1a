"""The bottom bar: the same keys at the same place on every screen, the speaker first."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from screens.widgets.key import Key
from screens.widgets.pictured import Speaker

# id, variant, width out of 100 columns, width out of 80 (0: not there)
PLACES = (
    ("bar-speaker", "normal", 10, 10),
    ("bar-lang", "normal", 18, 18),
    ("bar-size", "normal", 15, 0),
    ("bar-contrast", "normal", 15, 0),
    ("bar-display", "normal", 0, 12),
    ("bar-staff", "staff", 18, 16),
    ("bar-home", "normal", 12, 12),
    ("bar-finish", "finish", 12, 12),
)
NARROW = 100


class Bar(Widget):
    """Docked at the bottom, three rows."""

    DEFAULT_CSS = """
    Bar { dock: bottom; width: 100%; height: 3; background: transparent; }
    Bar > Key { position: absolute; height: 3; }
    """

    def __init__(self, *, visiting: bool, id: str | None = None) -> None:
        """`visiting`: home and finish have a meaning; their places are empty otherwise."""
        super().__init__(id=id)
        self._visiting = visiting

    def compose(self) -> ComposeResult:
        for name, variant, _, _ in PLACES:
            kind = Speaker if name == "bar-speaker" else Key
            yield kind("", id=name, variant=variant)

    def on_mount(self) -> None:
        self.visiting = self._visiting

    @property
    def visiting(self) -> bool:
        """Whether home and finish are there."""
        return self._visiting

    @visiting.setter
    def visiting(self, visiting: bool) -> None:
        self._visiting = visiting
        self._place(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._place(event.size.width)

    def _place(self, width: int) -> None:
        """Put the keys where they belong at this width; places that are left out stay empty."""
        narrow = width < NARROW
        total = 80 if narrow else 100
        x = 0
        for name, _variant, of_100, of_80 in PLACES:
            size = (of_80 if narrow else of_100) * width // total
            key = self.query_one(f"#{name}", Key)
            gone = not size or (name in ("bar-home", "bar-finish") and not self._visiting)
            key.display = not gone
            key.styles.width = max(1, size)
            key.styles.offset = (x, 0)
            x += size

    def show(
        self,
        labels: Mapping[str, tuple[str, ...]],
        off: frozenset[str],
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        """The labels by key id; `off` names keys that are printed with their reason, `chosen` those
        whose mode is on.
        """
        for key in self.query(Key):
            assert key.id is not None
            usual = next(v for n, v, _, _ in PLACES if n == key.id)
            key.variant = "off" if key.id in off else "selected" if key.id in chosen else usual
            key.show(*labels.get(key.id, ("",)))
