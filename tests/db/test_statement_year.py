"""What a statement says of this year: points that arrived, points that were used."""

from __future__ import annotations

from db import points
from db.base import database, new_operation_id
from db.points import EntryKind


def test_a_years_points_are_what_arrived_and_what_was_used_in_it(hall):
    who = hall.person()

    def say():
        page = hall.ask(points.statement, who, None, 10)
        return page.earned_this_year, page.used_this_year

    def move(operation, amount, **kw):
        hall.office.call(
            _inside, operation, who, amount, now=hall.now, operation_id=new_operation_id(), **kw
        )

    assert say() == (0, 0)
    move(points.open_with, 30, happened_at=hall.now)
    move(points.spend, 5)
    move(points.spend, 3, kind=EntryKind.EXPIRY)
    assert say() == (30, 8)
    hall.later(days=60)  # over the new year
    assert say() == (0, 0)
    move(points.spend, 2)
    assert say() == (0, 2)


def _inside(operation, who, amount, **kw):
    subject = () if operation is points.open_with else (("test", 1),)
    with database.atomic():
        return operation(who, amount, *subject, **kw)
