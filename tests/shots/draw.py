"""A screen's rows of cells as a picture, in the pixels of the hall's panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from screens.widgets.cells import clusters
from tests.shots import blocks, fonts

RAISED = 4  # pixels that every letter is lifted, so that the feet of deep stacks stay in the row


@dataclass(frozen=True, slots=True)
class Cell:
    """The pixels of one cell."""

    width: int
    height: int

    @property
    def scale(self) -> float:
        """The type size: 1 at 19 × 48."""
        return self.height / 48


def cell_of(grid: tuple[int, int]) -> Cell:
    """The cell at a terminal size: large type has 80 columns on the same panel."""
    return Cell(24, 60) if grid[0] < 100 else Cell(19, 48)


def picture(rows: Iterable[Iterable[Segment]], grid: tuple[int, int], page: str) -> Image.Image:
    """Draw what stands on a screen. `page` is the colour where nothing is said."""
    cell = cell_of(grid)
    image = Image.new("RGB", (grid[0] * cell.width, grid[1] * cell.height), page)
    placed = [
        (x * cell.width, y * cell.height, *rest)
        for y, row in enumerate(rows)
        for x, *rest in cells(row, page)
    ]
    # All grounds first: a letter may reach over the edge of its cell into the next one.
    for x, y, _cluster, size, style in placed:
        ground = colour(style.bgcolor, page)
        image.paste(ground, (x, y, x + size * cell.width, y + cell.height))
    for x, y, cluster, size, style in placed:
        ink = colour(style.color, "#FFFFFF")
        boxes = blocks.rectangles(cluster, cell.width, cell.height)
        if boxes is None:
            image.paste(ink, (x, y), _ink(cluster, size, bool(style.bold), cell))
        else:
            for left, top, right, bottom in boxes:
                image.paste(ink, (x + left, y + top, x + right, y + bottom))
    return image


def cells(row: Iterable[Segment], page: str) -> Iterator[tuple[int, str, int, Style]]:
    """Column, cluster, cells that it takes, style."""
    x = 0
    for segment in row:
        style = segment.style or Style(bgcolor=page)
        for cluster in clusters(segment.text):
            size = cell_len(cluster)
            yield x, cluster, size, style
            x += size


@cache
def _ink(cluster: str, size: int, bold: bool, cell: Cell) -> Image.Image:
    """A cluster's mask, one cell wider than its place."""
    face = fonts.for_cluster(cluster, bold=bold, scale=cell.scale)
    return face.mask(cluster, ((size + 1) * cell.width, cell.height), _baseline(cell))


@cache
def _baseline(cell: Cell) -> int:
    """The first font's letters stand in the middle of the row; every other font on the same line."""
    ascent, descent = fonts.face(fonts.MONO, cell.scale).font.getmetrics()
    above = round((cell.height - ascent - descent) / 2)
    return cell.height - above - descent - round(RAISED * cell.scale)


def colour(value: object, otherwise: str) -> str:
    """As #RRGGBB; `otherwise` where none is said."""
    triplet = getattr(value, "triplet", None)
    return otherwise if triplet is None else str(triplet.hex)
