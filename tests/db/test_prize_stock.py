"""Stock moves by movements only, each with who, when and why; sums that cannot go wrong unseen."""

from __future__ import annotations

import pytest
from peewee import DatabaseError

from db import audit, invariants, prizes
from db.base import database, new_operation_id
from db.prizes import Category, PrizeReason, Terms
from db.prizes.tables import Movement, Prize
from tests.db.conftest import Hall
from tests.db.prizes import fetch, no, on_hand, reserve, rich, shelve


def test_receive_damage_return_and_count_are_movements_with_an_audit_row_each(hall: Hall) -> None:
    cup = shelve(hall, number=10)
    assert hall.ask(prizes.damage, cup, 2, "fell down") == 8
    assert hall.ask(prizes.take_in, cup, 1, "wrong colour") == 9
    assert hall.ask(prizes.count, cup, 7, "monthly count") == -2
    assert hall.ask(prizes.count, cup, 7, "counted again") == 0
    rows = hall.office.call(lambda: [(r.kind, r.hand, r.on_hand_after) for r in Movement.select()])
    assert rows == [
        ("receive", 10, 10),
        ("damage", -2, 8),
        ("return", 1, 9),
        ("count", -2, 7),
        ("count", 0, 7),
    ]
    verbs = hall.office.call(lambda: [row.verb for row in audit.Audit.select()])
    assert verbs == [
        "prize_added",
        "stock_receive",
        "stock_damage",
        "stock_return",
        "stock_count",
        "stock_count",
    ]
    hall.sound()


def test_a_movement_that_is_sent_twice_moves_once(hall: Hall) -> None:
    cup, tap = shelve(hall, number=0), new_operation_id()
    for _ in range(2):
        assert hall.ask(prizes.receive, cup, 4, operation_id=tap) == 4
    assert on_hand(hall, cup) == (4, 0)


def test_a_count_lower_than_what_is_reserved_is_refused_with_facts(hall: Hall) -> None:
    cup = shelve(hall, number=3)
    for name in "甲乙":
        reserve(hall, rich(hall, name=name), cup)
    refusal = no(hall, prizes.count, cup, 1, "monthly count")
    assert refusal.reason is PrizeReason.BELOW_RESERVED
    assert dict(refusal.facts) == {"counted": 1, "reserved": 2, "on_hand": 3}
    assert hall.ask(prizes.count, cup, 2, "monthly count") == -1
    assert on_hand(hall, cup) == (2, 2)
    hall.sound()


def test_what_is_reserved_cannot_be_written_off(hall: Hall) -> None:
    cup = shelve(hall, number=2)
    reserve(hall, rich(hall), cup)
    refusal = no(hall, prizes.damage, cup, 2, "flood")
    assert (refusal.reason, refusal.facts["reserved"]) == (PrizeReason.BELOW_RESERVED, 1)
    assert hall.ask(prizes.damage, cup, 1, "flood") == 1


def test_nothing_is_moved_without_a_number_or_a_reason(hall: Hall) -> None:
    cup = shelve(hall)
    assert no(hall, prizes.receive, cup, 0).reason is PrizeReason.NOTHING_MOVED
    assert no(hall, prizes.receive, cup, -3).reason is PrizeReason.NOTHING_MOVED
    assert no(hall, prizes.damage, cup, 1, " \t").reason is PrizeReason.NO_REASON
    assert no(hall, prizes.count, cup, 4, "").reason is PrizeReason.NO_REASON
    assert no(hall, prizes.receive, 999, 1).reason is PrizeReason.NO_SUCH_PRIZE
    assert no(hall, prizes.count, 999, 1, "x").reason is PrizeReason.NO_SUCH_PRIZE
    assert no(hall, prizes.add, {"zh_CN": " "}, Terms(Category.FOOD, 1)).reason is (
        PrizeReason.NAMELESS
    )
    assert on_hand(hall, cup) == (5, 0)
    hall.sound()


def test_the_editable_stock_number_of_other_systems_is_found_out(hall: Hall) -> None:
    cup = shelve(hall)
    hall.office.call(lambda: Prize.update(on_hand=50).where(Prize.id == cup).execute())
    assert hall.office.call(invariants.broken) == [
        f"stock: what prize {cup} has is not the sum of its movements"
    ]


@pytest.mark.parametrize(
    "sql", ["UPDATE stock_movement SET hand = 9", "DELETE FROM stock_movement"]
)
def test_a_movement_is_never_changed_or_deleted(hall: Hall, sql: str) -> None:
    shelve(hall)
    with pytest.raises(DatabaseError, match="append-only"):
        hall.office.call(lambda: database.execute_sql(sql))


def test_stock_never_goes_below_zero_whoever_writes(hall: Hall) -> None:
    cup = shelve(hall, number=1)
    with pytest.raises(DatabaseError, match="CHECK"):
        hall.office.call(lambda: Prize.update(on_hand=-1).where(Prize.id == cup).execute())
    with pytest.raises(DatabaseError, match="CHECK"):
        hall.office.call(lambda: Prize.update(reserved=2).where(Prize.id == cup).execute())


@pytest.mark.parametrize(
    ("sql", "line"),
    [
        ("UPDATE redemption SET cost = 31", "redemptions: the debits of 1 do not sum to its price"),
        ("DELETE FROM code WHERE kind = 'pick_up'", "redemptions: 1 waits without a pick-up code"),
        ("UPDATE redemption_share SET back_id = paid_id", "redemptions: what went back for 1"),
        (
            "UPDATE redemption SET state = 'lapsed', ended_at = 1",
            "redemptions: the stock of 1 did not move as its state says",
        ),
    ],
)
def test_check_finds_a_redemption_that_somebody_changed(hall: Hall, sql: str, line: str) -> None:
    reserve(hall, rich(hall), shelve(hall))
    hall.sound()
    hall.office.call(lambda: database.execute_sql(sql))
    assert any(found.startswith(line) for found in hall.office.call(invariants.broken))


def test_few_left_is_a_warning_in_the_list(hall: Hall) -> None:
    cup = shelve(hall, number=3, low_at=2)
    assert [row.low for row in hall.ask(prizes.stock)] == [False]
    who = rich(hall)
    fetch(hall, who, reserve(hall, who, cup).redemption)
    assert [row.low for row in hall.ask(prizes.stock)] == [True]
