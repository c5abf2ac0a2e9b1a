"""The pictures of `make shots` show what the terminal shows; that every screen has one: the matrix."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from screens.art.bake import OCTANTS
from tests.screens.conftest import GRIDS
from tests.shots import blocks, fonts
from tests.shots.docs import CHOSEN, PICTURES
from tests.shots.story import all_stories
from tests.shots.taking import Album, tell

ROOT = PICTURES.parents[1]


@pytest.fixture
def drawable() -> None:
    try:
        fonts.ready()
    except fonts.FontMissingError as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(("grid", "pixels"), [(GRIDS[0], (1900, 1056)), (GRIDS[1], (1920, 1080))])
async def test_a_picture_has_the_panel_s_pixels_and_all_of_its_parts(
    seeded: Path, tmp_path: Path, drawable: None, grid: tuple[int, int], pixels: tuple[int, int]
) -> None:
    stories = [story for story in all_stories() if story.name == "a_newcomer"]
    await tell(stories, seeded, Album(tmp_path), "bo", grid)
    for path in tmp_path.iterdir():
        with Image.open(path) as image:
            assert image.size == pixels
            third = pixels[1] // 3
            for y in (0, third, 2 * third):
                assert len(image.convert("RGB").crop((0, y, pixels[0], y + third)).getcolors()) > 4


def test_every_octant_is_drawn_without_a_seam() -> None:
    for mask, char in OCTANTS.items():
        boxes = blocks.rectangles(char, 24, 60)
        area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes or ())
        assert area == mask.bit_count() * 12 * 15


def test_a_deep_stack_is_one_shape_and_a_symbol_is_not_a_box(drawable: None) -> None:
    stack = fonts.for_cluster("སྒྲུ", bold=False, scale=1)
    assert stack.wanted is fonts.UCHEN
    assert stack.font.getlength("སྒྲུ") < 1.5 * stack.font.getlength("ས")
    for symbol in "◀▲▼✓✕＋→…":
        assert fonts.for_cluster(symbol, bold=True, scale=1).has(symbol)


def test_the_documentation_shows_exactly_the_chosen_pictures() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == set(CHOSEN)
    told = "".join(
        path.read_text("utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/*.md"))
    )
    assert [name for name in CHOSEN if f"pictures/{name}.png" not in told] == []
