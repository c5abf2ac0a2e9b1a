"""Tibetan syllables and the letter that a dictionary finds them under.

A guess for syllables of three letters without a vowel sign (དངས): harmless where the letter that is
written first counts too.
"""

from __future__ import annotations

import re

_SYLLABLES = re.compile("[\u0f40-\u0fbc]+")
_STACK = re.compile("([\u0f40-\u0f6c])([\u0f90-\u0fbc]*)([\u0f71-\u0f84]*)")
_ABOVE = frozenset("རལས")
_BELOW = frozenset("\u0fad\u0fb1\u0fb2\u0fb3")  # wa, ya, ra, la: they hang on a root
# Which letters each prefix stands before.
_PREFIXES = {
    "ག": frozenset("ཅཉཏདནཙཞཟཡཤས"),
    "ད": frozenset("ཀགངཔབམ"),
    "བ": frozenset("ཀགཅཏདཙཞཟཤསརལཇཉནཛ"),
    "མ": frozenset("ཁགངཆཇཉཐདནཚཛ"),
    "འ": frozenset("ཁགཆཇཐདཕབཚཛ"),
}
# A particle that has grown on: པོ + འི.
_GROWN = re.compile("\u0f60(?:[\u0f72\u0f74\u0f7c]|\u0f58|\u0f44)[\u0f62\u0f66]?$")


def syllables(text: str) -> list[str]:
    """The syllables of a text, without what parts them."""
    return _SYLLABLES.findall(text)


def root(syllable: str) -> str:
    """The root letter; "" if there is no Tibetan letter."""
    bare = _GROWN.sub("", syllable)
    stacks = _STACK.findall(bare) or _STACK.findall(syllable)
    if not stacks:
        return ""
    for base, lower, vowel in stacks[:2]:
        if lower or vowel:
            above = base in _ABOVE and lower and lower[0] not in _BELOW
            return chr(ord(lower[0]) - 0x50) if above else str(base)
    letters = "".join(base for base, _, _ in stacks)
    return _unmarked(letters if bare == syllable else letters + "འ")


def _unmarked(letters: str) -> str:
    """The root where no vowel and no stack shows it: after a prefix, if something follows too."""
    if len(letters) > 2 and letters[1] in _PREFIXES.get(letters[0], ()):
        return letters[1]
    return letters[0]
