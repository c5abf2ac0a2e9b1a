"""Plays frames in the hall's own terminal (deploy/headless.sh), where there is one."""

from __future__ import annotations

import subprocess
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
PLAYER = ("python3", "-m", "tests.shots.player", "/srv")
PATIENCE = 30 * 60  # seconds, for hundreds of pictures on a busy machine


class HallMissingError(RuntimeError):
    """The hall's terminal is not here; the text says what to do."""


def terminal(*, build: bool = False) -> Path:
    """The folder of the hall's system. HallMissingError when it is not there, or cannot be built."""
    command = ["bash", str(DEPLOY / "trixie.sh"), *([] if build else ["--if-there"])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise HallMissingError(done.stderr.strip().splitlines()[-1])
    return Path(done.stdout.strip())


def photograph(folder: Path, *options: str) -> Path:
    """Play what lies in a folder's frames/, with more options for foot; where the pictures are."""
    run(folder, *options, *PLAYER)
    return folder / "out"


def run(folder: Path, *program: str) -> None:
    """Run a program on the hall's screen to its end. Raises RuntimeError with its last words."""
    done = subprocess.run(
        ["bash", str(DEPLOY / "headless.sh"), str(folder), *program],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    if done.returncode:
        errors = folder / "errors"
        words = (errors.read_text("utf-8") if errors.exists() else "") or done.stderr
        raise RuntimeError(f"exit code {done.returncode}: {words.strip()}")
