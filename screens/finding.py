"""Find an activity by its first letters: of pinyin, of Tibetan syllables, or the letters of a word.

Letters of three scripts may follow each other: each run must be found in the same title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from db.texts import Words
from screens.keyboards.letters import CONSONANTS, INITIALS, LATIN, WIDER
from screens.keyboards.lexicon import initials
from screens.typography.roots import root, syllables

Places = tuple[frozenset[str], ...]

# Letters of Sanskrit words that are no key: each is found under the one that it is turned from.
_TURNED = str.maketrans("ཊཋཌཎཥཪ", "ཏཐདནཤར")


@dataclass(frozen=True, slots=True)
class Row:
    """What can be typed for a title, place after place; a search may begin at some of them.

    `example`: what somebody would type.
    """

    places: Places
    begins: tuple[int, ...]
    example: str

    def after(self, run: str) -> frozenset[str] | None:
        """What can follow these letters; None if they are not found."""
        found = False
        ends: set[str] = set()
        for first in self.begins:
            last = first + len(run)
            if last <= len(self.places) and all(
                letter in place for letter, place in zip(run, self.places[first:], strict=False)
            ):
                found = True
                if last < len(self.places):
                    ends |= self.places[last]
        return frozenset(ends) if found else None


@dataclass(frozen=True, slots=True)
class Findable:
    """A title as it can be found."""

    rows: tuple[Row, ...]

    @classmethod
    def of(cls, title: Words) -> Findable:
        """The title in each of its languages. Reads a small file at the first call."""
        rows: list[Row] = []
        for _lang, text in title.texts:
            plain = unicodedata.normalize("NFKC", text)
            rows += (_pinyin(plain), _tibetan(plain), *_words(plain))
        return cls(tuple(row for row in rows if row.places))

    def found(self, typed: str) -> bool:
        """Whether every run of letters is in the title."""
        return all(self._after(run) is not None for run in _runs(typed))

    def next(self, typed: str) -> frozenset[str]:
        """The letters after which the title is still found."""
        runs = list(_runs(typed))
        if not self.found(typed):
            return frozenset()
        starts = frozenset().union(*(row.places[at] for row in self.rows for at in row.begins))
        if not runs:
            return starts
        other = frozenset(letter for letter in starts if _script(letter) != _script(runs[-1][0]))
        return other | (self._after(runs[-1]) or frozenset())

    def example(self, alphabet: frozenset[str]) -> str:
        """Letters of one alphabet that find it, as somebody would type them; "" if it has none."""
        rows = (row.example for row in self.rows if alphabet.issuperset(row.example))
        return next(rows, "")

    def _after(self, run: str) -> frozenset[str] | None:
        ways = [way for row in self.rows if (way := row.after(run)) is not None]
        return frozenset().union(*ways) if ways else None


def next_letters(titles: Iterable[Findable], typed: str) -> frozenset[str]:
    """The letters after which at least one of the titles is still found."""
    return frozenset().union(*(title.next(typed) for title in titles))


def _runs(typed: str) -> Iterator[str]:
    return ("".join(run) for _, run in groupby(typed, _script))


def _script(letter: str) -> str:
    return "pinyin" if letter in INITIALS else "latin" if letter.isascii() else "tibetan"


def _pinyin(text: str) -> Row:
    """The first letters of every reading of each Han letter."""
    known = [first for han in text if (first := initials(han))]
    wide = ["".join(chr(ord(letter) + WIDER) for letter in first) for first in known]
    return _everywhere(wide)


def _tibetan(text: str) -> Row:
    """Of each syllable the letter that is written first, and its root."""
    written = [(one[0] + root(one)).translate(_TURNED) for one in syllables(text) if root(one)]
    return _everywhere([letters for letters in written if set(letters) <= set(CONSONANTS)])


def _everywhere(places: list[str]) -> Row:
    """A row whose every place a search may begin at; the first letter of each is the usual one."""
    example = "".join(place[0] for place in places)
    return Row(tuple(map(frozenset, places)), tuple(range(len(places))), example)


def _words(text: str) -> Iterator[Row]:
    """The letters of the words without what stands between them, and the first letter of each."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    words = "".join(c if c in LATIN else " " for c in bare.upper().replace("'", "")).split()
    begins, places = [], ""
    for word in words:
        begins.append(len(places))
        places += word
    if words:
        yield Row(tuple(map(frozenset, places)), tuple(begins), words[0])
        yield _everywhere([word[0] for word in words])
