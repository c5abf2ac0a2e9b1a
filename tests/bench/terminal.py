"""A terminal and a reader's line, both owned here: the program on them is measured from outside."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import struct
import subprocess
import time
import tty
import unicodedata
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Any

import pyte

COLUMNS, ROWS = 100, 22
SIZE = ("COLUMNS", "LINES")  # in the environment they would hide the terminal's own
PATIENCE = 20.0  # seconds until a program that says nothing is given up
# What a terminal with synchronized output answers; the hall's foot does.
ASKED, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
Cells = tuple[Any, ...]
# Marks that stand on a letter take no cell; pyte ends the whole text at one that is no accent.
_MARKS = re.compile(
    "["
    + "".join(c for c in map(chr, range(0x300, 0x3000)) if unicodedata.category(c) == "Mn")
    + "]"
)


class SilentError(RuntimeError):
    """The program on the terminal did not answer."""


class Terminal:
    """Starts a program on a pseudo-terminal and keeps the picture that it draws."""

    def __init__(self, *argv: str | Path, log: Path) -> None:
        self._master, slave = pty.openpty()
        ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._size = COLUMNS, ROWS
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        told = {name: value for name, value in os.environ.items() if name not in SIZE}
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=told | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(slave)
        self._log = log

    def write(self, data: bytes) -> float:
        """Type, or touch; the moment before."""
        moment = time.perf_counter()
        os.write(self._master, data)
        return moment

    def tap(self, x: int, y: int) -> float:
        """A finger on a cell, down and up at once."""
        here = f"0;{x + 1};{y + 1}"
        return self.write(f"\x1b[<{here}M\x1b[<{here}m".encode())

    def resize(self, columns: int, rows: int) -> float:
        """Another size, as the hall's text size key makes it; the moment before."""
        self._size = columns, rows
        self._screen.resize(rows, columns)
        moment = time.perf_counter()
        ioctl(self._master, TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process.send_signal(signal.SIGWINCH)
        return moment

    def drain(self) -> None:
        """Look at what was painted late, so that it is not taken for an answer."""
        while (data := self._read(0)) is not None:
            self._paint(data)

    def settle(self, until: Callable[[Terminal], bool], quiet: float) -> tuple[float, float]:
        """Wait until the picture is the wanted one and nothing has been said for `quiet` seconds.

        Returns two moments: when the first cells changed, and when the picture was the last one.
        """
        before, first, pictures = self.cells(), 0.0, []
        heard: list[tuple[float, bytes]] = []
        until_when = time.perf_counter() + PATIENCE
        while not (first and until(self)):
            while (data := self._read(quiet)) is not None:
                heard.append((time.perf_counter(), data))
            for moment, data in heard:
                self._paint(data)
                pictures.append((moment, self.cells()))
                if not first and pictures[-1][1] != before:
                    first = moment
            heard.clear()
            if time.perf_counter() > until_when:
                picture = "\n".join(map(self.row, range(self._size[1])))
                raise SilentError(f"not {until.__name__}; see {self._log}\n{picture}")
        whole, last = pictures[-1]
        for moment, cells in reversed(pictures):
            if cells != last:
                break
            whole = moment
        return first, whole

    def _paint(self, data: bytes) -> None:
        self._stream.feed(_MARKS.sub("", self._decoder.decode(data)))

    def _read(self, patience: float) -> bytes | None:
        """What the program says within so many seconds; its question is answered."""
        if not select.select([self._master], [], [], patience)[0]:
            return None
        try:
            data = os.read(self._master, 65536)
        except OSError as error:
            raise SilentError(f"the program ended; see {self._log}") from error
        if ASKED in data:
            os.write(self._master, ANSWER)
        return data

    def cells(self) -> Cells:
        """The picture: every cell with its colours."""
        rows, (width, height) = self._screen.buffer, self._size
        return tuple(
            (rows[y][x].data, rows[y][x].fg, rows[y][x].bg)
            for y in range(height)
            for x in range(width)
        )

    def cell(self, x: int, y: int) -> str:
        """What stands in one cell."""
        return str(self._screen.buffer[y][x].data)

    def row(self, y: int) -> str:
        """The text of one row."""
        return "".join(self.cell(x, y) for x in range(self._size[0]))

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
