"""Recording one clip: into a file of its own first, so that the old one stays until the new one is good."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from devices.clips import HIDDEN, KINDS, Clips, broken


class NotRecorded(Exception):
    """The old clip is as it was; the message is one line."""


def record(clips: Clips, command: Sequence[str], lang: str, name: str, words: str) -> Path:
    """Run the recorder until it ends, or is ended with Ctrl+C, and keep what it wrote."""
    folder = clips.folder / lang
    kind = next((k for k in KINDS if any(f"{{file}}{k}" in part for part in command)), "")
    new = folder / f"{HIDDEN}{name}.part{kind or KINDS[0]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            new.unlink()
        _run([part.replace(f"{{file}}{kind}", str(new)) for part in command])
        _must_be_good(new)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        clip = folder / f"{name}{new.suffix}"
        new.replace(clip)
        for other in KINDS:  # one clip an id
            if other != new.suffix:
                clip.with_suffix(other).unlink(missing_ok=True)
        clips.words(lang, name).write_text(words + "\n", "utf-8")
    except OSError as error:
        raise NotRecorded(f"{error.filename or folder}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    return clip


def play(command: Sequence[str], clip: Path) -> None:
    """Play a clip back, and wait for its end."""
    try:
        _run([part.replace("{file}", str(clip)) for part in command])
    except OSError as error:
        raise NotRecorded(f"{command[0]}: {error.strerror}") from error


def _run(command: list[str]) -> None:
    """Run a program on this terminal; Ctrl+C ends it, and not us."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - no shell
        while process.returncode is None:
            with suppress(KeyboardInterrupt):
                process.wait()


def _must_be_good(new: Path) -> None:
    why = broken(new) if new.exists() else "nothing was written"
    if why:
        raise NotRecorded(f"the recorder made no clip: {why}")
