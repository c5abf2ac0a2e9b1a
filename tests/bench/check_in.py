"""A durable check-in against the same statements on a raw connection.

Three copies of one file: on the first the statements are recorded, on the second the product works,
on the third the driver alone replays. At the end the second and the third must hold the same rows.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from db import activities, residents, settings
from db.activities.tables import Session
from db.audit import Actor
from db.base import database, derived_operation_id
from db.office import Office, housekeep
from tests.bench.replay import Statements, contents, opened, raw, recorded, replay
from tests.bench.rows import Row, at, spread

OPENS = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)  # a Monday, 14:00 in the hall


Arguments = dict[str, object]
TURN = 20  # check-ins between two changes of sides


@dataclass
class Spent:
    """Seconds of each check-in by the clock on the wall; of each turn, of this thread's own work."""

    wall: list[float]
    cpu: list[float]


def measure(disk: Path, memory: Path, *, people: int, days: int) -> list[Row]:
    """Two rows: the rate on the disk, and the processor time on a file system in memory."""
    file, plan = _hall(memory, people, days + 1)
    script = _record(file, plan)
    on_disk = _rounds(file, disk, plan, script, warm=people)
    in_memory = _rounds(file, memory, plan, script, warm=people)
    product, floor = (1 / at(spent.wall, 0.5) for spent in on_disk)
    cpu, raw_cpu = (at(spent.cpu, 0.5) / TURN * 1e6 for spent in in_memory)
    size = sum(map(len, script)) / len(script)
    ours, theirs = (spread([1e3 * s for s in spent.wall]) for spent in on_disk)
    return [
        Row(
            "check-in, rate on the disk",
            product,
            "/s",
            floor,
            0.8,
            relative=True,
            low=True,
            detail=f"{size:.0f} statements each; product {ours}; raw {theirs}",
        ),
        Row(
            "check-in, processor time",
            cpu,
            "µs",
            raw_cpu,
            1.6,
            relative=True,
            detail=f"median of {len(in_memory[0].cpu)} turns of {TURN}, file system in memory",
        ),
    ]


def _hall(folder: Path, people: int, days: int) -> tuple[Path, list[Arguments]]:
    """A hall, and its check-ins: on each day everybody comes to that day's session."""
    file = folder / "hall.db"
    office = Office(file, station="bench", now=OPENS)
    made = office.call(_fill, people)
    office.call(housekeep, now=OPENS)
    sessions = office.call(_sessions)
    office.close()
    plan: list[Arguments] = [
        {
            "resident": who,
            "session": sessions[day],
            "now": OPENS + timedelta(days=day, milliseconds=n),
            "station": "bench",
            "operation_id": derived_operation_id("0" * 32, day, who),
        }
        for day in range(days)
        for n, who in enumerate(made)
    ]
    return file, plan


def _fill(people: int) -> list[int]:
    with database.atomic():
        settings.put("days_ahead", 60, OPENS)
        by = {"now": OPENS, "station": "bench", "actor": Actor("house")}
        room = activities.add_room("203", {"zh_CN": "二楼 203"}, {"zh_CN": "上二楼"}, **by)
        activities.add_series(
            {"zh_CN": "书法", "bo": "ཡིག་གཟུགས།", "en": "Calligraphy"},
            "learning",
            room,
            weekly={day: [(datetime(2026, 1, 5, 14).time(), 60)] for day in range(7)},
            starts_on=date(2026, 1, 5),
            **by,
        )
        return [
            residents.add(
                f"居民{n}",
                **by,
                joined_on=date(2026, 1, 5),
            )
            for n in range(people)
        ]


def _sessions() -> list[int]:
    rows = Session.select(Session.id).where(Session.starts_at >= OPENS).order_by(Session.starts_at)
    return [row.id for row in rows]


def _record(file: Path, plan: list[Arguments]) -> list[Statements]:
    """The statements of every check-in."""
    copy = _copy(file, file.parent, "script")
    script: list[Statements] = []
    with recorded(copy) as said:
        for arguments in plan:
            said.clear()
            activities.check_in(**arguments)  # type: ignore[arg-type]
            script.append(list(said))
    return script


def _rounds(
    file: Path, folder: Path, plan: list[Arguments], script: list[Statements], warm: int
) -> tuple[Spent, Spent]:
    """Product and driver in turn, A B B A, so that a drift of the machine meets both.

    The first `warm` check-ins are not counted.
    """
    ours, theirs = _copy(file, folder, "product"), _copy(file, folder, "raw")
    product, floor = Spent([], []), Spent([], [])
    with opened(ours), raw(theirs) as connection:

        def check_in(n: int) -> None:
            activities.check_in(**plan[n])  # type: ignore[arg-type]

        def repeat(n: int) -> None:
            replay(connection, script[n])

        for turn, start in enumerate(range(0, len(plan), TURN)):
            numbers = range(start, min(start + TURN, len(plan)))
            sides = [(product, check_in), (floor, repeat)]
            for spent, work in sides if turn % 2 else reversed(sides):
                _time(spent if start >= warm else Spent([], []), work, numbers)
    if contents(ours) != contents(theirs):
        raise AssertionError("the product and its floor did not do the same work")
    return product, floor


def _time(spent: Spent, work: Callable[[int], None], numbers: range) -> None:
    cpu, wall = time.thread_time(), time.perf_counter()
    for n in numbers:
        work(n)
        now = time.perf_counter()
        spent.wall.append(now - wall)
        wall = now
    spent.cpu.append((time.thread_time() - cpu) * TURN / len(numbers))


def _copy(file: Path, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{name}.db*"):
        left.unlink()
    return Path(shutil.copy(file, folder / f"{name}.db"))
