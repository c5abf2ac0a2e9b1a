"""The hall's own terminal, as deploy/ sets it up: whole letters, nothing missing, no way out."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from rich.cells import cell_len

from screens.theme import DARK
from tests.shots import frames, hall, letters
from tests.shots.examine import PANELS, SPECK, amount, ink

INI = hall.DEPLOY / "foot.ini"
# The two type sizes as foot draws them, and the same with rows twice as high: nothing can be cut there.
ROWS = {(100, 22): (100, 11), (49, 11): (49, 5)}
TYPES = pytest.mark.parametrize("grid", ROWS, ids=["normal", "large"])
NO_LETTER = "\U000ff000"  # for private use: no font has it
BLUR = 0.015  # of a letter's ink: the soft edge of one row of pixels, which nobody sees
BINDING = re.compile(r"# ([a-z-]+) ?= ?(?:\[.*\] )?(\S+)")
WEIGHTS = ("regular", "bold")


@dataclass
class Photograph:
    """One page of letters, and where they stand on it."""

    image: Image.Image
    grid: tuple[int, int]
    places: dict[str, letters.Place]

    def mask(self, text: str) -> Image.Image:
        """A text's ink, one cell farther to both sides."""
        x, y = self.places[text]
        return ink(self.image, PANELS[self.grid].box(x - 1, y, cell_len(text) + 2), DARK.page)


@dataclass
class Letters:
    """Every page of one size and weight."""

    pages: list[Photograph]

    def mask(self, text: str) -> Image.Image:
        return next(page for page in self.pages if text in page.places).mask(text)


pytestmark = pytest.mark.timeout(300)
Album = dict[tuple[tuple[int, int], str], Letters]


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    """All letters and pairs, photographed in both sizes and weights, in low and in high rows."""
    try:
        hall.terminal()
    except hall.HallMissingError as missing:
        pytest.skip(str(missing))
    made: Album = {}
    for options, grids in (((), ROWS.keys()), (("-o", "line-height=96px"), ROWS.values())):
        folder = tmp_path_factory.mktemp("letters")
        pages = {
            (grid, weight): list(_pages(folder, grid, weight))
            for grid in grids
            for weight in WEIGHTS
        }
        out = hall.photograph(folder, *options)
        assert "config.c" not in (folder / "log").read_text("utf-8")  # foot has no objection
        for kind, told in pages.items():
            made[kind] = Letters(
                [
                    Photograph(Image.open(out / f"{name}.png").convert("RGB"), kind[0], places)
                    for name, places in told
                ]
            )
    return made


def _pages(
    folder: Path, grid: tuple[int, int], weight: str
) -> Iterator[tuple[str, dict[str, letters.Place]]]:
    pairs = list(dict.fromkeys(word for pair in letters.PAIRS for word in pair))
    bold = weight == "bold"
    for kind, texts in (("letters", [*letters.said(), NO_LETTER]), ("pairs", pairs)):
        told = letters.pages(texts, grid, bold=bold)
        for number, (rows, places) in enumerate(told):
            name = f"{kind}-{weight}-{grid[0]}x{grid[1]}-{number}"
            frames.write(folder, name, grid, rows, DARK.page)
            yield name, places


def differing(one: Image.Image, other: Image.Image) -> int:
    """Pixels of ink in one and not in the other, both seen from the left."""
    size = (max(one.width, other.width), one.height)
    return amount(ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size))))


@TYPES
@pytest.mark.parametrize("weight", WEIGHTS)
def test_words_that_differ_in_one_sign_look_different(
    album: Album, grid: tuple[int, int], weight: str
) -> None:
    shown = album[grid, weight]
    same = {pair for pair in letters.PAIRS if differing(*map(shown.mask, pair)) < SPECK}
    assert same == set()


@TYPES
@pytest.mark.parametrize("weight", WEIGHTS)
def test_no_letter_is_cut_at_its_row(album: Album, grid: tuple[int, int], weight: str) -> None:
    low, high = album[grid, weight], album[ROWS[grid], weight]
    lost = {
        text: 1 - amount(low.mask(text)) / amount(high.mask(text))
        for page in low.pages
        for text in page.places
    }
    assert {text: part for text, part in lost.items() if part > BLUR} == {}


@TYPES
@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_letter_of_every_sentence_has_a_shape(
    album: Album, grid: tuple[int, int], weight: str
) -> None:
    shown = album[grid, weight]
    empty_box = shown.mask(NO_LETTER)
    assert amount(empty_box) > SPECK
    missing = [
        text
        for text in letters.said()
        if amount(shown.mask(text)) < SPECK or not differing(shown.mask(text), empty_box)
    ]
    assert missing == []


def test_no_key_and_no_button_does_anything_of_the_terminal_s_own() -> None:
    try:
        default = (hall.terminal() / "etc/xdg/foot/foot.ini").read_text("utf-8")
    except hall.HallMissingError as missing:
        pytest.skip(str(missing))
    ours = configparser.ConfigParser(interpolation=None)
    ours.read_string(f"[main]\n{INI.read_text('utf-8')}")
    section, bound = "", set()
    for line in default.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        found = BINDING.match(line)
        if section in ("key-bindings", "mouse-bindings") and found and found[2] != "none":
            bound.add((section, found[1]))
    bound -= {("mouse-bindings", "selection-override-modifiers")}
    assert len(bound) > 20
    assert {pair for pair in bound if ours.get(*pair, fallback="") != "none"} == set()
    assert not ours.has_option("mouse-bindings", "selection-override-modifiers")
