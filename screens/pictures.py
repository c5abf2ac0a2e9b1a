"""Pictograms, big figures and pictures as rows of segments, in the resolution the terminal can draw."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.segment import Segment
from rich.style import Style

from screens.theme import Palette

Rows = list[list[Segment]]
Cells = list[list[tuple[str, str | None, str | None]]]

_ART = Path(__file__).parent / "art" / "art.json"
_state: dict[str, Any] = {"resolution": "quadrants", "art": None}
_FOOT_WITH_OCTANTS = (1, 20)
_THIN = {"octants": "\U0001cd06", "quadrants": "━"}  # the second of four rows of dots; a line


def use(resolution: str) -> None:
    """Draw with "octants" or "quadrants" from now on."""
    _state["resolution"] = resolution


def choose(environ: Mapping[str, str]) -> str:
    """What the terminal can draw, by what it says of itself.

    Octants only where the terminal draws them without a font; never inside tmux or screen, which
    swallow them and shift the row.
    """
    term = environ.get("TERM", "")
    if "TMUX" in environ or term.startswith(("tmux", "screen")):
        return "quadrants"
    program = environ.get("TERM_PROGRAM", "")
    if program == "ghostty" or term in ("xterm-kitty", "xterm-ghostty"):
        return "octants"
    if program == "foot" or term.startswith("foot"):
        version = re.match(r"(\d+)\.(\d+)", environ.get("TERM_PROGRAM_VERSION", ""))
        if version and tuple(map(int, version.groups())) >= _FOOT_WITH_OCTANTS:
            return "octants"
    return "quadrants"


def thin_line() -> str:
    """A line along the middle of a row, as strong as the terminal has one."""
    return _THIN[str(_state["resolution"])]


def _art(name: str) -> Cells:
    if _state["art"] is None:
        _state["art"] = json.loads(_ART.read_text("utf-8"))
    cells: Cells = _state["art"][_state["resolution"]][name]
    return cells


def exists(name: str, kind: str = "icon") -> bool:
    """Whether there is a pictogram, or a picture, of this name."""
    try:
        _art(f"{kind}/{name}")
    except KeyError:
        return False
    return True


def icon(name: str, ink: str, ground: str) -> Rows:
    """A pictogram: 7 × 3 cells (the speaker 3 × 1)."""
    return _drawn(_art(f"icon/{name}"), ink, ground, None)


def picture(name: str, ground: str, palette: Palette, ink: str = "#FFFFFF") -> Rows:
    """A picture in several colours; what is white in it, and an arrow, follow the palette."""
    return _drawn(_art(f"picture/{name}"), ink, ground, palette)


def figures(text: str, ink: str, ground: str) -> Rows:
    """Big figures, three rows high: digits, + - : / and blanks."""
    rows: Rows = [[], [], []]
    blank = Segment(" ", Style(bgcolor=ground))
    for char in text:
        cells: Cells = [[(" ", None, None)]] * 3 if char == " " else _art(f"figure/{char}")
        for row, drawn in zip(rows, _drawn(cells, ink, ground, None), strict=True):
            row += [*drawn, blank]
    return [row[:-1] for row in rows]


def _drawn(
    cells: Cells,
    ink: str,
    ground: str,
    palette: Palette | None,
) -> Rows:
    swap = {"ink": ink}
    if palette is not None:
        swap["arrow"] = palette.arrow if ground == palette.pom else palette.att
        if ground in (palette.page, palette.surface, palette.panel):
            swap["#F7F3EA"] = palette.white
        elif ground == palette.pom:
            swap["#F7F3EA"] = palette.onpom

    def colour(value: str | None) -> str:
        return ground if value is None else swap.get(value, value)

    return [
        [Segment(char, _style(colour(front), colour(back))) for char, front, back in row]
        for row in cells
    ]


_styles: dict[tuple[str, str], Style] = {}


def _style(front: str, back: str) -> Style:
    key = (front, back)
    if key not in _styles:
        _styles[key] = Style(color=front, bgcolor=back)
    return _styles[key]
