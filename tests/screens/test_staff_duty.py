"""Signing in at the kiosk, and how a duty ends: by itself, by a card, by a key; nothing stays."""

from __future__ import annotations

import gc
import inspect
from typing import Any

import pytest

from db.duties import DUTIES, Duty, Ending, Role
from db.residents import Found, Page
from db.staff import StaffReason
from kiosk.demo.cards import all_cards
from screens import i18n
from screens.base import KioskScreen
from screens.staff.desks import DESKS, desks_of
from screens.staff.home import StaffHomeScreen
from screens.staff.screen import NobodyOnDutyError, StaffScreen
from screens.widgets.header import Header
from screens.widgets.key import Key
from tests.screens.conftest import GRIDS, Kiosk, number
from tests.shots.staff_tour import begin
from tests.shots.typing import type_on

STAFF = {card.why.split(":")[0]: card for card in all_cards() if card.state == "staff"}


async def enter(k: Kiosk, who: str = "lead", pin: str | None = None) -> None:
    """Card and PIN, with a finger."""
    card = STAFF[who]
    await k.scan(card.number)
    if k.screen == "StaffCardScreen":
        await k.tap("#desks")
    assert k.screen == "PinScreen", k.screen
    await type_on(k, *(pin or card.pin))
    await k.tap("#yes")


def wrong(who: str = "lead") -> str:
    """Six digits that are not the PIN."""
    pin = STAFF[who].pin
    return pin[:-1] + str((int(pin[-1]) + 1) % 10)


def duty(k: Kiosk) -> Any:
    return k.call(lambda: Duty.select().order_by(Duty.id.desc()).first())


async def test_card_and_pin_open_staff_mode_and_finish_ends_it(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k)
        assert k.screen == "StaffHomeScreen"
        assert duty(k).ended_at is None
        assert "管理" in k.text().split("\n")[0]
        await k.tap("#bar-finish")
        assert k.screen == "DutyEndedScreen"
        assert duty(k).how == Ending.SIGNED_OUT
        await k.tap("#ok")
        assert k.screen == "WelcomeScreen"


