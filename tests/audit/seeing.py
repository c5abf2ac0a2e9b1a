"""The checks of what eyes can tell apart: text, edges and pictograms on their ground, a pressed key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rich.color import Color
from rich.style import Style

from screens.i18n import _
from screens.widgets.header import Header
from screens.widgets.key import Key
from tests.audit.view import View

READABLE = 7.0  # WCAG 2.2, enhanced contrast
VISIBLE = 3.0  # edges, pictograms


def drawn(char: str) -> bool:
    """Whether a character is a piece of a line, an edge or a picture, and not text."""
    return "\u2500" <= char <= "\u259f" or "\U0001cd00" <= char <= "\U0001cdff"


def contrast(v: View) -> Iterator[str]:
    """Every letter, digit and sign stands out from its ground (R12)."""
    for y, strip in enumerate(v.k.strips()):
        for segment in strip:
            style = segment.style
            said = "".join(c for c in segment.text if not c.isspace() and not drawn(c))
            if said and style is not None and style.color is not None and style.bgcolor is not None:
                ratio = between(style.color, style.bgcolor)
                if ratio < READABLE:
                    yield f"row {y} {said!r}: {ratio:.2f}"


def edges(v: View) -> Iterator[str]:
    """The sides and the lip of a key stand out from the page (R13)."""
    page = Color.parse(v.k.app.palette.page)
    for key in v.keys:
        rows = v.drawn(key).rows
        sides = [next(iter(strip)).style for strip in rows]
        lip = [segment.style for segment in rows[-1]][1:-1]
        for style in (*sides, *lip):
            ends = _colours(style)
            if max(between(colour, page) for colour in ends) < VISIBLE:
                yield f"#{key.id} has an edge that cannot be seen"
                break


def art(v: View) -> Iterator[str]:
    """Pictograms, and the strongest colour of a picture, stand out from their ground (R13).

    Flower and ribbon of the header are ornament: they say nothing.
    """
    for box in v.boxes:
        if isinstance(box, Header):
            continue
        note = v.drawn(box)
        for one in (*note.icons, *note.pictures):
            ground = Color.parse(one.ground)
            inks = {c for row in one.rows for s in row if s.text.strip() for c in _colours(s.style)}
            if max((between(ink, ground) for ink in inks), default=21) < VISIBLE:
                yield f"#{box.id}: {one.name} cannot be seen on its ground"


def off_the_frame(v: View) -> Iterator[str]:
    """No word stands in the line of a frame: high contrast frames what other palettes fill."""
    for box in v.boxes:
        for strip in v.drawn(box).rows:
            said = "".join(c for c in strip.text if not c.isspace() and not drawn(c))
            if strip.text[:1] in ("┏", "┗") and said:
                yield f"#{box.id} says {said!r} in the line of its frame"


def unmistakable(v: View) -> Iterator[str]:
    """Staff mode has a title bar of its own colour, and says what it is (R60)."""
    header = v.drawn(v.screen.query_one(Header))
    duty = Color.parse(v.k.app.palette.duty)
    grounds = {colour for strip in header.rows for s in strip for colour in _ground(s.style)}
    if duty not in grounds:
        yield "the title bar has the colour of a public screen"
    if _("Staff mode") not in header.text:
        yield "the title does not say that this is staff mode"


def _ground(style: Style | None) -> tuple[Color, ...]:
    return () if style is None or style.bgcolor is None else (style.bgcolor,)


def pressed(v: View) -> Iterator[str]:
    """Under a finger a key changes its shape and its colour, at least all around (R14)."""
    for key in v.keys:
        before = v.drawn(key).rows
        after = _under_a_finger(key)
        changed = sum(
            one != other
            for row, new in zip(before, after, strict=True)
            for one, other in zip(_cells(row), _cells(new), strict=True)
        )
        if changed < 2 * (key.size.width + key.size.height) - 4:
            yield f"#{key.id} looks the same under a finger"


def _under_a_finger(key: Key) -> list[object]:
    key._down = True
    try:
        return key.draw(*key.size).strips()
    finally:
        key._down = False


def _cells(strip: object) -> list[tuple[str, Style | None]]:
    return [(char, segment.style) for segment in strip for char in segment.text]  # type: ignore[attr-defined]


def _colours(style: Style | None) -> tuple[Color, ...]:
    ends = () if style is None else (style.color, style.bgcolor)
    return tuple(colour for colour in ends if colour is not None)


@cache
def between(one: Color, other: Color) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ratio(one: str, other: str) -> float:
    """The contrast of two colours of a palette."""
    return between(Color.parse(one), Color.parse(other))


def luminance(colour: Color) -> float:
    """Relative luminance, from 0 to 1."""
    parts = [v / 255 for v in colour.get_truecolor()]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
