"""Bakes the dot grids beside it into art.json: cells for terminals with octants and with quadrants.

A cell holds two colours at most. Octants have 2 × 4 dots a cell, quadrants 2 × 2; the quadrants are
derived from the same dots so that strokes and gaps of a single dot survive, or drawn by hand in
quadrants.txt where that is not enough. Run by `make build`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
COLOURS = {
    "w": "#F7F3EA",
    "b": "#2A3FB0",
    "p": "#FF8FC4",
    "q": "#D9468F",
    "y": "#FFD166",
    "g": "#8A7F6C",
    "a": "#FFE27A",
    "d": "arrow",  # a colour of the palette, given when it is drawn
    "k": "#0B1220",
    "t": "#7CF2D0",
    "z": "#3A4C70",
    "r": "#C22A4E",
    "l": "#DD4A70",
    "c": "#F6D9B8",
    "s": "#A50D2B",
    "n": "#2E9E62",
}
# Where the pictograms are drawn: services and keys, activities and rooms, outcomes, prizes.
PICTOGRAMS = ("icons", "places", "outcomes", "prizes")
# Those that also stand alone, twice as large, as the picture of a screen (32 × 24 dots): every
# outcome, and these.
ENLARGED = ("book", "clock", "lock", "people", "pick_up", "points", "seat", "tap", "wave")
# Rows of dots that the pictures with a card do without where a row of cells is missing.
LOW = {"card": (0, 1, 6, 13), "card_read": (0, 1, 6, 13), "card_off": (0, 1, 6, 13)}
LOW_BY_HAND = (0, 7)  # the same in quadrants.txt
INK = "ink"  # the one colour of a pictogram, given when it is drawn
Cell = tuple[str, str | None, str | None]
Dots = list[list[str | None]]

_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"  # bit 0 upper left, 1 upper right, 2 lower left, 3 lower right


def _octants() -> dict[int, str]:
    """Mask of eight dots (row by row, two a row) → its character, as Unicode 16 orders them."""
    of_quadrant = (0b101, 0b1010, 0b1010000, 0b10100000)
    table = {
        sum(of_quadrant[i] for i in range(4) if mask >> i & 1): char
        for mask, char in enumerate(_QUADRANTS)
    }
    table |= {0b11000000: "▂", 0b11111100: "▆"}
    # Drawn as their complement with the colours exchanged: their own characters are older and
    # stand elsewhere, not in every font.
    turned = {0b1, 0b10, 0b11, 0b1000000, 0b10000000, 0b111111, 0b10100, 0b101000}
    code = 0x1CD00
    for mask in range(256):
        if mask not in table and mask not in turned:
            table[mask] = chr(code)
            code += 1
    return table


OCTANTS = _octants()


def sources(text: str, rows_a_cell: int = 4) -> Iterator[tuple[str, list[str]]]:
    """The named grids of a file: `@name`, then rows of equal length; # comments at the margin."""
    name = ""
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("@"):
            name, rows = line[1:], []
        elif line.strip() and name:
            rows.append(line)
        elif not line.strip() and name:
            if len({len(row) for row in rows}) != 1 or len(rows) % rows_a_cell or len(rows[0]) % 2:
                msg = f"{name}: rows of equal, even length and a multiple of {rows_a_cell} of them"
                raise ValueError(msg)
            yield name, rows
            name = ""


def dots(rows: list[str]) -> Dots:
    """A grid of colours; None where the ground shows."""
    return [[INK if c == "#" else COLOURS.get(c) for c in row] for row in rows]


def halved(grid: Dots) -> Dots:
    """Two dots above each other become one, without losing a stroke or a gap of one dot."""
    out: Dots = []
    for y in range(0, len(grid), 2):
        row: list[str | None] = []
        for x, (top, bottom) in enumerate(zip(grid[y], grid[y + 1], strict=True)):
            if (top is None) == (bottom is None):
                row.append(
                    top if top is not None and _run(grid, x, y) <= _run(grid, x, y + 1) else bottom
                )
            else:
                drawn, bare = (y, y + 1) if top is not None else (y + 1, y)
                keep = _run(grid, x, drawn) == 1 or _run(grid, x, bare) > 1
                row.append((top or bottom) if keep else None)
        out.append(row)
    return out


def without(grid: Dots, rows: tuple[int, ...]) -> Dots:
    """The grid, some rows lower."""
    return [row for y, row in enumerate(grid) if y not in rows]


