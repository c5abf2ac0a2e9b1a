"""What staff do elsewhere while somebody stands here, and what people do to an open door."""

from __future__ import annotations

from db.activities import ActivityReason
from db.activities.tables import Attendance, Door
from db.base import Refusal
from db.forgetting import forget
from db.notices import StaffCall
from kiosk.demo.cards import all_cards
from screens.messages import VisitEnded
from tests.screens.conftest import NOW, number

HELPER = next(card.number for card in all_cards() if card.why.startswith("helper"))


async def test_who_is_forgotten_while_standing_here_is_signed_out_with_a_no(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        k.call(forget, k.app.visit.resident)
        before = k.call(Attendance.select().count)
        await k.tap("#first")
        assert k.screen == "RefusalScreen"
        assert "这位不再是会员了" in k.text()
        assert k.app.visit.resident is None
        assert k.call(Attendance.select().count) == before
        await k.tap("#ok")
        assert k.screen == "WelcomeScreen"


async def opened(k) -> int:
    """The helper opens the first door; its number."""
    await k.scan(HELPER)
    await k.tap("#choice-0")
    assert k.screen == "DoorScreen"
    return k.app.screen.view.door


async def test_a_card_before_a_notice_at_the_door_is_for_the_door(kiosk) -> None:
    async with kiosk() as k:
        await opened(k)
        await k.tap("#bar-staff")
        assert k.screen == "StaffCalledScreen"
        await k.scan(number())
        assert k.screen == "DoorScreen"
        assert k.app.visit.resident is None
        assert k.app.screen.view.count == 1
        assert "分" not in k.text().split("\n")[1]  # no balance in the header


async def test_a_no_at_the_door_goes_away_and_leaves_the_door_open(kiosk) -> None:
    async with kiosk() as k:
        made = await opened(k)
        k.app.refuse(Refusal(ActivityReason.NOT_IN))
        await k.settle()
        await k.wait(31)
        assert k.screen == "DoorScreen"
        assert k.call(lambda: Door.get_by_id(made).closed_at) is None


async def test_another_language_at_the_door_says_the_outcome_again(kiosk) -> None:
    async with kiosk() as k:
        await opened(k)
        await k.scan(number())
        assert "签到成功" in k.text()
        k.app.switches.speak("en")
        await k.settle()
        assert "签到成功" not in k.text()
        assert "Checked in" in k.text()


async def test_another_language_says_the_line_above_the_list_again(kiosk) -> None:
    async with kiosk() as k:
        await k.tap("#today")
        k.app.screen._act(k.app.screen.query("SessionRow").first().choice.act, 0)
        await k.settle()
        assert "Hold your card" not in k.text()
        k.app.switches.speak("en")
        await k.settle()
        assert "Hold your card to the reader." in k.text()


async def test_a_finger_that_is_down_while_a_neighbour_comes_does_nothing_for_them(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.pilot.mouse_down("#first")
        await k.scan(number("active", 2))
        neighbour = k.app.visit.resident
        await k.pilot.mouse_up("#first")
        await k.settle()
        assert k.screen == "HomeScreen"
        inside = (Attendance.resident == neighbour) & (Attendance.entered_at >= NOW)
        assert k.call(Attendance.select().where(inside).count) == 0
        await k.tap("#first")
        assert k.screen == "ResultScreen"


async def test_whoever_arrives_while_another_says_goodbye_stays(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        leaving = VisitEnded(k.app.visit.resident)
        await k.scan(number("active", 2))
        neighbour = k.app.visit.resident
        k.app.post_message(leaving)
        await k.settle()
        assert k.screen == "HomeScreen"
        assert k.app.visit.resident == neighbour
        k.app.post_message(VisitEnded(neighbour))
        await k.settle()
        assert k.screen == "GoodbyeScreen"


async def test_an_answer_that_comes_when_its_screen_is_gone_is_not_written_on_it(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#activities")
        screen = k.app.screen
        await k.tap("#back")
        assert not screen.stands
        screen.refill()
        screen.load()
        await k.settle()
        assert k.screen == "HomeScreen"


async def test_staff_who_were_called_twice_are_told_of_twice_and_said_once(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        await k.tap("#bar-staff")
        await k.wait(5)
        assert k.app.screen.left == 15
        k.app.screen.query_one("#bar-staff")._last = float("-inf")  # the finger comes back later
        await k.tap("#bar-staff")
        assert k.app.screen.left == 20
        assert k.call(StaffCall.select().count) == 2
        await k.tap("#ok")
        assert k.screen == "HomeScreen"


async def test_a_visit_that_has_ended_names_nobody(kiosk) -> None:
    async with kiosk() as k:
        await k.scan(number())
        visit = k.app.visit
        assert visit.masked == "卓**"
        await k.tap("#bar-finish")
        assert (visit.resident, visit.masked, visit.home) == (None, "", None)
