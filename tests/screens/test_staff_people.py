"""The people desk: finding, cards, correcting, adding; what is written, and who is told to have done it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from db import residents
from db.audit import Audit, AuditDetail
from db.invariants import broken
from db.points import balances
from db.readings import ReadingLine
from db.residents import CardReason, CardState
from db.residents.tables import Card, Person, Resident
from db.staff import Role
from screens.staff.spelling import spell
from screens.widgets.key import Key
from tests.screens.conftest import GRIDS, Kiosk, number
from tests.shots.staff_tour import begin, sign_in
from tests.shots.typing import type_on

HERE = number("active", 0)


async def at_the_desk(k: Kiosk, role: Role = Role.FRONT_DESK) -> None:
    await begin(k, role)
    await k.tap("#desk-people")
    assert k.screen == "PeopleScreen"


async def page_of(k: Kiosk, code: str = HERE, role: Role = Role.FRONT_DESK) -> int:
    """Somebody's page, by the card; the resident's number."""
    await at_the_desk(k, role)
    await k.scan(code)
    assert k.screen == "PersonScreen"
    return k.app.screen.resident


def acts(k: Kiosk, verb: str) -> list[Any]:
    """The audit's rows of a verb, the newest last."""
    rows = k.call(lambda: list(Audit.select().where(Audit.verb == verb).order_by(Audit.sequence)))
    return [row for row in rows if row.actor.startswith("staff:")]


def keys(k: Kiosk) -> set[str]:
    return {str(key.id) for key in k.app.screen.query(Key) if key.display and key.variant != "off"}


# Finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("卓玛央金", "ZMYJ"),
        ("卓玛央金", "卓玛"),
        ("王建国", "wjg"),
        ("བཀྲ་ཤིས་ཚེ་རིང་།", "བཀྲ་ཤིས"),
        ("卓玛央金", "13900000101"),
        ("卓玛央金", "0101"),
    ],
)
async def test_a_person_is_found_by_name_initials_and_telephone(
    kiosk: Any, name: str, query: str
) -> None:
    async with kiosk() as k:
        await at_the_desk(k)
        k.app.screen.look(query)
        await k.settle()
        assert name in [one.name for one in k.app.screen._found]
        assert name[:2] in k.text()


def test_a_name_is_spelt_by_its_initials_and_by_its_first_letters() -> None:
    assert "ZMYJ" in set(spell("卓玛央金"))
    assert list(spell("Anna")) == []
    assert all(spell("བཀྲ་ཤིས་"))


async def test_a_finger_alone_finds_somebody_by_pinyin(kiosk: Any) -> None:
    async with kiosk() as k:
        await sign_in(k, "front desk")
        await k.tap("#desk-people")
        await k.tap("#name")
        await type_on(k, *"wjg")
        await k.tap("#yes")
        assert k.screen == "PeopleScreen"
        assert "王建国" in k.text()
        await k.tap("#person-0")
        assert k.screen == "PersonScreen"


async def test_a_keyboard_alone_does_the_same(kiosk: Any) -> None:
    async with kiosk() as k:
        await begin(k, Role.FRONT_DESK)

        async def press(*names: str) -> None:
            for name in names:
                await k.pilot.press(name)
                await k.settle()

        await press("tab", "enter")
        assert k.screen == "PeopleScreen"
        while getattr(k.app.focused, "id", "") != "name":
            await press("tab")
        await press("enter")
        assert k.screen == "StaffEntryScreen"
        await press(*"wjg", "space", "enter")
        assert k.screen in ("PeopleScreen", "StaffEntryScreen")
        await press("escape")
        assert k.screen in ("StaffHomeScreen", "PeopleScreen")


@pytest.mark.parametrize("size", GRIDS)
async def test_a_long_list_has_pages_and_every_row_its_own_page(
    kiosk: Any, size: tuple[int, int]
) -> None:
    async with kiosk(size) as k:
        await at_the_desk(k)
        k.app.screen.look("g0")
        await k.settle()
        found = k.app.screen._found
        assert len(found) > k.app.screen.per_page
        await k.tap("#down")
        await k.tap("#person-0")
        assert k.app.screen.resident == found[4 if size[0] >= 100 else 3].resident


