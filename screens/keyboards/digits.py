"""Digits in telephone order, for numbers up to a length and for PINs, which show as dots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from screens.keyboards.board import Board, Cap, Rows, clear, erase, letters

DIGITS = "1234567890"
DOT = "●"


@dataclass(frozen=True)
class Digits(Board):
    """`hidden`: a dot for each digit. `order`: which digit stands where; a PIN's keys are shuffled."""

    beside: ClassVar[bool] = True

    longest: int = 6
    hidden: bool = False
    order: str = DIGITS

    def rows(self, *, wide: bool = True) -> Rows:
        caps: tuple[Cap, ...] = letters(self.order, self)
        return caps[:3], caps[3:6], caps[6:9], (clear(), caps[9], erase())

    @property
    def shown(self) -> str:
        return " ".join(DOT * len(self.text)) if self.hidden else self.text

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(DIGITS)
