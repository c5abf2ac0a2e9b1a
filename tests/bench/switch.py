"""A live switch on a screen that is full: the language key, and the other text size, to the last cell.

The text size is the output's scale in the hall; the kiosk only sees another size of terminal, which is
what is changed here.
"""

from __future__ import annotations

from tests.bench.hall import LANGUAGE, LONG, SHORT, Stand
from tests.bench.rows import Row, at, spread
from tests.bench.scan import leave

BOUND = 300.0
NORMAL, LARGE = (100, 22), (80, 18)
# Tiles of the home at 100 × 22.
SCREENS = {"home": None, "activities": (12, 13), "statement": (37, 13)}


def measure(stand: Stand, floor: Stand, *, switches: int) -> list[Row]:
    """Twelve rows: language and size, on three screens, the median and the slowest."""
    rows = []
    for name, tile in SCREENS.items():
        stand.scan()
        if tile is not None:
            stand.tap(tile, quiet=LONG)
        words, sizes, bare_words, bare_sizes = [], [], [], []
        for _ in range(switches):
            words.append(stand.tap(LANGUAGE, quiet=LONG)[1])
            bare_words.append(floor.tap(LANGUAGE, quiet=SHORT)[1])
            for size in (LARGE, NORMAL):
                sizes.append(stand.resize(size)[1])
                bare_sizes.append(floor.resize(size, SHORT)[1])
        for what, ours, theirs in (("language", words, bare_words), ("size", sizes, bare_sizes)):
            rows += _rows(f"{what} on {name}", ours, theirs)
        stand.scan()  # another's home, from whatever screen
        leave(stand)
    return rows


def _rows(what: str, ours: list[float], theirs: list[float]) -> list[Row]:
    return [
        Row(
            f"{what} → all repainted, {name}",
            at(ours, share),
            "ms",
            at(theirs, share),
            BOUND,
            detail=spread(ours) if name == "median" else "",
        )
        for share, name in ((0.5, "median"), (1.0, "slowest"))
    ]
