"""A tap on a key of the bar: press and release written, to the first changed cells and to the end."""

from __future__ import annotations

from tests.bench.hall import CONTRAST, LANGUAGE, LONG, SHORT, Stand
from tests.bench.rows import Row, at, spread

# A stock Button of Textual repaints in 24 ms (median); a change of language may take 300.
FIRST, WHOLE = {"median": 24.0}, {"median": 300.0, "p99": 300.0}


def measure(stand: Stand, floor: Stand, *, taps: int) -> list[Row]:
    """Four rows on the first screen: the language key and the contrast key in turn."""
    ours, bare = [], []
    for _ in range(taps):
        for key in (LANGUAGE, CONTRAST):
            ours.append(stand.tap(key, quiet=LONG))
            bare.append(floor.tap(key, quiet=SHORT))
    out = []
    for which, what, bounds in ((0, "first cells", FIRST), (1, "all repainted", WHOLE)):
        samples, floors = [p[which] for p in ours], [p[which] for p in bare]
        out += [
            Row(
                f"tap on a key → {what}, {name}",
                at(samples, share),
                "ms",
                at(floors, share),
                bounds.get(name),
                detail=spread(samples) if name == "median" else "",
            )
            for share, name in ((0.5, "median"), (0.99, "p99"))
        ]
    return out
