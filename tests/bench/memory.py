"""Memory of the running kiosk: after the start, and over rounds of scan, home and goodbye."""

from __future__ import annotations

from tests.bench.hall import Stand
from tests.bench.rows import Row
from tests.bench.scan import leave

# Textual itself grew from 37 to 66 MB over 400 screens and was flat then (platform.md).
START, PEAK, GROWTH = 80.0, 120.0, 1.1


def at_start(stand: Stand, floor: Stand) -> list[Row]:
    """One row: what the kiosk holds when its first screen stands."""
    return [
        Row(
            "memory after the start",
            stand.terminal.memory("VmRSS"),
            "MiB",
            floor.terminal.memory("VmRSS"),
            START,
        )
    ]


def measure(stand: Stand, floor: Stand, *, rounds: int) -> list[Row]:
    """Two rows: the highest peak, and the growth over the second half of the rounds."""
    half = 0.0
    for n in range(rounds):
        if n == rounds // 2:
            half = stand.terminal.memory("VmRSS")
        stand.settle(stand.scan())
        leave(stand)
    peak, end = stand.terminal.memory("VmHWM"), stand.terminal.memory("VmRSS")
    return [
        Row(
            f"peak memory after {rounds} rounds",
            peak,
            "MiB",
            floor.terminal.memory("VmHWM"),
            PEAK,
        ),
        Row(
            "memory, second half of the rounds",
            end,
            "MiB",
            half,
            GROWTH,
            relative=True,
            detail="the floor is the same kiosk half-way",
        ),
    ]
