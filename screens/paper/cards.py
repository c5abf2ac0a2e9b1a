"""Membership cards: a sheet of ten to cut out of A4, or one card a page for a card printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.texts import Words
from screens import i18n
from screens.i18n import _
from screens.paper import barcodes
from screens.paper.setting import Sheet

WIDTH, HEIGHT = 85.6, 54.0  # a bank card (ISO/IEC 7810 ID-1), in millimetres
A4 = (210.0, 297.0)
_COLUMNS, _ROWS = 2, 5
_GUTTER = 2.0
_MARK = 4.0  # length of a cutting mark
_INK = (32, 28, 40)
_SOFT = (110, 104, 120)
_RED = (176, 42, 62)  # the hall's pomegranate
_BLUE = (34, 82, 140)  # staff


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on one card. Without a name it is a blank one."""

    number: str
    name: str = ""
    second_name: str = ""
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The hall's name in up to two languages, and the words for a member's and a staff card."""

    hall: str
    second_hall: str
    member: str
    staff: str


def wording(hall: Words, first: str) -> Wording:
    """The words of every card of this hall: its first language, then Tibetan or Chinese beside it."""
    second = "bo" if first != "bo" else "zh_CN"
    names = dict(hall.texts)
    said = {}
    for lang in (first, second):
        with i18n.speaking(lang):
            said[lang] = (_("Member card"), _("Staff card"))
    return Wording(
        hall=hall.best(first),
        second_hall=names.get(second, ""),
        member=f"{said[first][0]} {said[second][0]}",
        staff=f"{said[first][1]} {said[second][1]}",
    )


def sheet(faces: Sequence[CardFace], wording: Wording) -> bytes:
    """A4 pages of ten cards each, with cutting marks."""
    page = Sheet(A4)
    left = (A4[0] - _COLUMNS * WIDTH - (_COLUMNS - 1) * _GUTTER) / 2
    top = (A4[1] - _ROWS * HEIGHT - (_ROWS - 1) * _GUTTER) / 2
    for index, face in enumerate(faces):
        place = index % (_COLUMNS * _ROWS)
        if place == 0:
            page.add_page()
        x = left + (place % _COLUMNS) * (WIDTH + _GUTTER)
        y = top + (place // _COLUMNS) * (HEIGHT + _GUTTER)
        _card(page, face, wording, x, y)
        _marks(page, x, y)
    return bytes(page.output())


def singles(faces: Sequence[CardFace], wording: Wording) -> bytes:
    """One card a page, as large as the card."""
    page = Sheet((WIDTH, HEIGHT))
    for face in faces:
        page.add_page()
        _card(page, face, wording, 0, 0)
    return bytes(page.output())


def _card(page: Sheet, face: CardFace, wording: Wording, x: float, y: float) -> None:
    page.set_fill_color(*(_BLUE if face.staff else _RED))
    page.rect(x, y, WIDTH, 2.6, style="F")
    inner, width = x + 5, WIDTH - 10
    page.set_text_color(*_INK)
    page.line_of(wording.hall, inner, y + 7.6, 9, width * 0.7)
    page.set_text_color(*_SOFT)
    page.line_of(wording.second_hall, inner, y + 11.8, 7.5, width * 0.7)
    kind = wording.staff if face.staff else wording.member
    page.set_text_color(*(_BLUE if face.staff else _RED))
    wide = min(page.width_of(kind, 8), width * 0.26)
    page.line_of(kind, inner + width - wide, y + 7.6, 8, wide)
    _names(page, face, inner, y, width)
    barcodes.draw(page, face.number, x + 6, y + 32.5, WIDTH - 12, 12.5)
    page.set_text_color(*_INK)
    page.centred(_spaced(face.number), x, y + 50, 10, WIDTH)


def _names(page: Sheet, face: CardFace, x: float, y: float, width: float) -> None:
    page.set_text_color(*_INK)
    if face.name:
        page.line_of(face.name, x, y + (19.6 if face.second_name else 22.5), 14, width)
        if face.second_name:
            page.set_text_color(*_SOFT)
            page.line_of(face.second_name, x, y + 28.2, 9.5, width)
    else:  # a line to write on
        page.set_draw_color(*_SOFT)
        page.set_line_width(0.2)
        page.line(x, y + 25.5, x + width, y + 25.5)


def _spaced(number: str) -> str:
    """Fourteen digits in groups that can be read aloud; another number as it is."""
    if len(number) != 14:
        return number
    return f"{number[:2]} {number[2:6]} {number[6:10]} {number[10:]}"


def _marks(page: Sheet, x: float, y: float) -> None:
    page.set_draw_color(170, 170, 170)
    page.set_line_width(0.1)
    for across in (x, x + WIDTH):
        for edge, away in ((y, -1), (y + HEIGHT, 1)):
            page.line(across, edge, across, edge + away * min(_MARK, _GUTTER / 2))
    for edge in (y, y + HEIGHT):
        for across, away in ((x, -1), (x + WIDTH, 1)):
            page.line(across, edge, across + away * min(_MARK, _GUTTER / 2), edge)
