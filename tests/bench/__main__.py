"""make bench: measure everything, print the table, write bench/latest.json; never judge."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.sqlite import driver
from tests.bench import check_in, hall, ledger, memory, scan, start, switch, tap
from tests.bench.rows import Row, table

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Size:
    """How much is done for each measurement."""

    people: int  # who check in once a day
    days: int
    rounds: int  # of scans: one on the first screen, one on another's home
    taps: int
    switches: int  # of language and of size, on each of three screens
    memory: int  # rounds of scan, home and goodbye
    starts: int
    postings: tuple[int, ...]
    calls: int


QUICK = Size(20, 2, 3, 2, 1, 4, 1, (1_000, 4_000), 20)
USUAL = Size(100, 20, 100, 50, 20, 100, 9, (100_000, 1_000_000), 200)
FULL = Size(100, 20, 100, 50, 20, 100, 9, (100_000, 1_000_000, 10_000_000), 200)


def main() -> None:
    """Measure; exit code 0 when everything could be measured."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument(
        "--quick", action="store_true", help="everything once, to see that it works"
    )
    options.add_argument("--full", action="store_true", help="with 10 million postings")
    options.add_argument("--out", type=Path, default=ROOT / "bench", help="where latest.json goes")
    given = options.parse_args()
    name, size = (
        ("quick", QUICK) if given.quick else ("full", FULL) if given.full else ("usual", USUAL)
    )
    out: Path = given.out
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    rows = list(_measure(size, out))
    said = {
        "mode": name,
        "seconds": round(time.monotonic() - began, 1),
        "machine": _machine(),
        "rows": [row.as_json() for row in rows],
    }
    (out / "latest.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(table(rows))
    print(f"\n{said['seconds']:.0f} s, {json.dumps(said['machine'])}")


def _measure(size: Size, out: Path) -> Iterator[Row]:
    """Every row, in an order in which nothing heavy runs beside anything quick."""
    with _folder(out) as disk, _folder(_memory(out)) as fast:
        _say("check-in")
        yield from check_in.measure(disk, fast, people=size.people, days=size.days)
        folder = disk / "demo"
        hall.seeded(folder)
        _say("start")
        yield from start.measure(folder, runs=size.starts)
        with hall.kiosk(folder) as kiosk, hall.bare(folder) as floor:
            yield from memory.at_start(kiosk, floor)
            _say("scans")
            yield from scan.measure(kiosk, floor, rounds=size.rounds)
            _say("taps")
            yield from tap.measure(kiosk, floor, taps=size.taps)
            _say("switches")
            yield from switch.measure(kiosk, floor, switches=size.switches)
            _say("memory")
            yield from memory.measure(kiosk, floor, rounds=size.memory, before=size.rounds)
        _say("ledger")
        yield from ledger.measure(
            disk, list(size.postings), people=size.people * 20, calls=size.calls, rounds=5
        )


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[2], 1),
        "python": platform.python_version(),
        "sqlite": driver().sqlite_version,
        "system": platform.system(),
        "machine": platform.machine(),
    }


def _memory(otherwise: Path) -> Path:
    """A folder on a file system in memory, where there is one."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() else otherwise


@contextmanager
def _folder(inside: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-", dir=inside) as name:
        yield Path(name).resolve()


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
