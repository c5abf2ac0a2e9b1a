"""What a language must say about numbers, times and dates: from values to the ids of recorded parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

Ids = tuple[str, ...]

LARGEST = 10**8  # from here on, and below its negative, a number is said digit by digit


class Rule(ABC):
    """One language. Every method answers for every number, with ids that stand in `parts`."""

    parts: Mapping[str, str]  # id → the words that are recorded

    def number(self, n: int, *, counted: bool = False) -> Ids:
        """A whole number; `counted`: a measure word follows (两个, not 二个)."""
        if n < 0:
            return ("minus", *self.number(-n, counted=counted))
        return self.digits(n) if n >= LARGEST else self.whole(n, counted=counted)

    def digits(self, n: int) -> Ids:
        """Figure by figure, as numbers on doors are."""
        return tuple(f"number-{figure}" for figure in str(n))

    @abstractmethod
    def whole(self, n: int, *, counted: bool) -> Ids:
        """A number from 0 to LARGEST - 1."""

    @abstractmethod
    def time(self, hour: int, minute: int) -> Ids:
        """A time of day, from 0:00 to 23:59."""

    @abstractmethod
    def date(self, month: int, day: int) -> Ids:
        """A day of the year."""

    @abstractmethod
    def year(self, year: int) -> Ids:
        """A year, with its word where the language has one."""

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> Ids:
        """From one time of day to another."""
        return (*self.time(*first), "until", *self.time(*last))


def twelve(hour: int) -> int:
    """The hour as a clock with hands shows it: 1 to 12."""
    return hour % 12 or 12
