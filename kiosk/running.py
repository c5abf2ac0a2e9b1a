"""Who runs on a demo folder: one kiosk at a time, named in a file that it holds locked while it lives."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

NAME = "kiosk.pid"
_LOOK = 0.05  # seconds between two looks whether it has ended


class AlreadyRuns(Exception):
    """Another kiosk runs on this folder."""


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Hold the folder; AlreadyRuns if another kiosk does. A killed kiosk holds nothing."""
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not _lock(descriptor):
            raise AlreadyRuns(str(folder))
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def stop(folder: Path, patience: float = 10.0) -> bool:
    """Ask the kiosk that runs here to end, and wait for it; False if none runs or it does not end."""
    try:
        descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        if _lock(descriptor):
            return False
        os.kill(int(os.pread(descriptor, 20, 0)), signal.SIGTERM)
        clock = Event()
        for _ in range(int(patience / _LOOK)):
            if _lock(descriptor):
                return True
            clock.wait(_LOOK)
        return False
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
