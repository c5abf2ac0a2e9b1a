"""Tibetan in full: letters, stacks, vowels, signs and digits, always in the order that Unicode keeps.

A stack is a base letter, up to three letters below it and at most one vowel, written in that order:
so the text is in normal form (NFC) after every press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self

from screens.i18n import _
from screens.keyboards.board import ERASE, Board, Cap, Rows, erase, gap, letters
from screens.keyboards.letters import CONSONANTS

VOWELS = "\u0f72\u0f74\u0f7a\u0f7c"
TSHEG, SHAD = "\u0f0b", "\u0f0d"
DIGITS = "༠༡༢༣༤༥༦༧༨༩"
BELOW = 0x50  # from a letter to the same letter below another
STACK, MORE = "stack", "more"
CARRIER = "ཨ"  # a vowel alone is drawn on this letter
_STACK = re.compile(rf"(?P<letters>[\u0f40-\u0f68][\u0f90-\u0fb8]{{0,3}})(?P<vowel>[{VOWELS}]?)$")
_DEEPEST = 4  # letters of one stack


def below(letter: str) -> str:
    """The same letter as it stands below another."""
    return chr(ord(letter) + BELOW)


def _room_below(last: re.Match[str] | None) -> bool:
    return last is not None and len(last["letters"]) < _DEEPEST


@dataclass(frozen=True)
class Tibetan(Board):
    """`stacking`: the next letter goes below the last one. `more`: shad and digits are shown."""

    longest: int = 60
    stacking: bool = False
    more: bool = False

    def rows(self, *, wide: bool = True) -> Rows:
        more = Cap(MORE, "ཀཁག" if self.more else "༡༢༣", again=False)
        last = _STACK.search(self.text)
        if self.more:
            digits = (gap(3), *letters(DIGITS, self), gap(3))
            return digits, (), (gap(20), *letters(SHAD, self), more, erase(word=False))
        fits = "off" if last is None else "normal"
        vowels = (Cap(vowel, CARRIER + vowel, variant=fits) for vowel in VOWELS)
        state = "selected" if self.stacking else "normal" if _room_below(last) else "off"
        stack = Cap(STACK, "▼  " + _("Stack"), 4, state, again=False)
        caps: tuple[Cap, ...] = letters(CONSONANTS, self)
        if self.stacking and last is not None:  # as it will look
            caps = tuple(replace(c, label=last["letters"] + below(c.name)) for c in caps)
        tsheg = Cap(TSHEG, TSHEG, variant=fits)
        return caps[:13], caps[13:26], (*caps[26:], *vowels, stack, tsheg, more, erase(word=False))

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(CONSONANTS + VOWELS + DIGITS + TSHEG + SHAD)

    def press(self, name: str) -> Self:
        if name == MORE:
            return replace(self, more=not self.more, stacking=False)
        if name == STACK:
            deeper = not self.stacking and _room_below(_STACK.search(self.text))
            return replace(self, stacking=deeper)
        if name == ERASE and self.stacking:
            return replace(self, stacking=False)
        return super().press(name)

    def typed(self, letter: str) -> Self:
        last = _STACK.search(self.text)
        if letter in VOWELS:
            return self if last is None else self._ends(last["letters"] + letter, last)
        if self.stacking and last is not None and letter in CONSONANTS:
            return self._ends(last["letters"] + below(letter) + last["vowel"], last)
        if letter == TSHEG and last is None:
            return self  # it ends a syllable
        if letter == SHAD and last is None and not self.text.endswith(TSHEG):
            return self
        return replace(super().typed(letter), stacking=False)

    def _ends(self, stack: str, last: re.Match[str]) -> Self:
        """The board with another stack in the place of the last one, if there is room."""
        text = self.text[: last.start()] + stack
        return replace(self, text=text if len(text) <= self.longest else self.text, stacking=False)
