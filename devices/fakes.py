"""Devices without cables, for tests: they record what they are told and say what the test wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from devices.scanner import Scan, Scanner
from devices.sound import Cue, Sounds
from devices.voice import Sentence, Voice


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


class FakeVoice(Voice):
    """Keeps what was asked for in `said`, as (language, ids); `clips` are the ids that it has."""

    def __init__(
        self,
        *langs: str,
        clips: frozenset[str] | None = None,
        private: bool = False,
        outcomes: bool = True,
    ) -> None:
        """`clips` None: every id has a clip in each of `langs`."""
        self.langs, self.clips = langs, clips
        self.private, self.outcomes = private, outcomes
        self.said: list[tuple[str, list[str]]] = []
        self.words: list[str] = []
        self.hushed = 0
        self.is_open = True

    def speaks(self, lang: str) -> bool:
        """Whether a test has given this language a voice."""
        return lang in self.langs

    def languages(self) -> tuple[str, ...]:
        """Those of the test."""
        return self.langs

    def say(self, lang: str, sentences: Sequence[Sentence]) -> bool:
        """Note what can be said of it."""
        if lang not in self.langs:
            return False
        whole = [s for s in sentences if all(self._has(name) for name, _ in s)]
        if not any(whole):
            return False
        self.said.append((lang, [name for s in whole for name, _ in s]))
        self.words.append(" ".join(words for s in whole for _, words in s))
        return True

    def _has(self, name: str) -> bool:
        return self.clips is None or name in self.clips

    def hush(self) -> None:
        """Count it."""
        self.hushed += 1

    def close(self) -> None:
        """Note that the voice was switched off."""
        self.is_open = False
