"""Block elements, quadrants and octants as exact rectangles, as the hall's terminal draws them.

A cell of 19 pixels has no middle: a left half is 10 wide; a right half is 9 wide, but begins at 9 in
quadrants and octants (compared with photographs of the terminal).
"""

from __future__ import annotations

from functools import cache

from screens.art.bake import OCTANTS

Box = tuple[int, int, int, int]  # left, top, right, bottom; right and bottom lie outside

_FIRST_OCTANT = 0x1CD00
_OCTANTS = {char: mask for mask, char in OCTANTS.items() if ord(char[0]) >= _FIRST_OCTANT}
# Upper left, upper right, lower left, lower right.
_QUADRANTS = {
    "▖": 0b0100,
    "▗": 0b1000,
    "▘": 0b0001,
    "▙": 0b1101,
    "▚": 0b1001,
    "▛": 0b0111,
    "▜": 0b1011,
    "▝": 0b0010,
    "▞": 0b0110,
    "▟": 0b1110,
}
_LINES = {"─": 1, "━": 2}
# Heavy lines from the middle of a cell: to the left, to the right, up, down.
_FRAMES = {"┏": "rd", "┓": "ld", "┗": "ru", "┛": "lu", "┃": "ud"}


@cache
def rectangles(char: str, width: int, height: int) -> tuple[Box, ...] | None:
    """The inked rectangles of a block character; None for a character that a font draws."""
    if char in _OCTANTS:
        return _grid(_OCTANTS[char], -(-width // 2), width // 2, width, height, rows=4)
    if char in _QUADRANTS:
        return _grid(_QUADRANTS[char], -(-width // 2), width // 2, width, height, rows=2)
    if char in _LINES:
        thick = max(1, round(height * 0.06)) * _LINES[char]
        top = (height - thick) // 2
        return ((0, top, width, top + thick),)
    if char in _FRAMES:
        return _arms(_FRAMES[char], width, height, 2 * max(1, round(height * 0.06)))
    if char == "▀":
        return ((0, 0, width, round(height / 2)),)
    if char == "▐":
        return ((-(-width // 2), 0, width, height),)
    if char == "▔":
        return ((0, 0, width, round(height / 8)),)
    if "▁" <= char <= "█":
        return ((0, height - round(height * (ord(char) - 0x2580) / 8), width, height),)
    if "▉" <= char <= "▏":
        return ((0, 0, -(-width * (0x2590 - ord(char)) // 8), height),)
    return None


def _arms(sides: str, width: int, height: int, thick: int) -> tuple[Box, ...]:
    """Strokes from the middle of a cell to its sides."""
    x, y = (width - thick) // 2, (height - thick) // 2
    arms = {
        "l": (0, y, x + thick, y + thick),
        "r": (x, y, width, y + thick),
        "u": (x, 0, x + thick, y + thick),
        "d": (x, y, x + thick, height),
    }
    return tuple(arms[side] for side in sides)


def _grid(
    mask: int, left: int, right: int, width: int, height: int, *, rows: int
) -> tuple[Box, ...]:
    """Dots in two columns: the left ends at `left`, the right begins at `right`."""
    edges = [round(height * row / rows) for row in range(rows + 1)]
    columns = ((0, left), (right, width))
    return tuple(
        (columns[bit % 2][0], edges[bit // 2], columns[bit % 2][1], edges[bit // 2 + 1])
        for bit in range(2 * rows)
        if mask >> bit & 1
    )
