"""Opening the records office: connection, schema, chain, the list of the forgotten, housekeeping."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar

from db import activities, audit, chain, clock, duties, readings, refused, rooms
from db.base import database
from db.clerk import Clerk
from db.duties import Ending
from db.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

# The number of the last script in db/migrations; a test says so. A file that has it needs none of
# the migration machinery, which stays off the start path.
SCHEMA_VERSION = 4


class TooNewError(RuntimeError):
    """The file was written by a newer version of the program."""


class Office:
    """An open records office: ask it, and close it."""

    def __init__(self, path: Path, *, station: str, now: datetime) -> None:
        """Open a file, creating it empty when it is not there, and bring its schema up to date."""
        self.path = path
        self.station = station
        self._clerk = Clerk(str(path))
        try:
            self._clerk.call(_prepare, path)
            self._clerk.call(_nobody_is_on_duty, station, now)
            self._clerk.call(housekeep, now=now, forgotten=self.forgotten)
        except BaseException:
            self._clerk.close()
            raise

    @property
    def forgotten(self) -> Path:
        """The list of forgotten numbers, beside the database and never inside it."""
        return self.path.with_name(self.path.name + ".forgotten")

    def submit(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> Future[T]:
        """Queue an operation with the clerk."""
        return self._clerk.submit(operation, *args, **kw)

    def call(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Ask and wait; never on a user interface's thread."""
        return self._clerk.call(operation, *args, **kw)

    async def ask(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Ask without blocking the loop."""
        return await self._clerk.ask(operation, *args, **kw)

    def close(self) -> None:
        """Finish what is queued and close the file."""
        self._clerk.close()


def probe() -> None:
    """Write nothing new, but write it to the disk: Refusal(DISK_FULL) while that is not possible."""
    with database.atomic():
        chain.touch()


def _prepare(path: Path) -> None:
    version = database.pragma("user_version")
    if version > SCHEMA_VERSION:
        msg = f"{path.name} was written by a newer version of the kiosk (schema {version})"
        raise TooNewError(msg)
    if version < SCHEMA_VERSION:
        from db.migrations import upgrade

        upgrade(path, version, SCHEMA_VERSION)
    chain.begin()


def _nobody_is_on_duty(station: str, now: datetime) -> None:
    """Whoever was on duty here when the power went signs in again."""
    with database.atomic():
        duties.end_all(station, Ending.POWER, now=now)


def housekeep(*, now: datetime, forgotten: Path | None = None) -> None:
    """What the house does by itself, at start and every hour: plan, close what is old, erase.

    With a clock that is in doubt, nothing expires and nothing is
    planned: only the list of the forgotten is applied (rules 13).
    """
    if forgotten is not None:
        from db.forgetting import apply_again

        if forgotten.exists():
            apply_again(forgotten, now=now)
    if clock.in_doubt(now):
        return
    settings = Settings()
    activities.ensure(now, settings)
    activities.close_old(now, settings)
    for room in rooms.all_of_them():
        room.housekeep(now)
    with database.atomic():
        refused.erase_before(now - timedelta(days=settings.number("refused_days")))
        readings.erase_before(now - timedelta(days=settings.number("reading_days")))
        audit.erase_reasons_before(now - timedelta(days=settings.number("reason_days")))
