"""Door mode: thirty cards, each once; doubles and refusals; guests; the end."""

from __future__ import annotations

import pytest

from db import codes, door, residents, staff
from db.activities import ActivityReason
from db.audit import HOUSE, Audit
from db.base import Refusal, new_operation_id
from db.codes import CodeKind
from db.refused import RefusedScan
from db.residents import CardReason
from db.residents.tables import CardState
from db.staff import StaffReason
from tests.db.conftest import Hall


@pytest.fixture
def helper(hall: Hall) -> int:
    return int(hall.staff("何伟", staff.Role.HELPER))


def test_thirty_cards_check_in_at_once(hall: Hall, helper: int) -> None:
    session = hall.session(capacity_soft=5, capacity_hard=40)
    opened = hall.ask(door.open, helper, session)
    cards = [hall.card(hall.person(f"人{n}"))[1] for n in range(30)]
    for card in cards:
        seen = hall.ask(door.scan, opened.door, card)
        assert not seen.again
    assert seen.door.count == 30
    assert len(seen.door.last) == 5
    assert hall.ask(door.scan, opened.door, cards[0]).again
    hall.sound()


def test_a_retry_of_the_same_scan_is_not_a_double(hall: Hall, helper: int) -> None:
    opened = hall.ask(door.open, helper, hall.session())
    _, number = hall.card(hall.person())
    operation_id = new_operation_id()
    hall.ask(door.scan, opened.door, number, operation_id=operation_id)
    assert not hall.ask(door.scan, opened.door, number, operation_id=operation_id).again


def test_unknown_cards_and_a_full_room_are_refused(hall: Hall, helper: int) -> None:
    opened = hall.ask(door.open, helper, hall.session(capacity_hard=1))
    with pytest.raises(Refusal) as caught:
        hall.ask(door.scan, opened.door, "10000000000000")
    assert caught.value.reason is CardReason.UNKNOWN
    hall.ask(door.scan, opened.door, hall.card(hall.person())[1])
    with pytest.raises(Refusal) as caught:
        hall.ask(door.scan, opened.door, hall.card(hall.person("李秀英"))[1])
    assert caught.value.reason is ActivityReason.FULL


def test_what_is_no_member_card_is_told_for_what_it_is(hall: Hall, helper: int) -> None:
    opened = hall.ask(door.open, helper, hall.session())
    _, number = hall.card(hall.person("李秀英"))
    lost, lost_number = hall.card(hall.person("林晓"), kind=CodeKind.STAFF)
    hall.ask(residents.end, lost, CardState.LOST, actor=HOUSE)
    _, former = hall.card(hall.person("丹增"), kind=CodeKind.STAFF)  # staff no longer
    hall.office.call(codes.bind, number, CodeKind.STAFF, lost)
    prize = codes.with_check_digit("6000000000001")
    hall.office.call(codes.bind, prize, CodeKind.PICK_UP, 1)
    for code, reason in (
        ("9787020002207", CardReason.BOOK),
        (prize, CardReason.PICK_UP),
        (number, CardReason.TWO_THINGS),
        (lost_number, CardReason.LOST),
        (former, CardReason.BLOCKED),
    ):
        assert not hall.ask(door.is_staff, code)
        with pytest.raises(Refusal) as caught:
            hall.ask(door.scan, opened.door, code)
        assert caught.value.reason is reason
    assert hall.ask(door.view, opened.door).count == 0
    assert hall.office.call(lambda: [r.reason for r in RefusedScan.select()]) == [
        "isbn",
        "pick_up",
        "two_things",
        "lost",
        "blocked",
    ]


def test_undo_and_guests_change_the_count(hall: Hall, helper: int) -> None:
    opened = hall.ask(door.open, helper, hall.session())
    seen = hall.ask(door.scan, opened.door, hall.card(hall.person())[1])
    assert hall.ask(door.guests, opened.door, 2, 1).count == 4
    assert hall.ask(door.undo, opened.door, seen.door.last[0].attendance).count == 3
    hall.sound()


def test_the_door_ends_after_two_hours_and_when_it_is_closed(hall: Hall, helper: int) -> None:
    session = hall.session("14:00", 300)
    first, second = hall.ask(door.open, helper, session), hall.ask(door.open, helper, session)
    assert hall.ask(door.close, first.door) == 0
    _, number = hall.card(hall.person())
    with pytest.raises(Refusal) as caught:
        hall.ask(door.scan, first.door, number)
    assert caught.value.reason is ActivityReason.DOOR_ENDED
    hall.later(hours=2, seconds=1)
    with pytest.raises(Refusal):
        hall.ask(door.scan, second.door, number)


def test_a_librarian_may_not_open_a_door(hall: Hall) -> None:
    librarian = hall.staff("普布", staff.Role.LIBRARIAN)
    with pytest.raises(Refusal) as caught:
        hall.ask(door.open, librarian, hall.session())
    assert caught.value.reason is StaffReason.NOT_ALLOWED


def test_what_is_done_at_a_door_names_who_opened_it(hall: Hall, helper: int) -> None:
    opened = hall.ask(door.open, helper, hall.session())
    seen = hall.ask(door.scan, opened.door, hall.card(hall.person())[1])
    hall.ask(door.guests, opened.door, 1, 0)
    hall.ask(door.undo, opened.door, seen.door.last[0].attendance)
    hall.ask(door.close, opened.door)
    hall.ask(door.close, opened.door)
    acts = hall.office.call(
        lambda: [a.verb for a in Audit.select().where(Audit.actor == f"staff:{helper}")]
    )
    assert acts == ["door_opened", "guests_counted", "door_undone", "door_closed"]
    hall.sound()
