"""The ten pictures of the documentation: half the panel's size, few colours.

They are photographs of the hall's terminal where it is built, and drawn otherwise.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.shots import hall
from tests.shots.frames import Frames
from tests.shots.taking import Album, small, take_all

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
CHOSEN = {
    "attract-zh": "attract-zh_CN-100x22-dark",
    "home-bo": "home-bo-100x22-dark",
    "home-two-zh": "home-two-zh_CN-100x22-dark",
    "home-light-zh": "home-zh_CN-100x22-light",
    "result-en": "result-room-en-100x22-dark",
    "activities-zh": "activities-week-zh_CN-100x22-dark",
    "points-en": "statement-en-100x22-dark",
    "first-time-bo": "first-time-bo-80x18-dark",
    "refusal-zh": "refusal-lost-zh_CN-100x22-dark",
    "door-zh": "door-zh_CN-100x22-dark",
}


def regenerate(database: Path) -> int:
    """Write exactly these ten files."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    kinds = sorted({(_part(name, -3), _grid(name)) for name in CHOSEN.values()})
    with tempfile.TemporaryDirectory() as folder:
        there, how = _terminal()
        album = (Frames if there else Album)(Path(folder), frozenset(CHOSEN.values()))
        albums = take_all(database, kinds, album)
        assert sum(len(album.taken) for album in albums) == len(CHOSEN)
        taken = hall.photograph(Path(folder)) if there else Path(folder)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        for target, name in CHOSEN.items():
            with Image.open(taken / f"{name}.png") as image:
                half = image.convert("RGB").resize(
                    (image.width // 2, image.height // 2), Image.Resampling.BOX
                )
            small(half).save(PICTURES / f"{target}.png", optimize=True)
    sys.stdout.write(f"{len(CHOSEN)} pictures in docs/pictures/, {how}\n")
    return 0


def _terminal() -> tuple[bool, str]:
    try:
        hall.terminal()
    except hall.HallMissingError as missing:
        return False, f"drawn ({missing})"
    return True, "photographed"


def _part(name: str, at: int) -> str:
    return name.split("-")[at]


def _grid(name: str) -> tuple[int, int]:
    columns, rows = _part(name, -2).split("x")
    return int(columns), int(rows)
