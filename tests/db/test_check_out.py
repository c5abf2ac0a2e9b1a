"""A check-out is taken back within the minute, and never so that anything is counted twice."""

import pytest

from db import activities
from db.activities import ActivityReason, Standing
from db.activities.tables import Attendance
from db.base import Refusal, new_operation_id
from tests.db.conftest import Hall


@pytest.fixture(name="gone")
def _gone(hall: Hall) -> tuple[int, int, activities.CheckedOut]:
    """Somebody who was there for an hour and three quarters, and has just left."""
    anna, session = hall.person(), hall.session("14:00", 180, per_hour=True)
    hall.check_in(anna, session)
    hall.later(hours=1, minutes=45)
    return anna, session, hall.ask(activities.check_out, anna, session)


def undo(hall: Hall, anna: int, out: activities.CheckedOut) -> activities.Undone:
    return hall.ask(activities.undo_check_out, anna, out.attendance)


def refused(hall: Hall, anna: int, out: activities.CheckedOut) -> ActivityReason:
    before = hall.balances(anna)
    with pytest.raises(Refusal) as caught:
        undo(hall, anna, out)
    assert hall.balances(anna) == before
    hall.sound()
    return caught.value.reason


def test_a_wrong_check_out_is_taken_back_and_the_hours_go_on(hall: Hall, gone) -> None:
    anna, session, out = gone
    assert (out.points, hall.balances(anna)) == (10, (0, 10))
    hall.later(seconds=59)
    assert undo(hall, anna, out).points == 10
    assert hall.balances(anna) == (0, 0)
    view = hall.office.call(activities.day, anna, None, now=hall.now)
    assert next(v for v in view if v.id == session).standing is Standing.IN
    hall.sound()

    hall.later(minutes=30)
    again = hall.ask(activities.check_out, anna, session)
    assert (again.attendance, again.points, hall.balances(anna)) == (out.attendance, 20, (0, 20))
    hall.ask(activities.close, session, 1)
    assert hall.balances(anna) == (20, 0)
    hall.sound()


def test_after_the_minute_it_is_too_late(hall: Hall, gone) -> None:
    anna, _, out = gone
    hall.later(seconds=61)
    assert refused(hall, anna, out) is ActivityReason.UNDO_TOO_LATE


def test_a_second_tap_and_a_retry_take_it_back_once(hall: Hall, gone) -> None:
    anna, _, out = gone
    tap = new_operation_id()
    for _ in range(2):
        hall.ask(activities.undo_check_out, anna, out.attendance, operation_id=tap)
    assert hall.balances(anna) == (0, 0)
    assert refused(hall, anna, out) is ActivityReason.NOT_IN


def test_another_person_cannot_take_it_back(hall: Hall, gone) -> None:
    anna, _, out = gone
    assert refused(hall, hall.person("扎西"), out) is ActivityReason.NOT_IN
    assert hall.balances(anna) == (0, 10)


def test_a_closed_session_stays_as_it_was_closed(hall: Hall, gone) -> None:
    anna, session, out = gone
    hall.ask(activities.close, session, 1)
    assert refused(hall, anna, out) is ActivityReason.CLOSED
    assert hall.balances(anna) == (10, 0)


def test_who_has_gone_on_to_another_activity_is_not_in_two(hall: Hall, gone) -> None:
    anna, _, out = gone
    hall.check_in(anna, hall.session("15:30", 60, opens_minutes=60))
    assert refused(hall, anna, out) is ActivityReason.ELSEWHERE
    out_at = hall.office.call(lambda: Attendance.get_by_id(out.attendance).out_at)
    assert out_at is not None
