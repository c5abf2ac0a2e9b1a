"""A program that plays something: one at a time, looked after, and never through a shell."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

LOOK = 0.03  # seconds between two looks whether a program has ended

log = logging.getLogger(__name__)


class Programs:
    """Runs one program at a time; `ended` is called when it has ended, not when it was stopped.

    A program that is missing, fails or hangs is logged once per name: `complaint` has a place for
    the name and one for the reason. Call it on a running event loop.
    """

    def __init__(self, complaint: str, ended: Callable[[], object]) -> None:
        self._complaint, self._ended = complaint, ended
        self._playing: tuple[str, subprocess.Popen[bytes], float] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._complained: set[str] = set()

    @property
    def busy(self) -> bool:
        """Whether a program is running."""
        return self._playing is not None

    def start(self, name: str, command: Sequence[str], longest: float, words: str = "") -> bool:
        """Run a command, with words on its standard input; False if it could not begin.

        One that runs longer than `longest` seconds hangs, and is killed.
        """
        try:
            process = subprocess.Popen(  # noqa: S603 - the hall's own configuration, no shell
                list(command),
                stdin=subprocess.PIPE if words else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            self._complain(name, str(error))
            return False
        loop = asyncio.get_running_loop()
        self._playing = name, process, loop.time() + longest
        if process.stdin is not None:
            _write(process, words)
        self._timer = loop.call_later(LOOK, self._look)
        return True

    def stop(self) -> None:
        """End the program that runs; nobody is told."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._playing:
            _, process, _ = self._playing
            self._playing = None
            _end(process)
            process.wait()

    def _look(self) -> None:
        """Collect the program if it has ended (no zombie stays)."""
        assert self._playing
        name, process, deadline = self._playing
        loop = asyncio.get_running_loop()
        result = process.poll()
        if result is None:
            if loop.time() >= deadline:
                _end(process)
            self._timer = loop.call_later(LOOK, self._look)
            return
        self._timer = self._playing = None
        if result:
            self._complain(name, f"ended with {result}")
        self._ended()

    def _complain(self, name: str, why: str) -> None:
        if name not in self._complained:
            self._complained.add(name)
            log.warning(self._complaint, name, why)


def _write(process: subprocess.Popen[bytes], words: str) -> None:
    """A sentence is far shorter than a pipe is deep: this does not wait."""
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            pipe.write(words.encode("utf-8", "replace"))
    except OSError as error:  # it ended before it had read
        log.debug("the program did not read: %s", error)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the program and what it started: start_new_session made them one process group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
