"""A screen as the bytes that paint it on a terminal, and as the cells that must then be seen."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from tests.screens.conftest import Kiosk
from tests.shots import draw
from tests.shots.taking import Album

Rows = Sequence[Sequence[Segment]]

CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")


@dataclass(frozen=True, slots=True)
class Seen:
    """What must stand in one place: a cluster from column `x` of row `y` on, in these colours."""

    x: int
    y: int
    cluster: str
    cells: int
    ink: str
    ground: str


def encode(rows: Rows, page: str) -> bytes:
    """What the kiosk writes for these rows, from a cleared terminal with the page's margins."""
    painted = (f"\x1b[{y};1H{Strip(row).render(CONSOLE)}" for y, row in enumerate(rows, 1))
    return f"\x1b]11;{page}\x1b\\\x1b[0m\x1b[2J{''.join(painted)}".encode()


def seen(rows: Rows, page: str) -> list[Seen]:
    """The same as cells."""
    return [
        Seen(
            x,
            y,
            cluster,
            size,
            draw.colour(style.color, "#FFFFFF"),
            draw.colour(style.bgcolor, page),
        )
        for y, row in enumerate(rows)
        for x, cluster, size, style in draw.cells(row, page)
    ]


def write(folder: Path, name: str, grid: tuple[int, int], rows: Rows, page: str) -> None:
    """Put a frame where the player finds it, and its cells beside."""
    cells = json.dumps([astuple(one) for one in seen(rows, page)])
    for part, data in (("frames", encode(rows, page)), ("cells", cells.encode())):
        place = folder / part / "{}x{}".format(*grid)
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)


def read(folder: Path) -> Iterator[tuple[str, tuple[int, int], list[Seen]]]:
    """Name, size and cells of every frame in a folder."""
    for place in sorted((folder / "cells").iterdir()):
        columns, rows = place.name.split("x")
        for file in sorted(place.iterdir()):
            cells = [Seen(*values) for values in json.loads(file.read_bytes())]
            yield file.name, (int(columns), int(rows)), cells


@dataclass
class Frames(Album):
    """Keeps bytes instead of drawing."""

    def keep(self, k: Kiosk, name: Path, grid: tuple[int, int]) -> None:
        write(name.parent, name.name, grid, k.strips(), k.app.palette.page)
