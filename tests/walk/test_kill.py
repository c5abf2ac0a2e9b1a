"""kill -9 of the real kiosk at a hundred system calls: what was shown is on the disk, once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.walk.hall import Hall, build
from tests.walk.killing import NotPermitted, Outcome, Point, kill_at, trace

pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(900),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]

AT_ONCE = 2  # kiosks that run and die at the same time
AGAIN = 5  # after every so many kills the same person taps again at a restarted kiosk
BEFORE, BETWEEN, AFTER = 52, 62, 16


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    """A hall on disk that every kill gets a copy of."""
    return build(tmp_path_factory.mktemp("hall") / "seed")


@pytest.fixture(scope="module")
def points(hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Point]]:
    """Where a visit can be killed, from one that was not."""
    folder = tmp_path_factory.mktemp("trace")
    try:
        return trace(hall.copy(folder / "hall"), folder / "strace.log")
    except NotPermitted as error:
        pytest.skip(f"strace may not trace here: {error}")


def spread(points: list[Point], count: int) -> list[Point]:
    """So many of these, the writes and syncs of the disk first, the others evenly."""
    disk = [p for p in points if p.call in ("pwrite64", "fsync", "fdatasync")][:count]
    rest = [p for p in points if p not in disk]
    left = min(count - len(disk), len(rest))
    return disk + [rest[i * len(rest) // left] for i in range(left)]


def kill_all(hall: Hall, points: Sequence[Point], folder: Path) -> list[Outcome]:
    """Kill a kiosk at every point, two at a time."""

    def one(numbered: tuple[int, Point]) -> Outcome:
        number, point = numbered
        copy = hall.copy(folder / f"{number}")
        outcome = kill_at(point, copy, (), again=number % AGAIN == 0)
        shutil.rmtree(copy.folder)
        return outcome

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, enumerate(points)))


def counts(outcomes: list[Outcome]) -> dict[str, int]:
    """How many kills landed where."""
    killed = [o for o in outcomes if o.killed]

    def of(kind: Callable[[Outcome], object]) -> int:
        return sum(map(bool, map(kind, killed)))

    return {
        "points run": len(outcomes),
        "distinct points killed": len({o.point for o in killed}),
        "before the commit": of(lambda o: not o.committed and not o.painted),
        "between commit and paint": of(lambda o: o.committed and not o.painted),
        "after the paint": of(lambda o: o.painted),
        "acknowledged": sum(o.painted for o in outcomes),
        "acknowledged and lost": sum(o.painted and not o.committed for o in outcomes),
    }


def test_what_was_shown_survives_a_kill_anywhere_and_is_paid_once(
    hall, points, tmp_path, record_property
) -> None:
    chosen = [
        *spread(points["before"], BEFORE),
        *spread(points["between"], BETWEEN),
        *spread(points["after"], AFTER),
    ]
    outcomes = kill_all(hall, chosen, tmp_path)
    found = counts(outcomes)
    record_property("kill -9 of the kiosk", found)
    assert [o for o in outcomes if o.wrong] == []
    assert found["distinct points killed"] >= 100
    assert found["before the commit"] >= 20
    assert found["between commit and paint"] >= 20
    assert found["after the paint"] >= 3


def test_the_judge_finds_a_kiosk_that_shows_before_it_writes(
    hall, points, tmp_path, record_property
) -> None:
    hasty = [sys.executable, "-m", "tests.walk.hasty", "--config", "{}", "run"]
    outcomes = []
    for number, point in enumerate(points["after"][:8]):
        copy = hall.copy(tmp_path / f"{number}")
        command = [part.format(copy.folder / "kiosk.toml") for part in hasty]
        outcomes.append(kill_at(point, copy, command, again=False))
    found = counts(outcomes)
    record_property("kill -9 of a kiosk that shows before it writes", found)
    assert found["acknowledged and lost"] >= 1
    assert any("lost" in line for o in outcomes for line in o.wrong)
