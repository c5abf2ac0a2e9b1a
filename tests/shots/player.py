"""Runs in the hall's terminal: shows recorded frames one by one and takes a picture of each.

`python3 -m tests.shots.player FOLDER`: frames lie in FOLDER/frames/COLUMNSxROWS/, pictures go to
FOLDER/out/ under the same names. Only the standard library: the hall's system has nothing else.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
import tty
from pathlib import Path

SCALES = {"100": "1.0", "80": "1.25", "49": "2.0"}  # by the columns that fit then
SET_SCALE = Path(__file__).parents[2] / "deploy" / "set-scale.sh"
PATIENCE = 20.0  # seconds until something that should happen is given up
TAKEN = (
    b"\x1b[0n"  # "I am well": the terminal has taken in everything that came before the question
)


def panel(scale: str) -> None:
    """The hall's panel, and the text size as the kiosk's own command sets it."""
    mode = ["--output", "HEADLESS-1", "--custom-mode", "1920x1080"]
    subprocess.run(["wlr-randr", *mode], check=True, timeout=PATIENCE)
    subprocess.run(["sh", SET_SCALE, scale], check=True, timeout=PATIENCE)


def resized(size: str) -> None:
    """Wait until the terminal has so many columns and rows."""
    until = time.monotonic() + PATIENCE
    while "{}x{}".format(*os.get_terminal_size()) != size:
        signal.sigtimedwait([signal.SIGWINCH], 0.2)
        if time.monotonic() > until:
            msg = f"the terminal is {os.get_terminal_size()}, not {size}"
            raise TimeoutError(msg)


def show(frame: bytes) -> None:
    """Write, and wait until the terminal says that it has read all of it."""
    os.write(1, b"\x1b[?2026h")
    while frame:
        frame = frame[os.write(1, frame) :]
    os.write(1, b"\x1b[?2026l\x1b[5n")
    answer = b""
    while TAKEN not in answer:
        if not select.select([0], [], [], PATIENCE)[0]:
            msg = "the terminal does not answer"
            raise TimeoutError(msg)
        answer += os.read(0, 64)


def picture(path: Path) -> int:
    """Photograph the panel until two pictures in a row are the same; how many it took."""
    seen = b""
    for count in range(1, 60):
        subprocess.run(["grim", "-l", "1", path], check=True, timeout=PATIENCE)
        before, seen = seen, path.read_bytes()
        if seen == before:
            return count
    msg = f"{path.name}: the panel does not stand still"
    raise TimeoutError(msg)


def main(folder: Path) -> None:
    """Play everything; what goes wrong stands in FOLDER/errors, because the terminal goes away."""
    os.dup2(os.open(folder / "errors", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), 2)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
    tty.setraw(0)
    os.write(1, b"\x1b[?1049h\x1b[?25l")
    out = folder / "out"
    out.mkdir(exist_ok=True)
    for frames in sorted((folder / "frames").iterdir()):
        panel(SCALES[frames.name.split("x")[0]])
        resized(frames.name)
        for frame in sorted(frames.iterdir()):
            show(frame.read_bytes())
            picture(out / f"{frame.name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
