"""Balance and statement page over a ledger that grows: latencies, floors, and the growth exponent.

The people stay the same; what grows is the years behind them. Files of every size are read in turn.
"""

from __future__ import annotations

import math
import random
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from db import chain, points
from tests.bench.generate import Years
from tests.bench.replay import opened, raw, recorded, replay
from tests.bench.rows import Row, at, spread

LINES = 10  # of a page
# An exponent of 0.05 is 12 % more for ten times the postings.
EXPONENTS = {"balance": 0.05, "statement page": None}


def measure(folder: Path, sizes: list[int], *, people: int, calls: int, rounds: int) -> list[Row]:
    """Rows of latency at each size, and the two exponents."""
    files = _files(folder, sizes, people)
    samples: dict[tuple[str, int], list[float]] = {}
    floors: dict[tuple[str, int], list[float]] = {}
    chance = random.Random(11)
    for _ in range(rounds):
        for size in sizes:
            asked = [chance.randint(1, people) for _ in range(calls)]
            for name, operation in _operations(files[size]).items():
                ours, bare = _both(files[size], operation, asked)
                samples.setdefault((name, size), []).extend(ours)
                floors.setdefault((name, size), []).extend(bare)
    rows = [
        Row(
            f"{name}, {size:,} postings",
            at(samples[name, size], 0.5),
            "µs",
            at(floors[name, size], 0.5),
            detail=spread(samples[name, size], "µs"),
        )
        for name in EXPONENTS
        for size in sizes
    ]
    for name, bound in EXPONENTS.items():
        ours, bare = (
            _exponent(sizes, [at(found[name, size], 0.5) for size in sizes])
            for found in (samples, floors)
        )
        rows.append(
            Row(
                f"{name}, growth exponent",
                ours,
                "",
                None,
                bound,
                detail=f"of the same statements on a raw connection: {bare:.3f}",
            )
        )
    return rows


def _files(folder: Path, sizes: list[int], people: int) -> dict[int, Path]:
    years, files = Years(folder, people), {}
    for size in sizes:
        begun = time.perf_counter()
        years.grow(size)
        files[size] = Path(shutil.copy(years.file, folder / f"{size}.db"))
        seconds = time.perf_counter() - begun
        print(f"  {years.postings:,} postings in {seconds:.0f} s", file=sys.stderr, flush=True)
    return files


def _operations(file: Path) -> dict[str, Callable[[int], object]]:
    """What is asked, with a clock that stands after the last entry."""
    with opened(file):
        now = chain.head()[2] + timedelta(hours=1)
    return {
        "balance": points.balances,
        "statement page": lambda who: points.statement(who, None, LINES, now=now),
    }


def _both(
    file: Path, operation: Callable[[int], object], asked: list[int]
) -> tuple[list[float], list[float]]:
    """Microseconds of each call, and of its statements replayed."""
    script = []
    with recorded(file) as said:
        for who in asked:
            said.clear()
            operation(who)
            script.append(list(said))
    with ExitStack() as stack:
        stack.enter_context(opened(file))
        connection = stack.enter_context(raw(file))
        ours = _times(operation, asked)
        return ours, _times(lambda statements: replay(connection, statements), script)


def _times(work: Callable[[Any], object], given: list[Any]) -> list[float]:
    out = []
    for each in given:
        begun = time.perf_counter()
        work(each)
        out.append(1e6 * (time.perf_counter() - begun))
    return out


def _exponent(sizes: list[int], times: list[float]) -> float:
    """Between the smallest and the largest size: 0 is "does not grow", 1 is "grows as they do"."""
    return math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
