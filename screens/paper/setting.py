"""A PDF in which every script is set right: HarfBuzz shapes, each piece of a text has its own font."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from fpdf import FPDF

from screens.paper import fonts
from screens.paper.fonts import FontFile

# DDC Uchen is small for its size and stands low; these bring both scripts to one height.
_SIZES = {"tibetan": 1.18}
MISSING = "□"  # a letter that no font on this machine has


class Sheet(FPDF):
    """Millimetres, no automatic page breaks, text in any mixture of scripts on one line."""

    def __init__(self, size: tuple[float, float]) -> None:
        super().__init__(unit="mm", format=size)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_text_shaping(True)
        self._families: dict[FontFile, str] = {}

    def line_of(self, text: str, x: float, y: float, points: float, width: float) -> float:
        """Set one line of text from x on, its baseline at y, made smaller until it fits `width`.

        Returns the size that was taken.
        """
        pieces = list(_pieces(text))
        natural = sum(self._width(piece, script, points) for script, piece in pieces)
        if natural > width:
            points *= width / natural
        for script, piece in pieces:
            wide = self._width(piece, script, points)
            # cell() shapes, text() does not; its baseline lies at 0.8 of the size of the font.
            self.set_xy(x, y - 0.8 * self.font_size)
            self.cell(wide, self.font_size, piece)
            x += wide
        return points

    def width_of(self, text: str, points: float) -> float:
        """How wide this text would be set, in millimetres."""
        return sum(self._width(piece, script, points) for script, piece in _pieces(text))

    def centred(self, text: str, x: float, y: float, points: float, width: float) -> None:
        """As line_of, in the middle of `width`."""
        spare = max(0.0, width - self.width_of(text, points))
        self.line_of(text, x + spare / 2, y, points, width - spare)

    def _width(self, piece: str, script: str, points: float) -> float:
        self._font(script, piece, points)
        return float(self.get_string_width(piece))

    def _font(self, script: str, piece: str, points: float) -> None:
        other = fonts.covering(piece[0]) if script == "other" else None
        file = other or fonts.named(script)
        if file not in self._families:
            family = f"f{len(self._families)}"
            self.add_font(family, fname=file.path, collection_font_number=file.index)
            self._families[file] = family
        self.set_font(self._families[file], size=points * _SIZES.get(script, 1.0))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text in pieces of one script; blanks and punctuation go with what stands before them."""
    text = "".join(letter if _script(letter) != "unknown" else MISSING for letter in text)
    scripts: list[str] = []
    for letter in text:
        own = _script(letter)
        scripts.append(scripts[-1] if own == "any" and scripts else "han" if own == "any" else own)
    for script, group in itertools.groupby(zip(scripts, text, strict=True), key=lambda p: p[0]):
        yield script, "".join(letter for _, letter in group)


def _script(letter: str) -> str:
    if "\u0f00" <= letter <= "\u0fff":
        return "tibetan"
    if letter.isspace() or not letter.isalnum():
        return "any"
    plain = letter < "\u0250" or "\u2e80" <= letter <= "\u9fff" or letter >= "\U00020000"
    if plain:
        return "han"
    return "unknown" if fonts.covering(letter) is None else "other"
