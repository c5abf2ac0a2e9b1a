"""The real app on a real office, headless, with a reader in memory and a clock that the test moves."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from db import arrivals
from db.audit import Actor
from db.base import new_operation_id
from db.office import Office
from devices.fakes import FakeScanner, FakeSounds
from kiosk.app import KioskApp
from kiosk.demo import seed_if_empty
from kiosk.demo.cards import all_cards
from kiosk.hardware import Hardware
from screens import pictures

GRIDS = ((100, 22), (80, 18))
# 13:00 in the hall on a Tuesday: only the open house is open.
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def number(state: str = "active", which: int = 0) -> str:
    """The number of one of the demo's cards."""
    return [card.number for card in all_cards() if card.state == state][which]


@dataclass
class Kiosk:
    """A running app and what the test does to it."""

    app: KioskApp
    pilot: Pilot[Any]
    scanner: FakeScanner
    sounds: FakeSounds
    clock: list[float] = field(default_factory=lambda: [1000.0])

    async def settle(self) -> None:
        """Wait until every worker is done and everything is painted."""
        for _ in range(4):
            # What a screen was still reading when it went away ends with it; that is no failure.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def scan(self, code: str) -> None:
        """Hold a card to the reader."""
        self.scanner.scan(code)
        await self.settle()

    async def tap(self, selector: str) -> None:
        """One finger, down and up; the pilot goes past the app, which would note the touch."""
        self.app.pulse.touched()
        await self.pilot.click(selector)
        await self.settle()

    async def wait(self, seconds: int) -> None:
        """Let the kiosk's own seconds go by."""
        for _ in range(seconds):
            self.clock[0] += 1
            self.app.tick()
            await self.pilot.pause()
        await self.settle()

    def strips(self) -> list[Any]:
        """The rows of cells that stand on the screen."""
        return self.app.screen._compositor.render_strips()[: self.app.size.height]

    def text(self) -> str:
        """Everything that stands on the screen."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self.strips())

    def call(self, operation: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Ask the office directly, with the app's now and a fresh operation_id where they are taken."""
        taken = inspect.signature(operation).parameters
        for name, value in (
            ("now", self.app.now()),
            ("station", "test"),
            ("actor", Actor("os:test")),
            ("operation_id", new_operation_id()),
        ):
            if name in taken:
                kw.setdefault(name, value)
        return self.app.office.call(operation, *args, **kw)

    @property
    def screen(self) -> str:
        """The name of the screen in front."""
        return type(self.app.screen).__name__


def furnish(path: Path) -> Path:
    """A demo hall in a file, to be copied."""
    office = Office(path, station="demo", now=NOW)
    seed_if_empty(office, NOW)
    office.close()
    return path


def copied(hall: Path, folder: Path) -> Path:
    """A hall of one's own: the database, and the pepper without which no PIN is right."""
    for name in (hall.name, f"{hall.name}.pepper"):
        shutil.copy(hall.with_name(name), folder)
    return folder / hall.name


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo hall that the tests copy."""
    return furnish(tmp_path_factory.mktemp("demo") / "hall.db")


@asynccontextmanager
async def running(
    path: Path,
    size: tuple[int, int] = GRIDS[0],
    *,
    start: datetime = NOW,
    dress: Callable[[], None] | None = None,
    **kw: Any,
) -> AsyncIterator[Kiosk]:
    """The app on a copy of the demo hall, from `start` on; `dress` changes the hall before."""
    office = Office(path, station="demo", now=start)
    if dress is not None:
        office.call(dress)
    scanner, sounds, clock = FakeScanner(), FakeSounds(), [1000.0]
    app = KioskApp(
        office,
        Hardware(scanner=scanner, sounds=sounds, **kw),
        front=office.call(arrivals.front, now=start),
        clock=lambda: clock[0],
        now=lambda: start + timedelta(seconds=clock[0] - 1000.0),
    )
    try:
        async with app.run_test(size=size) as pilot:
            app.heart.stop()  # only the test's seconds go by
            made = Kiosk(app, pilot, scanner, sounds, clock)
            await made.settle()
            yield made
    finally:
        office.close()


@pytest.fixture
def kiosk(tmp_path: Path, seeded: Path) -> Callable[..., Any]:
    """`async with kiosk(size) as k:`"""
    path = copied(seeded, tmp_path)
    pictures.use("quadrants")
    return partial(running, path)
