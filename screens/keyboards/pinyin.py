"""Han by pinyin: letters, then a choice; the choice takes its letters and the rest waits."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from screens.keyboards.board import CLEAR, ERASE, Board, Cap, Rows, erase, gap, letters
from screens.keyboards.letters import WIDER
from screens.keyboards.lexicon import Lexicon

PICK, FROM = "pick:", "from:"
ON_A_ROW = 5  # choices; four Han and the key's edges take four shares
_MOST = 24  # letters that wait
_LONGER = 6  # words that go on where the letters end
_SHORTER = 2  # beginnings that are a choice too, the longest ones


@dataclass(frozen=True, slots=True)
class Choice:
    """A word and how many of the letters it takes."""

    text: str
    used: int


@dataclass(frozen=True)
class Pinyin(Board):
    """`first`: the first choice that is shown. Without a lexicon the letters wait for it."""

    longest: int = 60
    waiting: str = ""
    first: int = 0
    lexicon: Lexicon | None = None

    def rows(self, *, wide: bool = True) -> Rows:
        found = self.choices()
        size = ON_A_ROW * (2 if wide else 1)
        shown = [
            Cap(f"{PICK}{number}", choice.text, 4, again=False)
            for number, choice in enumerate(found[self.first : self.first + size], self.first)
        ]
        shown += [gap(4)] * (size - len(shown))
        share = 3 if wide else 2
        back, on = max(0, self.first - size), self.first + size
        pages = (
            Cap(f"{FROM}{back}", "▲", share, "normal" if self.first else "off", again=False),
            Cap(f"{FROM}{on}", "▼", share, "normal" if on < len(found) else "off", again=False),
        )
        caps: tuple[Cap, ...] = letters(string.ascii_lowercase, self)
        keys = tuple(replace(c, label=chr(ord(c.name.upper()) + WIDER)) for c in caps)
        choices = (
            ((*shown[:ON_A_ROW], erase(6)), (*shown[ON_A_ROW:], *pages))
            if wide
            else ((*shown, *pages, erase(word=False)),)
        )
        return *choices, keys[:13], keys[13:]

    @property
    def pending(self) -> str:
        return self.waiting

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(string.ascii_lowercase)

    def choices(self) -> tuple[Choice, ...]:
        """What the letters can be, likeliest first, each word once."""
        found: dict[str, Choice] = {}
        for choice in self._ways():
            found.setdefault(choice.text, choice)
        return tuple(found.values())

    def _ways(self) -> Iterator[Choice]:
        letters, known = self.waiting, self.lexicon
        if not letters or known is None:
            return
        begins = not self.text or self.text[-1].isspace()
        yield from (Choice(w, len(letters)) for w in known.exact(letters, surnames=begins))
        yield from (Choice(w, len(letters)) for w in known.longer(letters, _LONGER))
        parts = (
            (end, known.exact(letters[:end], surnames=begins)) for end in range(1, len(letters))
        )
        for end, words in [part for part in parts if part[1]][: -_SHORTER - 1 : -1]:
            yield from (Choice(word, end) for word in words)

    def press(self, name: str) -> Self:
        if name == CLEAR:
            return replace(self, text="", waiting="", first=0)
        if name == ERASE and self.waiting:
            return replace(self, waiting=self.waiting[:-1], first=0)
        if name.startswith(FROM):
            return replace(self, first=int(name.removeprefix(FROM)))
        if name.startswith(PICK):
            return self._picked(int(name.removeprefix(PICK)))
        return super().press(name)

    def typed(self, letter: str) -> Self:
        return replace(self, waiting=(self.waiting + letter)[:_MOST], first=0)

    def _picked(self, number: int) -> Self:
        found = self.choices()
        if number >= len(found):
            return self
        chosen = found[number]
        text = self.text + chosen.text
        if len(text) > self.longest:
            return self
        return replace(self, text=text, waiting=self.waiting[chosen.used :], first=0)

    def key_of(self, key: str, character: str | None) -> str | None:
        """Besides letters: blank is the first choice, 1–5 are the first five that are shown."""
        if self.waiting and key == "space":
            return f"{PICK}{self.first}"
        if self.waiting and character and character in "12345":
            return f"{PICK}{self.first + int(character) - 1}"
        return super().key_of(key, character.lower() if character else None)
