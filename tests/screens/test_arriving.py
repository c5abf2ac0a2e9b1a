"""What is held to the reader: books, ambiguous numbers, staff; and what is said when things fail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db import activities, arrivals, codes, notices, residents
from db.audit import Audit
from db.base import GeneralReason, Refusal
from db.codes import CodeKind
from kiosk.demo.cards import all_cards
from screens.arriving import open_doors
from tests.screens.conftest import NOW, number

STAFF = {card.why.split(":")[0]: card.number for card in all_cards() if card.state == "staff"}


async def test_a_book_is_nobody_and_ends_no_visit(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        visit = k.app.visit
        await k.scan("9787020002207")
        assert k.screen == "BookScreen"
        assert "这是一本书" in k.text()
        await k.tap("#ok")
        assert k.screen == "HomeScreen"
        assert k.app.visit is visit


async def test_a_number_that_is_two_things_asks_which(kiosk) -> None:
    async with kiosk() as k:
        lead = k.call(residents.resident_of, STAFF["lead"])
        k.call(residents.issue, lead, kind=CodeKind.MEMBER, code="12345670")
        staff_card = k.call(codes.meanings, STAFF["lead"])[0].ref
        k.call(codes.bind, "12345670", CodeKind.STAFF, staff_card)
        await k.scan("12345670")
        assert k.screen == "WhichScreen"
        assert "哪张卡" in k.text()
        await k.tap("#choice-0")
        assert k.screen == "HomeScreen"
        assert k.app.visit.resident == lead
        await k.wait(6)
        await k.scan("12345670")
        await k.tap("#choice-1")
        assert k.screen == "StaffCardScreen"
        assert k.app.visit.resident is None


async def test_neither_goes_back_to_the_first_screen(kiosk) -> None:
    async with kiosk() as k:
        holder = k.call(residents.resident_of, STAFF["lead"])
        k.call(residents.issue, holder, kind=CodeKind.MEMBER, code=STAFF["lead"])
        await k.scan(STAFF["lead"])
        await k.tap("#back")
        assert k.screen == "WelcomeScreen"


async def test_a_card_that_may_open_no_door_is_asked_for_its_pin(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(STAFF["librarian"])
        assert k.screen == "PinScreen"
        await k.tap("#no")
        assert k.screen == "WelcomeScreen"


async def test_a_door_that_may_not_be_opened_is_told_and_leaves_nothing_behind(kiosk) -> None:
    async with kiosk() as k:
        librarian = k.call(arrivals.card_shown, STAFF["librarian"]).staff
        await open_doors(k.app, librarian)
        await k.settle()
        assert k.screen == "RefusalScreen"
        await k.tap("#ok")
        assert k.screen == "WelcomeScreen"


async def test_staff_confirm_a_wrong_clock_with_two_taps(kiosk) -> None:
    async with kiosk(start=NOW - timedelta(days=400)) as k:
        assert "时间还没有确认" in k.text()
        await k.scan(STAFF["lead"])
        assert k.screen == "ClockScreen"
        assert "2025" in k.text()
        await k.tap("#right")
        assert k.screen == "StaffCardScreen"
        assert k.call(arrivals.front).clock_confirmed
        assert k.app.front.clock_confirmed
        assert k.call(lambda: Audit.select().order_by(Audit.id.desc()).get().verb) == (
            "clock_confirmed"
        )


async def test_with_a_wrong_clock_the_door_opens_all_the_same(kiosk) -> None:
    async with kiosk(start=NOW - timedelta(days=400)) as k:
        await k.scan(STAFF["lead"])
        await k.tap("#wrong")
        await k.tap("#doors")
        assert k.screen == "DoorChooseScreen"
        assert "邻里开放日" in k.text()
        assert not k.call(arrivals.front).clock_confirmed


async def test_a_pulled_cable_is_said_on_every_screen(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        k.scanner.unplug()
        await k.settle()
        assert "读卡器没连上" in k.text()
        await k.tap("#points")
        assert "读卡器没连上" in k.text()
        k.scanner.replug()
        await k.settle()
        assert "读卡器没连上" not in k.text()


async def test_a_full_disk_is_said_and_the_home_stays_readable(kiosk, monkeypatch) -> None:
    async with kiosk() as k:
        resident = k.call(residents.resident_of, number())
        k.call(notices.tell, resident, "points_arrived", {"points": 10})

        def full(*_: object, **__: object) -> None:
            raise Refusal(GeneralReason.DISK_FULL)

        monkeypatch.setattr(notices, "read", full)
        await k.scan(number())
        assert k.screen == "HomeScreen"
        monkeypatch.setattr(activities, "check_in", full)
        await k.tap("#first")
        assert k.screen == "RefusalScreen"
        await k.tap("#ok")
        assert "存不了" in k.text()
        await k.wait(61)
        assert k.app.writable
        assert "存不了" not in k.text()


async def test_calling_staff_is_heard_at_once(kiosk) -> None:
    async with kiosk() as k:
        await k.tap("#bar-staff")
        assert k.sounds.played == ["call"]


@pytest.mark.parametrize("why", ["helper", "organiser"])
async def test_doubles_and_refusals_at_the_door_sound_different(kiosk, why) -> None:
    async with kiosk() as k:
        await k.scan(next(code for key, code in STAFF.items() if key.startswith(why)))
        if k.screen == "StaffCardScreen":
            await k.tap("#doors")
        await k.tap("#choice-0")
        assert k.screen == "DoorScreen"
        k.sounds.played.clear()
        await k.scan(number())
        await k.scan(number())
        await k.scan("10000000000000")
        assert k.sounds.played == ["read", "success", "read", "again", "read", "refusal"]


async def test_a_word_is_owed_until_it_was_said(kiosk) -> None:
    async with kiosk((80, 18)) as k:
        resident = k.call(residents.resident_of, number("active", 4))
        for kind in ("points_arrived", "points_arrived", "session_cancelled", "account_touched"):
            k.call(notices.tell, resident, kind, {"points": 10})
        await k.scan(number("active", 4))
        assert "20 points have arrived" in k.text()
        assert "was cancelled" in k.text()
        assert "Staff changed" not in k.text()
        assert [n.kind for n in k.call(notices.unread, resident)] == ["account_touched"]
        await k.wait(6)
        await k.scan(number("active", 4))
        assert "Staff changed your points" in k.text()
        assert k.call(notices.unread, resident) == ()


async def test_what_is_over_stands_behind_what_is_to_come(kiosk) -> None:
    async with kiosk() as k:
        await k.tap("#today")
        rows = [view.ends_at > k.app.now() for view in k.app.screen._sessions]
        assert rows == sorted(rows, reverse=True)
        assert not all(rows)
        await k.tap("#week")
        assert all(view.ends_at > k.app.now() for view in k.app.screen._sessions)
