"""A wrong clock: the hall stays open, nothing expires, and staff are told."""

from __future__ import annotations

from datetime import timedelta

from db import activities, arrivals, chain, door, staff
from db.activities.tables import Attendance, Session
from db.office import housekeep
from tests.db.conftest import Hall


def test_a_clock_before_the_last_entry_is_not_confirmed(hall: Hall) -> None:
    hall.person()
    assert hall.office.call(arrivals.front, now=hall.now).clock_confirmed
    hall.later(days=-3650)
    assert not hall.office.call(arrivals.front, now=hall.now).clock_confirmed
    hall.office.call(chain.believe, hall.now)
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
    helper = hall.office.call(staff.add, hall.person("何伟"), staff.Role.HELPER)
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
