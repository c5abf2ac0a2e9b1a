"""From a text on the screen to what it means: a sentence of ours, a name of the hall's, a number.

What is none of these has no meaning and is never said: a person's name cannot be read aloud, because
nothing here knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from db.texts import SpokenName
from screens import i18n
from screens.voice.catalogue import HOLE, Key, Sentence, instead, public, sentences
from screens.voice.english import MONTHS


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what fills its holes."""

    key: Key
    form: int = 0
    values: tuple[tuple[str, tuple[Meaning, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; `signed`: with the word for plus."""

    n: int
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, or from one to another."""

    first: tuple[int, int]
    last: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year."""

    year: int


@dataclass(frozen=True, slots=True)
class Name:
    """What the hall has named: an activity, a room, the way there."""

    kind: str
    number: int
    field: str


Meaning = Said | Number | Time | Date | Year | Name

_SIGNS = re.compile(r"^[✓✕▲▼◀▶→＋…○■●•♪▪▦◎\s]+|\s+$")
_NUMBER = re.compile(r"([+−-]?)(\d{1,9})")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?:–([01]?\d|2[0-3]):([0-5]\d))?")
_APART = re.compile(r"\s{2,}| · ")
_NUMBERS = frozenset(["n", "count", "spendable", "coming", "hours", "minutes", "place"])
_NOTHING = frozenset({"name"})  # of a person: there is no clip, and no way to ask for one


@dataclass
class Reader:
    """Reads one language. `names`: what the hall has named, from the records office."""

    lang: str
    names: dict[str, SpokenName] = field(default_factory=dict)

    def read(self, text: str) -> tuple[Meaning, ...]:
        """What a text means, in its order; parts that mean nothing are left out."""
        text = _SIGNS.sub("", text)
        if not text:
            return ()
        whole = self._whole(text)
        if whole is not None:
            return whole
        parts = [part for part in _APART.split(text) if part]
        if len(parts) > 1:
            return tuple(meaning for part in parts for meaning in self.read(part))
        return self._joined(text)

    def _whole(self, text: str) -> tuple[Meaning, ...] | None:
        if text in self._exact:
            return (self._replaced(self._exact[text]),)
        if match := _NUMBER.fullmatch(text):
            sign, figures = match.groups()
            return (Number(-int(figures) if sign in ("-", "−") else int(figures), sign == "+"),)
        if match := _TIME.fullmatch(text):
            first_hour, first_minute, hour, minute = match.groups()
            last = (int(hour), int(minute)) if hour else None
            return (Time((int(first_hour), int(first_minute)), last),)
        for pattern, sentence in self._templates:
            if match := pattern.fullmatch(text):
                return self._filled(sentence, match.groupdict())
        name = self.names.get(text)
        return None if name is None else (Name(name.kind, name.number, name.field),)

    def _joined(self, text: str) -> tuple[Meaning, ...]:
        """Two sentences of ours one behind the other."""
        for match in re.finditer(r"\s", text):
            first, rest = self._whole(text[: match.start()]), text[match.end() :]
            if first is not None and (following := self.read(rest)):
                return (*first, *following)
        return ()

    def _replaced(self, sentence: Sentence) -> Meaning:
        """What is said instead of what is written."""
        other = instead().get(sentence.key)
        if other is None:
            return Said(sentence.key, sentence.form)
        with i18n.speaking(self.lang):
            return Said(self._exact[other()].key)

    def _filled(self, sentence: Sentence, found: dict[str, str]) -> tuple[Meaning, ...]:
        context = sentence.key[0]
        if context == "day and month":
            return (Date(self._months[found["month"]], int(found["day"])),)
        if context == "date with year":
            return (*self.read(found["date"]), Year(int(found["year"])))
        if context == "date with weekday":
            return (*self.read(found["weekday"]), *self.read(found["date"]))
        values = []
        for hole, value in found.items():
            if hole not in _NOTHING:
                values.append((hole, self.read(value)))
        return (Said(sentence.key, sentence.form, tuple(values)),)

    # What the catalogue says, looked up by its words -------------------------------------------

    @cached_property
    def _exact(self) -> dict[str, Sentence]:
        # Of equal words any will do; what is replaced and weekdays in full come before short ones.
        found: dict[str, Sentence] = {}
        for sentence in public(self.lang):
            if not HOLE.search(sentence.text) and sentence.key[0] != "short weekday":
                found.setdefault(_SIGNS.sub("", sentence.text), sentence)
        return found

    @cached_property
    def _months(self) -> dict[str, int]:
        names = {s.key[1]: s.text for s in sentences(self.lang) if s.key[0] == "month in a date"}
        return {names[month]: n for n, month in enumerate(MONTHS.split(), 1) if month in names}

    @cached_property
    def _templates(self) -> list[tuple[re.Pattern[str], Sentence]]:
        """Those with most words of their own first."""
        found = [s for s in public(self.lang) if HOLE.search(s.text)]
        found.sort(key=lambda s: len(HOLE.sub("", s.text)), reverse=True)
        return [(re.compile(self._pattern(s.text)), s) for s in found]

    def _pattern(self, text: str) -> str:
        seen: set[str] = set()
        out = []
        for i, piece in enumerate(HOLE.split(text)):
            if not i % 2:
                out.append(re.escape(piece))
            elif piece in seen:
                out.append(f"(?P={piece})")
            else:
                seen.add(piece)
                out.append(f"(?P<{piece}>{self._hole(piece)})")
        return "".join(out)

    def _hole(self, name: str) -> str:
        if name in _NUMBERS:
            return r"[+−-]?\d{1,9}"
        if name == "month":
            return _any(self._months)
        if name == "weekday":
            return _any(s.text for s in sentences(self.lang) if s.key[0] == "weekday")
        if name == "date":
            dates = [s.text for s in sentences(self.lang) if s.key[0] == "day and month"]
            return "|".join(re.sub(r"\?P<\w+>", "?:", self._pattern(text)) for text in dates)
        return {"time": r"\d{1,2}:\d\d", "day": r"\d{1,2}", "year": r"\d{4}"}.get(name, ".+?")


def _any(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True))) or "(?!)"
