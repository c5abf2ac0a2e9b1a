"""The voice of a kiosk: recorded clips through a player, one after the other, never through a shell.

Where a clip is missing a speech program may say the words instead, in the languages that it is known
to say well. Nothing here ever disturbs the kiosk: what fails is logged once, by the clip's id.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence

from devices.clips import Clips
from devices.sound import end

Word = tuple[str, str]  # the id of a clip, and the words that it says
Sentence = Sequence[Word]  # is said whole or not at all: "one hundred … three" would be wrong

# What the speech program calls a language. Tibetan is never synthesised: no program says it well.
SYNTHETIC = {"zh_CN": "cmn", "en": "en"}
_LOOK = 0.03  # seconds between two looks whether a program has ended
_LONGEST = 30.0  # seconds; a program that plays longer hangs

log = logging.getLogger(__name__)


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
        self._playing: tuple[str, subprocess.Popen[bytes], float] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._complained: set[str] = set()

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
        self._look()
        return True

    def hush(self) -> None:
        """End the program that plays and forget what waits."""
        self._waiting.clear()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._playing:
            _, process, _ = self._playing
            self._playing = None
            end(process)
            process.wait()

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

    def _look(self) -> None:
        """Collect the program if it has ended (no zombie stays) and start the next."""
        self._timer = None
        loop = asyncio.get_running_loop()
        if self._playing:
            name, process, deadline = self._playing
            result = process.poll()
            if result is None:
                if loop.time() >= deadline:
                    end(process)
            else:
                self._playing = None
                if result:
                    self._complain(name, f"ended with {result}")
        if not self._playing and not self._wait_for():
            self._start_next(loop.time())
        if self._playing or self._waiting:
            self._timer = loop.call_later(_LOOK, self._look)

    def _start_next(self, now: float) -> None:
        while self._waiting and not self._playing:
            name, command, words = self._waiting.popleft()
            try:
                process = subprocess.Popen(  # noqa: S603 - the hall's own configuration, no shell
                    command,
                    stdin=subprocess.PIPE if words else subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:
                self._complain(name, str(error))
                continue
            self._playing = name, process, now + _LONGEST
            if process.stdin is not None:
                _write(process, words)

    def _complain(self, name: str, why: str) -> None:
        if name not in self._complained:
            self._complained.add(name)
            log.warning("the voice could not say %s: %s", name, why)


def _write(process: subprocess.Popen[bytes], words: str) -> None:
    """A sentence is far shorter than a pipe is deep: this does not wait."""
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            pipe.write(words.encode("utf-8", "replace"))
    except OSError as error:  # it ended before it had read
        log.debug("the speech program did not read: %s", error)
