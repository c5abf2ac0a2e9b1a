"""The signs for the doors: A4 pages in one HTML file, with the very pictograms of the screen.

Page one holds the whole set with its names; each room has a page of its own. A pictogram is drawn
as rectangles, as sharp as the printer is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from rich.cells import cell_len

from db.activities.rooms import RoomView
from db.texts import Words
from screens import i18n
from screens.art import bake
from screens.paper.names import GROUPS, NAMES

DOT = (19, 24)  # how wide and how high a dot is on the screen
OVERLAP = 0.02  # of a dot, so that no seam shows between two rectangles
NOTHING_THERE = "door"  # of a room in which no activity takes place
WIDE = 190  # millimetres of a page that may be written on
LANGS = {"zh_CN": "zh-Hans", "bo": "bo", "en": "en"}  # as HTML calls them

_STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box; margin: 0 }
body { color: #000; background: #fff;
  font-family: "DejaVu Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif }
:lang(bo) { font-family: "DDC Uchen", "Noto Serif Tibetan", "Microsoft Himalaya", serif }
.page { width: 210mm; height: 297mm; padding: 10mm; overflow: hidden; break-after: page;
  display: flex; flex-direction: column; align-items: center }
.all { padding: 6mm 8mm; display: block }
.all h2 { font-size: 3mm; margin: 0 0 1mm; border-bottom: 0.3mm solid }
.all h2 span { display: inline; margin-right: 5mm }
.all figure { display: inline-block; width: 12.5%; height: 19.4mm; vertical-align: top;
  text-align: center; line-height: 1.2 }
.all svg { height: 8mm }
.all :lang(bo) { line-height: 1.5 }
.door { justify-content: space-between; text-align: center; line-height: 1.25 }
.door .large { height: 102mm; margin: 5mm 0 }
.door .number { height: 28mm; margin-bottom: 3mm }
.door .more svg { height: 19mm; margin: 0 5mm }
.door .hall { font-size: 4.5mm }
i { font-style: normal }
p.number { font-size: 28mm; font-weight: bold; line-height: 1 }
b, span { display: block }
"""


def for_doors(rooms: Sequence[RoomView], chosen: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """The pictograms of each room's door, the large one first.

    What staff have chosen, else the kind of activity that is most at home there; two rooms share a
    large one only where nothing else takes place in the second. The others follow in small.
    """
    large = dict(chosen)
    wishes = sorted(
        (-times, place, room.room, kind)
        for room in rooms
        for place, (kind, times) in enumerate(room.kinds)
    )
    for _times, _place, room_id, kind in wishes:
        if room_id not in large and kind not in large.values():
            large[room_id] = kind
    out = {}
    for room in rooms:
        kinds = [kind for kind, _ in room.kinds]
        first = large.get(room.room) or next(iter(kinds), NOTHING_THERE)
        out[room.room] = (first, *(kind for kind in kinds if kind != first))
    return out


def sheet(
    hall: Words, rooms: Sequence[RoomView], doors: Mapping[int, tuple[str, ...]], first_lang: str
) -> str:
    """The whole file."""
    langs = [first_lang, *(lang for lang in i18n.LANGUAGES if lang != first_lang)]
    pages = [_all(langs), *(_door(hall, room, doors[room.room], langs) for room in rooms)]
    title = escape(hall.best(first_lang, first_lang))
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGS[first_lang]}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(pages)
        + "\n</body></html>\n"
    )


def _all(langs: list[str]) -> str:
    parts = []
    for file, name in GROUPS.items():
        heading = "".join(_text("span", lang, text) for lang, text in _said(name, langs))
        figures = "".join(
            f"<figure>{svg(bake.dots(rows))}{_lines(_said(NAMES[key], langs), 2.3, 23)}</figure>"
            for key, rows in bake.grids(file).items()
            if key != "speaker"  # of another size, and only in the bar
        )
        parts.append(f"<h2>{heading}</h2>{figures}")
    return f'<section class="page all">{"".join(parts)}</section>'


def _door(hall: Words, room: RoomView, icons: tuple[str, ...], langs: list[str]) -> str:
    drawn = {key: rows for file in GROUPS for key, rows in bake.grids(file).items()}
    large, *small = (bake.doubled(bake.doubled(bake.dots(drawn[icon]))) for icon in icons)
    hall_s = " · ".join(_text("i", lang, text) for lang, text in _known(hall, langs))
    more = f'<div class="more">{"".join(map(svg, small))}</div>' if small else ""
    return (
        '<section class="page door">'
        f"{svg(large, 'large')}{_number(room.code)}"
        f"<div>{_lines(_known(room.name, langs), 16, WIDE)}</div>"
        f"<div>{_lines(_known(room.way, langs), 9, WIDE)}</div>{more}"
        f'<p class="hall">{hall_s}</p></section>'
    )


def _number(code: str) -> str:
    """What stands on the door, in the figures of the screen where there are such."""
    figures = bake.grids("figures")
    if not code or not all(char in figures for char in code):
        return f'<p class="number">{escape(code)}</p>' if code else ""
    grid: bake.Dots = [[] for _ in range(12)]
    for char in code:
        for row, more in zip(grid, bake.dots(figures[char]), strict=True):
            row.extend([None, None, *more] if row else more)
    return svg(grid, "number")


def svg(grid: bake.Dots, name: str = "") -> str:
    """A grid of dots as one path of rectangles."""
    wide, high = DOT
    path = "".join(
        f"M{start} {y}h{length + OVERLAP}v{1 + OVERLAP}h-{length + OVERLAP}z"
        for y, row in enumerate(grid)
        for start, length in _runs(row)
    )
    named = f' class="{name}"' if name else ""
    return (
        f'<svg{named} viewBox="0 0 {len(grid[0]) * wide} {len(grid) * high}">'
        f'<path transform="scale({wide} {high})" d="{path}"/></svg>'
    )


def _runs(row: list[str | None]) -> list[tuple[int, int]]:
    """Where dots stand beside each other: first column, how many."""
    runs: list[tuple[int, int]] = []
    for x, dot in enumerate(row):
        if dot is None:
            continue
        start, length = runs[-1] if runs and sum(runs[-1]) == x else (x, 0)
        runs[len(runs) - bool(length) :] = [(start, length + 1)]
    return runs


def _said(say: Callable[[], str], langs: list[str]) -> list[tuple[str, str]]:
    out = []
    for lang in langs:
        with i18n.speaking(lang):
            out.append((lang, say()))
    return out


def _known(words: Words, langs: list[str]) -> list[tuple[str, str]]:
    """A name in the languages that it has."""
    texts = dict(words.texts)
    return [(lang, texts[lang]) for lang in langs if texts.get(lang)]


def _lines(said: list[tuple[str, str]], size: float, room: float) -> str:
    """One language a line, the first one bold; smaller where it would not fit (millimetres)."""
    out = []
    for i, (lang, text) in enumerate(said):
        fits = min(size, room / (0.62 * max(1, cell_len(text))))
        out.append(_text("b" if i == 0 else "span", lang, text, f"{fits:.2f}mm"))
    return "".join(out)


def _text(tag: str, lang: str, text: str, size: str = "") -> str:
    style = f' style="font-size:{size}"' if size else ""
    return f'<{tag} lang="{LANGS.get(lang, lang)}"{style}>{escape(text)}</{tag}>'
