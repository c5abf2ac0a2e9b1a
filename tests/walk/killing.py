"""kill -9 at a chosen system call of the real kiosk, and a judge of what is left on the disk."""

from __future__ import annotations

import contextlib
import re
import select
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db import activities, arrivals, invariants
from db.activities.tables import Attendance
from db.base import new_operation_id
from db.operations import Operation
from db.points.tables import Entry, Posting
from tests.walk.hall import ATTRACT, CHECKED_IN, INSIDE, TITLE, Hall, utc_now
from tests.walk.terminal import NotSeen

# What the kiosk asks of the system between a card and the picture of a result: the disk, the
# terminal, the threads that wait for each other, the modules of a screen that is shown first.
CALLS = (
    "pwrite64,pread64,fsync,fdatasync,fcntl,write,sendto,recvfrom,futex,epoll_wait,"
    "newfstatat,openat,read,lseek,close,ioctl,getdents64"
)
AFTERWARDS = 1.5  # seconds after the picture of the result in which a kill still counts
POINTS = 10
_CALL = re.compile(r"(\d+) +([a-z_0-9]+)\(")
# The records office is one per process: judges take turns.
_office = threading.Lock()


@dataclass(frozen=True, order=True)
class Point:
    """The Nth time that one thread makes this system call, counted from before the scan."""

    call: str
    nth: int


@dataclass
class Outcome:
    """What one kill left behind. `wrong` is empty when every promise was kept."""

    point: Point
    killed: bool = False
    painted: bool = False
    committed: bool = False
    wrong: list[str] = field(default_factory=list)


class NotPermitted(Exception):
    """This machine lets nobody trace a running program."""


@contextlib.contextmanager
def traced(pid: int, *options: str) -> Iterator[None]:
    """strace on every thread of a program, from now on to its end."""
    tracer = subprocess.Popen(
        ["strace", "-f", *options, "-p", str(pid)], stderr=subprocess.PIPE, text=True
    )
    assert tracer.stderr is not None
    try:
        ready, _, _ = select.select([tracer.stderr], [], [], 10)
        line = tracer.stderr.readline() if ready else ""
        if "attached" not in line:
            raise NotPermitted(line.strip())
        yield
    finally:
        tracer.terminate()
        tracer.communicate()


def trace(hall: Hall, log: Path) -> dict[str, list[Point]]:
    """One undisturbed visit under strace: every point before, between commit and paint, after.

    The commit is the last sync, the paint the second last write of the result's picture: where they
    really are is measured at every kill, this only chooses points.
    """
    with hall.plugged() as line, hall.start() as terminal:
        terminal.see(ATTRACT)
        terminal.still()
        with traced(terminal.pid, "-e", f"trace={CALLS}", "-o", str(log)):
            line.send(hall.card.encode() + b"\r")
            terminal.see(TITLE)
            terminal.tap(TITLE)
            terminal.see(CHECKED_IN)
            terminal.watch(AFTERWARDS)
            terminal.process.kill()
            terminal.process.wait()
    return _sorted(log.read_text("utf-8", "replace").splitlines())


def _sorted(lines: list[str]) -> dict[str, list[Point]]:
    calls = [m.groups() for m in map(_CALL.match, lines) if m]
    commit = max(i for i, (_, call) in enumerate(calls) if call in ("fsync", "fdatasync"))
    writes = [i for i, (_, call) in enumerate(calls) if call == "write" and i > commit]
    paint = writes[min(2, len(writes) - 1)]
    count: Counter[tuple[str, str]] = Counter()
    seen: set[Point] = set()
    out: dict[str, list[Point]] = {"before": [], "between": [], "after": []}
    for i, (thread, call) in enumerate(calls):
        count[thread, call] += 1
        point = Point(call, count[thread, call])
        if point not in seen:
            seen.add(point)
            out["before" if i <= commit else "between" if i < paint else "after"].append(point)
    return out


def kill_at(point: Point, hall: Hall, command: Sequence[str], again: bool) -> Outcome:
    """Start, scan, tap; kill at the point; judge the file; do the same tap again.

    `again`: the second tap is made by a person at the restarted program, not by its operation_id.
    """
    outcome = Outcome(point)
    inject = f"inject={point.call}:signal=KILL:when={point.nth}"
    with hall.plugged() as line, hall.start(*command) as terminal:
        terminal.see(ATTRACT)
        terminal.still()
        with traced(terminal.pid, "-e", f"trace={point.call}", "-e", inject, "-o", "/dev/null"):
            with contextlib.suppress(NotSeen, OSError):
                line.send(hall.card.encode() + b"\r")
                terminal.see(TITLE)
                terminal.tap(TITLE)
                terminal.see(CHECKED_IN)
                terminal.watch(AFTERWARDS)
            outcome.killed = terminal.process.poll() is not None
            terminal.process.kill()
            terminal.drain()
        outcome.painted = CHECKED_IN in terminal.text()
    with _office:
        judge(outcome, hall)
    if again:
        tap_again(outcome, hall)
    with _office:
        repeat(outcome, hall)
    return outcome


def _live(hall: Hall) -> list[Attendance]:
    return list(Attendance.select().where(Attendance.resident == hall.person))


def _ledger() -> tuple[int, int]:
    return Entry.select().count(), Posting.select().count()


def judge(outcome: Outcome, hall: Hall) -> None:
    """The file after the kill: whole or absent, and there if it was shown."""
    office = hall.office()
    try:
        outcome.wrong += office.call(invariants.broken)
        rows = office.call(_live, hall)
        entries, _ = office.call(_ledger)
        answers = office.call(lambda: Operation.select().count())
    finally:
        office.close()
    outcome.committed = bool(rows)
    if (len(rows), entries, answers) not in ((0, 0, 0), (1, 1, 1)):
        outcome.wrong.append(f"half: {len(rows)} attendances, {entries} entries, {answers} answers")
    if rows and (rows[0].state != "live" or rows[0].points != POINTS or not rows[0].earned_id):
        outcome.wrong.append("the attendance is not whole")
    if outcome.painted and not rows:
        outcome.wrong.append("lost: it was shown on the screen and is not in the file")


def tap_again(outcome: Outcome, hall: Hall) -> None:
    """The same person holds the same card to the restarted kiosk: it shows what was last done."""
    with hall.plugged() as line, hall.start() as terminal:
        terminal.see(ATTRACT)
        line.send(hall.card.encode() + b"\r")
        found = terminal.see_one(INSIDE, TITLE) if outcome.committed else TITLE
        if outcome.committed and found != INSIDE:
            outcome.wrong.append("the restarted kiosk does not know that the person is here")
        if not outcome.committed:
            terminal.tap(TITLE)
            terminal.see(CHECKED_IN)


def repeat(outcome: Outcome, hall: Hall) -> None:
    """The same operation once more is answered as the first time, and pays nothing more."""
    office = hall.office()
    try:
        kept = office.call(lambda: [row.operation_id for row in Operation.select()])
        operation_id = kept[0] if kept else new_operation_id()
        home = office.call(arrivals.home, hall.person, now=utc_now())
        session = (*home.inside, *home.open)[0].id
        for _ in range(2):
            came = office.call(
                activities.check_in,
                hall.person,
                session,
                now=utc_now(),
                station="hall",
                operation_id=operation_id,
            )
            if came.again or came.points != POINTS:
                outcome.wrong.append(f"the same tap was answered otherwise: {came}")
        if (len(office.call(_live, hall)), *office.call(_ledger)) != (1, 1, 2):
            outcome.wrong.append("the same tap was paid twice, or not at all")
        outcome.wrong += office.call(invariants.broken)
    finally:
        office.close()
