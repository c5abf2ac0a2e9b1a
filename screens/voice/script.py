"""The script for whoever reads aloud: everything that has a clip in a language, and where it appears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.texts import SpokenName
from screens import i18n
from screens.voice import LANGUAGE
from screens.voice.catalogue import recorded
from screens.voice.rules import rule
from screens.voice.speech import name_id


@dataclass(frozen=True, slots=True)
class Entry:
    """One clip: its id, the words to read, where they are heard."""

    id: str
    text: str
    where: str


def script(lang: str, names: Iterable[SpokenName], first: str) -> tuple[Entry, ...]:
    """All of it, each id once. A language without a catalogue is given the first one's words."""
    shown = lang if lang in i18n.LANGUAGES else first
    found = [Entry(LANGUAGE, i18n.NAMES.get(lang, lang), "the language key")]
    found += _sentences(shown)
    found += [Entry(name, text, "numbers, times, dates") for name, text in rule(lang).parts.items()]
    found += [
        Entry(
            name_id(name.kind, name.number, name.field),
            name.words.best(shown, first),
            f"{name.kind.replace('_', ' ')} {name.number}, {name.field}",
        )
        for name in names
    ]
    return tuple({entry.id: entry for entry in found}.values())


def _sentences(lang: str) -> list[Entry]:
    """Screen by screen. Of equal words the first is recorded: it is the one that the reader finds."""
    found, read = [], set()
    for sentence in recorded(lang):
        if sentence.text in read:
            continue
        read.add(sentence.text)
        where = ", ".join(_place(name) for name in sentence.where)
        found += [Entry(name, words, where) for name, words in sentence.parts if name]
    return sorted(found, key=lambda entry: entry.where)


def _place(file: str) -> str:
    """A source file as the page of the documentation calls it: screens/notice.py → notice."""
    parts = file.removeprefix("screens/").removesuffix(".py").split("/")
    return parts[0] if parts[-1] in ("screen", "screens", "__init__") else " ".join(parts)
