"""A fault of ours: a screen in words and a small code for staff, never a traceback on the panel."""

from __future__ import annotations

import logging
import traceback
import zlib
from collections.abc import Callable

log = logging.getLogger(__name__)

MANY, WITHIN = 3, 10.0  # more faults than this in so many seconds: give up, be started again


def code_of(error: BaseException) -> str:
    """Four hexadecimal digits from the kind of error and the place it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{zlib.crc32(f'{type(error).__name__} {where}'.encode()) & 0xFFFF:04X}"


class Faults:
    """Counts faults, so that a screen that cannot be shown does not fault for ever."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at: list[float] = []

    def note(self, error: BaseException) -> str | None:
        """Log it and return its code; None when there were too many to go on."""
        code, now = code_of(error), self._clock()
        log.error("fault %s", code, exc_info=error)
        self._at = [at for at in self._at if now - at < WITHIN] + [now]
        return code if len(self._at) <= MANY else None
