"""The demo hall in a folder, with the kiosk or the bare app on a terminal and a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from db.office import Office
from kiosk.demo import seed_if_empty
from kiosk.demo.cards import all_cards
from tests.bench.terminal import Line, Terminal

KIOSK = Path(sys.executable).with_name("kiosk")
# Where the last key of the bar and the one key of the goodbye stand at 100 × 22.
FINISH, OK = (93, 20), (50, 17)
LANGUAGE, CONTRAST = (20, 20), (48, 20)


class Stand:
    """A program that is on, its reader, and the demo's active cards in turn."""

    def __init__(self, terminal: Terminal, line: Line) -> None:
        self.terminal, self.line = terminal, line
        self._cards = cycle([card.number for card in all_cards() if card.state == "active"])

    def scan(self) -> float:
        """Hold the next card to the reader: it was away for longer than the debounce time."""
        return self.line.scan(next(self._cards))

    def settle(self, moment: float) -> tuple[float, float]:
        """Wait until the picture stands: milliseconds to its first changed cells and to the whole."""
        first, whole = self.terminal.look(self.terminal.listen())
        return 1e3 * (first - moment), 1e3 * (whole - moment)


def seeded(folder: Path) -> Path:
    """A demo hall's file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "hall.db"
    now = datetime.now(UTC)
    office = Office(file, station="bench", now=now)
    seed_if_empty(office, now)
    office.close()
    return file


def command(folder: Path, line: Line) -> tuple[str | Path, ...]:
    """The installed console script on a hall's file and a reader's line."""
    config = folder / "kiosk.toml"
    config.write_text(f'database = "{folder / "hall.db"}"\n[reader]\nport = "{line.name}"\n')
    return (KIOSK, "--config", config, "run")


@contextmanager
def kiosk(folder: Path) -> Iterator[Stand]:
    """The kiosk on a seeded folder, its first screen painted."""
    line = Line()
    terminal = Terminal(*command(folder, line), log=folder / "kiosk.log")
    yield from _on(terminal, line)


@contextmanager
def bare(folder: Path) -> Iterator[Stand]:
    """The bare app."""
    line = Line()
    argv = (sys.executable, "-m", "tests.bench.bare", line.name)
    yield from _on(Terminal(*argv, log=folder / "kiosk.log"), line)


def _on(terminal: Terminal, line: Line) -> Iterator[Stand]:
    stand = Stand(terminal, line)
    try:
        terminal.look(terminal.listen(quiet=1.0))
        yield stand
    finally:
        terminal.close()
        line.close()
