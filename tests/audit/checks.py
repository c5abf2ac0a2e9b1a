"""The checks of where things stand and how large they are; and which checks hold for which cell.

Each check takes a view and gives what is wrong with it, one line each. R… are the requirements of
the style guide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rich.cells import cell_len
from textual.geometry import Region
from textual.widget import Widget

from screens import i18n
from screens.widgets.bar import Bar
from screens.widgets.cells import clean, clusters
from screens.widgets.key import Key
from screens.widgets.keyboard import Letter
from screens.widgets.panel import Countdown
from tests.audit import blank, seeing, words
from tests.audit.view import Check, View

# The smallest key that a finger hits, in cells, by the width of the terminal (20 × 20 mm).
SMALLEST = {100: (8, 3), 80: (10, 3)}
SMALLEST_LETTER = (6, 3)  # keys of a keyboard, at both widths
MOST_CHOICES = 8
# A row is as high as two and a half columns are wide, and every key has half a row of air above.
FREE_COLUMNS, FREE_ROWS = 2, 1
BEGUN = 6  # letters by which a line is known to have been begun
WIDEST = 80  # cells of one line that is read on: 40 Han


def target_size(v: View) -> Iterator[str]:
    """Whatever can be tapped is as large as a cold finger (R1)."""
    for key in v.keys:
        width, height = SMALLEST_LETTER if isinstance(key, Letter) else SMALLEST[v.width]
        if key.region.width < width or key.region.height < height:
            yield f"#{key.id} is {key.region.width}×{key.region.height}"


def apart(v: View) -> Iterator[str]:
    """No two keys overlap; back, home and what destroys keep off the primary (R2).

    Between other keys the visible edge of a keycap is the gap.
    """
    for one, other in combinations(v.keys, 2):
        if one.region.overlaps(other.region):
            yield f"#{one.id} and #{other.id} overlap"
        for key, primary in ((one, other), (other, one)):
            if primary.variant == "primary" and _dangerous(key):
                x, y, width, height = primary.region
                air = Region(
                    x - FREE_COLUMNS,
                    y - FREE_ROWS,
                    width + 2 * FREE_COLUMNS,
                    height + 2 * FREE_ROWS,
                )
                if air.overlaps(key.region):
                    yield f"#{key.id} touches the primary #{primary.id}"


def _dangerous(key: Key) -> bool:
    return key.id in ("back", "bar-home", "bar-finish") or key.variant == "destructive"


def on_screen(v: View) -> Iterator[str]:
    """Nothing hangs over the edge of the terminal or of what holds it; rows have their width (R21)."""
    whole = Region(0, 0, v.width, v.height)
    for box in v.boxes:
        if not whole.contains_region(box.region):
            yield f"#{box.id} leaves the screen: {box.region}"
        parent = box.parent
        if isinstance(parent, Widget) and not parent.region.contains_region(box.region):
            yield f"#{box.id} leaves #{parent.id}: {box.region}"
    for y, strip in enumerate(v.rows):
        if sum(segment.cell_length for segment in strip) != v.width:
            yield f"row {y} is not {v.width} cells wide"


def whole_text(v: View) -> Iterator[str]:
    """No text is cut, nothing is drawn outside its box (R21).

    A key says its first line whole; a further line is said to its end or not begun.
    """
    for box in v.boxes:
        yield from (f"#{box.id} {what}" for what in v.drawn(box).lost)
    for key in v.shown(Key):
        # As it was written: on the screen the words of a chip may stand between two rows.
        drawn = _bare("".join(text for text, _colour, _ground in v.drawn(key).written))
        first, *others = map(_bare, key.lines)
        begun = [line for line in others if line not in drawn and line[:BEGUN] in drawn]
        for line in [first] * (first not in drawn) + begun:
            if line == first or line[:BEGUN] not in first:
                yield f"#{key.id} does not say the whole of {line!r}"


def _bare(text: str) -> str:
    """Without blanks and without what pictograms and edges are drawn of."""
    shown = "".join(clusters(clean(text)))
    return "".join(c for c in shown if not c.isspace() and not seeing.drawn(c))


def few_choices(v: View) -> Iterator[str]:
    """At most eight choices beside the bar, and one primary; two equal ones on the home (R8, R38).

    The keys of a keyboard are one choice made of letters, not as many choices.
    """
    if len(v.choices) > MOST_CHOICES + _paging(v.choices):
        yield f"{len(v.choices)} choices"
    primary = [key for key in v.choices if key.variant == "primary"]
    if len(primary) > (2 if type(v.screen).__name__ == "HomeScreen" else 1):
        yield f"{len(primary)} primary keys"


def _paging(keys: list[Key]) -> int:
    """Keys that move through a list are not choices."""
    return sum(key.id in ("back", "up", "down", "older", "newer") for key in keys)


def fixed_bar(v: View) -> Iterator[str]:
    """The bar's keys stand at the same place on every screen, nothing else above row 3 (R9)."""
    bar = v.screen.query_one(Bar)
    if (bar.region.y, bar.region.height) != (v.height - 3, 3):
        yield f"the bar stands at {bar.region}"
    for key in v.keys:
        if key.region.y < 2:
            yield f"#{key.id} stands in the header"


