"""The full keyboard for names, for staff: Han, Tibetan and Latin, one key goes round."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from typing import Self

from screens.keyboards.board import Board, Cap, Rows, erase, letters
from screens.keyboards.pinyin import Pinyin
from screens.keyboards.tibetan import Tibetan

SHIFT, BLANK = "shift", " "
SIGNS = "'-."


@dataclass(frozen=True)
class LatinName(Board):
    """A capital at the beginning of each word by itself; `capital` is what the shift key said."""

    longest: int = 60
    capital: bool | None = None

    @property
    def capitals(self) -> bool:
        """Whether the next letter is a capital."""
        if self.capital is not None:
            return self.capital
        return not self.text or self.text[-1] in BLANK + "-"

    def rows(self, *, wide: bool = True) -> Rows:
        alphabet = string.ascii_uppercase if self.capitals else string.ascii_lowercase
        caps: tuple[Cap, ...] = letters(alphabet, self)
        on = self.capitals
        shift = Cap(SHIFT, "✓ Aa" if on else "Aa", 4, "selected" if on else "normal", again=False)
        blank = Cap(BLANK, "␣", 10, again=False)
        return caps[:13], caps[13:], (shift, *letters(SIGNS, self), blank, erase(6))

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(string.ascii_letters + SIGNS + BLANK)

    def press(self, name: str) -> Self:
        if name == SHIFT:
            return replace(self, capital=not self.capitals)
        return super().press(name)

    def typed(self, letter: str) -> Self:
        if letter in BLANK + SIGNS and (not self.text or self.text[-1] in BLANK):
            return self
        return replace(super().typed(letter), capital=None)


ROUND: tuple[type[Board], ...] = (Pinyin, Tibetan, LatinName)
SCRIPTS = {Pinyin: "中文", Tibetan: "བོད་ཡིག", LatinName: "Abc"}


def names(lang: str, text: str = "") -> Board:
    """The keyboard for a name, in the script of a language."""
    kinds: dict[str, type[Board]] = {"zh_CN": Pinyin, "bo": Tibetan}
    return kinds.get(lang, LatinName)(text=text)


def following(board: Board) -> type[Board] | None:
    """The keyboard of the next script; None for a board that is not for names."""
    if type(board) not in ROUND:
        return None
    return ROUND[(ROUND.index(type(board)) + 1) % len(ROUND)]
