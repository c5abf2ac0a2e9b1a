"""Where a line may end, by ICU's rules; put underneath Rich, so that every widget breaks well.

Rich breaks at white space only and then folds: Tibetan syllables are cut and lines start with ་ or
。. `install` replaces the private function `rich._wrap.words`, which Rich looks up at each call; a
test guards that it is still there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import rich._wrap
from icu4py.breakers import LineBreaker
from rich.cells import cell_len, split_graphemes

# Together only as long as a narrow column can hold them.
_LONGEST_UNIT = 12
_NEVER_FIRST = frozenset("་།༎༏༐༑༔，。、；：！？」』）》〉】〕”’…,.;:!?)]}%％")
_NEVER_LAST = frozenset("（「『《〈【〔“‘([{")
_HAN_UNITS = "分个号楼层秒时点天月日年周次张本名位岁元块件份袋米页间室区排架人级公"
_TOGETHER = re.compile(
    r"\d{4}年\d+月|\d+月\d+日"  # 11月24日
    rf"|[+＋\-－−]?\d+(?:[.,:–/\-]\d+)*[ \u00a0]?[{_HAN_UNITS}](?:钟|斤)?"  # 10 分, 3号, 30 秒
    r"|\d+(?::\d+)?[ ]?[–—/\-][ ]?\d+(?::\d+)?"  # 15:00–16:30, 2 / 5
    r"|[+＋－−]\d+"
    r"|\d+ (?:points?|seconds?|minutes?|hours?|days?|people|km|kg|cm|m)(?![a-z])"
)


def _plain(text: str) -> str:
    """The text as ICU can take it: a lone surrogate from a broken file counts as one letter."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def opportunities(text: str, locale: str = "zh_CN") -> list[int]:
    """Every index in the text (in code points) at which ICU lets a line end, the end included."""
    if not text:
        return []
    ends = [end for _, end in LineBreaker(_plain(text), locale).segments()]
    if text.isascii() or max(text) <= "\uffff":
        return ends
    # ICU counts UTF-16 units: a letter above U+FFFF counts twice there and once here.
    place = {0: 0}
    units = 0
    for index, char in enumerate(text, 1):
        units += 2 if char > "\uffff" else 1
        place[units] = index
    return [place[end] for end in ends if end in place]


def _stricter(text: str, ends: list[int]) -> list[int]:
    """ICU's opportunities without those inside a number and its unit, or beside lone marks."""
    inside: set[int] = set()
    for match in _TOGETHER.finditer(text):
        if cell_len(match.group()) <= _LONGEST_UNIT:
            inside.update(range(match.start() + 1, match.end()))
    kept = []
    last = ""  # the last visible letter before the opportunity
    for start, end in pairwise((0, *ends[:-1])):
        last = text[start:end].rstrip()[-1:] or last
        if (
            end in inside
            or not last
            or last in _NEVER_LAST
            or text[end] in _NEVER_FIRST
            or text[end].isspace()
        ):
            continue
        kept.append(end)
    return [*kept, *ends[-1:]]


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[int, int, str], ...]:
    ends = _stricter(text, opportunities(text))
    found: list[tuple[int, int, str]] = []
    for start, end in pairwise((0, *ends)):
        piece = text[start:end]
        body = piece.rstrip()
        if body and len(piece) > _LONGEST_UNIT and len(body) < len(piece):
            # Rich folds a long piece with its blanks, which could make a line of blanks only.
            middle = start + len(body)
            found += [(start, middle, body), (middle, end, text[middle:end])]
        else:
            found.append((start, end, piece))
    return tuple(found)


def words(text: str) -> Iterable[tuple[int, int, str]]:
    """The pieces that a line is filled with, as (start, end, piece) – what Rich calls words."""
    return _pieces(text)


def install() -> None:
    """Make Rich, and with it every widget, break lines by ICU. May be called again."""
    rich._wrap.words = words


def forget() -> None:
    """Drop the remembered line breaks: nothing of a visit stays behind after goodbye."""
    _pieces.cache_clear()
    _wrap.cache_clear()


def wrap(text: str, width: int, lang: str = "zh_CN") -> list[str]:
    """The text in lines of at most `width` cells (1 or more); line feeds in it end a line.

    A single piece that is wider than the line, such as a long Latin word, is folded between
    clusters. The same rules hold for every language; `lang` is there for those to come.
    """
    return list(_wrap(text, max(width, 1)))


@lru_cache(maxsize=2048)
def _wrap(text: str, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in text.replace("\t", " ").splitlines() or [""]:
        lines += _fill(paragraph, width)
    return tuple(lines)


def _fill(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    used = 0
    for _start, _end, piece in _pieces(paragraph):
        need = cell_len(piece.rstrip())
        if need > width:
            if line.strip():
                lines.append(line.rstrip())
            *full, line = _fold(piece, width)
            lines += full
            used = cell_len(line)
            continue
        if used + need > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += cell_len(piece)
    return [*lines, line.rstrip()]


def _fold(piece: str, width: int) -> list[str]:
    """A piece that fits on no line: ICU's own breaks first, then between clusters."""
    parts: list[str] = []
    for start, end in pairwise((0, *opportunities(piece))):
        part = piece[start:end]
        if parts and cell_len(parts[-1]) + cell_len(part.rstrip()) <= width:
            parts[-1] += part
            continue
        parts.append("")
        spans, _total = split_graphemes(part)
        for first, last, cells in spans:
            cluster = part[first:last]
            if parts[-1] and cell_len(parts[-1]) + cells > width:
                kept = _before_the_last(parts[-1]) if cluster[0] in _NEVER_FIRST else ""
                # What may not begin a line takes the cluster before it along.
                parts[-1:] = [kept, parts[-1][len(kept) :]] if kept else [parts[-1], ""]
            parts[-1] += cluster
    return [part for part in parts if part] or [""]


def _before_the_last(text: str) -> str:
    """The text without its last cluster."""
    spans, _total = split_graphemes(text)
    return text[: spans[-1][0]]
