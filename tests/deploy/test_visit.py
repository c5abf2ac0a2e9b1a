"""A whole visit on the hall's own terminal: the kiosk starts there, sees a card, feels taps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from db.activities.tables import Attendance
from db.office import Office
from tests.shots import hall, visit

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        hall.packages()
    except hall.HallMissingError as missing:
        pytest.skip(str(missing))
    folder = tmp_path_factory.mktemp("visit")
    assert visit.LARGER in visit.pay(folder)
    return folder


def test_a_card_and_a_tap_on_large_type_check_in(visited: Path) -> None:
    office = Office(visited / "hall.db", station="test", now=datetime.now(UTC))
    try:
        assert (
            office.call(lambda: Attendance.select().where(Attendance.station == "hall").count())
            == 1
        )
    finally:
        office.close()


def picture(folder: Path, name: str) -> Image.Image:
    return Image.open(folder / "out" / f"visit-{name}.ppm")


def test_the_margins_have_the_colour_of_the_page(visited: Path) -> None:
    for name in ("1-attract", "2-home", "3-home-large", "4-result-large", "5-goodbye"):
        margin = picture(visited, name).crop((0, 0, 6, 1080))
        assert margin.getcolors() == [(6 * 1080, (11, 18, 32))], name


def test_the_next_person_finds_the_first_screen_as_it_was(visited: Path) -> None:
    """In its usual size, too. The header is left out: a minute may have gone by."""
    below = (0, 110, 1920, 1080)
    first, last = (picture(visited, name).crop(below) for name in ("1-attract", "6-attract"))
    assert ImageChops.difference(first, last).getbbox() is None
