"""Statements of the scan path: constants are literals, and the indexes that were made are used."""

from __future__ import annotations

import pytest

from db.activities import reading
from db.base import database
from db.chain import ChainHead
from db.settings import Setting
from db.statements import ANY, Statement


def test_a_constant_is_a_literal_and_a_hole_is_a_parameter(hall):
    find = Statement(
        lambda: Setting.select(Setting.value).where(Setting.name == ANY, Setting.value != "it's ?")
    )

    def found():
        Setting.insert(name="a", value='"x"', at=0).execute()
        return find("a").fetchall()

    assert hall.office.call(found) == [('"x"',)]
    assert "'it''s ?'" in find.sql


def test_a_constant_without_a_literal_is_refused(hall):
    with pytest.raises(TypeError):
        hall.office.call(Statement(lambda: ChainHead.select().where(ChainHead.digest == b"x")))


def plan(statement, *params):
    rows = database.execute_sql(f"EXPLAIN QUERY PLAN {statement.sql}", params).fetchall()
    return " ".join(row[-1] for row in rows)


@pytest.mark.parametrize(
    ("statement", "index"),
    [(reading._LIVE_IN, "attendance_once"), (reading._SEAT, "seat_once")],
    ids=["attendance", "seat"],
)
def test_who_is_in_is_found_by_the_partial_index(hall, statement, index):
    assert index in hall.office.call(plan, statement, 1, 1)
