"""A file of somebody else's as rows of text: CSV in whatever encoding and with whatever delimiter, XLSX.

A torn row is a row that is torn, not the end of the file: a quote that never closes costs its own line.
"""

from __future__ import annotations

import codecs
import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.base import Refusal
from db.importing.reasons import ImportReason

DELIMITERS = ",;\t|，^~:"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LONGEST = 20  # lines that one quoted field may run over
_BAD = "\ufffd"
_MOSTLY = 0.1  # of the letters beyond ASCII may be damaged in a text that is still that encoding


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as an editor or a spreadsheet counts, its cells, and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    wrong: str = ""  # "torn" or "damaged"


@dataclass(frozen=True, slots=True)
class Table:
    """A file's name, its headers, and its rows."""

    file: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path, known: Callable[[str], bool]) -> Table:
    """The table in a file. `known` says whether a header means something, to tell delimiters apart.

    Refusal(NOT_READABLE: file). An OSError is the caller's.
    """
    content = path.read_bytes()
    try:
        rows = _workbook(path) if content.startswith(b"PK\x03\x04") else _text(content, known)
        first = next(rows, None)
        others = tuple(rows)
    except (ValueError, KeyError, zipfile.BadZipFile, SyntaxError, csv.Error) as error:
        raise Refusal(ImportReason.NOT_READABLE, {"file": path.name}) from error
    if first is None:
        raise Refusal(ImportReason.NOT_READABLE, {"file": path.name})
    headers = tuple(cell.strip() for cell in first.cells)
    return Table(path.name, headers, others)


def _workbook(path: Path) -> Iterator[Row]:
    """The first sheet, as it is written: a formula is its text, and nothing is calculated."""
    from openpyxl.reader.excel import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except InvalidFileException as error:
        raise ValueError(str(error)) from error
    try:
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            texts = tuple(_plain(cell) for cell in cells)
            if any(texts):
                yield Row(number, texts)
    finally:
        book.close()


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):  # a datetime is one
        return cell.strftime("%Y-%m-%d")
    return str(cell)


def _text(content: bytes, known: Callable[[str], bool]) -> Iterator[Row]:
    text = decoded(content)
    if sum(letter < " " and letter not in "\t\r\n" for letter in text) > len(text) * _MOSTLY:
        msg = "a file of control characters is no text"
        raise ValueError(msg)
    lines = [line for line in _LINE.findall(text) if line]
    first = next((line for line in lines if line.strip()), "")
    delimiter = delimiter_of(first, known)
    width = len(_cells(first, delimiter))
    at = 0
    while at < len(lines):
        taken, cells = _record(lines, at, delimiter, width)
        number, at = at + 1, at + max(taken, 1)
        if any(cell.strip() for cell in cells):
            wrong = "torn" if not taken else "damaged" if _BAD in "".join(cells) else ""
            yield Row(number, tuple(cells), wrong)


def decoded(content: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, UTF-16 or GB18030. ValueError if none.

    A few damaged letters do not make it another encoding: they become U+FFFD, and only their rows
    are refused.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    start = content[:4000]
    if start.count(0) > len(start) // 20:  # every ASCII letter of UTF-16 brings one
        little = start[1::2].count(0) >= start[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    for name in ("utf-8", "gb18030"):
        text = content.decode(name, "replace")
        foreign = sum(not letter.isascii() for letter in text)
        if text.count(_BAD) <= foreign * _MOSTLY:
            return text
    msg = "neither UTF-8 nor UTF-16 nor GB18030"
    raise ValueError(msg)


def delimiter_of(line: str, known: Callable[[str], bool]) -> str:
    """The delimiter that gives the most headers that mean something, then the most columns."""

    def worth(delimiter: str) -> tuple[int, int]:
        """How much a delimiter makes of the line."""
        cells = _cells(line, delimiter)
        return sum(known(cell) for cell in cells), len(cells)

    return max(DELIMITERS, key=worth)


def _record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[int, list[str]]:
    """The record that begins at a line: how many lines it takes (0: it is torn), and its cells."""
    whole = ""
    for taken, line in enumerate(lines[at : at + _LONGEST], 1):
        whole += line
        if whole.count('"') % 2 == 0:
            try:
                cells = _cells(whole, delimiter)
            except csv.Error:
                break
            if taken == 1 or len(cells) == width:
                return taken, cells
            break
    return 0, [lines[at].strip()]


def _cells(record: str, delimiter: str) -> list[str]:
    for cells in csv.reader([record.rstrip("\r\n")], delimiter=delimiter):
        return cells
    return []