async def test_nobody_found_says_so(kiosk: Any) -> None:
    async with kiosk() as k:
        await at_the_desk(k)
        await k.scan("99999999999999")
        assert k.screen == "PeopleScreen"
        assert "找到 0 个" in k.text()
        assert k.sounds.played[-1] == "refusal"


# The page -------------------------------------------------------------------------------------


async def test_opening_a_page_leaves_a_reading_line(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        rows = k.call(lambda: list(ReadingLine.select()))
        assert [(row.resident, row.page) for row in rows] == [(resident, "page")]
        assert rows[0].actor.startswith("staff:")
        points = k.call(balances, resident).spendable
        for said in ("卓玛央金", "1988", "13900000101", str(points)):
            assert said in k.text()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.LEAD, {"give", "stop", "correct"}),
        (Role.FRONT_DESK, {"give", "stop", "correct"}),
        (Role.ORGANISER, {"stop"}),
        (Role.LIBRARIAN, {"stop"}),
        (Role.CLINIC, set()),
    ],
)
async def test_the_page_offers_what_the_role_may_do(kiosk: Any, role: Role, may: set[str]) -> None:
    from db.staff import Staff

    async with kiosk() as k:
        if role is Role.CLINIC:
            k.call(lambda: Staff.update(role=role).where(Staff.role == "librarian").execute())
        await page_of(k, role=role)
        assert keys(k) & {"give", "stop", "correct"} == may
        await k.tap("#back")
        assert ("add" in keys(k)) == (role in (Role.LEAD, Role.FRONT_DESK))


# Cards ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["lost", "blocked"])
async def test_a_card_is_stopped_in_two_taps_and_who_did_it_is_written_down(
    kiosk: Any, state: str
) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#stop")
        await k.tap(f"#{state}")
        assert k.screen == "PersonScreen"
        cards = k.call(lambda: [c.state for c in Card.select().where(Card.resident == resident)])
        assert cards == [state]
        row = acts(k, "card_ended")[-1]
        facts = json.loads(row.facts)
        assert (facts["before"], facts["after"], facts["resident"]) == ("active", state, resident)
        assert facts["duty"] == k.app.visit.duty.actor.duty
        assert k.sounds.played[-1] == "success"
        assert "stop" not in keys(k)


