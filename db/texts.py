"""Names in several languages: one table for everything that has a name, and the Words that come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peewee import BooleanField, CompositeKey, IntegerField, TextField

from db.base import Record
from db.statements import ANY, Statement

LANGUAGES = ("zh_CN", "bo", "en")


class NameText(Record):
    """One name of one thing in one language (decisions 8)."""

    owner_kind = TextField()
    owner_id = IntegerField()
    field = TextField()
    lang = TextField()
    text = TextField()
    reviewed = BooleanField(default=False)

    class Meta:
        table_name = "name_text"
        primary_key = CompositeKey("owner_kind", "owner_id", "field", "lang")


@dataclass(frozen=True, slots=True)
class Words:
    """The same name in the languages that have it: shown language → hall's first language → any."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Words:
        """Words from a mapping of language to text."""
        return cls(tuple(texts.items()))

    def best(self, lang: str, first: str = "zh_CN") -> str:
        """The text to show to somebody who reads `lang`; empty only if there is no text at all."""
        known = dict(self.texts)
        return known.get(lang) or known.get(first) or next(iter(known.values()), "")

    def __bool__(self) -> bool:
        return bool(self.texts)


NO_WORDS = Words()


def printable(text: str) -> str:
    """Text from outside without control, bidi and other invisible characters (reliability.md 4).

    Spaces of every kind become one blank; U+3000 and everything `isprintable()` stays.
    """
    kept = (c if c == "\u3000" or c.isprintable() else " " for c in text)
    return " ".join("".join(kept).split(" ")).strip()


def put(owner_kind: str, owner_id: int, field: str, texts: Mapping[str, str]) -> None:
    """Store the names of one field, in as many languages as given; others stay as they are."""
    for lang, text in texts.items():
        NameText.insert(
            owner_kind=owner_kind, owner_id=owner_id, field=field, lang=lang, text=printable(text)
        ).on_conflict_replace().execute()


_FIND = Statement(
    lambda: NameText.select(NameText.lang, NameText.text).where(
        NameText.owner_kind == ANY, NameText.owner_id == ANY, NameText.field == ANY
    )
)


def of(owner_kind: str, owner_ids: Iterable[int], field: str) -> dict[int, Words]:
    """The Words of one field for several things of a kind; a thing without any gets empty Words."""
    return {
        owner_id: Words(tuple(_FIND(owner_kind, owner_id, field).fetchall()))
        for owner_id in dict.fromkeys(owner_ids)
    }


def forget(owner_kind: str, owner_id: int) -> None:
    """Erase every name of one thing."""
    NameText.delete().where(
        NameText.owner_kind == owner_kind, NameText.owner_id == owner_id
    ).execute()


# What has a name that may be said aloud, and its field. People have no name here.
SPOKEN = (
    ("hall", "name"),
    ("series", "title"),
    ("room", "name"),
    ("room", "way"),
    ("special_day", "name"),
    ("points_book", "title"),
    ("prize", "title"),
    ("prize", "summary"),
)


@dataclass(frozen=True, slots=True)
class SpokenName:
    """Something that the hall has named and that a clip may say."""

    kind: str
    number: int
    field: str
    words: Words


_SPOKEN = Statement(
    lambda: NameText.select(
        NameText.owner_kind, NameText.owner_id, NameText.field, NameText.lang, NameText.text
    ).order_by(NameText.lang)
)


def spoken() -> tuple[SpokenName, ...]:
    """Every name that may be said aloud, in the order of SPOKEN."""
    found: dict[tuple[str, int, str], list[tuple[str, str]]] = {}
    for kind, number, field, lang, text in _SPOKEN():
        if (kind, field) in SPOKEN:
            found.setdefault((kind, number, field), []).append((lang, text))
    ordered = sorted(found.items(), key=lambda item: (SPOKEN.index(item[0][::2]), item[0]))
    return tuple(SpokenName(*key, Words(tuple(texts))) for key, texts in ordered)
