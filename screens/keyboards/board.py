"""What every keyboard is: keys in rows, and the text that a press makes of the text before it.

A board is a value: a press gives another board, so that what was typed outlives every widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from screens.i18n import _

ERASE, CLEAR = "erase", "clear"


@dataclass(frozen=True, slots=True)
class Cap:
    """One key: the name of what it does, what stands on it, its share of the row.

    `again`: a second tap on it, soon after the first, is meant; it is so for what is typed.
    """

    name: str
    label: str
    share: int = 2
    variant: str = "normal"
    again: bool = True

    @property
    def off(self) -> bool:
        """Whether it can do nothing now."""
        return self.variant == "off"


Rows = tuple[tuple[Cap, ...], ...]


@dataclass(frozen=True)
class Board:
    """A keyboard and what was typed on it. Subclasses say which keys there are.

    `longest` counts code points. `possible`: the keys that lead on, None for all (a dead end is shown
    before somebody walks into it); what erases is always possible.
    """

    beside: ClassVar[bool] = False  # high rather than wide: stands beside the text instead of below

    text: str = ""
    longest: int = 24
    possible: frozenset[str] | None = None

    def rows(self, *, wide: bool = True) -> Rows:
        """The keys from the upper left; `wide`: 100 columns and more."""
        raise NotImplementedError

    @property
    def shown(self) -> str:
        """The text as it may be seen."""
        return self.text

    @property
    def pending(self) -> str:
        """What was typed and is not yet text."""
        return ""

    @property
    def alphabet(self) -> frozenset[str]:
        """Every key that types itself."""
        return frozenset()

    def press(self, name: str) -> Self:
        """The board after a press of the key with this name; the same board if it does nothing."""
        if name == ERASE:
            return self.erased()
        if name == CLEAR:
            return replace(self, text="")
        if name in self.alphabet and self.leads_on(name):
            return self.typed(name)
        return self

    def typed(self, letter: str) -> Self:
        """The board with one letter more, if there is room."""
        return self if len(self.text) >= self.longest else replace(self, text=self.text + letter)

    def erased(self) -> Self:
        """The board without what was typed last."""
        return replace(self, text=self.text[:-1])

    def leads_on(self, name: str) -> bool:
        """Whether a key is any use now."""
        return self.possible is None or name in self.possible

    def key_of(self, key: str, character: str | None) -> str | None:
        """The name of the key that a key of a real keyboard stands for."""
        if key == "backspace":
            return ERASE
        return character if character in self.alphabet else None


def letters(alphabet: str, board: Board, share: int = 2) -> tuple[Cap, ...]:
    """A key for each letter, those that lead nowhere flat."""
    return tuple(
        Cap(letter, letter, share, "normal" if board.leads_on(letter) else "off")
        for letter in alphabet
    )


def erase(share: int = 2, *, word: bool = True) -> Cap:
    """Takes back what was typed last."""
    return Cap(ERASE, "←  " + _("Erase") if word else "←", share)


def clear(share: int = 2) -> Cap:
    """Takes everything back."""
    return Cap(CLEAR, _("Clear"), share, again=False)


def gap(share: int) -> Cap:
    """No key."""
    return Cap("", "", share, "off")
