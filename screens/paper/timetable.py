"""The hall's timetable on paper: Chinese and Tibetan side by side, a pictogram for each activity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from db.activities.timetable import Slot, TimetableDay
from db.texts import Words
from screens import i18n
from screens.art import bake
from screens.i18n import _
from screens.paper.setting import Sheet
from screens.typography import breaking, dates

SIZES = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
_LANGS = ("zh_CN", "bo")
_DOT = (19, 24)  # how wide and how high a dot of a pictogram is
# On A4, in millimetres; everything grows with the paper.
_MARGIN, _FOOT = 11.0, 10.0
_TIME, _PICTURE, _ZH, _BO = 11.0, 46.0, 60.0, 114.0  # where each column begins
_ROOM, _END = 168.0, 199.0
_LINE, _PAD = 6.6, 2.2
_INK, _SOFT, _RED = (32, 28, 40), (110, 104, 120), (176, 42, 62)


class _Page:
    """Where the pen stands; what does not fit begins a new page with the same head."""

    def __init__(self, paper: str, hall: Words, days: Sequence[TimetableDay]) -> None:
        self.scale = SIZES[paper][0] / SIZES["a4"][0]
        self.sheet = Sheet(SIZES[paper])
        self.height = SIZES[paper][1] / self.scale
        self.hall, self.days, self.number = hall, days, 0
        self.begin()

    def begin(self) -> None:
        """A new page: the hall, the title, which days, the number of the page."""
        self.sheet.add_page()
        self.number += 1
        first, last = self.days[0].hours.day, self.days[-1].hours.day
        for x, wide, lang in ((_TIME, _BO - _TIME - 4, "zh_CN"), (_BO, _END - _BO, "bo")):
            with i18n.speaking(lang):
                title = _("Activities of the hall")
            self.text(dict(self.hall.texts).get(lang, ""), x, 15, 11, wide, _SOFT)
            self.text(title, x, 26, 21, wide, _RED)
            span = f"{dates.month_day(first, lang)} – {dates.month_day(last, lang)}"
            self.text(span, x, 35, 13, wide)
        self.text(str(self.number), _END - 6, self.height - 5, 9, 6, _SOFT)
        self.y = 39.0

    def text(
        self,
        text: str,
        x: float,
        y: float,
        points: float,
        width: float,
        colour: tuple[int, int, int] = _INK,
    ) -> None:
        """One line; measures are those of A4."""
        scale = self.scale
        self.sheet.set_text_color(*colour)
        self.sheet.line_of(text, x * scale, y * scale, points * scale, width * scale)

    def lines(self, text: str, points: float, width: float) -> list[str]:
        """A text in lines that fit, broken where our own rules allow it."""
        found, line = [], ""
        for _start, _end, piece in breaking.words(text):
            wider = (line + piece).rstrip()
            fits = self.sheet.width_of(wider, points * self.scale) <= width * self.scale
            if line and not fits:
                found.append(line.rstrip())
                line = ""
            line += piece
        return [*found, line.rstrip()] if line.strip() else found

    def room_for(self, height: float) -> bool:
        """Whether so much fits on this page."""
        return self.y + height <= self.height - _FOOT

    def bar(self, y: float, height: float, grey: int) -> None:
        """A grey band over the whole width."""
        self.sheet.set_fill_color(grey, grey, grey)
        scale = self.scale
        self.sheet.rect(
            _MARGIN * scale, y * scale, (_END - _MARGIN) * scale, height * scale, style="F"
        )

    def pictogram(self, name: str, x: float, y: float, height: float) -> None:
        """The pictogram of the screen, as rectangles."""
        grid = bake.dots(_drawn(name))
        wide, high = _DOT
        unit = height / (len(grid) * high) * self.scale
        self.sheet.set_fill_color(*_INK)
        for row, dots in enumerate(grid):
            at = x * self.scale
            for black, group in groupby(dots, key=lambda dot: dot is not None):
                run = len(list(group)) * wide * unit
                if black:
                    top = y * self.scale + row * high * unit
                    self.sheet.rect(at, top, run + 0.01, high * unit + 0.01, style="F")
                at += run


def sheet(hall: Words, days: Sequence[TimetableDay], paper: str = "a4") -> bytes:
    """The PDF. `paper`: "a4" or "a3". At least one day."""
    page = _Page(paper, hall, days)
    if not any(day.slots or not day.hours.spans for day in days):
        for x, wide, lang in ((_TIME, _BO - _TIME - 4, "zh_CN"), (_BO, _END - _BO, "bo")):
            with i18n.speaking(lang):
                page.text(_("Nothing is planned for these days."), x, 60, 15, wide)
        return bytes(page.sheet.output())
    for day in days:
        if day.slots or day.hours.note or not day.hours.spans:
            _day(page, day)
    return bytes(page.sheet.output())


def _day(page: _Page, day: TimetableDay) -> None:
    first = _height(page, day.slots[0])[0] if day.slots else 0
    if not page.room_for(11 + first):
        page.begin()
    _heading(page, day.hours.day, day)
    for slot in day.slots:
        height, *columns = _height(page, slot)
        if not page.room_for(height):
            page.begin()
            _heading(page, day.hours.day, day)
        _slot(page, slot, height, columns)
    page.y += 2.5


def _heading(page: _Page, when: date, day: TimetableDay) -> None:
    page.bar(page.y, 9, 228)
    for x, wide, lang in ((_TIME + 2, _BO - _TIME - 6, "zh_CN"), (_BO, _END - _BO - 2, "bo")):
        words = [dates.day_words(when, lang), dict(day.hours.note.texts).get(lang, "")]
        if not day.hours.spans:
            with i18n.speaking(lang):
                words.append(_("Closed"))
        page.text("  ".join(filter(None, words)), x, page.y + 6.6, 13, wide)
    page.y += 10


def _height(page: _Page, slot: Slot) -> tuple[float, list[str], list[str], list[str]]:
    """How high the line of a session is, and its texts in lines: Chinese, Tibetan, the room."""
    titles = dict(slot.title.texts)
    zh = page.lines(titles.get("zh_CN") or slot.title.best("zh_CN"), 15, _BO - _ZH - 3)
    bo = page.lines(titles.get("bo", ""), 14, _ROOM - _BO - 3)
    names = dict(slot.room.texts)
    rooms = [names[lang] for lang in _LANGS if names.get(lang)]
    room = [line for name in rooms for line in page.lines(name, 10, _END - _ROOM)]
    marks = 1 if slot.cancelled else 0
    return _LINE * max(len(zh) + marks, len(bo) + marks, len(room), 1) + _PAD, zh, bo, room


def _slot(page: _Page, slot: Slot, height: float, columns: list[list[str]]) -> None:
    zh, bo, room = columns
    colour = _SOFT if slot.cancelled else _INK
    base = page.y + 5.6
    page.text(dates.span(slot.starts_at, slot.ends_at), _TIME, base, 14, _PICTURE - _TIME - 2)
    page.pictogram(slot.category, _PICTURE, page.y + 0.4, min(height - 1, 8))
    for lang, x, right, points, lines in (
        ("zh_CN", _ZH, _BO - 3, 15, zh),
        ("bo", _BO, _ROOM - 3, 14, bo),
    ):
        for n, line in enumerate(lines):
            page.text(line, x, base + n * _LINE, points, right - x, colour)
            if slot.cancelled:
                _strike(page, line, x, base + n * _LINE - 1.7, points, right - x)
        if slot.cancelled:
            with i18n.speaking(lang):
                page.text(_("Cancelled"), x, base + len(lines) * _LINE, 12, right - x, _RED)
    for n, line in enumerate(room):
        page.text(line, _ROOM, base - 0.6 + n * _LINE, 10, _END - _ROOM)
    page.y += height
    page.bar(page.y - 0.6, 0.2, 200)


def _strike(page: _Page, line: str, x: float, y: float, points: float, width: float) -> None:
    scale = page.scale
    long = min(page.sheet.width_of(line, points * scale), width * scale)
    page.sheet.set_draw_color(*_SOFT)
    page.sheet.set_line_width(0.4 * scale)
    page.sheet.line(x * scale, y * scale, x * scale + long, y * scale)


def _drawn(name: str) -> list[str]:
    places = bake.grids("places")
    return places.get(name) or places["hall"]
