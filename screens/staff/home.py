"""The first page of staff mode: what this role may do, and the end of the duty."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from screens.i18n import _
from screens.staff.desks import desks_of
from screens.staff.screen import StaffScreen
from screens.three import three
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.pictured import Tile

WIDE = 4  # from more tiles on there are three in a row


class StaffHomeScreen(StaffScreen):
    """A tile for each desk of the role; what the role may not do is not there."""

    DEFAULT_CSS = """
    StaffHomeScreen #desks { grid-size: 2; height: 1fr; margin: 1 0 0 0; }
    StaffHomeScreen.-many #desks { grid-size: 3; }
    StaffHomeScreen.-narrow #desks { margin: 0; }
    StaffHomeScreen #keys { height: 3; }
    StaffHomeScreen #end { width: 34; }
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.desks = desks_of(self.duty.role)

    def title_text(self) -> str:
        return ""

    def body(self) -> ComposeResult:
        with Grid(id="desks"):
            for desk in self.desks:
                yield Tile(desk.icon, id=f"desk-{desk.key}")
        with Horizontal(id="keys"):
            yield Key(id="end", variant="destructive")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self.set_class(len(self.desks) > WIDE, "-many")
        for desk in self.desks:
            words = three(desk.words)[: 2 if self.narrow else 3]
            self.query_one(f"#desk-{desk.key}", Tile).show_tile(desk.icon, *words)
        self.query_one("#end", Key).label = "✕  " + _("End the duty")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed == "end":
            event.stop()
            self.finish()
        elif pressed.startswith("desk-"):
            event.stop()
            desk = next(desk for desk in self.desks if f"desk-{desk.key}" == pressed)
            self.app.push_screen(desk.opens(self.visit))

    def back(self) -> None:
        """There is nothing behind it but the end of the duty, and that has a key of its own."""