def no_scrolling(v: View) -> Iterator[str]:
    """Nothing scrolls (R4, R7)."""
    for widget in v.screen.query("*"):
        if widget.show_vertical_scrollbar or widget.show_horizontal_scrollbar:
            yield f"#{widget.id} has a scroll bar"


def helped(v: View) -> Iterator[str]:
    """Staff, language and colours are one tap away, and so is a way back (R17, R44, R54, R58)."""
    ids = {key.id for key in v.keys}
    for wanted in ("bar-staff", "bar-lang"):
        if wanted not in ids:
            yield f"#{wanted} is missing"
    if not ids & {"bar-contrast", "bar-display"}:
        yield "no key changes the colours"
    said = v.drawn(v.screen.query_one("#bar-lang", Key)).text
    # A language that is only heard stands behind a note, in the place of the others.
    if "♪" not in said and any(name not in said for name in ("中文", "བོད", "EN")):
        yield "a language is not named in its own script"
    # The first screen is where every way back leads to.
    if not v.screen.festive and not ids & {"back", "ok", "no", "close", "bar-home", "wrong"}:
        yield "there is no way back"


def yes_is_right(v: View) -> Iterator[str]:
    """A yes has ✓ and stands right of its no, which has ✕ (rule 37)."""
    for one, other in combinations(v.choices, 2):
        for yes, no in ((one, other), (other, one)):
            asked = yes.label.startswith("✓") and no.label.startswith("✕")
            if asked and yes.parent is no.parent and yes.region.x < no.region.right:
                yield f"#{yes.id} does not stand right of #{no.id}"


def counted_down(v: View) -> Iterator[str]:
    """A screen that closes by itself shows the seconds as a number and as a line (R27)."""
    if v.screen.closes_after is None:
        return
    if not v.shown(Countdown):
        yield "no line grows shorter"
    if str(max(0, v.screen.left)) not in v.text:
        yield f"nobody says that {v.screen.left} seconds are left"


def narrow_text(v: View) -> Iterator[str]:
    """What is read on from line to line is at most 40 Han wide (R22)."""
    for box in v.boxes:
        for text, lines in v.drawn(box).wrapped:
            if len(lines) > 1 and max(map(cell_len, lines)) > WIDEST:
                yield f"#{box.id} has lines of more than {WIDEST} cells: {text!r}"


ALWAYS: tuple[Check, ...] = (
    target_size,
    apart,
    on_screen,
    whole_text,
    few_choices,
    fixed_bar,
    no_scrolling,
    helped,
    yes_is_right,
    counted_down,
    narrow_text,
    words.legal_breaks,
    words.good_ends,
    words.one_set_of_digits,
    words.masked,
    words.harmless,
    words.one_width,
    words.not_by_colour_alone,
)
IN_EVERY_PALETTE: tuple[Check, ...] = (
    seeing.contrast,
    seeing.edges,
    seeing.art,
    seeing.off_the_frame,
    seeing.pressed,
)


# What only staff see (`StaffOnly`, and nothing else) bears full names, and whoever uses it can read.
# It has checks of its own instead: it cannot be taken for a public screen.
NOT_FOR_STAFF: tuple[Check, ...] = (words.masked, blank.choices_differ)
FOR_STAFF: tuple[Check, ...] = (seeing.unmistakable,)


def of_screen(v: View, lang: str) -> tuple[Check, ...]:
    """The checks for a screen in a language: all of them, or those of staff mode."""
    every = of_cell(lang)
    if not v.staff:
        return every
    return (*(check for check in every if check not in NOT_FOR_STAFF), *FOR_STAFF)


def of_cell(lang: str) -> tuple[Check, ...]:
    """The checks of a cell in a language; the pseudo-languages have their own besides."""
    own: dict[str, tuple[Check, ...]] = {
        i18n.PSEUDO: (words.nothing_forgotten,),
        i18n.BLANK: (blank.choices_differ,),
    }
    return (*ALWAYS, *own.get(lang, ()))
