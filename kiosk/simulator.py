"""The demo's card reader: a serial line without a cable, and the hand that holds a card to it.

In a folder it keeps two names while it is open: `reader`, a link to the line that the kiosk opens
like any serial port, and `hand`, a FIFO; what is written to `hand` comes out of `reader` unchanged.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import select
import stat
import time
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

READER = "reader"
HAND = "hand"

_PORTION = 4096  # bytes


class NobodyListens(Exception):
    """No kiosk with a simulated reader runs on this folder, or it does not take what is written."""


class Simulator:
    """Owns the far end of a pseudo-terminal. It lives in the event loop that calls open()."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made by open() if it is missing."""
        self.reader = folder / READER
        self.hand = folder / HAND
        self._line: tuple[int, int] | None = None
        self._hand: tuple[int, int] | None = None
        self._rest = b""

    def open(self) -> None:
        """Plug the reader in and start to listen at `hand`; an OSError if the folder refuses.

        What an earlier kiosk left behind under the two names is replaced.
        """
        self._loop = asyncio.get_running_loop()
        self.hand.parent.mkdir(parents=True, exist_ok=True)
        _put(self.hand, lambda name: os.mkfifo(name, 0o600))
        listening = os.open(self.hand, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        # Held open, so that the last writer's leaving is not an endless end of file.
        own = os.open(self.hand, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        self._hand = listening, own
        self.replug()

    def replug(self) -> None:
        """Put the reader's cable back."""
        if self._line or not self._hand:
            return
        ours, theirs = os.openpty()
        # Raw, and held open: the line is transparent before the kiosk opens it and between times.
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        name = os.ttyname(theirs)
        self._line = ours, theirs
        _put(self.reader, lambda link: link.symlink_to(name))
        self._loop.add_reader(self._hand[0], self._copy)

    def unplug(self) -> None:
        """Pull the reader's cable: whoever reads is told, and the name is gone.

        What is held to `hand` meanwhile is lost, as it is on a reader without a cable.
        """
        if not self._line:
            return
        # The link goes too: its target's number may be given to somebody else's terminal.
        if self.reader.is_symlink() and self.reader.readlink() == Path(os.ttyname(self._line[1])):
            self.reader.unlink()
        self._loop.remove_writer(self._line[0])
        _close(self._line)
        self._line = None
        self._rest = b""
        if self._hand:
            self._loop.add_reader(self._hand[0], self._copy)

    def close(self) -> None:
        """Unplug, stop listening, remove the two names. May be called twice."""
        self.unplug()
        if not self._hand:
            return
        listening = self._hand[0]
        self._loop.remove_reader(listening)
        # Another kiosk may have taken the folder over: then the name is its.
        with suppress(FileNotFoundError):
            if os.path.samestat(self.hand.lstat(), os.fstat(listening)):
                self.hand.unlink()
        _close(self._hand)
        self._hand = None

    def _copy(self) -> None:
        """Something lies in the hand: pass it on."""
        assert self._hand
        with suppress(BlockingIOError):
            data = os.read(self._hand[0], _PORTION)
            if self._line:
                self._rest = data
                self._pass_on()

    def _pass_on(self) -> None:
        """Write what is left; a full line makes the hand wait."""
        assert self._line
        assert self._hand
        ours, _ = self._line
        with suppress(BlockingIOError):
            self._rest = self._rest[os.write(ours, self._rest) :]
        if self._rest:
            self._loop.remove_reader(self._hand[0])
            self._loop.add_writer(ours, self._pass_on)
        else:
            self._loop.remove_writer(ours)
            self._loop.add_reader(self._hand[0], self._copy)


def hold_card(folder: Path, code: str, patience: float = 5.0) -> None:
    """Hold a card to the reader of the kiosk that runs on this folder: the code's bytes, then CR.

    Bytes that were no text in the command line come through as they were. NobodyListens if no such
    kiosk runs, or if it takes nothing for `patience` seconds.
    """
    data = os.fsencode(code) + b"\r"
    try:
        hand = os.open(folder / HAND, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NobodyListens(str(error)) from error
    try:
        if not stat.S_ISFIFO(os.fstat(hand).st_mode):
            raise NobodyListens(f"{folder / HAND} is not a reader's hand")
        # Long codes of two writers must not mix; nobody holds the lock longer than their patience.
        fcntl.flock(hand, fcntl.LOCK_EX)
        _write(hand, data, patience)
    finally:
        os.close(hand)


def _write(hand: int, data: bytes, patience: float) -> None:
    until = time.monotonic() + patience
    while data:
        try:
            written = os.write(hand, data)
        except BlockingIOError:
            _, ready, _ = select.select([], [hand], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise NobodyListens("the kiosk does not answer") from None
        except BrokenPipeError as error:
            raise NobodyListens("the kiosk has just ended") from error
        else:
            data = data[written:]
            until = time.monotonic() + patience


def _put(name: Path, make: Callable[[Path], None]) -> None:
    """Make a file under a temporary name and move it to its place in one step."""
    new = name.with_name(f".{name.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    make(new)
    new.replace(name)


def _close(descriptors: tuple[int, int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
