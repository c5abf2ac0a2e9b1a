"""Cards: what a number is, what each state answers, and that the person is never the card."""

from __future__ import annotations

from datetime import timedelta

import pytest
from stdnum import damm

from db import arrivals, codes, residents
from db.base import Refusal
from db.refused import RefusedScan
from db.residents import CardReason, CardState
from db.residents.tables import Resident
from tests.db.conftest import ACTOR, STATION, Hall


def shown(hall: Hall, code: str) -> CardReason:
    with pytest.raises(Refusal) as caught:
        hall.ask(arrivals.card_shown, code)
    return CardReason(caught.value.reason)


def test_an_issued_number_has_fourteen_random_digits_and_a_check_digit(hall: Hall) -> None:
    anna = hall.person()
    numbers = [hall.card(None)[1] for _ in range(20)] + [hall.card(anna)[1]]
    assert len(set(numbers)) == 21
    for number in numbers:
        assert len(number) == 14
        assert number.startswith("10")
        assert damm.is_valid(number)


def test_a_card_opens_the_home_with_a_masked_name(hall: Hall) -> None:
    anna = hall.person(lang="bo")
    arrived = hall.ask(arrivals.card_shown, hall.card(anna)[1])
    assert arrived.kind == "member"
    assert arrived.home.masked == "卓**"
    assert arrived.home.lang == "bo"
    assert arrived.home.first_visit


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (CardState.LOST, CardReason.LOST),
        (CardState.BLOCKED, CardReason.BLOCKED),
        (CardState.EXPIRED, CardReason.EXPIRED),
    ],
)
def test_a_card_out_of_use_is_turned_away(hall: Hall, state: CardState, reason: CardReason) -> None:
    card, number = hall.card(hall.person())
    hall.office.call(residents.end, card, state, now=hall.now, station=STATION, actor=ACTOR)
    assert shown(hall, number) is reason
    hall.sound()


def test_a_replaced_card_is_dead_and_the_new_one_is_the_same_person(hall: Hall) -> None:
    anna = hall.person()
    _, old_number = hall.card(anna)
    _, new_number = hall.ask(residents.replace, anna)
    assert shown(hall, old_number) is CardReason.REPLACED
    assert hall.ask(arrivals.card_shown, new_number).home.resident == anna
    hall.sound()


def test_an_expiry_date_that_passed_is_expired(hall: Hall) -> None:
    _, number = hall.card(hall.person(), expires_on=(hall.now - timedelta(days=1)).date())
    assert shown(hall, number) is CardReason.EXPIRED


def test_nobody_greets_the_dead(hall: Hall) -> None:
    anna = hall.person()
    _, number = hall.card(anna)
    hall.office.call(lambda: Resident.update(state="died").where(Resident.id == anna).execute())
    assert shown(hall, number) is CardReason.GONE


@pytest.mark.parametrize(
    "code", ["", "1", "99999999999999", "²³⁴", "x" * 10_000, "'; DROP TABLE card; --", "\x1b[2J"]
)
def test_anything_else_is_unknown_and_kept_without_its_number(hall: Hall, code: str) -> None:
    assert shown(hall, code) is CardReason.UNKNOWN
    row = hall.office.call(RefusedScan.get)
    assert len(row.code) <= 5


def test_a_blank_card_belongs_to_nobody_yet(hall: Hall) -> None:
    assert shown(hall, hall.card(None)[1]) is CardReason.UNBOUND


def test_a_books_number_is_not_a_card(hall: Hall) -> None:
    assert hall.ask(arrivals.card_shown, "9787536692930").kind == "isbn"
    assert shown(hall, "9787536692931") is CardReason.UNKNOWN


def test_the_same_number_for_two_things_is_ambiguous(hall: Hall) -> None:
    card, number = hall.card(hall.person())
    hall.office.call(codes.bind, number, codes.CodeKind.STAFF, card)
    assert hall.ask(arrivals.card_shown, number).kind == "ambiguous"


def test_a_foreign_number_opens_the_same_card(hall: Hall) -> None:
    anna = hall.person()
    card, _ = hall.card(anna)
    hall.office.call(codes.bind, "67003B51C6", codes.CodeKind.MEMBER, card)
    assert hall.ask(arrivals.card_shown, "67003B51C6").home.resident == anna
