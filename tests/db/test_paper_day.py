"""Paper day: a page is entered afterwards, under the rules of the day on which it was written."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from db import activities, duties, notices, points, staff
from db.activities import ActivityReason, ClosingReason, PlanReason
from db.activities.tables import Attendance
from db.audit import Audit
from db.base import Refusal, new_operation_id
from db.staff import StaffReason
from tests.db.conftest import START, Hall


def refused(hall: Hall, *arguments: object, **kw: object) -> object:
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.enter, *arguments, **kw)
    return caught.value.reason


def test_a_line_is_a_check_in_dated_then_and_says_entered_later(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.later(days=2)
    operation_id = new_operation_id()
    came = START + timedelta(minutes=5)
    for _ in range(2):
        done = hall.ask(activities.enter, anna, session, came, operation_id=operation_id)
        assert (done.points, done.again) == (10, False)
    row = hall.office.call(lambda: Attendance.get_by_id(done.attendance))
    assert (row.happened_at, row.entered_at, row.source) == (came, hall.now, "paper")
    assert hall.balances(anna) == (0, 10)
    line = hall.office.call(points.statement, anna, None, 1, now=hall.now).lines[0]
    assert line.entered_later
    assert [n.kind for n in hall.office.call(notices.unread, anna)] == ["account_touched"]
    audit = hall.office.call(lambda: Audit.get(Audit.verb == "attendance_entered"))
    assert audit.actor == "os:test"
    assert json.loads(audit.facts)["after"]["session"] == session
    hall.sound()


def test_a_double_says_already_there(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    hall.later(hours=3)
    assert hall.ask(activities.enter, anna, session).again
    assert hall.balances(anna) == (0, 10)


def test_in_a_closed_session_the_points_arrive_at_once(hall: Hall) -> None:
    anna, berta, session = hall.person(), hall.person("李秀英"), hall.session()
    hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)
    hall.later(days=5)
    assert refused(hall, berta, session) is ClosingReason.MORE_CARDS_THAN_HEADS
    hall.ask(activities.enter, berta, session, all_were_there=True)
    assert hall.balances(berta) == (10, 0)
    hall.sound()


def test_hours_on_paper_earn_the_minimum(hall: Hall) -> None:
    anna, session = hall.person(), hall.session(per_hour=True, minutes=180)
    hall.later(hours=4)
    assert hall.ask(activities.enter, anna, session).points == 0
    hall.ask(activities.close, session, 1)
    assert hall.balances(anna) == (10, 0)
    late = hall.person("王建国")
    hall.ask(activities.enter, late, session, all_were_there=True)
    assert hall.balances(late) == (10, 0)
    hall.sound()


def test_the_rules_of_a_check_in_hold(hall: Hall) -> None:
    anna, berta = hall.person(), hall.person("李秀英")
    session, other = hall.session(capacity_hard=1), hall.session("14:30")
    evening = hall.session("18:00")
    assert refused(hall, anna, evening) is ClosingReason.NOT_BEGUN
    hall.later(hours=2)
    assert refused(hall, anna, session, START - timedelta(hours=1)) is ActivityReason.NOT_YET
    assert refused(hall, anna, session, START + timedelta(hours=1)) is ActivityReason.OVER
    hall.ask(activities.enter, anna, session)
    assert refused(hall, anna, other) is ActivityReason.ELSEWHERE
    assert refused(hall, berta, session) is ActivityReason.FULL
    hall.ask(activities.cancel, other, reason="snow")
    assert refused(hall, berta, other) is ActivityReason.CANCELLED
    hall.sound()


def test_after_seven_days_a_lead_signs(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    lead = hall.staff("德吉", staff.Role.LEAD)
    worker = hall.staff("林晓", staff.Role.ORGANISER)
    hall.later(days=8)
    assert refused(hall, anna, session) is PlanReason.TOO_OLD
    for number, wanted in ((worker, StaffReason.NOT_ALLOWED), (lead, StaffReason.NOT_SIGNED)):
        actor = hall.on_duty(number)
        with pytest.raises(Refusal) as caught:
            hall.ask(activities.enter_old, anna, session, actor=actor)
        assert caught.value.reason is wanted
    hall.ask(duties.sign, actor=actor)
    assert hall.ask(activities.enter_old, anna, session, actor=actor).points == 10
    hall.sound()


def test_nobody_enters_themselves(hall: Hall) -> None:
    hall.staff("德吉", staff.Role.LEAD)
    person, session = hall.person("林晓"), hall.session()
    actor = hall.on_duty(hall.ask(staff.add, person, staff.Role.ORGANISER))
    assert refused(hall, person, session, actor=actor) is StaffReason.OWN
