"""Plays frames in the hall's own terminal (deploy/headless.sh), where there is one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PYTHON = "3.13"  # of Debian 13
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
    if os.geteuid() != 0:
        msg = "going into the hall's system needs root"
        raise HallMissingError(msg)
    return Path(done.stdout.strip())


def packages(*, install: bool = False) -> Path:
    """What the kiosk needs besides Python, for the Python of the hall's system, kept beside it."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    constraints = ROOT / "constraints.txt"
    digest = hashlib.sha256(f"{wanted}{constraints.read_text('utf-8')}".encode()).hexdigest()
    folder = terminal().with_name(f"packages-{digest[:12]}")
    if folder.exists():
        return folder
    if not install:
        msg = "the kiosk's packages for the hall's system are not here: run make real-shots as root"
        raise HallMissingError(msg)
    new = folder.with_suffix(".new")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--constraint", str(constraints), "--target", str(new), "--upgrade"]
    command += ["--python-version", PYTHON, "--only-binary=:all:"]
    done = subprocess.run([*command, *(one.split(";")[0].strip() for one in wanted)], check=False)
    if done.returncode:
        msg = "the kiosk's packages for the hall's system could not be had"
        raise HallMissingError(msg)
    new.rename(folder)
    return folder


def photograph(folder: Path, *options: str) -> Path:
    """Play what lies in a folder's frames/, with more options for foot; where the pictures are."""
    run(folder, *options, *PLAYER)
    return folder / "out"


def run(folder: Path, *program: str, packages: Path | None = None) -> None:
    """Run a program on the hall's screen to its end. Raises RuntimeError with its last words."""
    more = {} if packages is None else {"METOK_PACKAGES": str(packages)}
    done = subprocess.run(
        ["bash", str(DEPLOY / "headless.sh"), str(folder), *program],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, **more},
    )
    (folder / "log").write_text(done.stderr, "utf-8")  # what cage and foot had to say
    errors = folder / "errors"  # of what ran on the screen
    words = errors.read_text("utf-8").strip() if errors.exists() else ""
    if done.returncode or words:
        raise RuntimeError(f"exit code {done.returncode}: {words or done.stderr.strip()}")
