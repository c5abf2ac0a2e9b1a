"""A verdict for every row: what would be written, or which field is wrong and what is accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from typing import Any

from db.importing.reading import Row, Table
from db.residents.desk import FIRST_YEAR
from db.texts import LANGUAGES, printable

LONGEST = 120  # letters of a name, an address, a grid
_PHONE = re.compile(r"[0-9+()\- ,;/*#.]{3,40}")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YES = frozenset({"1", "是", "y", "yes", "true", "t", "儿童", "child"})
_NO = frozenset({"", "0", "否", "n", "no", "false", "f", "成人", "adult"})
_LANGS = {
    **{lang.casefold(): lang for lang in LANGUAGES},
    "zh": "zh_CN",
    "中文": "zh_CN",
    "汉语": "zh_CN",
    "汉": "zh_CN",
    "chinese": "zh_CN",
    "藏文": "bo",
    "藏语": "bo",
    "藏": "bo",
    "བོད་ཡིག": "bo",
    "tibetan": "bo",
    "英文": "en",
    "英语": "en",
    "english": "en",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row: "added", "warned" (added, look at it) or "refused".

    `field` and `accepts` say what is wrong and what would be right, in one word and one line each.
    """

    file: str
    row: int
    outcome: str
    field: str = ""
    accepts: str = ""
    person: Mapping[str, Any] = made_by(default_factory=dict, repr=False)


class _Wrong(Exception):
    """A field cannot be taken as it is."""

    def __init__(self, name: str, accepts: str) -> None:
        super().__init__(name)
        self.name, self.accepts = name, accepts


def judge(table: Table, columns: Mapping[str, int], year: int) -> list[Verdict]:
    """One verdict a row, without looking into the database. `year` is the current one."""
    return [_judge(table, row, columns, year) for row in table.rows]


def _judge(table: Table, row: Row, columns: Mapping[str, int], year: int) -> Verdict:
    verdict = Verdict(table.file, row.number, "added")
    try:
        if row.wrong == "torn":
            raise _Wrong("row", "a quotation mark that was opened is closed in the same row")
        if row.wrong == "damaged":
            raise _Wrong("row", "letters of one encoding: UTF-8, UTF-16 or GB18030")
        if len(row.cells) > len(table.headers) and any(row.cells[len(table.headers) :]):
            raise _Wrong("row", f"at most {len(table.headers)} columns, as in the first row")
        cells = {
            name: printable(row.cells[index]) if index < len(row.cells) else ""
            for name, index in columns.items()
        }
        person = _person(cells, year)
    except _Wrong as wrong:
        return replace(verdict, outcome="refused", field=wrong.name, accepts=wrong.accepts)
    verdict = replace(verdict, person=person)
    if person["birth_year"] is None and not cells.get("child"):
        note = "a birth year; without one this is an adult"
        return replace(verdict, outcome="warned", field="birth", accepts=note)
    return verdict


def _person(cells: Mapping[str, str], year: int) -> dict[str, Any]:
    parts = [cells.get(n, "") for n in ("given_name", "middle_name", "family_name")]
    if all("\u2e80" <= c <= "\u9fff" for c in "".join(parts)):
        name = parts[2] + parts[0] + parts[1]  # Han names: the family first, without a blank
    else:
        name = " ".join(filter(None, parts))
    street, door = cells.get("street", ""), cells.get("door", "")
    household = cells.get("household", "") or " ".join(filter(None, (street, door)))
    person = {
        "name": cells.get("name", "") or name,
        "second_name": cells.get("second_name", ""),
        "phone": cells.get("phone", ""),
        "household": household,
        "grid": cells.get("grid", ""),
    }
    if not person["name"]:
        raise _Wrong("name", "a name in any script")
    for what, text in person.items():
        if len(text) > LONGEST:
            raise _Wrong(what, f"at most {LONGEST} letters")
    if person["phone"] and not _PHONE.fullmatch(person["phone"]):
        raise _Wrong("phone", "digits, blanks and + - ( ) / only")
    return {
        **person,
        "birth_year": _born(cells.get("birth", ""), year),
        "child": _child(cells.get("child", "")),
        "lang": _lang(cells.get("lang", "")),
    }


def _born(text: str, year: int) -> int | None:
    """The year in whatever form of date; only the year is kept."""
    if not text:
        return None
    whole = _DATE.fullmatch(text)
    years = {int(y) for y in ([whole[1]] if whole else _YEAR.findall(text))}
    if len(years) != 1 or not FIRST_YEAR <= min(years) <= year:
        raise _Wrong("birth", f"a year from {FIRST_YEAR} to {year}, or a date with one")
    return years.pop()


def _child(text: str) -> bool:
    plain = text.casefold()
    if plain not in _YES | _NO:
        raise _Wrong("child", "是 or 否, yes or no, 1 or 0")
    return plain in _YES


def _lang(text: str) -> str | None:
    if not text:
        return None
    lang = _LANGS.get(text.casefold())
    if lang is None:
        raise _Wrong("lang", f"one of {', '.join(LANGUAGES)}")
    return lang
