"""Seats and the waiting list: filled in order, freed seats go to the first in line."""

from __future__ import annotations

import pytest

from db import activities, notices
from db.activities import ActivityReason, Standing
from db.base import Refusal
from tests.db.conftest import Hall


def small(hall: Hall) -> int:
    return hall.session("16:00", enrolment="open", capacity_soft=1, capacity_hard=1)


def test_a_seat_then_the_waiting_list_in_order(hall: Hall) -> None:
    session = small(hall)
    a, b, c = (hall.person(f"人{n}") for n in range(3))
    assert hall.ask(activities.enrol, a, session).standing is Standing.ENROLLED
    assert hall.ask(activities.enrol, b, session).place == 1
    assert hall.ask(activities.enrol, c, session).place == 2
    hall.ask(activities.leave, a, session)
    assert [n.kind for n in hall.office.call(notices.unread, b)] == ["seat_freed"]
    views = {p: hall.office.call(activities.places, p, now=hall.now) for p in (a, b, c)}
    assert not views[a]
    assert views[b][0].standing is Standing.ENROLLED
    assert views[c][0].waiting_place == 1
    hall.sound()


def test_enrolling_twice_is_refused(hall: Hall) -> None:
    session, anna = small(hall), hall.person()
    hall.ask(activities.enrol, anna, session)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.enrol, anna, session)
    assert caught.value.reason is ActivityReason.ALREADY_ENROLLED


def test_enrolment_ends_when_it_starts(hall: Hall) -> None:
    session, anna = small(hall), hall.person()
    hall.later(hours=2, minutes=1)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.enrol, anna, session)
    assert caught.value.reason is ActivityReason.ENROLMENT_CLOSED


def test_only_with_enrolment_means_it(hall: Hall) -> None:
    session, anna = hall.session("14:10", enrolment="required"), hall.person()
    with pytest.raises(Refusal) as caught:
        hall.check_in(anna, session)
    assert caught.value.reason is ActivityReason.ENROLMENT_NEEDED
    hall.ask(activities.enrol, anna, session)
    assert hall.check_in(anna, session).points == 10


def test_a_cancelled_session_tells_everybody_with_a_seat(hall: Hall) -> None:
    session, anna, berta = small(hall), hall.person(), hall.person("李秀英")
    hall.ask(activities.enrol, anna, session)
    hall.ask(activities.enrol, berta, session)
    assert hall.ask(activities.cancel, session, reason="snow") == 2
    assert [n.kind for n in hall.office.call(notices.unread, berta)] == ["session_cancelled"]
    hall.sound()
