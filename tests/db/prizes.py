"""Short words for a hall with a shelf: people with points, prizes with stock, reservations."""

from __future__ import annotations

from datetime import time
from typing import Any

from db import activities, points, prizes, residents
from db.base import Refusal, database, new_operation_id
from db.calendar import OpenSpan
from db.prizes import Category, Reserved, Terms
from db.prizes.reserving import code_of
from tests.db.conftest import Hall


def rich(hall: Hall, amount: int = 100, name: str = "卓玛央金", **kw: Any) -> int:
    """Somebody with so many points to spend, from the paper points book."""
    who = hall.person(name, **kw)
    give(hall, who, amount)
    return who


def give(hall: Hall, who: int, amount: int) -> None:
    """Points of a paper book."""

    def write() -> None:
        with database.atomic():
            points.open_with(
                who, amount, now=hall.now, operation_id=new_operation_id(), happened_at=hall.now
            )

    if amount:
        hall.office.call(write)


def earn(hall: Hall, who: int, amount: int) -> int:
    """Points from a session that was closed; returns the attendance."""
    session = hall.session(points=amount, open_area=True)
    came = hall.check_in(who, session)
    hall.ask(activities.close, session, 1)
    return int(came.attendance)


def shelve(hall: Hall, cost: int = 30, number: int = 5, **terms: Any) -> int:
    """A prize with so many on hand."""
    kind = terms.pop("category", Category.HOUSEHOLD)
    prize = hall.ask(prizes.add, {"zh_CN": "保温杯", "en": "Cup"}, Terms(kind, cost, **terms))
    if number:
        hall.ask(prizes.receive, prize, number)
    return int(prize)


def reserve(hall: Hall, who: int, prize: int, price: int = 30, **kw: Any) -> Reserved:
    """Keep one."""
    made = hall.ask(prizes.reserve, who, prize, price, **kw)
    assert isinstance(made, Reserved)
    return made


def card_of(hall: Hall, who: int) -> str:
    """The number of a new card, or of the one that is there."""
    numbers = hall.office.call(residents.numbers_of, who)
    return numbers[0] if numbers else hall.card(who)[1]


def fetch(hall: Hall, who: int, redemption: int, **kw: Any) -> prizes.Ended:
    """Staff hand over what a person reserved."""
    code = hall.office.call(code_of, redemption)
    ended = hall.ask(prizes.hand_over, code, card_of(hall, who), **kw)
    assert isinstance(ended, prizes.Ended)
    return ended


def on_hand(hall: Hall, prize: int) -> tuple[int, int]:
    """On hand and reserved."""
    row = next(row for row in hall.ask(prizes.stock) if row.id == prize)
    return row.on_hand, row.reserved


def always_open(hall: Hall, *weekdays: int) -> None:
    """Write down open hours on these weekdays (0 = Monday)."""

    def write() -> None:
        for day in weekdays:
            OpenSpan.insert(weekday=day, opens=time(9), closes=time(18)).execute()

    hall.office.call(write)


def no(hall: Hall, operation: Any, *args: Any, **kw: Any) -> Refusal:
    """The refusal that an operation gives; it is an error when it gives none."""
    try:
        hall.ask(operation, *args, **kw)
    except Refusal as refusal:
        return refusal
    raise AssertionError(f"{operation.__name__} was not refused")
