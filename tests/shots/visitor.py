"""Runs beside the kiosk on the hall's screen: holds a card to a reader that types, taps, looks.

`python3 -m tests.shots.visitor FOLDER`: the steps stand in FOLDER/steps.json, pictures and times go to
FOLDER/out/. Only the standard library.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.shots.finger import Finger

PATIENCE = 60.0  # seconds until something that should be seen is given up

QUIET = 0.35  # seconds without a change: a picture has settled; a countdown changes once a second
SURE = 0.8  # the same for a picture that is timed, and may be painted in two goes
ROW = 1920 * 3  # bytes of a row of pixels
BELOW_HEADER = 110 * ROW
BAR = slice(-150 * ROW, -50 * ROW)  # where every screen has keys


class Visitor:
    """Does the steps one after the other."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._last = b""
        self._finger = Finger()
        # A keyboard that stays plugged in, as a reader does.
        self._plugged = subprocess.Popen(["wtype", "-s", "3600000"])
        self.settled: dict[str, float] = {}

    def card(self, number: str) -> None:
        """A reader that types: the number in one burst, and Enter."""
        subprocess.run(["wtype", number, "-k", "Return"], check=True, timeout=PATIENCE)

    def tap(self, x: int, y: int) -> None:
        """One finger."""
        self._finger.tap(x, y)

    def see(self, name: str) -> None:
        """Keep the next picture that has settled and is another one than the last."""
        self._settle(name, time.monotonic(), QUIET)

    def again(self, name: str, first: str) -> None:
        """Wait for a picture that was seen before, the header apart: a minute may have gone by."""
        wanted = (self._out / f"{first}.ppm").read_bytes()[BELOW_HEADER:]
        until = time.monotonic() + PATIENCE
        while (shot := _photograph())[BELOW_HEADER:] != wanted:
            if time.monotonic() > until:
                msg = f"{name}: {first} does not come again"
                raise TimeoutError(msg)
        (self._out / f"{name}.ppm").write_bytes(shot)

    def time(self, name: str, x: int, y: int) -> None:
        """Tap, keep the picture, and note how long it took until that had settled."""
        began = self._finger.tap(x, y)
        self.settled[name] = round(self._settle(name, began, SURE) - began, 3)

    def _settle(self, name: str, began: float, quiet: float) -> float:
        """When the picture changed last; a moment is known as well as pictures can be taken."""
        changed, seen = began, self._last
        while time.monotonic() < began + PATIENCE:
            at = time.monotonic()
            shot = _photograph()
            if shot != seen:
                changed, seen = at, shot
            elif _another(seen, self._last) and _has_keys(shot) and at - changed >= quiet:
                self._last = seen
                (self._out / f"{name}.ppm").write_bytes(seen)
                return changed
        msg = f"{name}: the picture does not settle"
        raise TimeoutError(msg)


def _photograph() -> bytes:
    done = subprocess.run(
        ["grim", "-t", "ppm", "-"], check=True, stdout=subprocess.PIPE, timeout=PATIENCE
    )
    return done.stdout


def _another(one: bytes, other: bytes) -> bool:
    """Whether it is another screen: a pressed key or "reading the card" is less than a tenth."""
    pairs = list(zip(one[::997], other[::997], strict=False))
    return sum(a != b for a, b in pairs) >= len(pairs) / 10


def _has_keys(shot: bytes) -> bool:
    """Whether the kiosk has painted: an empty panel has one colour there."""
    return len(set(shot[BAR])) > 3


def main(folder: Path) -> None:
    """All steps, then ask the kiosk to end; what goes wrong stands in FOLDER/errors."""
    os.dup2(os.open(folder / "errors", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), 2)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    visitor = Visitor(out)
    try:
        for name, *values in json.loads((folder / "steps.json").read_text("utf-8")):
            getattr(visitor, name)(*values)
        (out / "settled.json").write_text(json.dumps(visitor.settled), "utf-8")
    finally:
        os.kill(os.getppid(), signal.SIGTERM)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
