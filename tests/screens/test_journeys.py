"""What residents run into, in every language: each says its own words, and the database shows it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from db import activities, invariants, points, residents
from db.activities import ActivityReason, Standing
from db.activities.tables import Attendance
from db.base import database, new_operation_id
from db.notices import Notice
from db.office import housekeep
from db.refused import RefusedScan
from db.residents import CardReason
from kiosk.demo.cards import all_cards
from screens import i18n
from screens.activities.row import SessionRow
from screens.refusals import says
from screens.widgets.panel import Panel
from tests.screens.conftest import Kiosk, number

pytestmark = pytest.mark.parametrize("lang", i18n.LANGUAGES)


def series(k: Kiosk, start: str = "13:00", minutes: int = 60, **rules: Any) -> int:
    """A session of a new daily activity, today."""
    room = k.call(activities.add_room, "203", {"zh_CN": "二楼 203"}, {"zh_CN": "上二楼"})
    made = k.call(
        activities.add_series,
        {"zh_CN": "书法", "bo": "ཡིག་གཟུགས།", "en": "Calligraphy"},
        "learning",
        room,
        weekly={day: [(time.fromisoformat(start), minutes)] for day in range(7)},
        starts_on=date(2026, 11, 1),
        **rules,
    )
    k.call(housekeep)
    return next(v.id for v in k.call(activities.day, None, None) if v.series == made)


async def arrive(k: Kiosk, lang: str, which: int = 0) -> int:
    """Somebody's home, in this language; returns the resident."""
    await k.scan(number("active", which))
    k.app.switches.speak(lang)
    await k.settle()
    assert k.app.visit.resident is not None
    return k.app.visit.resident


async def row_of(k: Kiosk, session: int) -> SessionRow:
    """The row of a session on the list of today."""
    await k.tap("#activities")
    while True:
        for row in k.app.screen.query(SessionRow):
            if row.session is not None and row.session.id == session:
                return row
        before = [row.session for row in k.app.screen.query(SessionRow)]
        await k.tap("#down")
        assert [row.session for row in k.app.screen.query(SessionRow)] != before


def said(k: Kiosk, reason: Any, facts: dict[str, object] | None = None) -> None:
    """The screen says this reason: what happened, what to do, whom to ask."""
    assert k.screen == "RefusalScreen"
    wanted = says(reason, facts)
    lines = [line.text for line in k.app.screen.query_one("#words", Panel).lines]
    assert [text for text in lines if text] == [wanted.what, wanted.do, wanted.ask]
    assert wanted.what[:6] in k.text()


def live(k: Kiosk, resident: int) -> list[int]:
    return k.call(
        lambda: [
            a.session_id
            for a in Attendance.select().where(
                Attendance.resident == resident,
                Attendance.state == "live",
                Attendance.happened_at > k.app.now() - timedelta(hours=12),
            )
        ]
    )


def sound(k: Kiosk) -> None:
    assert k.call(invariants.broken) == []


async def test_a_second_scan_comes_home_and_writes_nothing(kiosk, lang) -> None:
    async with kiosk() as k:
        resident = await arrive(k, lang)
        await k.tap("#first")
        assert k.screen == "ResultScreen"
        await k.wait(6)
        await k.scan(number())
        assert k.screen == "HomeScreen"
        assert i18n.current() == lang
        assert len(live(k, resident)) == 1
        sound(k)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (number("lost"), CardReason.LOST),
        (number("blocked"), CardReason.BLOCKED),
        (number("replaced"), CardReason.REPLACED),
        (number("expired"), CardReason.EXPIRED),
        (number("unbound"), CardReason.UNBOUND),
        ("99999999999999", CardReason.UNKNOWN),
        (number()[:9], CardReason.UNKNOWN),  # half a number
        ("\x1b[2J[@click=app.quit]\u202e", CardReason.UNKNOWN),
    ],
)
async def test_cards_that_open_nothing(kiosk, lang, code, reason) -> None:
    async with kiosk() as k:
        k.app.switches.speak(lang)
        before = k.call(lambda: RefusedScan.select().count())
        await k.scan(code)
        k.app.switches.speak(lang)
        await k.settle()
        said(k, reason)
        kept = k.call(lambda: [r.reason for r in RefusedScan.select()])
        assert kept[before:] == [reason]


async def test_a_session_that_fills_up_meanwhile(kiosk, lang) -> None:
    async with kiosk() as k:
        session = series(k, capacity_soft=1, capacity_hard=1)
        resident = await arrive(k, lang)
        row = await row_of(k, session)
        other = k.call(residents.resident_of, number("active", 5))
        k.call(activities.check_in, other, session)
        await k.tap(f"#act-{row.number}")
        said(k, ActivityReason.FULL)
        assert live(k, resident) == []
        await k.tap("#ok")
        assert (await row_of_again(k, session)).choice.symbol == "✕"
        sound(k)


async def row_of_again(k: Kiosk, session: int) -> SessionRow:
    """The list has been read again; the row as it stands there now."""
    assert k.screen == "ActivitiesScreen"
    return next(
        row
        for row in k.app.screen.query(SessionRow)
        if row.session is not None and row.session.id == session
    )


async def test_a_session_that_is_not_open_yet_says_when(kiosk, lang) -> None:
    async with kiosk() as k:
        session = series(k, "18:00")
        resident = await arrive(k, lang)
        row = await row_of(k, session)
        assert row.query_one(f"#act-{row.number}").variant == "off"
        assert "17:30" in row.choice.word
        assert "17:30" in k.text()
        await k.tap(f"#act-{row.number}")
        assert k.screen == "ActivitiesScreen"
        assert live(k, resident) == []


