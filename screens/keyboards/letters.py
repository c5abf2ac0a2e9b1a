"""First letters to search by: of pinyin, of Tibetan syllables, of Latin words."""

from __future__ import annotations

from dataclasses import dataclass

from screens.keyboards.board import Board, Cap, Rows, clear, erase, letters

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Fullwidth: they look Chinese, and a search knows by them that a pinyin is meant. No word begins
# with I, U or V.
INITIALS = "ＡＢＣＤＥＦＧＨＪＫＬＭＮＯＰＱＲＳＴＷＸＹＺ"
CONSONANTS = "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ"
WIDER = ord("Ａ") - ord("A")


@dataclass(frozen=True)
class Initials(Board):
    """The first letter of each syllable's pinyin."""

    longest: int = 12

    def rows(self, *, wide: bool = True) -> Rows:
        caps: tuple[Cap, ...] = letters(INITIALS, self)
        return caps[:9], caps[9:18], (*caps[18:], clear(4), erase(4))

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(INITIALS)

    def key_of(self, key: str, character: str | None) -> str | None:
        if character and len(character) == 1 and character.isascii() and character.isalpha():
            character = chr(ord(character.upper()) + WIDER)
        return super().key_of(key, character)


@dataclass(frozen=True)
class Consonants(Board):
    """The thirty letters that a Tibetan syllable can have as its root or first letter."""

    longest: int = 12

    def rows(self, *, wide: bool = True) -> Rows:
        caps: tuple[Cap, ...] = letters(CONSONANTS, self)
        return caps[:11], caps[11:22], (*caps[22:], clear(3), erase(3))

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(CONSONANTS)


@dataclass(frozen=True)
class Latin(Board):
    """The letters of a word, without blanks."""

    longest: int = 12

    def rows(self, *, wide: bool = True) -> Rows:
        caps: tuple[Cap, ...] = letters(LATIN, self)
        return caps[:10], caps[10:20], (*caps[20:], clear(4), erase(4))

    @property
    def alphabet(self) -> frozenset[str]:
        return frozenset(LATIN)

    def key_of(self, key: str, character: str | None) -> str | None:
        return super().key_of(key, character.upper() if character else None)
