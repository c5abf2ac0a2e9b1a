"""Checking in: once, with points on the way, and every reason for a no."""

from __future__ import annotations

import pytest

from db import activities, points
from db.activities import ActivityReason, Standing
from db.activities.tables import Attendance
from db.base import GeneralReason, Refusal, new_operation_id
from db.refused import RefusedScan
from tests.db.conftest import Hall


def refused(hall: Hall, resident: int, session: int, **kw: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        hall.check_in(resident, session, **kw)
    return caught.value


def test_one_tap_puts_points_on_the_way(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    assert (came.points, came.coming, came.spendable, came.again) == (10, 10, 0, False)
    assert came.session.standing is Standing.IN
    assert hall.balances(anna) == (0, 10)
    hall.sound()


def test_the_same_operation_id_is_answered_again_and_written_once(hall: Hall) -> None:
    anna, session, operation_id = hall.person(), hall.session(), new_operation_id()
    first = hall.check_in(anna, session, operation_id=operation_id)
    again = hall.check_in(anna, session, operation_id=operation_id)
    assert first.attendance == again.attendance
    assert (again.points, again.again) == (10, False)
    assert hall.balances(anna) == (0, 10)


def test_the_same_operation_id_for_somebody_else_is_refused(hall: Hall) -> None:
    anna, berta, session = hall.person(), hall.person("李秀英"), hall.session()
    operation_id = new_operation_id()
    hall.check_in(anna, session, operation_id=operation_id)
    refusal = refused(hall, berta, session, operation_id=operation_id)
    assert refusal.reason is GeneralReason.OTHER_CONTENT
    assert hall.balances(berta) == (0, 0)


def test_a_second_tap_says_already_in_and_pays_nothing(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    assert hall.check_in(anna, session).again
    assert hall.balances(anna) == (0, 10)


def test_not_yet_open_says_when(hall: Hall) -> None:
    refusal = refused(hall, hall.person(), hall.session("16:00"))
    assert refusal.reason is ActivityReason.NOT_YET
    assert f"{refusal.facts['opens_at']:%H:%M}" == "15:30"


def test_over_is_over(hall: Hall) -> None:
    session = hall.session("13:00", 60)
    assert refused(hall, hall.person(), session).reason is ActivityReason.OVER


def test_all_reasons_are_known_and_the_worst_is_said_first(hall: Hall) -> None:
    session = hall.session("16:00", enrolment="required")
    hall.ask(activities.cancel, session, reason="snow")
    refusal = refused(hall, hall.person(), session)
    assert refusal.reason is ActivityReason.CANCELLED
    assert refusal.also == (ActivityReason.NOT_YET, ActivityReason.ENROLMENT_NEEDED)


def test_a_refused_scan_is_kept_with_its_reason(hall: Hall) -> None:
    anna, session = hall.person(), hall.session("16:00")
    refused(hall, anna, session)
    row = hall.office.call(RefusedScan.get)
    assert (row.reason, row.resident, row.session) == ("not_yet", anna, session)


def test_a_full_session_refuses_and_an_undo_frees_the_place(hall: Hall) -> None:
    anna, berta = hall.person(), hall.person("李秀英")
    session = hall.session(capacity_soft=1, capacity_hard=1)
    came = hall.check_in(anna, session)
    assert refused(hall, berta, session).reason is ActivityReason.FULL
    hall.ask(activities.undo, anna, came.attendance)
    hall.check_in(berta, session)
    hall.sound()


def test_seats_are_kept_for_the_enrolled_until_it_starts(hall: Hall) -> None:
    anna, berta = hall.person(), hall.person("李秀英")
    session = hall.session("14:20", enrolment="open", capacity_soft=1, capacity_hard=1)
    hall.ask(activities.enrol, anna, session)
    assert refused(hall, berta, session).reason is ActivityReason.FULL
    hall.later(minutes=21)
    hall.check_in(berta, session)


def test_in_another_activity_now_offers_to_switch(hall: Hall) -> None:
    anna, first, second = hall.person(), hall.session("13:50"), hall.session("14:10")
    hall.check_in(anna, first)
    refusal = refused(hall, anna, second)
    assert refusal.reason is ActivityReason.ELSEWHERE
    assert refusal.facts["session"] == first
    moved = hall.ask(activities.switch, anna, second)
    assert moved.moved_from is not None
    assert hall.balances(anna) == (0, 10)
    states = hall.office.call(
        lambda: [a.state for a in Attendance.select().order_by(Attendance.id)]
    )
    assert states == ["moved", "live"]
    hall.sound()


def test_an_open_area_is_never_elsewhere(hall: Hall) -> None:
    anna = hall.person()
    area, lesson = hall.session("06:00", 1440, open_area=True), hall.session()
    hall.check_in(anna, area)
    hall.check_in(anna, lesson)
    assert hall.balances(anna) == (0, 20)


def test_a_session_that_spans_midnight_is_found_after_midnight(hall: Hall) -> None:
    anna, area = hall.person(), hall.session("06:00", 1440, open_area=True)
    hall.later(hours=13)  # 03:00 the next day
    assert area in [v.id for v in hall.office.call(activities.day, anna, None, now=hall.now)]
    assert hall.check_in(anna, area).points == 10


def test_a_cap_refuses_points_and_never_attendance(hall: Hall) -> None:
    anna = hall.person()
    for _ in range(6):
        hall.check_in(anna, hall.session(open_area=True))
    came = hall.check_in(anna, hall.session(open_area=True))
    assert (came.points, came.capped) == (0, True)
    assert hall.balances(anna) == (0, 60)
    hall.sound()


def test_hours_count_to_the_end_and_no_further(hall: Hall) -> None:
    anna = hall.person()
    session = hall.session("14:00", 180, per_hour=True, points_cap=30)
    assert hall.check_in(anna, session).points == 0
    hall.later(hours=2, minutes=59)
    out = hall.ask(activities.check_out, anna, session)
    assert (out.minutes, out.points) == (179, 20)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.check_out, anna, session)
    assert caught.value.reason is ActivityReason.ALREADY_OUT
    hall.sound()


def test_a_missing_check_out_earns_the_minimum_at_closing(hall: Hall) -> None:
    anna = hall.person()
    session = hall.session("14:00", 180, per_hour=True)
    hall.check_in(anna, session)
    hall.later(hours=4)
    hall.ask(activities.close, session, 1)
    assert hall.balances(anna) == (10, 0)
    hall.sound()


def test_a_statement_without_a_line_is_an_empty_page(hall: Hall) -> None:
    page = hall.office.call(points.statement, hall.person(), None, 10, now=hall.now)
    assert page.lines == ()
    assert page.older is None


def test_the_statement_has_the_line(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    page = hall.office.call(points.statement, anna, None, 10, now=hall.now)
    (line,) = page.lines
    assert (line.kind, line.amount, line.account) == ("check_in", 10, "coming")
    assert line.title.best("en") == "Calligraphy"
