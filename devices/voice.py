"""The voice of a kiosk: recorded clips through a player, one after the other, never through a shell.

Where a clip is missing a speech program may say the words instead, in the languages that it is known
to say well. Nothing here ever disturbs the kiosk: what fails is logged once, by the clip's id.
"""

from __future__ import annotations

import asyncio
import shutil
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence

from devices import programs
from devices.clips import Clips

Word = tuple[str, str]  # the id of a clip, and the words that it says
Sentence = Sequence[Word]  # is said whole or not at all: "one hundred … three" would be wrong

# What the speech program calls a language. Tibetan is never synthesised: no program says it well.
SYNTHETIC = {"zh_CN": "cmn", "en": "en"}
_LONGEST = 30.0  # seconds; a program that plays longer hangs


class Voice(ABC):
    """Says sentences; it never waits and never raises. Call it on a running event loop.

    `private`: one person hears it, through headphones. `outcomes`: what came of a tap is said to
    everybody, not only to those who asked to listen.
    """

    private = False
    outcomes = False

    @abstractmethod
    def speaks(self, lang: str) -> bool:
        """Whether there is anything to hear in this language."""

    @abstractmethod
    def languages(self) -> tuple[str, ...]:
        """Every language that has recorded clips."""

    @abstractmethod
    def say(self, lang: str, sentences: Sequence[Sentence]) -> bool:
        """Say these now and drop what was being said; False if there was nothing to say them with."""

    @abstractmethod
    def hush(self) -> None:
        """Fall silent at once."""

    def close(self) -> None:
        """Fall silent for good."""
        self.hush()


class Mute(Voice):
    """Nobody has set up a voice."""

    def speaks(self, lang: str) -> bool:
        """Nothing is heard."""
        return False

    def languages(self) -> tuple[str, ...]:
        """None."""
        return ()

    def say(self, lang: str, sentences: Sequence[Sentence]) -> bool:
        """Nothing is heard."""
        return False

    def hush(self) -> None:
        """There is nothing to stop."""


class Player(Voice):
    """`player` is run once a clip with its {file}; `synthesiser` reads words from standard input,
    with {lang} filled in. Either may be empty.
    """

    def __init__(
        self,
        clips: Clips,
        player: Sequence[str],
        synthesiser: Sequence[str] = (),
        *,
        private: bool = False,
        outcomes: bool = True,
        wait_for: Callable[[], bool] = lambda: False,
    ) -> None:
        """`wait_for`: whether another sound is still playing; the voice begins after it."""
        self.private, self.outcomes = private, outcomes
        self._clips, self._player, self._synthesiser = clips, list(player), list(synthesiser)
        self._can_synthesise = bool(synthesiser) and shutil.which(synthesiser[0]) is not None
        self._wait_for = wait_for
        self._waiting: deque[tuple[str, list[str], str]] = deque()
        self._programs = programs.Programs("the voice could not say %s: %s", self._next)
        self._timer: asyncio.TimerHandle | None = None

    def speaks(self, lang: str) -> bool:
        """Whether a clip or the speech program can say anything in this language."""
        return (bool(self._player) and bool(self._clips.of(lang))) or self._synthesises(lang)

    def languages(self) -> tuple[str, ...]:
        """The languages with clips."""
        return self._clips.languages() if self._player else ()

    def say(self, lang: str, sentences: Sequence[Sentence]) -> bool:
        """Begin with the first sentence; one that cannot be said whole is left out."""
        self.hush()
        for sentence in sentences:
            self._waiting += self._parts(lang, sentence)
        if not self._waiting:
            return False
        self._next()
        return True

    def hush(self) -> None:
        """End the program that plays and forget what waits."""
        self._waiting.clear()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._programs.stop()

    def _synthesises(self, lang: str) -> bool:
        return self._can_synthesise and lang in SYNTHETIC

    def _parts(self, lang: str, sentence: Sentence) -> list[tuple[str, list[str], str]]:
        """A sentence as programs to run, or nothing; words without a clip are said in one breath."""
        out: list[tuple[str, list[str], str]] = []
        for name, words in sentence:
            part = self._part(lang, name, words)
            if part is None:
                return []
            if out and out[-1][2] and part[2]:
                joint = " " if lang == "en" else ""
                out[-1] = (*out[-1][:2], out[-1][2] + joint + words)
            else:
                out.append(part)
        return out

    def _part(self, lang: str, name: str, words: str) -> tuple[str, list[str], str] | None:
        """The id, the program and what it reads; None if there is no way to say it."""
        clip = self._clips.find(lang, name) if self._player else None
        if clip is not None:
            return name, [part.replace("{file}", str(clip)) for part in self._player], ""
        if self._synthesises(lang):
            named = SYNTHETIC[lang]
            return name, [part.replace("{lang}", named) for part in self._synthesiser], words
        return None

    def _next(self) -> None:
        """Start the next program, after another sound that is still playing."""
        self._timer = None
        if self._waiting and self._wait_for():
            self._timer = asyncio.get_running_loop().call_later(programs.LOOK, self._next)
            return
        while self._waiting and not self._programs.busy:
            name, command, words = self._waiting.popleft()
            self._programs.start(name, command, _LONGEST, words)