async def test_an_overlap_is_asked_and_switched(kiosk, lang) -> None:
    async with kiosk() as k:
        first, second = series(k, "12:45"), series(k, "13:00")
        resident = await arrive(k, lang)
        k.call(activities.check_in, resident, first)
        row = await row_of(k, second)
        await k.tap(f"#act-{row.number}")
        title = next(v for v in k.call(activities.day, None, None) if v.id == first).title
        said(k, ActivityReason.ELSEWHERE, {"title": title})
        await k.tap("#switch")
        assert k.screen == "ResultScreen"
        assert live(k, resident) == [second]
        assert k.call(points.balances, resident).coming == k.app.screen.done.coming
        sound(k)


async def test_an_undo_leaves_both_entries(kiosk, lang) -> None:
    async with kiosk() as k:
        resident = await arrive(k, lang)
        before = k.call(points.balances, resident)
        await k.tap("#first")
        assert k.call(points.balances, resident).coming == before.coming + 10
        await k.tap("#undo")
        assert k.screen == "ResultScreen"
        assert k.call(points.balances, resident) == before
        assert live(k, resident) == []
        await k.tap("#bar-home")
        assert k.screen == "HomeScreen"
        assert k.app.screen.query_one("#first").display
        sound(k)


async def test_undo_is_on_the_home_for_a_minute(kiosk, lang) -> None:
    async with kiosk() as k:
        resident = await arrive(k, lang)
        await k.tap("#first")
        await k.tap("#bar-home")
        await k.tap("#extra")
        assert live(k, resident) == []
        sound(k)


async def test_an_undo_whose_points_are_in_use_is_refused(kiosk, lang) -> None:
    async with kiosk() as k:
        resident = await arrive(k, lang, 9)  # first visit: no points before
        await k.tap("#first")
        session = live(k, resident)[0]
        k.call(activities.close, session, 1)
        spend(k, resident, 10)
        await k.tap("#undo")
        said(k, ActivityReason.POINTS_IN_USE)
        assert len(live(k, resident)) == 1
        assert k.call(points.balances, resident).spendable == 0
        sound(k)


def spend(k: Kiosk, resident: int, amount: int) -> None:
    def write() -> None:
        with database.atomic():
            points.spend(
                resident, amount, ("test", 1), now=k.app.now(), operation_id=new_operation_id()
            )

    k.call(write)


async def test_an_annulment_after_spending_is_the_halls_loss_and_the_owner_is_told(
    kiosk, lang
) -> None:
    async with kiosk() as k:
        resident = await arrive(k, lang, 9)
        await k.tap("#first")
        attendance = k.app.screen.done.attendance
        k.call(activities.close, live(k, resident)[0], 1)
        spend(k, resident, 10)
        k.call(activities.annul, attendance, "was not there")
        await k.wait(6)
        await k.scan(number("active", 9))
        k.app.switches.speak(lang)
        await k.settle()
        assert k.screen == "HomeScreen"
        assert i18n._("Staff changed your points: see the list")[:8] in k.text()
        await k.tap("#points")
        assert i18n._("Paid by the hall") in k.text()
        assert k.call(points.balances, resident).spendable == 0
        assert k.call(lambda: Notice.select().where(Notice.read_at.is_null()).count()) == 0
        sound(k)


async def test_thirty_cards_in_door_mode(kiosk, lang) -> None:
    async with kiosk() as k:
        helper = next(c.number for c in all_cards() if c.why.startswith("helper"))
        await k.scan(helper)
        k.app.switches.speak(lang)
        await k.tap("#choice-0")
        assert k.screen == "DoorScreen"
        cards = [c.number for c in all_cards() if c.state == "active"][:30]
        assert len(cards) == 30
        for code in cards:  # as fast as hands can
            k.scanner.scan(code)
        await k.settle()
        assert k.app.screen.view.count == 30
        assert k.sounds.played.count("success") == 30
        session = k.app.screen.view.session.id
        seen = k.call(
            lambda: (
                Attendance.select()
                .where(Attendance.session == session, Attendance.state == "live")
                .count()
            )
        )
        assert seen == 30
        await k.tap("#undo-0")
        assert k.app.screen.view.count == 29
        await k.tap("#close")
        assert k.screen == "WelcomeScreen"
        sound(k)


async def test_a_place_is_given_back_only_after_the_question(kiosk: Any, lang: str) -> None:
    async with kiosk() as k:
        session = series(k, "18:00", enrolment="required", capacity=1)
        resident = await arrive(k, lang)
        k.call(activities.enrol, resident, session)
        row = await row_of(k, session)
        for answer, after in (("#ok", Standing.ENROLLED), ("#give", Standing.NONE)):
            await k.tap(f"#act-{row.number}")
            assert k.screen == "GiveBackScreen"
            assert standing(k, resident, session) is Standing.ENROLLED
            assert "18:00" in k.text()
            await k.tap(answer)
            assert k.screen == "ActivitiesScreen"
            assert standing(k, resident, session) is after


async def test_whoever_walks_away_from_the_question_keeps_the_place(kiosk: Any, lang: str) -> None:
    async with kiosk() as k:
        session = series(k, "18:00", enrolment="required", capacity=1)
        resident = await arrive(k, lang)
        k.call(activities.enrol, resident, session)
        row = await row_of(k, session)
        await k.tap(f"#act-{row.number}")
        assert k.screen == "GiveBackScreen"
        await k.wait(31)
        assert k.screen == "ActivitiesScreen"
        assert standing(k, resident, session) is Standing.ENROLLED


def standing(k: Kiosk, resident: int, session: int) -> Standing:
    return next(v.standing for v in k.call(activities.day, resident, None) if v.id == session)
