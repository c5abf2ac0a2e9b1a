"""Coming and going: cards, homes, languages, the person who walks away."""

from __future__ import annotations

import pytest

from db.notices import StaffCall
from screens import i18n
from screens.widgets.box import Box
from tests.screens.conftest import GRIDS, number


@pytest.mark.parametrize("size", GRIDS)
async def test_the_first_screen_speaks_three_languages_and_names_nobody(kiosk, size) -> None:
    async with kiosk(size) as k:
        assert k.screen == "WelcomeScreen"
        for text in ("请把会员卡放在这里", "བྱང་བུ་འདིར་བཞག་རོགས།", "Put your card here", "演示"):
            assert text in k.text()


async def test_a_card_opens_a_home_in_its_own_language(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number("active", 1))
        assert k.screen == "HomeScreen"
        assert i18n.current() == "bo"
        assert "བཀྲ**" in k.text()
        assert "བཀྲ་ཤིས་ཚེ་རིང" not in k.text()
        assert k.sounds.played[0] == "read"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
async def test_nothing_above_the_primary_carries_its_word(kiosk, lang) -> None:
    word = {"zh_CN": "签到", "bo": "ཐོ་འགོད", "en": "Check in"}[lang]
    async with kiosk() as k:
        await k.scan(number())
        k.app.switches.speak(lang)
        await k.settle()
        lines = k.text().splitlines()
        where = [y for y, line in enumerate(lines) if word in line]
        tile = k.app.screen.query_one("#first").region
        assert where
        assert all(tile.y <= y < tile.bottom for y in where)


async def test_another_card_ends_the_first_visit(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number("active", 0))
        first = k.app.visit
        await k.scan(number("active", 4))
        assert k.screen == "HomeScreen"
        assert k.app.visit is not first
        assert i18n.current() == "en"
        assert "卓**" not in k.text()


async def test_the_same_card_comes_home(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        visit = k.app.visit
        await k.tap("#extra")
        assert k.screen == "FirstTimeScreen"
        await k.scan(number())
        assert k.screen == "HomeScreen"
        assert k.app.visit is visit


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("lost", "挂失"),
        ("blocked", "不能用"),
        ("replaced", "旧卡"),
        ("expired", "过期"),
    ],
)
async def test_each_card_out_of_use_has_its_own_words(kiosk, state, says) -> None:
    async with kiosk() as k:
        await k.scan(number(state))
        assert k.screen == "RefusalScreen"
        assert says in k.text()
        assert k.sounds.played == ["read", "refusal"]
        await k.wait(31)
        assert k.screen == "WelcomeScreen"


async def test_an_unknown_card_ends_the_visit_of_whoever_was_here(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.scan("99999999999999")
        assert k.screen == "RefusalScreen"
        assert k.app.visit.resident is None


async def test_walking_away_is_asked_then_forgotten(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.wait(44)
        assert k.screen == "HomeScreen"
        await k.wait(2)
        assert k.screen == "IdleScreen"
        await k.tap("#ok")
        assert k.screen == "HomeScreen"
        await k.wait(46)
        await k.wait(30)
        assert k.screen == "GoodbyeScreen"
        assert k.app.visit.resident is None
        await k.wait(4)
        assert k.screen == "WelcomeScreen"
        assert i18n.current() == "zh_CN"


async def test_a_page_without_a_card_goes_back_to_the_first_screen(kiosk) -> None:
    async with kiosk() as k:
        await k.tap("#hours")
        assert k.screen == "OpeningHoursScreen"
        await k.wait(46)
        assert k.screen == "IdleScreen"
        await k.wait(31)
        assert k.screen == "WelcomeScreen"


async def test_finish_says_goodbye_and_resets_everything(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number("active", 4))
        await k.tap("#bar-contrast")
        assert k.app.palette.name == "light"
        await k.tap("#bar-finish")
        assert k.screen == "GoodbyeScreen"
        assert "signed out" in k.text()
        await k.wait(4)
        assert k.screen == "WelcomeScreen"
        assert k.app.palette.name == "dark"


async def test_the_language_key_goes_round_and_the_home_offers_to_keep_it(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#bar-lang")
        assert i18n.current() == "bo"
        await k.tap("#extra")
        assert k.app.visit.home.lang == "bo"
        await k.tap("#bar-finish")
        await k.wait(4)
        await k.scan(number())
        assert i18n.current() == "bo"


async def test_staff_are_called_once_and_the_visit_goes_on(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#bar-staff")
        assert k.screen == "StaffCalledScreen"
        await k.tap("#ok")
        assert k.screen == "HomeScreen"
        calls = k.app.office.call(lambda: [c.screen for c in StaffCall.select()])
        assert calls == ["HomeScreen"]


async def test_a_pulled_cable_is_said_in_place_and_a_replug_too(kiosk) -> None:
    async with kiosk() as k:
        k.scanner.unplug()
        await k.settle()
        assert "读卡器" in k.text()
        await k.tap("#first")
        assert k.screen == "FirstTimeScreen"
        await k.tap("#back")
        k.scanner.replug()
        await k.settle()
        assert "请把会员卡放在这里" in k.text()


async def test_the_text_size_key_says_why_it_is_off(kiosk) -> None:
    async with kiosk() as k:
        key = k.app.screen.query_one("#bar-size")
        assert key.variant == "off"
        assert len(key.lines) == 2


async def test_the_text_size_key_calls_the_command_and_is_reset(kiosk) -> None:
    wanted: list[float] = []
    async with kiosk(scale=wanted.append) as k:
        await k.scan(number())
        await k.tap("#bar-size")
        await k.tap("#bar-finish")
        assert wanted == [1.25, 1.0]


async def test_text_that_looks_like_a_command_is_text(kiosk) -> None:
    async with kiosk() as k:
        for n in range(40):
            try:
                code = number("active", n)
            except IndexError:
                break
            await k.scan(code)
        await k.scan("[@click=app.quit]x[/]")
        assert k.screen == "RefusalScreen"
        await k.scan("\x1b[2J")
        assert k.app.is_running


async def test_the_home_behind_the_first_screen_holds_nothing_of_the_last_person(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        home, points = k.app.screen, f"{k.app.visit.home.spendable} 分"
        assert points in k.text()
        await k.tap("#bar-finish")
        shown = [box.draw(100, 5).strips() for box in home.query(Box)]
        text = "".join(strip.text for strips in shown for strip in strips)
        assert "卓" not in text
        assert points not in text
        assert home.visit.resident is None


async def test_a_finger_leaves_no_frame_on_what_it_touched(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        before = k.text()
        await k.tap("#points")
        await k.tap("#back")
        assert k.app.screen.focused is None
        assert k.text() == before


async def test_a_language_that_nobody_reviewed_says_that_it_is_a_draft(kiosk) -> None:
    async with kiosk() as k:
        assert "ཟིན་བྲིས" not in k.text()
        k.app.switches.speak("bo")
        await k.settle()
        assert "ཟིན་བྲིས" in k.text()
        k.app.switches.speak("en")
        await k.settle()
        assert "draft" not in k.text()
