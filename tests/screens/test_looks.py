"""What is on the screens can be seen: frames, air round the words, words before pictures."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from db.points import EntryKind
from screens import i18n, pictures
from screens.i18n import _
from screens.points.lines import Line as Row
from screens.points.lines import reason_words
from screens.points.screen import Rows
from screens.theme import CONTRAST, DARK, LIGHT
from screens.typography import month_day, wrap
from screens.widgets import header
from screens.widgets.box import keycap, sheet
from screens.widgets.header import Header
from screens.widgets.key import Key
from screens.widgets.panel import Line, Panel
from screens.widgets.pictured import Tile
from tests.screens.conftest import GRIDS, number
from tests.shots.story import HELPING, PLANNER

SMALL = GRIDS[1]


def row(canvas: object, y: int) -> str:
    return str(canvas.strips()[y].text)  # type: ignore[attr-defined]


def test_what_has_the_colour_of_the_page_gets_a_frame() -> None:
    framed = sheet(10, 4, CONTRAST, CONTRAST.panel)
    assert [row(framed, y) for y in (0, 1, 3)] == ["┏━━━━━━━━┓", "┃        ┃", "┗━━━━━━━━┛"]
    assert row(sheet(10, 4, DARK, DARK.panel), 1).strip("▌ ") == ""
    assert "━" in row(keycap(10, 3, CONTRAST, CONTRAST.sec, CONTRAST.edge), 0)
    assert "━" not in row(keycap(10, 3, LIGHT, LIGHT.sec, LIGHT.edge), 0)


@pytest.mark.parametrize("resolution", ["octants", "quadrants"])
def test_every_picture_is_there_in_both_resolutions(resolution: str) -> None:
    pictures.use(resolution)
    try:
        for name in ("card", "card_read", "card_off"):
            whole = pictures.picture(name, DARK.pom, DARK)
            low = pictures.picture(f"{name}_low", DARK.pom, DARK)
            assert len(low) == len(whole) - 1
        assert len(pictures.icon("cal", DARK.icon, DARK.sec)) == 3
    finally:
        pictures.use("octants")


@pytest.mark.parametrize("lang", ["zh_CN", "bo", "en"])
@pytest.mark.parametrize("size", GRIDS)
async def test_no_word_of_the_first_screen_stands_on_an_edge(kiosk, size, lang) -> None:
    async with kiosk(size) as k:
        k.app.switches.speak(lang)
        for trouble in (False, True):
            if trouble:
                k.scanner.unplug()
            await k.settle()
            hero = k.app.screen.query_one("#hero", Panel)
            rows = [hero.render_line(y).text.strip("▌ ") for y in range(hero.size.height)]
            assert rows[-1] == ""
            assert any(rows[1:4])  # the picture, or its pictogram


def test_words_go_before_pictures_and_a_small_picture_before_none() -> None:
    class Drawn(Panel):
        palette = DARK  # type: ignore[assignment]

    def first(height: int) -> str:
        panel = Drawn(Line("a", wraps=False), Line("b", wraps=False), picture="cross", centred=True)
        canvas = panel.draw(40, height)
        shown = [row(canvas, y).strip("▌ ") for y in range(1, height)]
        assert {"a", "b"} < set(shown)
        assert shown[-1] == ""
        return {2: "none", 5: "small"}.get(sum(map(bool, shown)), "large")

    assert [first(height) for height in (12, 10, 9, 7, 5)] == [
        "large",
        "large",
        "small",
        "small",
        "none",
    ]


async def test_a_word_from_the_hall_leaves_the_tiles_of_large_type_two_scripts(kiosk) -> None:
    async with kiosk(SMALL) as k:
        await k.scan(number())
        await k.tap("#first")
        k.clock[0] += 70
        await k.tap("#bar-home")
        assert "待到账" in k.text()
        said = "\n".join(
            k.app.screen.query_one("#activities", Tile).render_line(y).text for y in range(8)
        )
        assert "参加活动" in said
        assert "བྱེད་སྒོ།" in said
        await k.tap("#bar-finish")
        assert "待到账" not in k.text()


async def test_trouble_is_not_a_part_of_the_title(kiosk) -> None:
    async with kiosk(SMALL) as k:
        k.app.switches.speak("en")
        await k.scan(number())
        k.app.switches.speak("en")
        await k.tap("#points")
        k.scanner.unplug()
        await k.settle()
        top = k.app.screen.query_one(Header).render_line(0)
        assert re.search(r"My points {2,} ▲ No card reader ", top.text)
        sign = next(s for s in top if "No card reader" in s.text)
        assert sign.style.bgcolor.name.upper() == k.app.palette.key


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_hall_s_name_and_the_title_are_told_apart(width: int) -> None:
    class Drawn(Header):
        palette = DARK  # type: ignore[assignment]

    brand, title = "Gesang Metok Neighbours' Hall", "Today"
    for badge in ("", "demo"):
        drawn = Drawn()
        drawn._brand, drawn._title, drawn._right, drawn._badge = (brand,), title, "13:00", badge
        text = row(drawn.draw(width, 2), 0)
        assert title in text
        if brand in text:
            assert text.index(title) - text.index(brand) - len(brand) >= header.GAP


async def test_who_leaves_is_told_how_long_it_was_and_what_is_on_the_way(kiosk) -> None:
    async with kiosk(start=HELPING) as k:
        await k.scan(PLANNER["zh_CN"])
        helping = next(view for view in k.app.visit.home.open if view.per_hour)
        k.app.screen.check_in(helping.id)
        await k.settle()
        k.clock[0] += timedelta(minutes=75).total_seconds()
        await k.tap("#bar-home")
        await k.wait(1)
        await k.tap("#extra")
        assert k.screen == "CheckedOutScreen"
        assert "1 小时 15 分钟" in k.text()
        assert "10 分待到账" in k.text()


async def test_who_has_taken_it_back_is_sent_nowhere(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#first")
        assert "一楼大厅" in k.text()
        await k.tap("#undo")
        assert "一楼大厅" not in k.text()
        assert "不用再做什么了" in k.text()


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_reason_of_the_statement_fits_large_type(lang: str) -> None:
    class Drawn(Rows):
        palette = DARK  # type: ignore[assignment]

    with i18n.speaking(lang):
        words = _("on the way")
        for reason in map(reason_words, EntryKind):
            rows = Drawn(id="rows")
            day = month_day(date(2026, 9, 28), lang)
            shown = Row(day, "09:35", "", reason, "+10", words, "1240", words, True, True)
            rows._rows = (shown,)
            assert reason in row(rows.draw(SMALL[0] - 26, 10), 2)


def test_a_long_label_goes_on_in_the_next_row_of_its_key() -> None:
    class Drawn(Key):
        palette = DARK  # type: ignore[assignment]
        has_focus = False  # type: ignore[assignment]

    canvas = Drawn("Open now", "Check in with your card").draw(23, 5)
    shown = [row(canvas, y).strip("▌▄▖▛ ") for y in range(5)]
    assert shown[1] == "Open now"
    assert " ".join(shown[2:4]) == "Check in with your card"
    assert max(map(cell_len, wrap("Check in with your card", 19, "en"))) <= 19
