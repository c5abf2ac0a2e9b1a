"""Memory of the running kiosk: after the start, and over rounds of scan, home and goodbye."""

from __future__ import annotations

from tests.bench.hall import LONG, Stand
from tests.bench.rows import Row
from tests.bench.scan import leave

GROWTH = 1.05  # over the second half of the rounds: what is lost there is lost every day


def at_start(stand: Stand, floor: Stand) -> list[Row]:
    """One row: what the kiosk holds when its first screen stands."""
    return [
        Row(
            "memory after the start",
            stand.terminal.memory("VmRSS"),
            "MiB",
            floor.terminal.memory("VmRSS"),
        )
    ]


def measure(stand: Stand, floor: Stand, *, rounds: int, before: int) -> list[Row]:
    """Two rows: the highest peak, and the growth over these rounds; `before`: those that were."""
    half = stand.terminal.memory("VmRSS")
    for _ in range(rounds):
        stand.scan(quiet=LONG)
        leave(stand)
    peak, end = stand.terminal.memory("VmHWM"), stand.terminal.memory("VmRSS")
    return [
        Row(
            f"peak memory after {before + rounds} rounds",
            peak,
            "MiB",
            floor.terminal.memory("VmHWM"),
        ),
        Row(
            "memory, growth over the last rounds",
            end,
            "MiB",
            half,
            GROWTH,
            relative=True,
            detail=f"the floor is the same kiosk {rounds} rounds before",
        ),
    ]
