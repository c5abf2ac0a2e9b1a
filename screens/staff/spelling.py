"""Other spellings of a name that somebody may type for it: pinyin initials, Tibetan first letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from screens.keyboards.lexicon import initials
from screens.typography.roots import root, syllables


def spell(name: str) -> Iterator[str]:
    """The initials of a Chinese name; of a Tibetan one the roots and the first written letters."""
    plain = unicodedata.normalize("NFKC", name)
    firsts = [first for letter in plain if (first := _initial(letter))]
    if firsts:
        yield "".join(firsts)
    parts = [one for one in syllables(plain) if root(one)]
    if parts:
        yield "".join(root(one) for one in parts)
        yield "".join(one[0] for one in parts)


@lru_cache(maxsize=8192)
def _initial(letter: str) -> str:
    """A–Z for a Han letter as it is usually read; looked up once for each letter of the hall."""
    return initials(letter)[:1] if "\u3400" <= letter <= "\u9fff" else ""