async def test_a_blank_card_is_given_after_one_question(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#stop")
        await k.tap("#lost")
        await k.tap("#give")
        await k.scan(number("unbound"))
        assert k.screen == "ConfirmScreen"
        assert k.call(residents.resident_of, number("unbound")) is None
        await k.tap("#no")
        assert k.screen == "CardWantedScreen"
        await k.scan(number("unbound"))
        await k.tap("#yes")
        assert k.screen == "PersonScreen"
        assert k.call(residents.resident_of, number("unbound")) == resident
        assert len(acts(k, "card_bound")) == 1
        await k.scan(number("active", 1))  # a screen that asks for none: the duty ends
        assert k.screen == "HomeScreen"


async def test_a_replaced_card_is_dead(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#give")
        await k.scan(number("unbound"))
        await k.tap("#yes")
        states = k.call(
            lambda: sorted(c.state for c in Card.select().where(Card.resident == resident))
        )
        assert states == [CardState.ACTIVE, CardState.REPLACED]
        assert k.call(broken) == []


async def test_a_new_number_is_shown_to_be_printed(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#give")
        await k.tap("#print")
        await k.tap("#yes")
        found = k.call(residents.numbers_of, resident)[0]
        assert found in k.text()


async def test_a_card_of_another_house_is_asked_about_and_its_number_shown(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#give")
        await k.scan("04A1B2C3")
        assert k.screen == "ConfirmScreen"
        assert "04A1B2C3" in k.text()
        await k.tap("#yes")
        assert k.call(residents.resident_of, "04A1B2C3") == resident


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (number("active", 3), CardReason.NOT_BLANK),
        ("9787020002207", CardReason.BOOK),
        (number("active", 3)[:9], CardReason.UNKNOWN),
        ("\x1b[2J", CardReason.UNKNOWN),
    ],
)
async def test_what_is_no_blank_card_is_told_for_what_it_is_and_the_desk_stays(
    kiosk: Any, code: str, reason: CardReason
) -> None:
    async with kiosk() as k:
        await page_of(k)
        await k.tap("#give")
        await k.scan(code)
        assert k.screen == "RefusalScreen"
        assert k.app.screen.refusal.reason is reason
        await k.tap("#ok")
        assert k.screen == "CardWantedScreen"
        assert k.app.visit.duty is not None


# Writing --------------------------------------------------------------------------------------


async def test_a_corrected_telephone_stands_in_the_audit_with_what_it_was(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#correct")
        await k.tap("#field-phone")
        await type_on(k, "erase", "7")
        await k.tap("#yes")
        assert k.screen == "ConfirmScreen"
        assert "13900000101" in k.text()
        assert "13900000107" in k.text()
        await k.tap("#yes")
        assert k.call(lambda: Person.get_by_id(resident).phone) == "13900000107"
        row = acts(k, "resident_corrected")[-1]
        kept = json.loads(k.call(lambda: AuditDetail.get_by_id(row.id).text))
        assert kept == {"before": {"phone": "13900000101"}, "after": {"phone": "13900000107"}}


async def test_a_language_is_chosen_in_two_taps(kiosk: Any) -> None:
    async with kiosk() as k:
        resident = await page_of(k)
        await k.tap("#correct")
        await k.tap("#field-lang")
        await k.tap("#lang-bo")
        assert k.screen == "PersonScreen"
        assert k.call(lambda: Person.get_by_id(resident).lang) == "bo"


async def test_somebody_new_is_added_once_after_a_look_at_who_may_be_the_same(kiosk: Any) -> None:
    async with kiosk() as k:
        before = k.call(Resident.select().count)
        await at_the_desk(k)
        await k.tap("#add")
        assert "go" not in keys(k)
        await k.tap("#field-name")
        k.app.screen.dismiss("王建国")
        await k.settle()
        await k.tap("#go")
        assert k.screen == "LikelyScreen"
        assert "王建国" in k.text()
        await k.tap("#new")
        assert k.screen == "ConfirmScreen"
        assert k.call(Resident.select().count) == before
        await k.tap("#yes")
        assert k.screen == "PersonScreen"
        assert k.call(Resident.select().count) == before + 1
        assert len(acts(k, "resident_added")) == 1
        assert k.call(broken) == []


async def test_whoever_is_known_already_is_opened_instead(kiosk: Any) -> None:
    async with kiosk() as k:
        before = k.call(Resident.select().count)
        await at_the_desk(k)
        await k.tap("#add")
        k.app.screen.given("name", "王建国")
        await k.tap("#go")
        await k.tap("#person-0")
        assert k.screen == "PersonScreen"
        assert k.app.screen.person.who.name == "王建国"
        assert k.call(Resident.select().count) == before


async def test_two_taps_on_yes_write_once(kiosk: Any) -> None:
    async with kiosk() as k:
        await page_of(k)
        await k.tap("#give")
        await k.tap("#print")
        yes = k.app.screen.query_one("#yes", Key)
        yes.post_message(Key.Pressed(yes))
        yes.post_message(Key.Pressed(yes))
        await k.settle()
        assert len(acts(k, "card_issued")) == 1


# Looking back ---------------------------------------------------------------------------------


async def test_why_a_card_was_refused_is_said_in_words(kiosk: Any) -> None:
    async with kiosk() as k:
        await k.scan(number("lost"))
        await begin(k, Role.ORGANISER)
        await k.tap("#desk-refused")
        assert "这张卡已经挂失了" in k.text()


async def test_what_was_done_is_told_with_before_and_after_newest_first(kiosk: Any) -> None:
    async with kiosk() as k:
        await page_of(k, role=Role.LEAD)
        await k.tap("#stop")
        await k.tap("#blocked")
        await k.tap("#bar-home")
        assert k.screen == "StaffHomeScreen"
        await k.tap("#desk-acts")
        text = k.text()
        assert "在用 → 停用" in text
        assert text.index("卡不再用了") < text.index("登录")
        assert "德吉" in text
