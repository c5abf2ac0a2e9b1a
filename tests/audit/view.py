"""One cell of the matrix: the screen in front as it stands, with every box drawn once for all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from textual.widget import Widget

from screens.base import KioskScreen
from screens.staff.screen import StaffOnly
from screens.widgets.bar import Bar
from screens.widgets.box import Box
from screens.widgets.key import Key
from screens.widgets.keyboard import Keyboard
from tests.audit.facts import Facts
from tests.audit.recorder import Drawing, drawing
from tests.screens.conftest import Kiosk


def boxes(screen: KioskScreen) -> list[Box]:
    """Everything drawn that stands on a screen."""
    return [
        widget
        for widget in screen.query(Box)
        if widget.is_on_screen
        and widget.visible
        and all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
        and widget.region.area
    ]


def tappable(screen: KioskScreen, among: list[Box] | None = None) -> list[Key]:
    """The keys that do something."""
    shown = boxes(screen) if among is None else among
    return [box for box in shown if isinstance(box, Key) and box.variant != "off"]


class View:
    """What the checks look at."""

    def __init__(self, k: Kiosk, facts: Facts) -> None:
        self.k = k
        self.facts = facts
        self.screen: KioskScreen = k.app.screen
        self.width, self.height = k.app.size
        self._drawn: dict[Box, Drawing] = {}

    def shown(self, kind: type[Any]) -> list[Any]:
        """The widgets of a kind that stand on the screen."""
        return [box for box in self.boxes if isinstance(box, kind)]

    @property
    def staff(self) -> bool:
        """Whether only staff see this screen."""
        return isinstance(self.screen, StaffOnly)

    @cached_property
    def boxes(self) -> list[Box]:
        """Everything drawn that stands on the screen."""
        return boxes(self.screen)

    @cached_property
    def keys(self) -> list[Key]:
        """The keys that do something."""
        return tappable(self.screen, self.boxes)

    @cached_property
    def choices(self) -> list[Key]:
        """The keys beside those of the bar and of a keyboard."""
        return [key for key in self.keys if not isinstance(key.parent, Bar | Keyboard)]

    def drawn(self, box: Box) -> Drawing:
        """How the box draws itself; once for all checks."""
        if box not in self._drawn:
            self._drawn[box] = drawing(box)
        return self._drawn[box]

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of cells that stand on the screen."""
        return self.k.strips()

    @cached_property
    def text(self) -> str:
        """Everything that can be read."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self.rows)


Check = Callable[[View], Iterator[str]]
