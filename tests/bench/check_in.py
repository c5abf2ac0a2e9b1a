"""A durable check-in against the same statements on a raw connection.

Three copies of one file: on the first the statements are recorded, on the second the product works,
on the third the driver alone replays. At the end the second and the third must hold the same rows.
"""

from __future__ import annotations

import shutil
import time
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


@dataclass(frozen=True)
class Plan:
    """One block is one day: everybody checks in to that day's session."""

    people: list[int]
    sessions: list[int]  # by day

    def block(self, day: int) -> list[dict[str, object]]:
        """The arguments of one day's check-ins."""
        return [
            {
                "resident": who,
                "session": self.sessions[day],
                "now": OPENS + timedelta(days=day, milliseconds=n),
                "station": "bench",
                "operation_id": derived_operation_id("0" * 32, day, who),
            }
            for n, who in enumerate(self.people)
        ]


@dataclass
class Spent:
    """Seconds of each block: by the clock on the wall, and of this thread's own work."""

    wall: list[float]
    cpu: list[float]


def measure(disk: Path, memory: Path, *, people: int, blocks: int) -> list[Row]:
    """Two rows: the rate on the disk, and the processor time on a file system in memory."""
    file, plan = _hall(memory, people, blocks + 1)
    script = _record(file, plan)
    on_disk = _rounds(file, disk, plan, script)
    in_memory = _rounds(file, memory, plan, script)
    product, floor = (people / at(spent.wall, 0.5) for spent in on_disk)
    cpu, raw_cpu = (at(spent.cpu, 0.5) / people * 1e6 for spent in in_memory)
    size = sum(map(len, script)) / people / len(script)
    walls = [1e3 * seconds / people for seconds in on_disk[0].wall]
    return [
        Row(
            "check-in, rate on the disk",
            product,
            "/s",
            floor,
            0.8,
            relative=True,
            low=True,
            detail=f"{size:.0f} statements each; mean of a block: {spread(walls)}",
        ),
        Row(
            "check-in, processor time",
            cpu,
            "µs",
            raw_cpu,
            1.6,
            relative=True,
            detail=f"{blocks} blocks of {people} on {memory}",
        ),
    ]


def _hall(folder: Path, people: int, days: int) -> tuple[Path, Plan]:
    """A hall with so many residents and one session on each day."""
    file = folder / "hall.db"
    office = Office(file, station="bench", now=OPENS)
    made = office.call(_fill, people)
    office.call(housekeep, now=OPENS)
    sessions = office.call(_sessions)
    office.close()
    return file, Plan(made, sessions[:days])


def _fill(people: int) -> list[int]:
    with database.atomic():
        settings.put("days_ahead", 60, OPENS)
        room = activities.add_room("203", {"zh_CN": "二楼 203"}, {"zh_CN": "上二楼"})
        activities.add_series(
            {"zh_CN": "书法", "bo": "ཡིག་གཟུགས།", "en": "Calligraphy"},
            "learning",
            room,
            weekly={day: [(datetime(2026, 1, 5, 14).time(), 60)] for day in range(7)},
            starts_on=date(2026, 1, 5),
        )
        return [
            residents.add(
                f"居民{n}",
                now=OPENS,
                station="bench",
                actor=Actor("house"),
                joined_on=date(2026, 1, 5),
            )
            for n in range(people)
        ]


def _sessions() -> list[int]:
    rows = Session.select(Session.id).where(Session.starts_at >= OPENS).order_by(Session.starts_at)
    return [row.id for row in rows]


def _record(file: Path, plan: Plan) -> list[Statements]:
    """Every statement of every block, by day."""
    copy = _copy(file, file.parent, "script")
    script: list[Statements] = []
    with recorded(copy) as said:
        for day in range(len(plan.sessions)):
            said.clear()
            for arguments in plan.block(day):
                activities.check_in(**arguments)
            script.append(list(said))
    return script


def _rounds(
    file: Path, folder: Path, plan: Plan, script: list[Statements]
) -> tuple[Spent, Spent]:
    """Product and driver in turn, A B B A, so that a drift of the machine meets both."""
    ours, theirs = _copy(file, folder, "product"), _copy(file, folder, "raw")
    product, floor = Spent([], []), Spent([], [])
    with opened(ours), raw(theirs) as connection:

        def work(day: int) -> None:
            arguments = plan.block(day)
            _time(product, lambda: [activities.check_in(**each) for each in arguments])

        def repeat(day: int) -> None:
            _time(floor, lambda: replay(connection, script[day]))

        for day in range(len(plan.sessions)):
            for turn in (work, repeat) if day % 2 else (repeat, work):
                turn(day)
    if contents(ours) != contents(theirs):
        raise AssertionError("the product and its floor did not do the same work")
    for spent in (product, floor):  # the first day warms both up
        del spent.wall[0], spent.cpu[0]
    return product, floor


def _time(spent: Spent, work: object) -> None:
    wall, cpu = time.perf_counter(), time.thread_time()
    work()  # type: ignore[operator]
    spent.cpu.append(time.thread_time() - cpu)
    spent.wall.append(time.perf_counter() - wall)


def _copy(file: Path, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{name}.db*"):
        left.unlink()
    return Path(shutil.copy(file, folder / f"{name}.db"))
