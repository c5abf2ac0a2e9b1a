"""The demo hall in a folder, with the kiosk or the bare app on a terminal and a line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
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
FINISH, OK = (93, 20), (70, 17)
FLAGS = "▀▀ ▀▀"  # hang on the first screen only
LANGUAGE, CONTRAST = (20, 20), (48, 20)
# Seconds without a change after which a picture is the last one: where one frame is all that comes,
# usually, and where a key comes again: two taps on one key within half a second are one tap.
SHORT, QUIET, LONG = 0.04, 0.12, 0.3


def at_home(seen: Terminal) -> bool:
    """A home is in front: there is something to finish, and no card is being read."""
    return seen.cell(90, 19) != " " and "●" not in seen.row(0)


def at_goodbye(seen: Terminal) -> bool:
    """Nothing to finish, and no flags."""
    return seen.cell(90, 19) == " " and FLAGS not in seen.row(2)


def at_first(seen: Terminal) -> bool:
    """Nothing to finish, flags under the header, and the bar, which comes last."""
    return seen.cell(90, 19) == " " and FLAGS in seen.row(2) and seen.cell(20, 19) != " "


def anything(_seen: Terminal) -> bool:
    """Whatever it is."""
    return True


class Stand:
    """A program that is on, its reader, and the demo's active cards in turn."""

    def __init__(self, terminal: Terminal, line: Line) -> None:
        self.terminal, self.line = terminal, line
        self._cards = cycle([card.number for card in all_cards() if card.state == "active"])

    def scan(
        self, until: Callable[[Terminal], bool] = at_home, quiet: float = QUIET
    ) -> tuple[float, float]:
        """Hold the next card to the reader: it was away for longer than the debounce time.

        Milliseconds from the last byte to the first changed cells, and to the whole picture, after
        which nothing was painted for `quiet` seconds.
        """
        self.terminal.drain()
        return self._settle(self.line.scan(next(self._cards)), until, quiet)

    def tap(
        self,
        key: tuple[int, int],
        until: Callable[[Terminal], bool] = anything,
        quiet: float = QUIET,
    ) -> tuple[float, float]:
        """Tap a key: milliseconds, as for a scan."""
        self.terminal.drain()
        return self._settle(self.terminal.tap(*key), until, quiet)

    def resize(self, size: tuple[int, int], quiet: float = LONG) -> tuple[float, float]:
        """Another size of terminal: milliseconds, as for a scan."""
        self.terminal.drain()
        return self._settle(self.terminal.resize(*size), anything, quiet)

    def _settle(
        self, moment: float, until: Callable[[Terminal], bool], quiet: float
    ) -> tuple[float, float]:
        first, whole = self.terminal.settle(until, quiet)
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
    yield from _on(terminal, line, at_first)


@contextmanager
def bare(folder: Path) -> Iterator[Stand]:
    """The bare app."""
    line = Line()
    argv = (sys.executable, "-m", "tests.bench.bare", line.name)
    terminal = Terminal(*argv, log=folder / "kiosk.log")
    yield from _on(terminal, line, lambda seen: "ready" in seen.row(0))


def _on(terminal: Terminal, line: Line, ready: Callable[[Terminal], bool]) -> Iterator[Stand]:
    stand = Stand(terminal, line)
    try:
        terminal.settle(ready, quiet=0.5)
        yield stand
    finally:
        terminal.close()
        line.close()
