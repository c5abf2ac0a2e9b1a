"""`python -m tests.shots`: all pictures into shots/; --docs: the ten of docs/pictures; --real:
photographs of the hall's own terminal into real-shots/.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from screens import i18n
from tests.screens.conftest import GRIDS, furnish
from tests.shots import docs, fonts, hall, real
from tests.shots.taking import Album, public_screens, take_all

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "shots"


def main(arguments: list[str]) -> int:
    """Exit code 0; 1 when a screen has no picture, 2 when a font is missing."""
    try:
        if arguments == ["--real"]:
            hall.terminal(build=True)
        else:
            fonts.ready()
    except (fonts.FontMissingError, hall.HallMissingError) as missing:
        sys.stderr.write(f"shots: {missing}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        database = furnish(Path(folder) / "hall.db")
        if arguments == ["--docs"]:
            return docs.regenerate(database)
        if arguments == ["--real"]:
            return real.photograph_all(database, Path(folder))
        return _all(database)


def _all(database: Path) -> int:
    if SHOTS.exists():
        shutil.rmtree(SHOTS)
    SHOTS.mkdir()
    kinds = list(product(i18n.LANGUAGES, GRIDS))
    albums = take_all(database, kinds, Album(SHOTS))
    missing = public_screens() - set().union(*(album.seen for album in albums))
    for name in sorted(missing):
        sys.stderr.write(f"shots: no picture of {name}\n")
    count = sum(len(album.taken) for album in albums)
    sys.stdout.write(f"{count} pictures in {SHOTS.relative_to(ROOT)}/\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
