"""The clerk: one thread that holds the one connection; everybody else asks.

Two tasks on one thread would share a Peewee transaction, and one's rollback would take the other's
acknowledged row with it (reliability.md 6). So every operation runs alone, here, to its end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from peewee import PeeweeException

from db.base import Refusal, database
from db.sqlite import driver, open_connection, reason_of

P = ParamSpec("P")
T = TypeVar("T")


class Clerk:
    """Holds the connection to one database file from construction to close()."""

    def __init__(self, path: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clerk")
        try:
            self.call(open_connection, path)
        except BaseException:
            self._thread.shutdown()
            raise

    def submit(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> Future[T]:
        """Put an operation into the clerk's queue; the future carries the outcome or a Refusal."""
        return self._thread.submit(_run, operation, args, kw)

    def call(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Ask and wait. For the command line and tests; never on a user interface's thread."""
        return self.submit(operation, *args, **kw).result()

    async def ask(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Ask without blocking the caller's loop. A cancelled caller does not stop a write."""
        return await asyncio.wrap_future(self.submit(operation, *args, **kw))

    def close(self) -> None:
        """Finish what is queued, close the connection, end the thread."""
        self._thread.submit(database.close).result()
        self._thread.shutdown()


def _run(operation: Callable[..., T], args: tuple[object, ...], kw: dict[str, object]) -> T:
    try:
        return operation(*args, **kw)
    except (PeeweeException, driver().Error) as error:
        reason = reason_of(error)
        if reason is None:
            raise
        raise Refusal(reason) from error
