"""The checks: each takes a screen as it stands and gives what is wrong with it, one line each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from rich.color import Color
from textual.geometry import Region
from textual.widget import Widget

from screens.base import KioskScreen
from screens.widgets.bar import Bar
from screens.widgets.box import Box
from screens.widgets.key import Key
from screens.widgets.keyboard import Keyboard, Letter
from tests.audit.recorder import lost_by
from tests.screens.conftest import Kiosk

Check = Callable[[Kiosk], Iterator[str]]

# The smallest key that a finger hits, in cells, by the width of the terminal (20 × 20 mm).
SMALLEST = {100: (8, 3), 80: (10, 3)}
SMALLEST_LETTER = (6, 3)  # keys of a keyboard, at both widths
MOST_CHOICES = 8
READABLE = 7.0  # WCAG 2.2, enhanced contrast


def shown(screen: KioskScreen, kind: type[Widget]) -> list[Any]:
    """The widgets of a kind that stand on the screen."""
    return [
        widget
        for widget in screen.query(kind)
        if widget.is_on_screen
        and widget.visible
        and all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
        and widget.region.area
    ]


def tappable(screen: KioskScreen) -> list[Key]:
    """The keys that do something."""
    return [key for key in shown(screen, Key) if key.variant != "off"]


def target_size(k: Kiosk) -> Iterator[str]:
    """Whatever can be tapped is as large as a cold finger (R1)."""
    for key in tappable(k.app.screen):
        letter = isinstance(key, Letter)
        width, height = SMALLEST_LETTER if letter else SMALLEST[k.app.size.width]
        if key.region.width < width or key.region.height < height:
            yield f"#{key.id} is {key.region.width}×{key.region.height}"


def apart(k: Kiosk) -> Iterator[str]:
    """No two keys overlap (R2)."""
    for one, other in combinations(tappable(k.app.screen), 2):
        if one.region.overlaps(other.region):
            yield f"#{one.id} and #{other.id} overlap"


def on_screen(k: Kiosk) -> Iterator[str]:
    """Nothing hangs over the edge of the terminal or of what holds it (R21)."""
    whole = Region(0, 0, *k.app.size)
    for box in shown(k.app.screen, Box):
        if not whole.contains_region(box.region):
            yield f"#{box.id} leaves the screen: {box.region}"
        parent = box.parent
        if isinstance(parent, Widget) and not parent.region.contains_region(box.region):
            yield f"#{box.id} leaves #{parent.id}: {box.region}"


def whole_text(k: Kiosk) -> Iterator[str]:
    """No text is cut, nothing is drawn outside its box, a key says its first line whole (R21)."""
    for box in shown(k.app.screen, Box):
        yield from (f"#{box.id} {what}" for what in lost_by(box))
    for key in shown(k.app.screen, Key):
        drawn = "".join(strip.text for strip in key.draw(*key.size).strips())
        if _bare(key.lines[0]) not in _bare(drawn):
            yield f"#{key.id} does not say the whole of {key.lines[0]!r}"


def _bare(text: str) -> str:
    """Without blanks and without what pictograms and edges are drawn of."""
    return "".join(c for c in text if not c.isspace() and not _drawn(c))


def _drawn(char: str) -> bool:
    return "\u2500" <= char <= "\u259f" or "\U0001cd00" <= char <= "\U0001cdff"


def few_choices(k: Kiosk) -> Iterator[str]:
    """At most eight choices beside the bar, and one primary; two equal ones on the home (R8, R38).

    The keys of a keyboard are one choice made of letters, not as many choices.
    """
    keys = [key for key in tappable(k.app.screen) if not isinstance(key.parent, Bar | Keyboard)]
    if len(keys) > MOST_CHOICES + _paging(keys):
        yield f"{len(keys)} choices"
    primary = [key for key in keys if key.variant == "primary"]
    if len(primary) > (2 if k.screen == "HomeScreen" else 1):
        yield f"{len(primary)} primary keys"


def _paging(keys: list[Key]) -> int:
    """Keys that move through a list are not choices."""
    return sum(key.id in ("back", "up", "down", "today", "week", "older", "newer") for key in keys)


def fixed_bar(k: Kiosk) -> Iterator[str]:
    """The bar's keys stand at the same place on every screen, nothing else above row 3 (R9)."""
    bar = k.app.screen.query_one(Bar)
    if (bar.region.y, bar.region.height) != (k.app.size.height - 3, 3):
        yield f"the bar stands at {bar.region}"
    for key in tappable(k.app.screen):
        if key.region.y < 2:
            yield f"#{key.id} stands in the header"


def no_scrolling(k: Kiosk) -> Iterator[str]:
    """Nothing scrolls (R4, R7)."""
    for widget in k.app.screen.query("*"):
        if widget.show_vertical_scrollbar or widget.show_horizontal_scrollbar:
            yield f"#{widget.id} has a scroll bar"


def contrast(k: Kiosk) -> Iterator[str]:
    """Every letter and digit stands out from its ground (R12)."""
    for y, strip in enumerate(k.strips()):
        for segment in strip:
            letters = "".join(c for c in segment.text if _is_text(c))
            style = segment.style
            if not letters or style is None or style.color is None or style.bgcolor is None:
                continue
            ratio = between(style.color, style.bgcolor)
            if ratio < READABLE:
                yield f"row {y} {letters!r}: {ratio:.2f}"


def _is_text(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char in ".,:;!?+-–−%/()"


def between(one: Color, other: Color) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance, from 0 to 1."""
    parts = [v / 255 for v in colour.get_truecolor()]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


ALWAYS: tuple[Check, ...] = (
    target_size,
    apart,
    on_screen,
    whole_text,
    few_choices,
    fixed_bar,
    no_scrolling,
)
