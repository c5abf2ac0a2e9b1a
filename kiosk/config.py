"""The machine's own settings: frozen dataclasses read from kiosk.toml.

What the hall decides (names, rules, timers) is not here: it stands in the database and is changed on
screen. An unknown key or a bad value is refused with the file, the key and what would be accepted.
"""

from __future__ import annotations

import shlex
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devices.scanner import ReaderSettings


class ConfigError(ValueError):
    """kiosk.toml says something that this program does not know; the message is one line."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """`mode`: bell, command or off. The commands are run with no shell, one cue at a time."""

    mode: str = "bell"
    read: tuple[str, ...] = ()
    success: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    call: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """`folder`: the recorded clips; without it `voice` beside the database. The commands are run with
    no shell; `player` and `recorder` name the file as {file}, `synthesiser` reads the words from
    standard input and may name the language as {lang}.
    """

    folder: str = ""
    player: tuple[str, ...] = ()
    recorder: tuple[str, ...] = ()
    synthesiser: tuple[str, ...] = ()
    headphones: bool = False
    outcomes: bool = True

    def clips(self, beside: Path) -> Path:
        """Where the clips lie; `beside`: the folder of the database."""
        return Path(self.folder) if self.folder else beside / "voice"


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """`pictures`: auto, octants or quadrants. `scale` is run with 1.0 or 1.25 behind it."""

    pictures: str = "auto"
    scale: tuple[str, ...] = ()
    wedge: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """One machine. `database` is a URL, a file, or a directory with hall.db in it."""

    database: str | None = None
    station: str = "hall"
    reader: ReaderSettings | None = None
    sound: SoundSettings = field(default_factory=SoundSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    display: DisplaySettings = field(default_factory=DisplaySettings)


# What each key accepts: a list of words, a range of whole numbers, or one of these names.
_ACCEPTED: dict[str, dict[str, Any]] = {
    "": {"database": "a URL, a file or a directory", "station": "a short name"},
    "reader": {
        "port": "a device, socket://HOST:PORT or loop://",
        "baud": (300, 4_000_000),
        "bits": (7, 8),
        "parity": ["N", "E", "O"],
        "stop_bits": (1, 2),
        "prefix": "text",
        "suffix": "text",
        "silence_ms": (20, 1000),
        "kind": ["auto", "barcode", "rfid"],
    },
    "sound": {
        "mode": ["bell", "command", "off"],
        "read": "a command",
        "success": "a command",
        "refusal": "a command",
        "again": "a command",
        "call": "a command",
    },
    "voice": {
        "folder": "a folder",
        "player": "a command with {file}",
        "recorder": "a command with {file}",
        "synthesiser": "a command",
        "headphones": bool,
        "outcomes": bool,
    },
    "display": {
        "pictures": ["auto", "octants", "quadrants"],
        "scale": "a command",
        "wedge": bool,
    },
}
_CLASSES: dict[str, Any] = {
    "reader": ReaderSettings,
    "sound": SoundSettings,
    "voice": VoiceSettings,
    "display": DisplaySettings,
}


def keys() -> list[str]:
    """Every key that kiosk.toml may hold, as section.key; the documentation names each."""
    return [f"{section}.{key}".lstrip(".") for section, rows in _ACCEPTED.items() for key in rows]


def load(path: Path) -> Config:
    """Read kiosk.toml. Raises ConfigError for what cannot be read or is not known."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error})") from error
    sections = {name: data.pop(name) for name in list(data) if name in _CLASSES}
    top = {key: _value(path, "", key, value) for key, value in data.items()}
    built: dict[str, Any] = {}
    for name, table in sections.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: {name} is a section: write [{name}]")
        values = {key: _value(path, name, key, value) for key, value in table.items()}
        if name == "reader" and "port" not in values:
            accepted = _ACCEPTED["reader"]["port"]
            raise ConfigError(f"{path}: reader.port is missing; it takes {accepted}")
        built[name] = _CLASSES[name](**values)
    return Config(**top, **built)


def _value(path: Path, section: str, key: str, value: Any) -> Any:
    name = f"{section}.{key}".lstrip(".")
    known = _ACCEPTED[section]
    if key not in known:
        everything = [*known, *(f"[{s}]" for s in _CLASSES)] if not section else list(known)
        raise ConfigError(f"{path}: unknown key {name}; known are {', '.join(everything)}")
    accepted = known[key]
    if accepted is bool:
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {name} takes true or false, not {value!r}")
        return value
    if isinstance(accepted, tuple):
        low, high = accepted
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            text = f"a whole number from {low} to {high}"
            raise ConfigError(f"{path}: {name} takes {text}, not {value!r}")
        return value
    if isinstance(accepted, list):
        if value not in accepted:
            words = ", ".join(accepted)
            raise ConfigError(f"{path}: {name} takes one of {words}, not {value!r}")
        return value
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{path}: {name} takes {accepted}, not {value!r}")
    if accepted.startswith("a command"):
        try:
            command = tuple(shlex.split(value))
        except ValueError as error:
            raise ConfigError(f"{path}: {name} takes {accepted} ({error})") from error
        if "{file}" in accepted and not any("{file}" in part for part in command[1:]):
            raise ConfigError(f"{path}: {name} takes {accepted}, not {value!r}")
        return command
    return value
