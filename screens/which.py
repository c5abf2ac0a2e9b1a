"""A number that is two things: an explicit question, never a guess."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from screens.base import KioskScreen
from screens.i18n import _
from screens.three import three
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel
from screens.widgets.pictured import Tile

PLACES = 4


class WhichScreen(KioskScreen):
    """One tile for each thing that the number could be; dismissed with the kind that was meant."""

    DEFAULT_CSS = """
    WhichScreen #sub { height: 2; margin: 1 0 0 0; padding: 0 0 0 2; }
    WhichScreen #choices { grid-size: 2; height: 1fr; }
    WhichScreen #keys { height: 3; }
    WhichScreen #back { width: 26; }
    """

    def __init__(self, visit: Visit, kinds: tuple[str, ...]) -> None:
        super().__init__(visit)
        self.kinds = kinds[:PLACES]

    @property
    def visiting(self) -> bool:
        return False

    def title_text(self) -> str:
        return _("Which card is this?")

    def body(self) -> ComposeResult:
        yield Panel(bare=True, fill="page", id="sub")
        with Grid(id="choices"):
            for n in range(len(self.kinds)):
                yield Tile("card", id=f"choice-{n}")
        with Horizontal(id="keys"):
            yield Key(id="back")

    def fill(self) -> None:
        self.query_one("#sub", Panel).show(
            Line(_("This number belongs to two things."), bold=True), lang=self.visit.lang
        )
        for n, kind in enumerate(self.kinds):
            icon, said = _thing(kind)
            self.query_one(f"#choice-{n}", Tile).show_tile(icon, *said)
        self.query_one("#back", Key).label = "✕  " + _("Neither")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "back":
            event.stop()
            self.back()
        elif pressed.startswith("choice-"):
            event.stop()
            self.dismiss(self.kinds[int(pressed[-1])])


def _thing(kind: str) -> tuple[str, tuple[str, ...]]:
    """Pictogram and words of a kind of number."""
    if kind == "staff":
        return "staff_card", three(lambda: _("Staff card"))
    return "card", three(lambda: _("Member card"))
