"""The drawn set: who cannot read tells every two pictures apart, and each outcome has its own."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from db.activities import ActivityReason
from db.activities.tables import CATEGORIES
from db.residents import CardReason
from screens import outcomes, pictures
from screens.art import bake
from screens.refusals import REASONS
from screens.result.panels import Next
from screens.widgets.pictured import Tile
from tests.screens.conftest import number
from tests.shots.story import EVENING

# Out of 168 dots of a pictogram in octants, 84 in quadrants; also when one of the two stands a dot
# to the side, higher or lower.
APART = {"octants": 30, "quadrants": 14}
SIZE = {"octants": (14, 12), "quadrants": (14, 6)}

Grid = tuple[tuple[bool, ...], ...]


def pictograms(resolution: str) -> dict[str, Grid]:
    """Every pictogram as dots, as the terminal gets it."""
    by_hand = dict(bake.sources((bake.HERE / "quadrants.txt").read_text("utf-8"), 2))
    found: dict[str, Grid] = {}
    for file in bake.PICTOGRAMS:
        for name, rows in bake.grids(file).items():
            assert name not in found, f"{name} is drawn twice"
            grid = bake.dots(rows)
            if resolution == "quadrants":
                drawn = by_hand.get(f"icon/{name}")
                grid = bake.dots(drawn) if drawn else bake.halved(grid)
            found[name] = tuple(tuple(dot is not None for dot in row) for row in grid)
    del found["speaker"]  # of another size
    return found


def differing(one: Grid, other: Grid) -> int:
    """In how many dots they differ where they are most alike."""
    height, width = len(one), len(one[0])

    def at(y: int, x: int) -> bool:
        return 0 <= y < height and 0 <= x < width and other[y][x]

    return min(
        sum(dot != at(y + dy, x + dx) for y, row in enumerate(one) for x, dot in enumerate(row))
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
    )


@pytest.mark.parametrize("resolution", ["octants", "quadrants"])
def test_no_two_pictograms_can_be_taken_for_each_other(resolution: str) -> None:
    drawn = pictograms(resolution)
    width, height = SIZE[resolution]
    assert {(len(grid[0]), len(grid)) for grid in drawn.values()} == {(width, height)}
    alike = {
        (a, b): count
        for a, b in combinations(drawn, 2)
        if (count := differing(drawn[a], drawn[b])) < APART[resolution]
    }
    assert alike == {}


def test_a_picture_that_stands_a_dot_lower_is_the_same_picture() -> None:
    tent = pictograms("octants")["open"]
    lower: Grid = ((False,) * 14, *tent[:-1])
    assert differing(tent, lower) < APART["octants"]


def test_every_stroke_is_thick_enough_to_be_seen() -> None:
    """Not dust: at least a fifth of the field is drawn, and a fifth is left free."""
    for name, grid in pictograms("octants").items():
        inked = sum(map(sum, grid))
        assert 168 / 5 <= inked <= 168 * 4 / 5, (name, inked)


def test_every_kind_of_activity_has_its_own() -> None:
    places = bake.grids("places")
    assert set(CATEGORIES) <= set(places)


@pytest.mark.parametrize("reason", [r for reasons in REASONS for r in reasons], ids=str)
def test_every_reason_for_a_no_has_a_picture_in_both_sizes(reason: object) -> None:
    name = outcomes.OF_REASON[reason]  # type: ignore[index]  # a reason
    assert pictures.exists(name)
    assert pictures.exists(name, "picture")


# Staff who bind a card meet these; they read.
AT_THE_DESK = (CardReason.TAKEN, CardReason.NOT_BLANK, CardReason.HAS_CARD)


def test_what_calls_for_something_different_looks_different() -> None:
    came_of_it = [
        outcomes.DONE,
        outcomes.AGAIN,
        outcomes.UNDONE,
        outcomes.LEFT,
        outcomes.OUR_FAULT,
        *(outcomes.of(reason) for reason in CardReason if reason not in AT_THE_DESK),
        *(
            outcomes.of(reason)
            for reason in (
                ActivityReason.FULL,
                ActivityReason.NOT_YET,
                ActivityReason.OVER,
                ActivityReason.CANCELLED,
                ActivityReason.ELSEWHERE,
                ActivityReason.WAITING,
                ActivityReason.UNDO_TOO_LATE,
            )
        ),
        "card_off",
        "cannot_write",
    ]
    assert [name for name, times in Counter(came_of_it).items() if times > 1] == []
    assert outcomes.NO not in came_of_it


@pytest.mark.parametrize("resolution", ["octants", "quadrants"])
def test_a_picture_is_a_pictogram_twice_as_large(resolution: str) -> None:
    pictures.use(resolution)
    small = pictures.icon("again", "#FFFFFF", "#000000")
    large = pictures.picture("again", "#000000", _palette(), "#FFFFFF")
    assert (len(large), sum(len(s.text) for s in large[0])) == (6, 16)
    assert len(small) * 2 == len(large)


def _palette() -> object:
    from screens.theme import DARK

    return DARK


async def test_on_every_front_page_each_tile_has_a_picture_of_its_own(kiosk) -> None:
    def tiles() -> list[str]:
        return [tile._icon for tile in k.app.screen.query(Tile) if tile.display]

    async with kiosk(start=EVENING) as k:
        assert len(set(tiles())) == len(tiles()) == 4
        await k.scan(number())
        assert len(set(tiles())) == len(tiles()) == 6
        await k.tap("#first")
        await k.tap("#bar-home")
        assert "undo" in tiles()
        assert len(set(tiles())) == len(tiles())


@pytest.mark.parametrize(("width", "height"), [(60, 7), (48, 5)])
def test_the_picture_of_the_door_gives_way_to_the_words(width: int, height: int) -> None:
    class Drawn(Next):
        palette = _palette()  # type: ignore[assignment]

    def rows(way: str) -> list[str]:
        panel = Drawn(id="next")
        panel._title, panel._way, panel._icon = ("Next",), (way,), "open"
        return [strip.text for strip in panel.draw(width, height).strips()]

    short, long = rows("Lobby"), rows("L" * (width - 9))
    assert any(row[width - 10 : width - 3].strip() for row in short[1:-1])
    assert any("L" * (width - 9) in row for row in long)
    assert not any(row[width - 4 : width - 2].strip("L ") for row in long[1:-1])
