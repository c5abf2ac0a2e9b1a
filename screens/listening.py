"""Listening: for those who cannot read. The first tap says and frames a thing, the second does it.

It begins with the speaker in the bar and ends with it, or with the visit. Somebody who begins it on
the first screen and then holds a card is still the same person. Outside it only outcomes are said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from db import texts
from db.base import Refusal
from db.texts import SpokenName
from screens import i18n
from screens.base import KioskScreen
from screens.house import House
from screens.i18n import p_
from screens.voice import LANGUAGE
from screens.widgets.box import Box
from screens.widgets.key import Key

if TYPE_CHECKING:  # loaded with the first word: the start of a kiosk needs none of it
    from screens.voice.reader import Reader
    from screens.voice.speech import Spoken

UNTOUCHED = 75.0  # seconds after which nobody without a card is listening any more
SPEAKER = "bar-speaker"


class Voice(Protocol):
    """What listening needs of the device; `devices.voice.Voice` is one."""

    private: bool
    outcomes: bool

    def speaks(self, lang: str) -> bool: ...
    def languages(self) -> tuple[str, ...]: ...
    def say(self, lang: str, sentences: Sequence[Spoken]) -> bool: ...
    def hush(self) -> None: ...


class Listening:
    """Whether somebody listens, in which language, and what was said last."""

    def __init__(self, app: House, voice: Voice) -> None:
        self._app, self._voice = app, voice
        self.on = False
        self._own: str | None = None  # a language that has a voice and no catalogue
        self._framed: Box | None = None
        self._turn = 0  # of what is to be said; what comes later than a tap is not said any more
        self._leaving = False  # whoever listened hears the goodbye too
        self._names: tuple[SpokenName, ...] = ()
        self._readers: dict[str, Reader] = {}

    @property
    def lang(self) -> str:
        """The language that is heard."""
        return self._own or i18n.current()

    @property
    def own(self) -> str | None:
        """The language that is heard and cannot be shown, if one was chosen."""
        return self._own

    @property
    def possible(self) -> bool:
        """Whether there is anything to hear in the language of the moment."""
        return self._voice.speaks(self.lang)

    # The mode ---------------------------------------------------------------------------------

    def toggle(self) -> None:
        """The speaker in the bar."""
        if self.on:
            self.end()
            self._refill()
        elif self.possible:
            self.on = True
            self._refill()
            self._begin()

    def end(self, *, leaving: bool = False) -> None:
        """Nobody listens any more: with the visit, by the speaker, or because nobody is there."""
        self._hush()
        self._leaving = leaving and self.on
        self._frame(None)
        self.on, self._own = False, None

    def tick(self, untouched: float) -> None:
        """Once a second: without a card there is no visit that could end."""
        if self.on and self._app.visit.resident is None and untouched >= UNTOUCHED:
            self.end()
            self._refill()

    def next_language(self) -> bool:
        """Past the last language that can be shown come those that can only be heard.

        True if this answered the tap; the language that comes next is said by its own name.
        """
        if not self.on:
            return False
        only = [lang for lang in self._voice.languages() if lang not in i18n.LANGUAGES]
        shown = self._own or i18n.current()
        ring = [*i18n.LANGUAGES, *only]
        wanted = ring[(ring.index(shown) + 1) % len(ring)] if shown in ring else ring[0]
        self._own = wanted if wanted in only else None
        self._app.switches.speak(self._app.front.first_lang if self._own else wanted)
        if not self._voice.say(self.lang, [((LANGUAGE, i18n.NAMES.get(wanted, wanted)),)]):
            self._app.play("read")
        return True

    # Taps -------------------------------------------------------------------------------------

    def takes(self, key: Key) -> bool:
        """Whether this tap on a key was for hearing it. The speaker itself acts at once."""
        if not self.on or key.id == SPEAKER:
            self._hush()
            return False
        if self._framed is key:
            self._hush()
            self._frame(None)
            return False
        self.tapped(key)
        return True

    def tapped(self, box: Box) -> None:
        """Say and frame what stands under the finger; a beep where nobody has recorded it."""
        shown = box.aloud or box.texts()
        if self.on and any(shown):
            self._frame(box)
            self._say(shown, answer=True, private=box.private)

    def _frame(self, box: Box | None) -> None:
        for one, heard in ((self._framed, False), (box, True)):
            if one is not None:
                one.heard = heard
                one.redraw()
        self._framed = box

    # Screens ----------------------------------------------------------------------------------

    def shown(self, screen: KioskScreen) -> None:
        """A screen came to the front: it says itself to those who listen, outcomes to everybody."""
        if self._app.screen is not screen:
            return
        self._frame(None)
        wanted = self._leaving or (self._voice.outcomes and self.possible)
        if self.on or (screen.outcome and wanted):
            self._leaving = False
            self._say(screen.spoken())
        elif not screen.outcome and self._app.visit.resident is not None:
            self._hush()  # the last words to who has left end by themselves

    def said(self, texts: Sequence[str]) -> None:
        """A line about what has just happened, to those who listen."""
        if self.on:
            self._say(texts)

    def _begin(self) -> None:
        screen = self._app.screen
        words = screen.spoken() if isinstance(screen, KioskScreen) else ()
        self._say((p_("voice", "Tap once to hear it, tap again to choose it."), *words))

    def _refill(self) -> None:
        if isinstance(self._app.screen, KioskScreen):
            self._app.screen.refill()

    # Saying -----------------------------------------------------------------------------------

    def _hush(self) -> None:
        self._turn += 1
        self._voice.hush()

    def _say(self, shown: Sequence[str], *, answer: bool = False, private: bool = False) -> None:
        """`answer`: to a tap, which never stays without a sound; `private`: all of it is."""
        self._hush()
        if private and not self._voice.private:
            shown = (_alone(),)
        speaking = self._speak(self._turn, tuple(shown), i18n.current(), answer)
        self._app.run_worker(speaking, group="voice")

    async def _speak(self, turn: int, shown: tuple[str, ...], lang: str, answer: bool) -> None:
        await self._learn()
        if turn != self._turn:
            return
        sentences = self._sentences(shown, lang, answer)
        if not self._voice.say(self.lang, sentences) and answer:
            self._app.play("read")

    async def _learn(self) -> None:
        """What the hall has named by now; what it was before, if that cannot be read."""
        try:
            names = await self._app.visit.ask(texts.spoken)
        except Refusal:
            return
        if names != self._names:
            self._names = names
            self._readers.clear()

    def _sentences(self, shown: tuple[str, ...], lang: str, answer: bool) -> list[Spoken]:
        from screens.voice.speech import Speech, private

        reader = self._reader(lang)
        order = self._app.front.first_lang if self._own else lang
        known = {
            (n.kind, n.number, n.field): n.words.best(lang, self._app.front.first_lang)
            for n in self._names
        }
        speech = Speech(self.lang, order, known)
        out: list[Spoken] = []
        for text in shown:
            meanings = reader.read(text)
            if private(meanings) and not self._voice.private:
                with i18n.speaking(lang):
                    meanings = reader.read(_alone()) if answer else ()
            out += [sentence for sentence in speech.say(meanings) if sentence not in out]
        return out

    def _reader(self, lang: str) -> Reader:
        from screens.voice.reader import Reader

        if lang not in self._readers:
            found: dict[str, SpokenName] = {}
            for name in self._names:
                for _lang, text in name.words.texts:
                    found.setdefault(text, name)
            self._readers[lang] = Reader(lang, found)
        return self._readers[lang]


def _alone() -> str:
    """Instead of what only one person may hear."""
    return p_("voice", "This is for you alone. Staff can read it to you.")
