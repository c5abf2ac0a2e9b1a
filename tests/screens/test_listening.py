"""Listening: one tap says and frames, the second does; what comes of it is said; nothing private is."""

from __future__ import annotations

from typing import Any

import pytest

from db import activities, notices
from devices.fakes import FakeVoice
from screens import i18n
from screens.widgets.box import Box, frame
from screens.widgets.key import Key
from tests.screens.conftest import GRIDS, NOW, Kiosk, number

SPEAKER = "#bar-speaker"


def said(k: Kiosk) -> list[str]:
    """The ids that were said last, without what tells equal ones apart."""
    return [name.rpartition("-")[0] or name for name in voice(k).said[-1][1]]


def voice(k: Kiosk) -> FakeVoice:
    device = k.app.hardware.voice
    assert isinstance(device, FakeVoice)
    return device


def label(k: Kiosk) -> tuple[str, ...]:
    return k.app.screen.query_one(SPEAKER, Key).lines


async def test_the_first_tap_says_and_frames_the_second_does(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("en")) as k:
        k.app.switches.speak("en")
        await k.tap(SPEAKER)
        assert k.app.voice.on
        assert said(k)[:2] == ["tap-once-to-hear-it", "put-your-card-here"]
        await k.tap("#today")
        assert k.screen == "WelcomeScreen"
        assert said(k) == ["today"]
        assert "╔" in k.text()
        assert "╝" in k.text()
        await k.tap("#week")  # another one: the frame moves, nothing is done
        assert k.screen == "WelcomeScreen"
        assert said(k) == ["this-week"]
        assert k.text().count("╔") == 1
        k.clock[0] += 1
        key = k.app.screen.query_one("#week", Key)
        key.press(key._last + 1)
        await k.settle()
        assert k.screen == "ActivitiesScreen"
        assert said(k) == ["this-week"]  # the screen says its own title
        assert "╔" not in k.text()


async def test_a_quick_second_tap_is_one_tap(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        await k.tap(SPEAKER)
        key = k.app.screen.query_one("#week", Key)
        at = k.app.screen.painted_at + 1
        key.press(at)
        key.press(at + 0.2)
        await k.settle()
        assert k.screen == "WelcomeScreen"


async def test_plain_text_is_said_when_it_is_touched(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        before = len(voice(k).said)
        await k.tap("#hero")
        assert len(voice(k).said) == before  # nobody listens yet
        await k.tap(SPEAKER)
        await k.tap("#hero")
        assert said(k) == ["put-your-card-here"]
        await k.tap("#header")
        assert said(k) == ["hall-1"]


async def test_what_nobody_has_recorded_answers_with_a_beep(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN", clips=frozenset({"language"}))) as k:
        await k.tap(SPEAKER)
        k.sounds.played.clear()
        await k.tap("#today")
        assert k.sounds.played == ["read"]
        assert voice(k).said == []
        assert "╔" in k.text()


async def test_from_the_first_screen_to_the_check_in(kiosk: Any) -> None:
    """The mode goes on with the card: whoever began it is the one who holds the card."""
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        await k.tap(SPEAKER)
        await k.scan(number())
        assert k.screen == "HomeScreen"
        assert k.app.voice.on
        home = said(k)
        assert home[0].startswith("welcome")
        assert "check-in" in home
        assert any(name.startswith("series-") for name in home)
        await k.tap("#first")
        assert k.screen == "HomeScreen"
        key = k.app.screen.query_one("#first", Key)
        key.press(key._last + 1)
        await k.settle()
        assert k.screen == "ResultScreen"
        result = said(k)
        assert result[0] == "checked-in"
        assert {"plus", "number", "points-on-the-way"} <= set(result)
        assert any(name.startswith("room-") for name in result)


async def test_outcomes_are_said_to_everybody_where_the_hall_wants_it(kiosk: Any) -> None:
    for outcomes in (True, False):
        async with kiosk(voice=FakeVoice("zh_CN", outcomes=outcomes)) as k:
            await k.scan(number("lost"))
            assert k.screen == "RefusalScreen"
            assert bool(voice(k).said) == outcomes
        assert not k.app.hardware.voice.is_open


async def test_the_mode_ends_with_the_visit_and_by_the_speaker(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        await k.tap(SPEAKER)
        assert label(k) == ("✓ 听",)
        key = k.app.screen.query_one(SPEAKER, Key)
        key.press(key._last + 1)
        await k.settle()
        assert not k.app.voice.on
        assert label(k) == ("听",)
        await k.scan(number())
        await k.tap(SPEAKER)
        assert k.app.voice.on
        await k.app.end_visit()
        await k.settle()
        assert not k.app.voice.on
        assert label(k) == ("听",)


async def test_whoever_listened_hears_the_goodbye_and_nothing_after_it(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN", outcomes=False)) as k:
        await k.scan(number())
        await k.tap(SPEAKER)
        before = len(voice(k).said)
        k.app.screen.finish()
        await k.settle()
        assert k.screen == "GoodbyeScreen"
        assert len(voice(k).said) == before + 1
        assert said(k) == ["you-are-signed-out", "your-details-are-cleared", "goodbye"]
        await k.wait(4)
        assert k.screen == "WelcomeScreen"
        await k.scan(number("lost"))
        assert k.screen == "RefusalScreen"
        assert len(voice(k).said) == before + 1


async def test_another_card_ends_it_too(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN", "bo", "en")) as k:
        await k.scan(number())
        await k.tap(SPEAKER)
        await k.scan(number("active", 5))
        assert not k.app.voice.on


async def test_on_the_first_screen_it_ends_when_nobody_is_there(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        await k.tap(SPEAKER)
        await k.wait(70)
        assert k.app.voice.on
        await k.wait(6)
        assert not k.app.voice.on
        assert label(k) == ("听",)


async def test_a_language_without_a_voice_says_so(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        k.app.switches.speak("bo")
        await k.settle()
        key = k.app.screen.query_one(SPEAKER, Key)
        assert key.variant == "off"
        assert key.lines[1] == "སྒྲ་མེད།"
        await k.tap(SPEAKER)
        assert not k.app.voice.on
        k.app.switches.speak("zh_CN")
        assert key.variant == "normal"


async def test_without_a_voice_nothing_is_said_and_nothing_breaks(kiosk: Any) -> None:
    async with kiosk() as k:
        assert k.app.screen.query_one(SPEAKER, Key).variant == "off"
        await k.tap(SPEAKER)
        await k.tap("#hero")
        await k.tap("#today")
        assert k.screen == "ActivitiesScreen"


@pytest.mark.parametrize("size", GRIDS)
async def test_the_frame_covers_no_letter(kiosk: Any, size: tuple[int, int]) -> None:
    def letters(strips: list[Any]) -> str:
        return "".join(c for strip in strips for c in strip.text if c.isalnum())

    async with kiosk(size, voice=FakeVoice("zh_CN")) as k:
        for step in ("#today", "#back", number(), "#points", "#back"):
            if step.startswith("#"):
                await k.tap(step)
            else:
                await k.scan(step)
            for box in k.app.screen.query(Box):
                if not box.size.area or box.size.height < 2:
                    continue
                canvas = box.draw(*box.size)
                bare = letters(canvas.strips())
                frame(canvas, k.app.palette)
                framed = canvas.strips()
                assert letters(framed) == bare, box.id
                assert "╔" in framed[0].text or "╗" in framed[0].text, box.id


# Privacy --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
async def test_neither_name_nor_balance_goes_through_a_loudspeaker(kiosk: Any, lang: str) -> None:
    async with kiosk(voice=FakeVoice(*i18n.LANGUAGES)) as k:
        await k.scan(number())
        home = k.app.visit.home
        k.call(lambda: notices.tell(home.resident, "points_arrived", {"points": 77}, NOW))
        await k.tap(SPEAKER)
        k.app.switches.speak(lang)
        await k.settle()
        for tap in ("#header", "#reminder", "#points", "#points", "#have", "#rows", "#year"):
            await touch(k, tap)
        assert k.screen == "StatementScreen"
        balance = str(home.spendable)
        for words in voice(k).words:
            assert home.masked not in words
            assert home.masked[:1] not in words.split()
            assert balance not in words
            assert "77" not in words
        ids = [name for _, names in voice(k).said for name in names]
        assert not [name for name in ids if name.startswith("number-")]
        assert [name for name in ids if name.startswith("this-is-for-you-alone")]


async def test_through_headphones_the_balance_is_said(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN", private=True)) as k:
        await k.scan(number())
        await k.tap(SPEAKER)
        for tap in ("#points", "#points", "#have"):
            await touch(k, tap)
        assert "number" in {name.split("-")[0] for name in voice(k).said[-1][1]}
        assert not any("this-is-for-you-alone" in n for _, names in voice(k).said for n in names)


async def touch(k: Kiosk, selector: str) -> None:
    """A tap long after the last one on the same key."""
    box = k.app.screen.query_one(selector)
    if isinstance(box, Key):
        box.press(box._last + 1 if box._last > 0 else 1.0)
        await k.settle()
    else:
        await k.tap(selector)


# Languages that are only heard ----------------------------------------------------------------


async def test_a_language_that_is_only_heard_is_a_choice_with_its_own_name(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN", "bo", "en", "amdo")) as k:
        await k.tap(SPEAKER)
        heard = []
        for _ in range(4):
            k.app.switches.next_language()
            await k.settle()
            heard.append((voice(k).said[-1], i18n.current()))
        assert heard == [
            (("bo", ["language"]), "bo"),
            (("en", ["language"]), "en"),
            (("amdo", ["language"]), "zh_CN"),
            (("zh_CN", ["language"]), "zh_CN"),
        ]
        k.app.switches.speak("en")
        k.app.switches.next_language()
        await k.settle()
        assert k.app.screen.query_one("#bar-lang", Key).label == "✓ ♪ amdo"
        await k.tap("#hero")
        assert voice(k).said[-1][0] == "amdo"
        assert said(k) == ["put-your-card-here"]
        await k.scan(number())
        assert (voice(k).said[-1][0], k.app.voice.on) == ("amdo", True)
        await k.app.end_visit()
        assert k.app.voice.own is None


async def test_only_who_listens_is_offered_a_language_that_is_only_heard(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN", "amdo")) as k:
        for wanted in ("bo", "en", "zh_CN"):
            k.app.switches.next_language()
            assert (i18n.current(), k.app.voice.own) == (wanted, None)


async def test_a_new_activity_can_be_said_as_soon_as_it_has_a_name(kiosk: Any) -> None:
    async with kiosk(voice=FakeVoice("zh_CN")) as k:
        await k.tap(SPEAKER)
        room = k.call(activities.add_room, "9", {"zh_CN": "新的房间"}, {"zh_CN": "走到底"})
        k.app.voice.said(("新的房间 · 走到底",))
        await k.settle()
        assert voice(k).said[-1][1] == [f"room-{room}-name", f"room-{room}-way"]