async def test_the_doors_are_still_one_card_and_two_taps(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(STAFF["organiser"].number)
        assert k.screen == "StaffCardScreen"
        await k.tap("#doors")
        assert k.screen == "DoorChooseScreen"
        assert k.app.visit.duty is None


async def test_a_helper_has_doors_only_and_a_librarian_staff_mode_only(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(STAFF["helper"].number)
        assert k.screen == "DoorChooseScreen"
        await k.tap("#back")
        await enter(k, "librarian")
        assert k.screen == "StaffHomeScreen"


async def test_a_wrong_pin_says_what_to_do_and_whom_to_ask(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k, pin=wrong())
        assert k.screen == "RefusalScreen"
        assert k.app.screen.refusal.reason is StaffReason.NOT_RIGHT
        assert "服务台的同事" in k.text()
        await k.tap("#ok")
        assert k.screen == "PinScreen"
        assert k.app.screen.board.text == ""
        await type_on(k, *STAFF["lead"].pin)
        await k.tap("#yes")
        assert k.screen == "StaffHomeScreen"


async def test_five_wrong_pins_lock_the_card_and_say_until_when(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k, pin=wrong())
        for _ in range(4):
            await k.tap("#ok")
            await type_on(k, *wrong())
            await k.tap("#yes")
        assert k.screen == "RefusalScreen"
        assert k.app.screen.refusal.reason is StaffReason.LOCKED
        assert "13:01" in k.text()  # a minute after 13:00
        await k.tap("#ok")
        assert k.screen == "WelcomeScreen"
        # Again, also with the right one: told before anything is typed.
        await k.scan(STAFF["lead"].number)
        await k.tap("#desks")
        assert k.screen == "RefusalScreen"
        await k.tap("#ok")
        # Another card works meanwhile, and the locked one after its minute.
        await enter(k, "front desk")
        assert k.screen == "StaffHomeScreen"
        await k.tap("#bar-finish")
        await k.tap("#ok")
        k.clock[0] += 61
        await enter(k)
        assert k.screen == "StaffHomeScreen"


async def test_a_card_without_a_pin_is_told_so_before_anything_is_typed(kiosk: Any) -> None:
    from db.staff import Staff

    async with kiosk() as k:
        k.call(lambda: Staff.update(pin_hash=None).where(Staff.role == "organiser").execute())
        await k.scan(STAFF["organiser"].number)
        await k.tap("#desks")
        assert k.screen == "RefusalScreen"
        assert k.app.screen.refusal.reason is StaffReason.NO_PIN


async def test_it_locks_after_45_seconds_without_a_touch_and_warns_before(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k)
        k.app.pulse.touched()
        await k.wait(29)
        assert "秒后锁" not in k.text()
        await k.wait(2)
        assert "秒后锁" in k.text()
        await k.tap("#desk-people")
        await k.wait(1)
        assert "秒后锁" not in k.text()
        await k.wait(45)
        assert k.screen == "DutyEndedScreen"
        assert duty(k).how == Ending.IDLE
        await k.wait(11)
        assert k.screen == "WelcomeScreen"


async def test_typing_a_long_name_keeps_the_duty_alive_in_the_records_too(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k)
        await k.tap("#desk-people")
        await k.tap("#name")
        for _ in range(12):
            k.app.pulse.touched()
            await k.wait(10)
        assert k.screen == "StaffEntryScreen"
        await type_on(k, *"wang")
        await k.tap("#yes")
        assert k.screen == "PeopleScreen"


async def test_it_locks_after_ten_minutes_in_any_case(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k)
        for _ in range(14):
            k.clock[0] += 39
            k.app.pulse.touched()
            await k.wait(1)
        assert k.screen == "StaffHomeScreen"
        k.clock[0] += 40
        k.app.pulse.touched()
        await k.wait(1)
        assert k.screen == "DutyEndedScreen"
        assert duty(k).how == Ending.LIMIT


async def test_a_duty_that_ended_elsewhere_is_told_calmly_wherever_it_is_noticed(
    kiosk: Any,
) -> None:
    async with kiosk() as k:
        await enter(k)
        actor = k.app.visit.duty.actor
        k.call(lambda: Duty.update(ended_at=k.app.now(), how="retired").execute())
        await k.tap("#desk-refused")
        assert k.screen == "DutyEndedScreen"
        assert k.app.visit.duty is None
        assert actor.duty is not None


async def test_a_members_card_ends_the_duty_and_opens_the_members_home(kiosk: Any) -> None:
    async with kiosk() as k:
        await enter(k)
        await k.scan(number())
        assert k.screen == "HomeScreen"
        assert duty(k).how == Ending.MEMBER_CARD
        assert k.app.visit.duty is None


async def test_a_second_staff_card_relieves_and_the_own_one_goes_back_to_the_desks(
    kiosk: Any,
) -> None:
    async with kiosk() as k:
        await enter(k)
        await k.tap("#desk-acts")
        await k.scan(STAFF["lead"].number)
        assert k.screen == "StaffHomeScreen"
        assert duty(k).ended_at is None
        await k.scan(STAFF["front desk"].number)
        assert k.screen == "StaffCardScreen"
        assert duty(k).how == Ending.RELIEVED


def test_every_desk_belongs_to_an_operation_and_each_role_sees_its_own() -> None:
    assert {desk.operation for desk in DESKS} <= set(DUTIES)
    assert desks_of(Role.HELPER) == ()
    assert [desk.key for desk in desks_of(Role.LIBRARIAN)] == ["people"]
    assert [desk.key for desk in desks_of(Role.ORGANISER)] == ["people", "refused"]
    assert {"people", "refused", "odd", "acts"} <= {desk.key for desk in desks_of(Role.LEAD)}


async def test_a_helper_on_duty_sees_no_people(kiosk: Any) -> None:
    async with kiosk() as k:
        await begin(k, Role.HELPER)
        assert k.screen == "StaffHomeScreen"
        assert [key.id for key in k.app.screen.query(Key) if str(key.id).startswith("desk-")] == []


async def test_without_a_duty_there_is_no_screen_of_staff_mode(kiosk: Any) -> None:
    async with kiosk() as k:
        for screen in _below(StaffScreen):
            with pytest.raises(NobodyOnDutyError):
                screen(k.app.visit, **dict.fromkeys(_needs(screen)))


def _below(one: type) -> list[type]:
    found = [one, *(deeper for below in one.__subclasses__() for deeper in _below(below))]
    return [screen for screen in found if screen.__module__.startswith("screens.")]


def _needs(screen: type) -> list[str]:
    wanted = list(inspect.signature(screen).parameters.values())[1:]
    named = (p for p in wanted if p.kind is not p.VAR_POSITIONAL)
    return [p.name for p in named if p.default is p.empty]


@pytest.mark.parametrize("size", GRIDS)
@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_staff_mode_has_a_title_bar_that_no_public_screen_has(
    kiosk: Any, size: tuple[int, int], theme: str
) -> None:
    async with kiosk(size) as k:
        k.app.switches.theme(theme)
        await k.settle()
        assert k.app.palette.duty.lower() not in _grounds(k)
        await enter(k)
        k.app.switches.theme(theme)
        await k.settle()
        assert _grounds(k) == {k.app.palette.duty.lower()}


def _grounds(k: Kiosk) -> set[str]:
    header = k.app.screen.query_one(Header)
    styles = [segment.style for y in (0, 1) for segment in header.render_line(y)]
    found = {s.bgcolor.get_truecolor().hex for s in styles if s is not None and s.bgcolor}
    return found - {k.app.palette.key.lower()}  # the demo's badge


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
async def test_nothing_of_people_stays_when_the_duty_is_over(kiosk: Any, lang: str) -> None:
    before = _people()  # of other tests in this process
    async with kiosk() as k:
        await enter(k)
        k.app.switches.speak(lang)
        await k.tap("#desk-people")
        await k.scan(number())
        assert k.screen == "PersonScreen"
        name = k.app.screen.person.who.name
        assert name[:2] in k.text()
        await k.wait(46)
        assert k.screen == "DutyEndedScreen"
        assert name[:2] not in k.text()
        assert not k.app.voice.on
        known = set(map(id, before))
        for _ in range(20):  # on a busy machine the last worker ends a moment later
            kept = [one for one in _people() if id(one) not in known]
            if not kept:
                break
            await k.settle()
        assert kept == [], [type(one).__name__ for one in _leading_to(kept)]
        screens = [one for one in k.app.screen_stack if isinstance(one, KioskScreen)]
        assert not any(isinstance(one, StaffHomeScreen) for one in screens)


def _people() -> list[Any]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Found | Page)]


def _leading_to(kept: list[Any]) -> list[Any]:
    """What holds them, a few steps up: for whoever has to mend it."""
    found, below = [], kept
    for _ in range(6):
        above = [one for one in gc.get_referrers(*below) if one is not below and one is not kept]
        found += above
        below = above
    return found[:60]
