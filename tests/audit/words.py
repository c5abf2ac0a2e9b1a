"""The checks of what is said: where lines end, whose names stand there, what was never translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category

from rich.cells import cell_len
from wcwidth import wcswidth

from screens import i18n
from screens.typography.breaking import opportunities
from screens.widgets.cells import clusters
from screens.widgets.key import Key
from screens.widgets.keyboard import Letter
from screens.widgets.panel import Panel
from tests.audit import seeing
from tests.audit.view import View

NEVER_FIRST = frozenset("་།，。！」）、；：？")
NEVER_LAST = frozenset("（「《")
MOST_MARKS = 8  # of one cluster, the letter included: ཧཱུྃ has four
# The languages' own names stand in the bar in every language (R44).
IN_EVERY_LANGUAGE = " 中文 བོད EN Abc "
_NUMBER = re.compile(r"(?<!\d)(?:\d{11}|\d{17}[\dXx])(?!\d)")
_OURS = re.compile("[" + "".join(map(chr, i18n._ACCENTS.values())) + "]|[ཊཋཌཎ][ིོ]?་?|[囗囸]")
TSHEG = "་"


def legal_breaks(v: View) -> Iterator[str]:
    """Lines end only where ICU lets them, unless a single word is wider than the line (R47)."""
    for box in v.boxes:
        for text, lines in v.drawn(box).wrapped:
            yield from (f"#{box.id} breaks {text!r} at {end}" for end in _illegal(text, lines))


@cache
def _illegal(text: str, lines: tuple[str, ...]) -> tuple[int, ...]:
    """The places at which a text was broken though ICU forbids it."""
    wrong = []
    rest = iter(lines)
    for paragraph in text.replace("\t", " ").splitlines() or [""]:
        allowed = opportunities(paragraph)
        end = last = 0
        while end < len(paragraph.rstrip()):
            line = next(rest)
            begun = paragraph.index(line, end)
            # A word that is wider than its line has no opportunity inside it.
            if begun and begun not in allowed and any(last < at < begun for at in allowed):
                wrong.append(begun)
            last, end = begun, begun + len(line)
        if not paragraph.strip():
            next(rest, "")
    return tuple(wrong)


def good_ends(v: View) -> Iterator[str]:
    """No line begins with a mark that closes, none ends with one that opens (R48)."""
    for box in v.boxes:
        for _text, lines in v.drawn(box).wrapped:
            for line in lines[1:]:
                if line[:1] in NEVER_FIRST:
                    yield f"#{box.id} begins a line with {line[:1]!r}: {line!r}"
            for line in lines[:-1]:
                if line[-1:] in NEVER_LAST:
                    yield f"#{box.id} ends a line with {line[-1:]!r}: {line!r}"


def one_set_of_digits(v: View) -> Iterator[str]:
    """Digits are European, or Tibetan in running prose, never both in one text (R49)."""
    for box in v.boxes:
        for text in v.drawn(box).said:
            if re.search("[0-9]", text) and re.search("[༠-༩]", text):
                yield f"#{box.id} mixes digits: {text!r}"


def masked(v: View) -> Iterator[str]:
    """No full name, no telephone and no identity number on a public screen (R30)."""
    for box in v.boxes:
        for text in v.drawn(box).said:
            if _NUMBER.search(text):
                yield f"#{box.id} shows a number: {text!r}"
            yield from (f"#{box.id} says {one!r}" for one in v.facts.secrets if one in text)


def harmless(v: View) -> Iterator[str]:
    """No control, direction or joining mark reaches the terminal, no pile of marks, no VS16 (R20)."""
    for y, line in enumerate(v.text.split("\n")):
        for char in line:
            if category(char) in ("Cc", "Cf", "Cs", "Co") or char == "\ufe0f":
                yield f"row {y} holds U+{ord(char):04X}"
        for cluster in clusters(line):
            if len(cluster) > MOST_MARKS:
                yield f"row {y} piles {len(cluster) - 1} marks on one letter"


def one_width(v: View) -> Iterator[str]:
    """Signs are as wide to Rich as to other terminals; letters are the fonts' own affair (R20)."""
    for char in {c for c in v.text if category(c)[0] in "SP" and not seeing.drawn(c)}:
        if cell_len(char) != wcswidth(char):
            yield f"{char!r} is {cell_len(char)} or {wcswidth(char)} cells wide"


def not_by_colour_alone(v: View) -> Iterator[str]:
    """What a colour says, a sign or a picture says too (R15)."""
    for key in v.shown(Key):
        signs = [c for c in key.label if category(c)[0] in "SP"]
        if key.variant in ("selected", "destructive") and not signs:
            yield f"#{key.id} is {key.variant} by its colour alone"
    p = v.k.app.palette
    for box in v.boxes:
        note = v.drawn(box)
        for text, colour, ground in note.written:
            counted = text.strip().isdigit() and colour in (p.ok, p.err, p.bad)
            if counted and colour not in (p.text, p.att) and ground not in (p.okfill, p.errfill):
                yield f"#{box.id} says by colour alone what {text!r} is"
    for panel in v.shown(Panel):
        if panel._fill in ("okfill", "errfill") and not (
            v.drawn(panel).icons or v.drawn(panel).pictures
        ):
            yield f"#{panel.id} is an outcome without a picture"


def nothing_forgotten(v: View) -> Iterator[str]:
    """In the pseudo-language every word has accents, or it is the hall's own data (R42)."""
    known = (
        v.facts.names
        + (v.facts.people if v.staff else "")
        + IN_EVERY_LANGUAGE
        + getattr(v.screen, "code", "")
        + _typed(v)
    )
    for y, line in enumerate(v.text.split("\n")):
        for word in _words(line):
            if word not in known:
                yield f"row {y} says {word!r} outside the catalogues"


def _typed(v: View) -> str:
    """What can be typed, what was, and the letters of names that are given as an example."""
    board, text = getattr(v.screen, "board", None), getattr(v.screen, "_typed", "")
    if board is None:
        return f" {text}"
    letters = " ".join(key.label for key in v.shown(Letter))
    return f" {letters} {board.text}{getattr(board, 'waiting', '')} {v.facts.names.upper()}"


def _words(line: str) -> list[str]:
    """Runs of letters, and of whole Tibetan words, that are neither accented nor our padding."""
    plain = "".join(
        c if (category(c)[0] in "LM" or c == TSHEG) and not seeing.drawn(c) else " "
        for c in _OURS.sub(" ", line)
    )
    return [word for word in plain.split() if word.strip(TSHEG)]
