"""A person at the real kiosk: a pty that the test owns, its picture by pyte, taps and resizes."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from types import TracebackType

import pyte
from wcwidth import wcwidth

ROOT = Path(__file__).parent.parent.parent
KIOSK = str(Path(sys.executable).parent / "kiosk")
PATIENCE = 20.0  # seconds until something that should appear is given up
STILL = 0.15  # seconds without a byte: the picture is finished
UNHEARD = 3.0  # seconds without an effect: the tap was not taken


class NotSeen(AssertionError):
    """What was waited for did not come; the message holds the picture as it was."""


class Picture(pyte.Screen):
    """pyte drops the rest of a text behind a mark of combining class 0, as Tibetan vowels are."""

    def draw(self, data: str) -> None:
        for marks, part in groupby(data, lambda c: c >= "\u0300" and wcwidth(c) == 0):
            if marks:
                self._stand_on_the_last("".join(part))
            else:
                super().draw("".join(part))

    def _stand_on_the_last(self, marks: str) -> None:
        row = self.buffer[self.cursor.y]
        for x in range(self.cursor.x - 1, -1, -1):
            if row[x].data:  # the second cell of a wide character is empty
                row[x] = row[x]._replace(data=row[x].data + marks)
                return


class Terminal:
    """A program on a terminal of `size` columns and rows; use it as a context manager."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (100, 22), **env: str
    ) -> None:
        self.picture = Picture(*size)
        self._stream = pyte.ByteStream(self.picture)
        self.raw = bytearray()  # every byte that the program wrote
        self._ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (size[1], size[0]))
        os.set_blocking(self._ours, False)
        # A session of its own with this terminal: the kernel tells it about new sizes, and a test
        # that dies takes the program with it.
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=environment(**env),
        )
        os.close(theirs)

    @property
    def pid(self) -> int:
        """The program itself: setsid becomes the command that it starts."""
        return self.process.pid

    # Seeing -----------------------------------------------------------------------------------

    def text(self) -> str:
        """What stands on the screen, row by row."""
        return "\n".join(
            "".join(data for _, data in self._cells(y)).rstrip() for y in range(self.picture.lines)
        )

    def _cells(self, y: int) -> list[tuple[int, str]]:
        # The second cell of a wide character holds nothing, also when its first was painted over.
        row = self.picture.buffer[y]
        return [(x, row[x].data) for x in range(self.picture.columns) if row[x].data]

    def read(self, timeout: float) -> bool:
        """Take in what the program writes next, waiting at most so many seconds for it."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, timeout))
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the program has ended and nobody holds the other side
            data = b""
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def wait(self, met: Callable[[], object], what: str, within: float = PATIENCE) -> None:
        """Read until a condition holds; NotSeen if it does not within so many seconds."""
        until = time.monotonic() + within
        while not met():
            left = until - time.monotonic()
            if left <= 0 or (not self.read(left) and self.process.poll() is not None):
                raise NotSeen(f"{what} (exit code {self.process.poll()}):\n{self.text()}")

    def see(self, *texts: str, within: float = PATIENCE) -> None:
        """Wait until all of these stand on the screen."""
        self.wait(lambda: all(t in self.text() for t in texts), f"not seen: {texts}", within)

    def see_one(self, *texts: str, within: float = PATIENCE) -> str:
        """Wait until one of these stands on the screen; which one."""
        self.wait(lambda: any(t in self.text() for t in texts), f"none of {texts}", within)
        return next(t for t in texts if t in self.text())

    def gone(self, text: str, within: float = PATIENCE) -> None:
        """Wait until this does not stand on the screen any more."""
        self.wait(lambda: text not in self.text(), f"still there: {text}", within)

    def still(self) -> None:
        """Read until the program has finished painting."""
        while self.read(STILL):
            pass

    def watch(self, seconds: float) -> None:
        """Look on for so long, as one who has taken the card away must before showing it again."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and (
            self.read(left) or self.process.poll() is None
        ):
            pass

    # Touching ---------------------------------------------------------------------------------

    def where(self, text: str) -> tuple[int, int]:
        """Column and row of the middle of a text on the screen, from 0."""
        for y in range(self.picture.lines):
            cells = self._cells(y)
            columns = [x for x, data in cells for _ in data]
            at = "".join(data for _, data in cells).find(text)
            if at >= 0:
                return columns[at + len(text) // 2], y
        raise NotSeen(f"nowhere to tap: {text}\n{self.text()}")

    def tap(self, text: str) -> None:
        """One finger on a text, down and up, as SGR mouse reports, once the picture is finished."""
        self.see(text)
        self.still()
        self.tap_at(*self.where(text))

    def press(self, text: str, *then: str) -> None:
        """Tap at a text until these are seen: a kiosk that is late takes a tap for one on the
        picture before, and a person taps again.
        """
        until = time.monotonic() + PATIENCE
        while True:
            self.tap(text)
            try:
                self.see(*then, within=UNHEARD)
            except NotSeen:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
            else:
                return

    def tap_at(self, x: int, y: int) -> None:
        """One finger on a cell."""
        self.type(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m".encode())

    def type(self, data: bytes) -> None:
        """Send bytes as a keyboard would, reading meanwhile so that neither side waits for ever."""
        until = time.monotonic() + PATIENCE
        while data:
            try:
                data = data[os.write(self._ours, data) :]
            except BlockingIOError:
                assert time.monotonic() < until, "the program reads no keys"
                self.read(STILL)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of terminal."""
        self.picture.resize(rows, columns)
        termios.tcsetwinsize(self._ours, (rows, columns))

    # Ending -----------------------------------------------------------------------------------

    def drain(self) -> None:
        """Read what a program that has ended had still written."""
        self.process.wait(PATIENCE)
        while self.read(0):
            pass

    @property
    def cooked(self) -> bool:
        """Whether the line is as a shell wants it: whole lines, echoed."""
        local = termios.tcgetattr(self._ours)[3]
        return bool(local & termios.ICANON and local & termios.ECHO)

    def hang_up(self) -> int:
        """Close the window; the program's exit code."""
        os.close(self._ours)
        self._ours = -1
        return self.process.wait(PATIENCE)

    def end(self) -> int:
        """Ask the program to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while (code := self.process.poll()) is None:
            assert time.monotonic() < until, "the program does not end"
            if not self.read(STILL):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(STILL)
        return code

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self._ours >= 0:
            os.close(self._ours)


def environment(**more: str) -> dict[str, str]:
    """What a hall's terminal says it is; nothing of the terminal that runs the tests."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")}
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONUTF8": "1",
        **more,
    }


def kiosk(*arguments: str | Path) -> str:
    """Run a command of the kiosk to its end; what it printed."""
    done = subprocess.run(
        [KIOSK, *map(str, arguments)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout
