"""Somebody moves away or dies: cards, seats and notices end, points stay in the household or lapse."""

from __future__ import annotations

import pytest

from db import activities, arrivals, leaving, notices, residents, staff
from db.base import Refusal
from db.residents import CardReason, PersonReason, ResidentState
from db.staff import StaffReason
from tests.db.conftest import Hall


@pytest.fixture
def family(hall: Hall) -> tuple[int, int, int]:
    """Two of one household and a neighbour; the first has 10 points and 10 on the way."""
    home, other = (hall.ask(residents.add_household, "G01", n) for n in ("1-01", "1-02"))
    elder = hall.person("阿旺平措", household=home)
    session = hall.session()
    hall.check_in(elder, session)
    hall.ask(activities.close, session, 1)
    hall.check_in(elder, hall.session())
    return elder, hall.person("格桑", household=home), hall.person("王建国", household=other)


def test_points_go_to_the_household_as_one_entry(hall: Hall, family: tuple[int, int, int]) -> None:
    elder, heir, _ = family
    assert hall.ask(leaving.leave, elder, ResidentState.DIED, heir=heir) == 10
    assert hall.balances(elder) == (0, 0)
    assert hall.balances(heir) == (10, 0)
    hall.sound()


def test_without_an_heir_points_lapse(hall: Hall, family: tuple[int, int, int]) -> None:
    elder, heir, _ = family
    hall.ask(leaving.leave, elder, ResidentState.MOVED)
    assert (hall.balances(elder), hall.balances(heir)) == ((0, 0), (0, 0))
    hall.sound()


def test_points_never_leave_the_household(hall: Hall, family: tuple[int, int, int]) -> None:
    elder, heir, neighbour = family
    for wrong in (neighbour, elder):
        with pytest.raises(Refusal) as caught:
            hall.ask(leaving.leave, elder, ResidentState.MOVED, heir=wrong)
        assert caught.value.reason is PersonReason.NOT_HOUSEHOLD
    hall.ask(leaving.leave, heir, ResidentState.MOVED)
    with pytest.raises(Refusal) as caught:
        hall.ask(leaving.leave, elder, ResidentState.MOVED, heir=heir)
    assert caught.value.reason is PersonReason.HAS_LEFT
    assert hall.balances(elder) == (10, 10)


def test_nothing_waits_for_somebody_who_left(hall: Hall, family: tuple[int, int, int]) -> None:
    elder, _, neighbour = family
    _, number = hall.card(elder)
    session = hall.session("16:00", enrolment="open", capacity_soft=1, capacity_hard=1)
    hall.ask(activities.enrol, elder, session)
    hall.ask(activities.enrol, neighbour, session)
    hall.ask(leaving.leave, elder, ResidentState.DIED)
    with pytest.raises(Refusal) as caught:
        hall.ask(arrivals.card_shown, number)
    assert CardReason.GONE in (caught.value.reason, *caught.value.also)
    assert hall.office.call(notices.unread, elder) == ()
    assert [n.kind for n in hall.office.call(notices.unread, neighbour)] == ["seat_freed"]
    hall.sound()


def test_only_a_lead_signs(hall: Hall, family: tuple[int, int, int]) -> None:
    desk = hall.staff("林晓", staff.Role.FRONT_DESK)
    with pytest.raises(Refusal) as caught:
        hall.ask(leaving.leave, family[0], ResidentState.MOVED, actor=hall.on_duty(desk))
    assert caught.value.reason is StaffReason.NOT_ALLOWED
