"""Undo, closing with a head count, annulment, moving: points come back by reversing entries."""

from __future__ import annotations

import pytest

from db import activities, notices, points, residents, staff
from db.activities import ActivityReason, ClosingReason
from db.activities.tables import Attendance, Session
from db.base import Refusal, new_operation_id
from db.office import housekeep
from db.points.tables import Entry
from db.staff import StaffReason
from tests.db.conftest import Hall


def spend(hall: Hall, resident: int, amount: int) -> None:
    from db.base import database

    def write() -> None:
        with database.atomic():
            points.spend(
                resident, amount, ("test", 1), now=hall.now, operation_id=new_operation_id()
            )

    hall.office.call(write)


def test_undo_leaves_both_rows_and_nothing_in_sum(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    undone = hall.ask(activities.undo, anna, came.attendance)
    assert undone.points == 10
    assert hall.balances(anna) == (0, 0)
    kinds = hall.office.call(lambda: [e.kind for e in Entry.select().order_by(Entry.id)])
    assert kinds == ["check_in", "undo"]
    hall.sound()


def test_undo_ends_after_a_minute(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    hall.later(seconds=61)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.undo, anna, came.attendance)
    assert caught.value.reason is ActivityReason.UNDO_TOO_LATE


def test_somebody_else_cannot_undo(hall: Hall) -> None:
    anna, berta, session = hall.person(), hall.person("李秀英"), hall.session()
    came = hall.check_in(anna, session)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.undo, berta, came.attendance)
    assert caught.value.reason is ActivityReason.NOT_IN


def test_three_undos_then_staff(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    for _ in range(3):
        came = hall.check_in(anna, session)
        hall.ask(activities.undo, anna, came.attendance)
    with pytest.raises(Refusal) as caught:
        hall.check_in(anna, session)
    assert caught.value.reason is ActivityReason.TOO_MANY_UNDOS
    hall.sound()


def test_undo_is_refused_while_the_points_are_in_use(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)
    spend(hall, anna, 5)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.undo, anna, came.attendance)
    assert caught.value.reason is ActivityReason.POINTS_IN_USE
    assert hall.balances(anna) == (5, 0)
    hall.sound()


def test_closing_makes_points_spendable_and_owes_a_word(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    assert hall.ask(activities.close, session, 1) == 1
    assert hall.balances(anna) == (10, 0)
    assert [n.kind for n in hall.office.call(notices.unread, anna)] == ["points_arrived"]
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.close, session, 1)
    assert caught.value.reason is ActivityReason.CLOSED
    hall.sound()


def test_more_cards_than_heads_marks_the_burst_until_the_organiser_unticks(hall: Hall) -> None:
    people = [hall.person(f"人{n}") for n in range(3)]
    session = hall.session()
    first = hall.check_in(people[0], session)
    hall.later(seconds=40)
    burst = [hall.check_in(people[1], session)]
    hall.later(seconds=10)
    burst.append(hall.check_in(people[2], session))
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.close, session, 2)
    assert caught.value.reason is ClosingReason.MORE_CARDS_THAN_HEADS
    assert caught.value.facts["marked"] == [b.attendance for b in burst]
    assert first.attendance not in caught.value.facts["marked"]
    hall.ask(activities.close, session, 2, without=[burst[1].attendance])
    assert [hall.balances(p) for p in people] == [(10, 0), (10, 0), (0, 0)]
    hall.sound()


def test_after_three_days_a_session_closes_by_itself(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    hall.later(days=2)
    hall.office.call(housekeep, now=hall.now)
    assert hall.balances(anna) == (0, 10)
    hall.later(days=2)
    hall.office.call(housekeep, now=hall.now)
    assert hall.balances(anna) == (10, 0)
    assert hall.office.call(lambda: Session.get_by_id(session).heads) is None
    hall.sound()


def test_annulment_after_spending_is_the_halls_loss(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)
    spend(hall, anna, 7)
    assert hall.ask(activities.annul, came.attendance, "wrong card") == 10
    assert hall.balances(anna) == (0, 0)
    loss = hall.office.call(
        lambda: [(e.kind, e.id) for e in Entry.select() if e.kind == "loss_cover"]
    )
    assert len(loss) == 1
    # A later earning is hers in full.
    other = hall.session()
    hall.check_in(anna, other)
    hall.ask(activities.close, other, 1)
    assert hall.balances(anna) == (10, 0)
    hall.sound()


def test_what_was_taken_back_after_arriving_is_one_line(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    came = hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)
    hall.ask(activities.annul, came.attendance, "wrong card")
    lines = hall.office.call(points.statement, anna, None, 10, now=hall.now).lines
    assert [(x.kind, x.amount) for x in lines] == [
        ("annul", -10),
        ("arrived", 10),
        ("check_in", 10),
    ]


def test_an_attendance_moves_with_its_points(hall: Hall) -> None:
    anna, wrong, right = hall.person(), hall.session(), hall.session(points=20)
    came = hall.check_in(anna, wrong)
    hall.ask(activities.move, came.attendance, right)
    assert hall.balances(anna) == (0, 20)
    where = hall.office.call(
        lambda: [(a.session_id, a.state) for a in Attendance.select().order_by(Attendance.id)]
    )
    assert where == [(wrong, "moved"), (right, "live")]
    hall.sound()


def test_the_statement_pages_without_a_gap_or_a_double(hall: Hall) -> None:
    anna = hall.person()
    for n in range(12):
        session = hall.session(open_area=True, points=1)
        came = hall.check_in(anna, session)
        if n % 2:
            hall.ask(activities.close, session, 1)
        if n % 4 == 3:
            hall.ask(activities.annul, came.attendance, "test")
    whole = hall.office.call(points.statement, anna, None, 100, now=hall.now).lines
    paged, cursor = [], None
    while True:
        page = hall.office.call(points.statement, anna, cursor, 4, now=hall.now)
        paged += page.lines
        cursor = page.older
        if cursor is None:
            break
    assert [x.id for x in paged] == [x.id for x in whole]
    assert len(whole) == 12 + 6 + 3


def test_nobody_annuls_for_themselves_or_their_household(hall: Hall) -> None:
    home, other = (hall.ask(residents.add_household, "G01", n) for n in ("1-01", "1-02"))
    worker = hall.person("米玛", household=home)
    organiser = hall.on_duty(hall.ask(staff.add, worker, staff.Role.ORGANISER))
    session = hall.session()
    people = {
        "self": worker,
        "child": hall.person("卓嘎", household=home),
        "neighbour": hall.person("王建国", household=other),
    }
    came = {who: hall.check_in(person, session).attendance for who, person in people.items()}
    for who in ("self", "child"):
        with pytest.raises(Refusal) as caught:
            hall.ask(activities.annul, came[who], "away", actor=organiser)
        assert caught.value.reason is StaffReason.OWN
    assert hall.ask(activities.annul, came["neighbour"], "away", actor=organiser) == 10
    hall.sound()
