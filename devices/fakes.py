"""Devices without cables, for tests: they record what they are told and say what the test wants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from devices.scanner import Scan, Scanner
from devices.sound import Cue, Sounds


class FakeScanner(Scanner):
    """A reader that a test holds cards to. Without open() everything it says is a RuntimeError."""

    def __init__(self) -> None:
        self.is_open = False
        self.scans: list[Scan] = []

    def open(
        self,
        on_scan: Callable[[Scan], object],
        on_lost: Callable[[], object],
        on_back: Callable[[], object],
    ) -> None:
        """Remember whom to tell."""
        self._on_scan, self._on_lost, self._on_back = on_scan, on_lost, on_back
        self.is_open = True

    def close(self) -> None:
        """Say nothing any more."""
        self.is_open = False

    def scan(self, code: str, symbology: str | None = None, at: datetime | None = None) -> Scan:
        """Hold a card to the reader; every call is a scan, nothing is debounced."""
        self._must_be_open()
        scan = Scan(code, symbology, at or datetime.now(UTC))
        self.scans.append(scan)
        self._on_scan(scan)
        return scan

    def unplug(self) -> None:
        """Pull the reader's cable."""
        self._must_be_open()
        self._on_lost()

    def replug(self) -> None:
        """Put the reader's cable back."""
        self._must_be_open()
        self._on_back()

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise RuntimeError("the reader is not open")


class FakeSounds(Sounds):
    """Keeps the cues in `played`, in order."""

    def __init__(self) -> None:
        self.played: list[Cue] = []
        self.is_open = True

    def play(self, cue: Cue) -> None:
        """Note the cue."""
        self.played.append(cue)

    def close(self) -> None:
        """Note that the sound was switched off."""
        self.is_open = False
