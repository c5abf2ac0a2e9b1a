"""What people try who want more than their share, and what staff do who are tired."""

from __future__ import annotations

import pytest

from db import activities, arrivals, door, notices, staff
from db.activities import ActivityReason, ClosingReason
from db.activities.tables import Attendance
from db.audit import AuditDetail
from db.base import Refusal
from db.codes import CodeKind
from db.forgetting import forget
from db.leaving import leave
from db.refused import RefusedScan
from db.residents import PersonReason, ResidentState
from tests.db.conftest import Hall

GONE = {"forgotten": PersonReason.FORGOTTEN, "moved": PersonReason.HAS_LEFT}


def goes(hall: Hall, resident: int, how: str) -> None:
    """Staff at another machine, while this resident stands at the kiosk."""
    if how == "forgotten":
        hall.ask(forget, resident)
    else:
        hall.ask(leave, resident, ResidentState.MOVED)


@pytest.mark.parametrize("how", GONE)
def test_nothing_begins_any_more_for_somebody_who_has_left(hall: Hall, how: str) -> None:
    anna, later = hall.person(), hall.session("17:00", enrolment="open")
    here, other = hall.session(), hall.session()
    came = hall.check_in(anna, here)
    goes(hall, anna, how)
    for verb, arguments in (
        (arrivals.home, (anna,)),
        (activities.check_in, (anna, other)),
        (activities.switch, (anna, other)),
        (activities.undo, (anna, came.attendance)),
        (activities.enrol, (anna, later)),
    ):
        with pytest.raises(Refusal) as caught:
            hall.ask(verb, *arguments)
        assert caught.value.reason is GONE[how], verb
    assert hall.balances(anna) == (0, 0)
    hall.sound()


@pytest.mark.parametrize("how", GONE)
def test_an_organiser_unticks_somebody_who_has_left(hall: Hall, how: str) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    goes(hall, anna, how)
    assert hall.ask(activities.close, session, 0, without=[came.attendance]) == 0
    assert hall.office.call(notices.unread, anna) == ()
    kept = hall.office.call(lambda: [row.text for row in AuditDetail.select()])
    assert any("not seen" in text for text in kept) == (how != "forgotten")
    hall.sound()


def test_the_attendance_of_somebody_who_has_left_is_not_moved(hall: Hall) -> None:
    anna, here, other = hall.person(), hall.session(), hall.session()
    came = hall.check_in(anna, here)
    goes(hall, anna, "moved")
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.move, came.attendance, other)
    assert caught.value.reason is PersonReason.HAS_LEFT
    assert hall.balances(anna) == (0, 0)


def test_moving_attendances_does_not_lift_the_caps(hall: Hall) -> None:
    anna = hall.person()
    came = [hall.check_in(anna, hall.session(points=20, open_area=True)) for _ in range(4)]
    assert [c.points for c in came] == [20, 20, 20, 0]
    for moved in (came[0], came[3]):
        hall.ask(activities.move, moved.attendance, hall.session(points=50))
    assert hall.balances(anna) == (0, 60)
    hall.sound()


def test_an_attendance_is_moved_only_to_what_has_begun_and_has_room(hall: Hall) -> None:
    anna, berta, here = hall.person(), hall.person("李秀英"), hall.session()
    came = hall.check_in(anna, here)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.move, came.attendance, hall.session("18:00"))
    assert caught.value.reason is ClosingReason.NOT_BEGUN
    full = hall.session(capacity_hard=1)
    hall.check_in(berta, full)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.move, came.attendance, full)
    assert caught.value.reason is ActivityReason.FULL
    assert hall.balances(anna) == (0, 10)


def test_a_cancelled_session_leaves_no_points_on_the_way_and_nobody_inside(hall: Hall) -> None:
    anna, berta = hall.person(), hall.person("李秀英")
    session = hall.session(enrolment="open")
    hall.check_in(anna, session)
    hall.check_in(berta, hall.session())
    assert hall.ask(activities.cancel, session, reason="no power") == 1
    home = hall.ask(arrivals.home, anna)
    assert (hall.balances(anna), home.inside, home.undo) == ((0, 0), (), None)
    assert {n.kind for n in home.notices} == {"account_touched", "session_cancelled"}
    assert hall.balances(berta) == (0, 10)
    assert hall.office.call(lambda: Attendance.get(resident=anna).state) == "annulled"
    hall.sound()


def test_nobody_is_offered_to_leave_what_is_closed(hall: Hall) -> None:
    anna, session = hall.person(), hall.session(per_hour=True, minutes=120)
    hall.check_in(anna, session)
    assert [v.id for v in hall.ask(arrivals.home, anna).inside] == [session]
    hall.ask(activities.close, session, 1)
    assert hall.ask(arrivals.home, anna).inside == ()


def test_after_three_undos_the_helper_at_the_door_does_it(hall: Hall) -> None:
    helper = hall.staff("何伟", staff.Role.HELPER)
    anna, session = hall.person(), hall.session()
    _, number = hall.card(anna)
    for _ in range(3):
        hall.ask(activities.undo, anna, hall.check_in(anna, session).attendance)
    opened = hall.ask(door.open, helper, session)
    assert hall.ask(door.scan, opened.door, number).door.count == 1
    assert hall.balances(anna) == (0, 10)
    hall.sound()


def test_a_staff_card_at_the_door_is_no_refused_scan(hall: Hall) -> None:
    worker = hall.person("何伟")
    hall.ask(staff.add, worker, staff.Role.HELPER)
    _, number = hall.card(worker, kind=CodeKind.STAFF)
    _, member = hall.card(hall.person())
    assert hall.ask(door.is_staff, number)
    assert not hall.ask(door.is_staff, member)
    assert not hall.ask(door.is_staff, "10000000000000")
    assert hall.office.call(lambda: RefusedScan.select().count()) == 0