def doubled(grid: Dots) -> Dots:
    """Twice as large, with the stairs of slanting edges filled (the Scale2x rule)."""

    def at(y: int, x: int) -> str | None:
        return grid[y][x] if 0 <= y < len(grid) and 0 <= x < len(grid[0]) else None

    out: Dots = []
    for y, row in enumerate(grid):
        upper: list[str | None] = []
        lower: list[str | None] = []
        for x, dot in enumerate(row):
            up, left, right, down = at(y - 1, x), at(y, x - 1), at(y, x + 1), at(y + 1, x)
            edge = (
                up != down and left != right
            )  # where two equal sides meet, their corner is theirs
            upper += [left if edge and left == up else dot, right if edge and right == up else dot]
            lower += [
                left if edge and left == down else dot,
                right if edge and right == down else dot,
            ]
        out += [upper, lower]
    return out


def with_air(grid: Dots, rows: int = 2) -> Dots:
    """Somewhat lower, with air below it: words may stand close to a picture.

    What goes are rows like the one above, about a third and two thirds down.
    """
    out, high = list(grid), len(grid)
    for part in range(rows, 0, -1):
        wanted = part * high // (rows + 1)
        differ = {
            y: sum(a != b for a, b in zip(out[y], out[y - 1], strict=True))
            for y in range(1, len(out))
        }
        del out[min(differ, key=lambda y: (differ[y], abs(y - wanted)))]
    return out + [[None] * len(grid[0]) for _ in range(rows)]


def in_the_middle(grid: Dots, width: int = 32) -> Dots:
    """With the margin that makes it as wide as the other pictures."""
    margin: list[str | None] = [None] * ((width - len(grid[0])) // 2)
    return [[*margin, *row, *margin] for row in grid]


def _run(grid: Dots, x: int, y: int) -> int:
    """How many equal dots stand above each other at this one."""
    colour, length = grid[y][x], 1
    for step in (-1, 1):
        at = y + step
        while 0 <= at < len(grid) and grid[at][x] == colour:
            length += 1
            at += step
    return length


def cells(grid: Dots, rows_a_cell: int) -> list[list[Cell]]:
    """Dots as cells: (character, foreground, background); None is the ground."""
    table = OCTANTS if rows_a_cell == 4 else dict(enumerate(_QUADRANTS))
    full = 2 ** (2 * rows_a_cell) - 1
    out = []
    for top in range(0, len(grid), rows_a_cell):
        line = []
        for left in range(0, len(grid[0]), 2):
            block = [grid[top + i // 2][left + i % 2] for i in range(2 * rows_a_cell)]
            line.append(_cell(block, table, full))
        out.append(line)
    return out


def _cell(block: list[str | None], table: dict[int, str], full: int) -> Cell:
    colours = [c for c, _ in Counter(c for c in block if c is not None).most_common()]
    if not colours:
        return (" ", None, None)
    front = colours[0]
    # With the ground in the cell only one colour is left beside it; else the two commonest.
    back = None if None in block or len(colours) == 1 else colours[1]
    mask = sum(1 << i for i, c in enumerate(block) if c is not None and (back is None or c != back))
    if mask == full or mask in table:
        return (table[mask], front, back)
    return (table[full ^ mask], back, front)


def grids(file: str) -> dict[str, list[str]]:
    """The grids of one of the files beside this one, by name."""
    return dict(sources((HERE / f"{file}.txt").read_text("utf-8")))


def bake() -> dict[str, dict[str, list[list[Cell]]]]:
    """Every picture in both resolutions."""
    out: dict[str, dict[str, list[list[Cell]]]] = {"octants": {}, "quadrants": {}}

    def add(name: str, grid: Dots) -> None:
        out["octants"][name] = cells(grid, 4)
        out["quadrants"][name] = cells(halved(grid), 2)

    by_hand = grids("pictures")
    for name, rows in by_hand.items():
        add(f"picture/{name}", dots(rows))
        if name in LOW:
            out["octants"][f"picture/{name}_low"] = cells(without(dots(rows), LOW[name]), 4)
    for name, rows in grids("figures").items():
        add(f"figure/{name}", dots(rows))
    for file in PICTOGRAMS:
        for name, rows in grids(file).items():
            add(f"icon/{name}", dots(rows))
            if (file == "outcomes" or name in ENLARGED) and name not in by_hand:
                add(f"picture/{name}", in_the_middle(with_air(doubled(dots(rows)))))
    for name, rows in sources((HERE / "quadrants.txt").read_text("utf-8"), 2):
        grid = dots(rows)
        out["quadrants"][name] = cells(grid, 2)
        if name.removeprefix("picture/") in LOW:
            out["quadrants"][f"{name}_low"] = cells(without(grid, LOW_BY_HAND), 2)
    return out


if __name__ == "__main__":
    (HERE / "art.json").write_text(
        json.dumps(bake(), ensure_ascii=False, separators=(",", ":")), "utf-8"
    )
