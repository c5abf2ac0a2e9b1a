"""Every screen in every language, photographed on the hall's own terminal and looked over."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

from PIL import Image

from screens import i18n
from screens.theme import DARK
from tests.screens.conftest import GRIDS
from tests.shots import examine, frames, hall, letters, visit
from tests.shots.frames import Frames, Seen
from tests.shots.taking import small, take_all

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "real-shots"
Shot = tuple[Path, tuple[int, int], list[Seen]]


def photograph_all(database: Path, folder: Path) -> int:
    """Exit code 0, or 1 when a photograph does not show what it should."""
    take_all(database, list(product(i18n.LANGUAGES, GRIDS)), Frames(folder))
    _cards(folder)
    out = hall.photograph(folder)
    if SHOTS.exists():
        shutil.rmtree(SHOTS)
    SHOTS.mkdir()
    shots = [(out / f"{name}.png", grid, cells) for name, grid, cells in frames.read(folder)]
    with ProcessPoolExecutor() as pool:
        told = list(pool.map(_look_over, shots, chunksize=8))
    _visit()
    for line in (line for lines in told for line in lines):
        sys.stderr.write(f"real-shots: {line}\n")
    sys.stdout.write(f"{len(shots)} pictures in {SHOTS.relative_to(ROOT)}/\n")
    return 1 if any(told) else 0


def _cards(folder: Path) -> None:
    """Pages to be read by somebody who knows the script: pairs, and every letter that is used."""
    words = [word for pair in letters.PAIRS for word in pair]
    for grid in GRIDS:
        for name, texts in (("pairs", words), ("letters", letters.said())):
            for number, (rows, _) in enumerate(letters.pages(texts, grid)):
                page = f"card-{name}-{number}-{grid[0]}x{grid[1]}"
                frames.write(folder, page, grid, rows, DARK.page)


def _visit() -> None:
    """The real kiosk, tapped; its pictures are only kept, for the time of day is in them."""
    hall.packages(install=True)
    with tempfile.TemporaryDirectory() as folder:
        settled = visit.pay(Path(folder))
        for picture in Path(folder, "out").glob("*.ppm"):
            with Image.open(picture) as image:
                small(image).save(SHOTS / f"{picture.stem}.png", optimize=True)
    for name, seconds in settled.items():
        sys.stdout.write(f"{name}: settled {seconds:.2f} s after the tap\n")


def _look_over(shot: Shot) -> list[str]:
    picture, grid, cells = shot
    with Image.open(picture) as image:
        shown = image.convert("RGB")
    small(shown).save(SHOTS / picture.name, optimize=True)
    return _first(f"{picture.stem}: {fault}" for fault in examine.faults(shown, grid, cells))


def _first(lines: Iterable[str], most: int = 5) -> list[str]:
    found = list(lines)
    return found[:most] + ([f"… and {len(found) - most} more"] if len(found) > most else [])
