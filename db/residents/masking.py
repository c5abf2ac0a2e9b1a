"""What a public screen may show of a name: enough for its owner, too little for the others."""

from __future__ import annotations

import unicodedata

from db.texts import printable

HIDDEN = "**"
_MAX_LETTERS = 8  # of a Tibetan syllable; with HIDDEN the mask stays within 12 cells
_MAX_MARKS = 4  # on one letter; ཧཱུྃ carries three


def mask(name: str) -> str:
    """The name as a public screen may show it, never the whole of it: "卓**", "བཀྲ**", "T**".

    Tibetan: the first syllable (of a name of one syllable the first letter with its marks). Every
    other script: the first letter; that is one whole Han character, one Hangul syllable. How many
    letters follow stays hidden. A name of one letter, or without any, is "**". At most 12 cells
    wide; never raises.
    """
    text = printable(unicodedata.normalize("NFC", name))
    start = next((i for i, c in enumerate(text) if c.isalpha()), len(text))
    text = text[start:]
    for shown in (_syllable(text), _cluster(text)):
        if shown and any(c.isalpha() for c in text[len(shown) :]):
            return shown + HIDDEN
    return HIDDEN


def _tibetan(char: str) -> bool:
    return "\u0f00" <= char <= "\u0fff"


def _cluster(text: str) -> str:
    """The first letter; where the script is Tibetan, with the marks that belong to it."""
    if not text or not _tibetan(text[0]):
        return text[:1]
    end = 1
    while end < len(text) and _tibetan(text[end]) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return text[: min(end, 1 + _MAX_MARKS)]


def _syllable(text: str) -> str:
    """The first Tibetan syllable up to its tsheg; empty if there is none or it is too long."""
    end = letters = marks = 0
    for char in text:
        letter = char.isalpha()
        if not _tibetan(char) or not (letter or unicodedata.category(char) == "Mn"):
            break
        letters, marks = (letters + 1, 0) if letter else (letters, marks + 1)
        if letters > _MAX_LETTERS or marks > _MAX_MARKS:
            return ""
        end += 1
    return text[:end]
