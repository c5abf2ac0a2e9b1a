"""Looks at a photograph of the hall's terminal cell by cell: is everything there, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageOps

from tests.shots import blocks
from tests.shots.frames import Seen

Box = tuple[int, int, int, int]
VISIBLE = 48  # a pixel that differs so much from its ground, of 255, is ink
SPECK = 4  # so many pixels of ink are a mark: a tsheg has 16


@dataclass(frozen=True, slots=True)
class Panel:
    """Where cells lie on the panel. `exact` is false where the picture was made smaller."""

    width: float
    height: float
    left: float
    top: float
    exact: bool

    def box(self, x: int, y: int, cells: int = 1) -> Box:
        """The pixels of some cells."""
        return (
            round(self.left + x * self.width),
            round(self.top + y * self.height),
            round(self.left + (x + cells) * self.width),
            round(self.top + (y + 1) * self.height),
        )

    def middle(self, x: int, y: int, width: int, height: int) -> list[int]:
        """The pixel in the middle of a region of cells."""
        return [
            round(self.left + (x + width / 2) * self.width),
            round(self.top + (y + height / 2) * self.height),
        ]


# 1920 × 1080. At 1.25 foot draws cells of 38 × 96 and the compositor takes five eighths of that.
PANELS = {
    (100, 22): Panel(19, 48, 10, 12, exact=True),
    (80, 18): Panel(23.75, 60, 10, 0, exact=False),
    # The same letters at scale 2, which is what foot draws for 1.25; and with rows twice as high.
    (49, 11): Panel(38, 96, 29, 12, exact=True),
    (100, 11): Panel(19, 96, 10, 12, exact=True),
    (49, 5): Panel(38, 192, 29, 60, exact=True),
}


def ink(image: Image.Image, box: Box, ground: str) -> Image.Image:
    """White where something stands on the ground."""
    part = image.crop(box)
    apart = ImageChops.difference(part, Image.new("RGB", part.size, ground))
    most = ImageChops.lighter(ImageChops.lighter(*apart.split()[:2]), apart.split()[2])
    return most.point(lambda level: 255 * (level >= VISIBLE))


def amount(mask: Image.Image) -> int:
    """Pixels of ink."""
    return mask.histogram()[255]


def faults(image: Image.Image, grid: tuple[int, int], cells: list[Seen]) -> Iterator[str]:
    """What is not as it must be, in words."""
    panel = PANELS[grid]
    image = image.convert("RGB")
    letters = {
        (seen.x + at, seen.y)
        for seen in cells
        if seen.cluster.strip() and _drawn(seen, panel) is None
        for at in range(seen.cells)
    }
    for seen in cells:
        mask = ink(image, panel.box(seen.x, seen.y, seen.cells), seen.ground)
        place = f"column {seen.x}, row {seen.y}"
        drawn = _drawn(seen, panel)
        if (seen.x, seen.y) in letters:
            if amount(mask) < SPECK and seen.ink != seen.ground:
                yield f"{place}: {seen.cluster} is not there"
        elif drawn is not None:
            if panel.exact and seen.ink != seen.ground and _differs(image, seen, panel, drawn):
                yield f"{place}: {seen.cluster} is not as it is drawn"
        elif not letters & {(seen.x - 1, seen.y), (seen.x + 1, seen.y)}:
            # A neighbour's edge is smeared where the picture was made smaller.
            inner = mask if panel.exact else ImageOps.crop(mask, 3)
            if amount(inner):
                yield f"{place}: something stands where nothing is"


def _drawn(seen: Seen, panel: Panel) -> tuple[blocks.Box, ...] | None:
    return blocks.rectangles(seen.cluster, int(panel.width), int(panel.height))


def _differs(image: Image.Image, seen: Seen, panel: Panel, drawn: tuple[blocks.Box, ...]) -> bool:
    box = panel.box(seen.x, seen.y)
    wanted = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), seen.ground)
    for part in drawn:
        wanted.paste(seen.ink, part)
    return ImageChops.difference(image.crop(box), wanted).getbbox() is not None
