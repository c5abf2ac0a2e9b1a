"""The signs for the doors: the pictures of the screen, to the dot, and the hall's own names."""

from __future__ import annotations

import re

import pytest

from db.activities.rooms import RoomView
from db.texts import Words
from screens import i18n
from screens.art import bake
from screens.paper import signs
from screens.paper.names import GROUPS, NAMES

HALL = Words.of({"zh_CN": "邻里之家", "en": "Hall"})


def room(number: int, *kinds: tuple[str, int], code: str = "", name: str = "书屋") -> RoomView:
    return RoomView(number, code, Words.of({"zh_CN": name}), Words.of({"zh_CN": "上楼"}), kinds)


def dots_of(svg: str) -> set[tuple[int, int]]:
    """The dots that a drawn pictogram covers."""
    found = set()
    for x, y, wide in re.findall(r"M(\d+) (\d+)h([\d.]+)v", svg):
        found |= {(int(x) + i, int(y)) for i in range(int(float(wide)))}
    return found


def test_every_pictogram_has_a_name_and_every_name_a_pictogram() -> None:
    drawn = [name for file in GROUPS for name in bake.grids(file)]
    assert list(GROUPS) == list(bake.PICTOGRAMS)
    assert sorted(drawn) == sorted(NAMES)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_no_two_pictograms_of_a_group_have_one_name(lang: str) -> None:
    with i18n.speaking(lang):
        for file in GROUPS:
            said = [NAMES[name]() for name in bake.grids(file)]
            assert len(set(said)) == len(said), file


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_is_what_the_screen_shows(name: str) -> None:
    rows = next(grids[name] for file in GROUPS if name in (grids := bake.grids(file)))
    wanted = {(x, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == "#"}
    drawn = signs.svg(bake.dots(rows))
    assert dots_of(drawn) == wanted
    assert f'viewBox="0 0 {19 * len(rows[0])} {24 * len(rows)}"' in drawn  # a dot's shape


def test_a_door_shows_what_is_most_at_home_there_and_no_two_doors_the_same() -> None:
    doors = signs.for_doors(
        [
            room(1, ("care", 5), ("learning", 1)),
            room(2, ("care", 2), ("arts", 1)),
            room(3, ("learning", 3)),
            room(4),
        ],
        {},
    )
    assert doors == {
        1: ("care", "learning"),
        2: ("arts", "care"),
        3: ("learning",),
        4: (signs.NOTHING_THERE,),
    }


def test_staff_have_the_last_word_on_a_door() -> None:
    doors = signs.for_doors([room(1, ("reading", 2)), room(2, ("reading", 1))], {1: "books"})
    assert doors == {1: ("books", "reading"), 2: ("reading",)}


def test_there_is_one_page_with_all_and_one_for_each_room() -> None:
    rooms = [room(1, ("arts", 1), code="203"), room(2, code="B&B", name="<b>茶</b>")]
    page = signs.sheet(HALL, rooms, signs.for_doors(rooms, {}), "zh_CN")
    assert page.count("<section") == 3
    first, second, third = page.split("<section")[1:]
    assert first.count("<figure>") == len(NAMES) - 1
    assert "203" not in re.sub("<[^>]*>", "", second)  # in the figures of the screen
    assert 'class="number"' in second
    assert "B&amp;B" in third
    assert "&lt;b&gt;茶&lt;/b&gt;" in third
    assert "http" not in page  # nothing is fetched


def test_the_number_on_the_door_is_the_figure_of_the_result() -> None:
    drawn = dots_of(signs._number("27"))
    two = {(x, y) for x, y in drawn if x < 8}
    figures = bake.grids("figures")
    assert two == {
        (x, y) for y, row in enumerate(figures["2"]) for x, d in enumerate(row) if d == "#"
    }


def test_a_long_name_is_set_smaller() -> None:
    def size(name: str) -> float:
        found = re.search(r"font-size:([\d.]+)mm", signs._lines([("en", name)], 16, 190))
        assert found
        return float(found.group(1))

    assert size("Tea") == 16
    assert size("A very long name of a room that nobody can say") < 16
