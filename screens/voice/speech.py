"""From meanings to clips: in which order a language says what, and what may be heard by everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from screens.voice.catalogue import PRIVATE, by_key
from screens.voice.reader import Date, Meaning, Name, Number, Said, Time, Year
from screens.voice.rules import rule

Word = tuple[str, str]  # the id of a clip, and the words that it says
Spoken = tuple[Word, ...]


class Speech:
    """Says meanings in one language; `order` is the language whose sentences it follows, another
    one only where a language has clips and no catalogue.
    """

    def __init__(self, lang: str, order: str, names: Mapping[tuple[str, int, str], str]) -> None:
        self._rule = rule(lang)
        self._order, self._names = order, names

    def say(self, meanings: Iterable[Meaning]) -> list[Spoken]:
        """A sentence for each thing that is said whole or not at all."""
        return [sentence for meaning in meanings for sentence in self._one(meaning)]

    def _one(self, meaning: Meaning) -> list[Spoken]:
        match meaning:
            case Said():
                return self._sentence(meaning)
            case Number(n, signed):
                plus = ("plus",) if signed else ()
                return [self._parts((*plus, *self._rule.number(n)))]
            case Time(first, None):
                return [self._parts(self._rule.time(*first))]
            case Time(first, last):
                assert last is not None
                return [self._parts(self._rule.span(first, last))]
            case Date(month, day):
                return [self._parts(self._rule.date(month, day))]
            case Year(year):
                return [self._parts(self._rule.year(year))]
            case Name(kind, number, field):
                key = (kind, number, field)
                return [((name_id(*key), self._names.get(key, "")),)]

    def _parts(self, ids: Iterable[str]) -> Spoken:
        return tuple((name, self._rule.parts[name]) for name in ids)

    def _sentence(self, said: Said) -> list[Spoken]:
        """Names in it stand alone: without a clip of the name the rest is said all the same."""
        known = by_key(self._order)
        sentence = known.get((said.key, said.form)) or known.get((said.key, 0))
        if sentence is None:
            return []
        values = dict(said.values)
        out: list[Spoken] = []
        words: list[Word] = []
        before = ""
        for name, text in sentence.parts:
            if name:
                words.append((name, text))
                before = text
                continue
            for meaning in values.get(text, ()):
                if isinstance(meaning, Number):
                    counted = not before.endswith("第")
                    words += self._parts(self._rule.number(meaning.n, counted=counted))
                elif isinstance(meaning, Name):
                    out += [tuple(words)] if words else []
                    words = []
                    out += self._one(meaning)
                else:
                    words += [word for spoken in self._one(meaning) for word in spoken]
        return [*out, tuple(words)] if words else out


def name_id(kind: str, number: int, field: str) -> str:
    """The clip of something that the hall has named."""
    return f"{kind.replace('_', '-')}-{number}-{field}"


def private(meanings: Iterable[Meaning]) -> bool:
    """Whether this says what somebody has."""
    return any(isinstance(meaning, Said) and meaning.key in PRIVATE for meaning in meanings)
