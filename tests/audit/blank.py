"""The checks for people who do not read: choices told apart by pictures, outcomes by shapes.

Letters are blanked, digits and signs stay, colours are not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from unicodedata import category

from textual.containers import Horizontal

from screens import outcomes
from screens.widgets.box import Box
from screens.widgets.key import Key
from tests.audit import seeing
from tests.audit.view import View

Shape = tuple[str, ...]


def choices_differ(v: View) -> Iterator[str]:
    """No two choices of a screen look the same without their words (rule 37).

    The bar is told by its place. What stands in one row of a list is one choice: the picture and
    the hour of the row belong to the key at its end.
    """
    alike: dict[tuple[Shape, ...], list[str | None]] = defaultdict(list)
    for key in v.choices:
        alike[tuple(shape(v, box) for box in _row(v, key))].append(key.id)
    for ids in alike.values():
        if len(ids) > 1:
            yield f"without words {', '.join(f'#{one}' for one in ids)} look the same"


def _row(v: View, key: Key) -> list[Box]:
    """The key, with what stands before it where it is the only key of a row."""
    row = key.parent
    boxes = [box for box in v.boxes if box.parent is row]
    alone = isinstance(row, Horizontal) and sum(isinstance(box, Key) for box in boxes) == 1
    return boxes if alone and len(boxes) > 1 else [key]


def shape(v: View, box: Box) -> Shape:
    """What stands on a box, without its letters."""
    return tuple(_blanked(strip.text) for strip in v.drawn(box).rows)


def _blanked(text: str) -> str:
    return "".join(
        c if seeing.drawn(c) or category(c)[0] not in "LM" else " " for c in text
    ).rstrip()


# Outcomes --------------------------------------------------------------------------------------


def outcome(v: View) -> str:
    """What a screen tells as the outcome of a tap or a card; nothing for a screen that tells none."""
    screen = v.screen
    name = type(screen).__name__
    if name == "ResultScreen":
        came, undone = screen.done, screen.undone  # type: ignore[attr-defined]
        return "undone" if undone is not None else "done already" if came.again else "success"
    if name == "DoorScreen":
        picture, fill, _said = screen._outcome  # type: ignore[attr-defined]
        return OF_FILL.get(fill) or OF_DOOR[picture]
    if name == "CheckedOutScreen" and screen.undone is not None:  # type: ignore[attr-defined]
        return "undone"
    return OUTCOMES.get(name, "")


OF_FILL = {"okfill": "success", "errfill": "refusal"}
# The door's panel has no colour of its own for these.
OF_DOOR = {"card": "", outcomes.AGAIN: "done already", outcomes.UNDONE: "undone"}
OUTCOMES = {
    "CheckedOutScreen": "success",
    "StaffCalledScreen": "success",
    "GoodbyeScreen": "success",
    "RefusalScreen": "refusal",
    "SorryScreen": "our fault",
}


def silhouette(v: View) -> Shape:
    """The picture of an outcome alone, wherever it stands on the screen and however large."""
    for box in v.screen.query("#verdict, #who"):
        note = v.drawn(box)
        drawn = [*note.pictures, *note.icons]
        for art in sorted(drawn, key=lambda one: -len(one.rows)):
            rows = tuple("".join(segment.text for segment in row) for row in art.rows)
            if all(row.strip() in v.drawn(box).text for row in rows):
                return rows
    return ()


def shared(shapes: dict[str, set[Shape]]) -> Iterator[str]:
    """Outcomes that were drawn with the same picture."""
    for one, other in combinations(sorted(shapes), 2):
        if shapes[one] & shapes[other]:
            yield f"{one} and {other} have the same picture"
    for one in sorted(shapes):
        if () in shapes[one]:
            yield f"{one} is told without a picture"
