"""What the people desk asks the office: who is meant, what a card is, and writing once."""

from __future__ import annotations

import json

import pytest

from db import codes, dossier, residents, staff
from db.base import Refusal, new_operation_id
from db.duties import Role, StaffReason
from db.operations import Operation
from db.readings import ReadingLine
from db.residents import CardReason, CardState
from db.residents.tables import Card
from tests.db.conftest import STATION, Hall


def test_the_end_of_a_telephone_number_finds_all_who_have_it(hall: Hall) -> None:
    first, second = (hall.person(name, phone="13912345678") for name in ("王建国", "李梅"))
    hall.person("张伟", phone="13912340000")
    found = [one.resident for one in hall.ask(residents.find, "5678")]
    assert found == [first, second]
    assert hall.ask(residents.find, "678") == ()  # too short to mean a telephone


def test_a_number_that_is_two_things_finds_both_people(hall: Hall) -> None:
    one, other = hall.person("王建国"), hall.person("李梅")
    _, number = hall.card(one)
    card, _ = hall.card(other, kind=codes.CodeKind.STAFF)
    hall.office.call(codes.bind, number, codes.CodeKind.STAFF, card)
    assert [who.resident for who in hall.ask(residents.find, number)] == [one, other]


def test_who_may_be_the_same_is_shown_and_nothing_is_decided(hall: Hall) -> None:
    known = hall.person("王建国", birth_year=1952, phone="13912345678")

    def alike(name: str, **kw: object) -> list[int]:
        return [one.resident for one in hall.ask(residents.alike, name, **kw)]

    assert alike("王建国") == [known]
    assert alike("王 建国", birth_year=1952) == [known]
    assert alike("王建国", birth_year=1999) == []
    assert alike("李梅", phone="13912345678") == [known]
    assert alike("李梅") == []


def test_what_a_card_is_that_is_to_be_given(hall: Hall) -> None:
    who = hall.person("王建国")
    _, blank = hall.ask(residents.issue, None)
    _, taken = hall.card(who)
    assert hall.ask(residents.offered, blank) == "blank"
    assert hall.ask(residents.offered, "04A1B2C3") == "foreign"
    for number, reason in (
        (taken, CardReason.NOT_BLANK),
        ("9787020002207", CardReason.BOOK),
        (codes.with_check_digit("1099999999999"), CardReason.UNKNOWN),
        (blank[:9], CardReason.UNKNOWN),
        ("\x1b[2J", CardReason.UNKNOWN),
        ("7" * 400, CardReason.UNKNOWN),
    ):
        with pytest.raises(Refusal) as caught:
            hall.ask(residents.offered, number)
        assert caught.value.reason is reason, number


def test_a_card_is_issued_replaced_and_ended_once_whatever_is_repeated(hall: Hall) -> None:
    who = hall.person("王建国")
    issue, replace, end = (new_operation_id() for _ in range(3))
    first = hall.ask(residents.issue, who, operation_id=issue)
    assert hall.ask(residents.issue, who, operation_id=issue) == first
    second = hall.ask(residents.replace, who, operation_id=replace)
    assert hall.ask(residents.replace, who, operation_id=replace) == second
    for _ in range(2):
        hall.ask(residents.end, second[0], CardState.LOST, operation_id=end)
    states = hall.office.call(lambda: [card.state for card in Card.select().order_by(Card.id)])
    assert states == [CardState.REPLACED, CardState.LOST]
    answers = hall.office.call(lambda: [json.loads(row.answer) for row in Operation.select()])
    kept = json.dumps(answers)
    assert first[1] not in kept  # a number is erased with its person, an answer is not
    assert second[1] not in kept
    hall.sound()


def test_a_blank_card_is_bound_once(hall: Hall) -> None:
    who, operation = hall.person("王建国"), new_operation_id()
    card, number = hall.ask(residents.issue, None)
    for _ in range(2):
        assert hall.ask(residents.bind, number, who, operation_id=operation) == card


def test_a_page_says_all_rooms_and_is_read_once(hall: Hall) -> None:
    who = hall.person("王建国")
    found = hall.ask(dossier.open, who)
    assert (found.page.who.name, found.spendable, found.coming) == ("王建国", 0, 0)
    assert found.consents == ()
    assert found.seats == ()
    assert hall.office.call(ReadingLine.select().count) == 1


def test_the_newest_answer_to_a_consent_counts(hall: Hall) -> None:
    who = hall.person("王建国")
    for given in (True, False):
        hall.ask(
            residents.consent,
            who,
            "photographs",
            given=given,
            wording=1,
            lang="zh_CN",
            read_aloud=True,
            day=hall.now.date(),
            giver=who,
        )
    assert hall.ask(dossier.open, who).consents == (("photographs", False),)


def test_whether_a_pin_is_worth_typing_is_told_without_counting(hall: Hall) -> None:
    number = hall.staff("德吉", Role.LEAD)
    person = hall.office.call(lambda: staff.Staff.get_by_id(number).resident_id)
    _, card = hall.card(person, kind=codes.CodeKind.STAFF)
    for _ in range(7):
        with pytest.raises(Refusal) as caught:
            hall.office.call(staff.ready, card, now=hall.now, station=STATION)
        assert caught.value.reason is StaffReason.NO_PIN
    # A number that nobody has is compared like any other: nothing is told of it.
    hall.office.call(staff.ready, "20999999999999", now=hall.now, station=STATION)
