"""A wrong clock: the hall stays open, nothing expires, and staff are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db import activities, arrivals, clock, door, staff
from db.activities.tables import Attendance, Session
from db.audit import Actor, Audit
from db.base import Refusal
from db.office import housekeep
from db.staff import StaffReason
from tests.db.conftest import START, Hall


def test_a_clock_before_the_last_entry_is_not_confirmed(hall: Hall) -> None:
    hall.person()
    assert hall.office.call(arrivals.front, now=hall.now).clock_confirmed
    hall.later(days=-3650)
    assert not hall.office.call(arrivals.front, now=hall.now).clock_confirmed
    hall.ask(clock.confirm)
    assert hall.office.call(arrivals.front, now=hall.now).clock_confirmed


def test_nothing_is_planned_closed_or_erased_while_the_clock_is_behind(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    before = hall.office.call(lambda: Session.select().count())
    hall.later(days=-3650)
    hall.office.call(housekeep, now=hall.now)
    assert hall.office.call(lambda: Session.select().count()) == before
    assert hall.balances(anna) == (0, 10)


def test_the_hall_stays_open_through_the_door_and_marks_it(hall: Hall) -> None:
    helper = hall.staff("何伟", staff.Role.HELPER)
    session = hall.session("14:00", 120)
    _, number = hall.card(hall.person())
    hall.later(days=-30)
    assert session in [v.id for v in hall.ask(door.sessions, helper)]
    opened = hall.ask(door.open, helper, session)
    hall.ask(door.scan, opened.door, number)
    assert hall.office.call(lambda: Attendance.get().clock_doubt)
    hall.sound()


def test_undo_has_no_limit_while_the_clock_is_not_confirmed(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    hall.now -= timedelta(days=400)
    hall.ask(activities.undo, anna, came.attendance)
    assert hall.balances(anna) == (0, 0)


@pytest.mark.parametrize("days", [-3650, -20, 31, 3650])
def test_the_hall_stays_open_at_the_last_moment_that_was_entered(hall: Hall, days: int) -> None:
    session = hall.session("14:00", 120)
    anna = hall.person()
    hall.later(days=days)
    home = hall.ask(arrivals.home, anna)
    assert [view.id for view in home.open] == [session]
    came = hall.check_in(anna, session)
    row = hall.office.call(Attendance.get_by_id, came.attendance)
    assert row.clock_doubt
    assert row.happened_at == START
    assert hall.ask(arrivals.home, anna).undo.attendance == came.attendance
    assert 0 < (came.undo_until - hall.now).total_seconds() <= 60
    hall.ask(activities.undo, anna, came.attendance)
    hall.sound()


def test_a_clock_far_ahead_is_not_believed_because_somebody_checked_in(hall: Hall) -> None:
    session = hall.session("14:00", 120)
    anna = hall.person()
    hall.later(days=3650)
    hall.check_in(anna, session)
    assert not hall.ask(arrivals.front).clock_confirmed
    hall.office.call(housekeep, now=hall.now)
    assert hall.balances(anna) == (0, 10)  # not closed as if days had passed


def test_hours_that_nobody_can_measure_earn_the_minimum(hall: Hall) -> None:
    session = hall.session("14:00", 180, per_hour=True)
    anna = hall.person()
    hall.check_in(anna, session)
    hall.later(days=-3650)
    assert hall.ask(activities.check_out, anna, session).points == 10


def test_staff_confirm_the_clock_and_are_named(hall: Hall) -> None:
    lead = hall.staff("德吉", staff.Role.LEAD)
    helper = hall.staff("何伟", staff.Role.HELPER)
    hall.later(days=-30)
    with pytest.raises(Refusal) as caught:
        hall.ask(clock.confirm, actor=Actor.on_duty(helper))
    assert caught.value.reason is StaffReason.NOT_ALLOWED
    hall.ask(clock.confirm, actor=Actor.on_duty(lead))
    assert hall.ask(arrivals.front).clock_confirmed
    verbs = hall.office.call(lambda: [(a.verb, a.actor) for a in Audit.select()][-1])
    assert verbs == ("clock_confirmed", f"staff:{lead}")
    hall.sound()
