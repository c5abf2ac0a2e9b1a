"""The two bounds on a scan: last byte to the first changed cells, and to the whole home.

Beyond the commit (a scan writes nothing), for scans with a terminator, with the home installed.
"""

from __future__ import annotations

from tests.bench.hall import FINISH, OK, SHORT, Stand, anything, at_first, at_goodbye
from tests.bench.rows import Row, at, spread

FIRST = ((0.5, "median", 5.0), (0.99, "p99", 15.0))
WHOLE = ((0.5, "median", 30.0), (0.99, "p99", 100.0))

Pairs = list[tuple[float, float]]


def leave(stand: Stand) -> None:
    """From somebody's home over the goodbye to the first screen."""
    stand.tap(FINISH, at_goodbye, SHORT)
    stand.tap(OK, at_first)


def measure(stand: Stand, floor: Stand, *, rounds: int) -> list[Row]:
    """Eight rows: on the first screen and on another's home, to the first cells and to the home."""
    stand.scan()  # installs the home
    leave(stand)
    fresh: Pairs = []
    over: Pairs = []
    bare: Pairs = []
    for _ in range(rounds):
        fresh.append(stand.scan())
        bare.append(floor.scan(anything, SHORT))
        over.append(stand.scan())
        leave(stand)
    return [*_rows("first screen", fresh, bare), *_rows("another's home", over, bare)]


def _rows(where: str, pairs: Pairs, bare: Pairs) -> list[Row]:
    out = []
    for which, what, bounds in ((0, "first cells", FIRST), (1, "whole home", WHOLE)):
        samples, floors = [p[which] for p in pairs], [p[which] for p in bare]
        for share, name, bound in bounds:
            out.append(
                Row(
                    f"scan on {where} → {what}, {name}",
                    at(samples, share),
                    "ms",
                    at(floors, share),
                    bound,
                    detail=spread(samples) if name == "median" else "",
                )
            )
    return out
