"""Recorded clips of spoken words: a folder with one folder a language, `bo/card-1f2e.ogg`."""

from __future__ import annotations

import wave
from pathlib import Path

KINDS = (".wav", ".ogg", ".opus")
HIDDEN = "."  # a recording that is not finished, and the notes beside the clips


class Clips:
    """The clips of a hall. What lies in the folder is looked up again when the folder changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, tuple[int, dict[str, Path]]] = {}

    def find(self, lang: str, name: str) -> Path | None:
        """The clip of this id in a language; None where nobody has recorded it."""
        return self.of(lang).get(name)

    def languages(self) -> tuple[str, ...]:
        """The languages that have a clip, by the names of their folders."""
        try:
            found = sorted(path.name for path in self.folder.iterdir() if path.is_dir())
        except OSError:
            return ()
        return tuple(name for name in found if self.of(name))

    def of(self, lang: str) -> dict[str, Path]:
        """Every clip of a language by its id; of two kinds of file the first of KINDS."""
        folder = self.folder / lang
        try:
            changed = folder.stat().st_mtime_ns
        except OSError:
            return {}
        known = self._known.get(lang)
        if known is None or known[0] != changed:
            self._known[lang] = known = (changed, _clips(folder))
        return known[1]

    def words(self, lang: str, name: str) -> Path:
        """Beside a clip: the words that were read when it was recorded."""
        return self.folder / lang / f"{HIDDEN}{name}.txt"


def _clips(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    try:
        files = [p for p in folder.iterdir() if p.suffix in KINDS and p.name[0] != HIDDEN]
    except OSError:
        return found
    for path in sorted(files, key=lambda p: KINDS.index(p.suffix), reverse=True):
        found[path.stem] = path
    return found


def broken(path: Path) -> str:
    """Why this file cannot be a clip, in a few words; nothing if it can."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
        if not head:
            return "empty"
        if path.suffix != ".wav":
            return "" if head == b"OggS" else "not an Ogg file"
        with wave.open(str(path)) as sound:
            return "" if sound.getnframes() else "no sound in it"
    except (OSError, EOFError, wave.Error) as error:
        return f"cannot be read ({error})"
