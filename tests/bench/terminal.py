"""A terminal and a reader's line, both owned here: the program on them is measured from outside."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import subprocess
import time
import tty
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Any

import pyte

COLUMNS, ROWS = 100, 22
PATIENCE = 20.0  # seconds until a program that says nothing is given up
# What a terminal with synchronized output answers; the hall's foot does.
ASKED, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
Heard = list[tuple[float, bytes]]
Cells = tuple[Any, ...]


class SilentError(RuntimeError):
    """The program on the terminal did not answer."""


class Terminal:
    """Starts a program on a pseudo-terminal and keeps the picture that it draws."""

    def __init__(self, *argv: str | Path, log: Path) -> None:
        self._master, slave = pty.openpty()
        ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(slave)
        self._log = log

    def listen(self, quiet: float = 0.15) -> Heard:
        """Everything said until nothing has been said for so many seconds, each with its moment."""
        heard: Heard = []
        until = time.perf_counter() + PATIENCE
        while select.select([self._master], [], [], quiet if heard else PATIENCE)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                break
            heard.append((time.perf_counter(), data))
            if ASKED in data:
                os.write(self._master, ANSWER)
            if time.perf_counter() > until:
                break
        if not heard:
            raise SilentError(f"nothing was painted; see {self._log}")
        return heard

    def write(self, data: bytes) -> float:
        """Type, or touch; the moment before."""
        moment = time.perf_counter()
        os.write(self._master, data)
        return moment

    def tap(self, x: int, y: int) -> float:
        """A finger on a cell, down and up at once."""
        here = f"0;{x + 1};{y + 1}"
        return self.write(f"\x1b[<{here}M\x1b[<{here}m".encode())

    def look(self, heard: Heard) -> tuple[float, float]:
        """When the first cells changed, and when the picture was the last one: moments."""
        first, pictures = None, []
        before = self.cells()
        for moment, data in heard:
            self._stream.feed(data)
            cells = self.cells()
            if first is None and cells != before:
                first = moment
            pictures.append((moment, cells))
        if first is None:
            raise SilentError(f"no cell changed; see {self._log}")
        last = pictures[-1][1]
        whole = pictures[-1][0]
        for moment, cells in reversed(pictures):
            if cells != last:
                break
            whole = moment
        return first, whole

    def cells(self) -> Cells:
        """The picture: every cell with its colours."""
        rows = self._screen.buffer
        return tuple(
            (rows[y][x].data, rows[y][x].fg, rows[y][x].bg)
            for y in range(ROWS)
            for x in range(COLUMNS)
        )

    def text(self) -> str:
        """The picture's text."""
        return "\n".join(self._screen.display)

    def memory(self, field: str) -> float:
        """VmRSS or VmHWM of the program, in MiB."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name == field:
                return int(rest.split()[0]) / 1024
        raise SilentError(f"{field} is not told")

    def close(self) -> None:
        """End the program and hang up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)


class Line:
    """A serial line without a cable; `name` is what the program opens."""

    def __init__(self) -> None:
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.name = os.ttyname(self._theirs)

    def scan(self, code: str) -> float:
        """A code with its terminator; the moment before the last byte."""
        os.write(self._ours, code.encode())
        moment = time.perf_counter()
        os.write(self._ours, b"\r")
        return moment

    def close(self) -> None:
        """Pull the cable."""
        os.close(self._ours)
        os.close(self._theirs)
