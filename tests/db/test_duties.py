"""No staff operation without a live duty, none outside its role: found by their Actor parameter."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest
from peewee import PeeweeException

import db
from db import duties, residents, staff
from db import hall as halls
from db.audit import Actor, Audit
from db.base import Refusal, database
from db.duties import DUTIES, INSIDE, OWN, SIGNED, Duty, Ending, Role, StaffReason
from tests.db.conftest import STATION, Hall

CARD_ALONE = {"open_door"}  # rows for what takes a staff card at the reader and no Actor


def operations() -> dict[str, Callable[..., Any]]:
    """Every public function of db that takes an Actor, as "room.verb"."""
    found = {}
    for module in pkgutil.walk_packages(db.__path__, "db."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if (
                inspect.isfunction(value)
                and value.__module__ == module.name
                and not name.startswith("_")
                and Actor in get_type_hints(value).values()
                and any(hint is Actor for p, hint in get_type_hints(value).items() if p != "return")
            ):
                found[f"{module.name.split('.')[1]}.{name}"] = value
    return found


OPERATIONS = {name: op for name, op in operations().items() if name not in INSIDE | OWN}


def test_operations_are_found() -> None:
    assert {"residents.issue", "activities.close", "staff.add", "clock.confirm"} <= set(OPERATIONS)
    assert set(operations()) >= INSIDE | OWN


def test_every_operation_has_a_row_in_the_table_and_every_row_an_operation() -> None:
    assert set(OPERATIONS) == set(DUTIES) - CARD_ALONE
    assert set(DUTIES) >= SIGNED


def test_every_role_does_something_and_a_lead_everything() -> None:
    assert {role for roles in DUTIES.values() for role in roles} == set(Role)
    assert all(Role.LEAD in roles for roles in DUTIES.values())


def attempt(hall: Hall, name: str, actor: Actor) -> Refusal | None:
    """Call an operation with anything at all: a guard asks who acts before it looks at what."""
    operation = OPERATIONS[name]
    given: dict[str, Any] = {"now": hall.now, "station": STATION, "actor": actor}
    for parameter in inspect.signature(operation).parameters.values():
        if parameter.kind is not parameter.VAR_KEYWORD and parameter.default is parameter.empty:
            given.setdefault(parameter.name, 1)
    positional = [
        given.pop(p.name)
        for p in inspect.signature(operation).parameters.values()
        if p.kind is p.POSITIONAL_OR_KEYWORD and p.name in given
    ]
    try:
        hall.office.call(operation, *positional, **given)
    except Refusal as refusal:
        return refusal
    except (TypeError, ValueError, AttributeError, PeeweeException):  # nonsense that was let in
        return None
    return None


def everything(hall: Hall) -> dict[str, list[Any]]:
    """Every row of every table, to see what an attempt left behind."""

    def read() -> dict[str, list[Any]]:
        tables = [name for name in database.get_tables() if name != "schema_migration"]
        return {name: database.execute_sql(f'SELECT * FROM "{name}"').fetchall() for name in tables}

    return hall.office.call(read)


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_not_is_refused_and_leaves_only_its_audit_row(
    hall: Hall, role: Role
) -> None:
    if role is not Role.LEAD:
        hall.staff("德吉", Role.LEAD)
    number = hall.staff("林晓", role)
    actor = hall.on_duty(number)
    for name in sorted(OPERATIONS):
        if role in DUTIES[name]:
            continue
        before = everything(hall)
        refusal = attempt(hall, name, actor)
        assert refusal is not None, name
        assert refusal.reason is StaffReason.NOT_ALLOWED, name
        after = everything(hall)
        changed = {table for table in after if after[table] != before[table]}
        assert changed == {"audit", "chain_head"}, name
        assert len(after["audit"]) == len(before["audit"]) + 1
        row = hall.office.call(lambda: Audit.select().order_by(Audit.id.desc()).get())
        assert (row.verb, row.actor) == ("refused", f"staff:{number}")
        assert json.loads(row.facts)["operation"] == name
    hall.sound()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_what_a_lead_may_is_let_in(hall: Hall, name: str) -> None:
    """The other side of the matrix: the guard says nothing, whatever the operation says then."""
    actor = hall.on_duty(hall.staff("德吉", Role.LEAD))
    hall.ask(duties.sign, actor=actor)
    refusal = attempt(hall, name, actor)
    assert (
        refusal is None
        or not isinstance(refusal.reason, StaffReason)
        or refusal.reason
        in (
            StaffReason.NO_SUCH_STAFF,
            StaffReason.OWN,
            StaffReason.LAST_LEAD,
            StaffReason.ALREADY_STAFF,
        )
    )
    verbs = hall.office.call(lambda: [row.verb for row in Audit.select()])
    assert "refused" not in verbs


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_without_a_live_duty_nothing_is_done(hall: Hall, name: str) -> None:
    number = hall.staff("德吉", Role.LEAD)
    live = hall.on_duty(number)
    hall.ask(duties.end, Ending.SIGNED_OUT, actor=live)
    invented = Actor.on_duty(number, 4711)
    for actor in (live, invented):
        refusal = attempt(hall, name, actor)
        assert refusal is not None
        assert refusal.reason is StaffReason.NOT_ON_DUTY


def add(hall: Hall, actor: Actor) -> StaffReason | None:
    try:
        hall.ask(residents.add, "王建国", joined_on=hall.now.date(), actor=actor)
    except Refusal as refusal:
        return StaffReason(refusal.reason)
    return None


def test_a_duty_locks_after_45_seconds_without_a_touch(hall: Hall) -> None:
    actor = hall.on_duty(hall.staff("林晓", Role.FRONT_DESK))
    for _ in range(3):
        hall.later(seconds=45)
        assert hall.ask(duties.touch, actor=actor)
    hall.later(seconds=45)
    assert add(hall, actor) is None
    hall.later(seconds=46)
    assert add(hall, actor) is StaffReason.NOT_ON_DUTY
    assert hall.office.call(lambda: Duty.get().how) == Ending.IDLE


def test_a_duty_ends_after_ten_minutes_in_any_case(hall: Hall) -> None:
    actor = hall.on_duty(hall.staff("林晓", Role.FRONT_DESK))
    for _ in range(15):
        hall.later(seconds=40)
        assert hall.ask(duties.touch, actor=actor)
    hall.later(seconds=1)
    assert not hall.ask(duties.touch, actor=actor)
    assert hall.office.call(lambda: Duty.get().how) == Ending.LIMIT


def test_a_clock_that_goes_back_keeps_nobody_on_duty(hall: Hall) -> None:
    actor = hall.on_duty(hall.staff("林晓", Role.FRONT_DESK))
    hall.later(hours=-1)
    assert add(hall, actor) is StaffReason.NOT_ON_DUTY


def test_a_duty_is_good_at_its_own_kiosk_only(hall: Hall) -> None:
    actor = hall.on_duty(hall.staff("林晓", Role.FRONT_DESK))
    with pytest.raises(Refusal) as caught:
        hall.ask(
            residents.add, "王", joined_on=hall.now.date(), actor=actor, station="somewhere else"
        )
    assert caught.value.reason is StaffReason.NOT_ON_DUTY


def test_whoever_signs_in_relieves_the_one_before(hall: Hall) -> None:
    first = hall.on_duty(hall.staff("林晓", Role.FRONT_DESK))
    hall.on_duty(hall.staff("米玛", Role.FRONT_DESK))
    assert add(hall, first) is StaffReason.NOT_ON_DUTY
    ends = hall.office.call(lambda: [row.how for row in Duty.select().order_by(Duty.id)])
    assert ends == [Ending.RELIEVED, None]


def test_what_is_signed_needs_the_card_again_each_time(hall: Hall) -> None:
    lead = hall.staff("德吉", Role.LEAD)
    actor = hall.on_duty(lead)
    workers = [hall.person(name) for name in ("林晓", "米玛")]

    def hire(person: int) -> StaffReason | None:
        try:
            hall.ask(staff.add, person, Role.CARER, actor=actor)
        except Refusal as refusal:
            return StaffReason(refusal.reason)
        return None

    assert hire(workers[0]) is StaffReason.NOT_SIGNED
    hall.ask(duties.sign, actor=actor)
    assert hire(workers[0]) is None
    assert hire(workers[1]) is StaffReason.NOT_SIGNED
    person = hall.office.call(lambda: staff.Staff.get_by_id(lead).resident_id)
    _, mine = hall.card(person, kind=staff_kind())
    _, members = hall.card(person)
    for wrong in (members, "20000000000000"):
        with pytest.raises(Refusal) as caught:
            hall.office.call(staff.sign, actor, wrong, now=hall.now, station=STATION)
        assert caught.value.reason is StaffReason.NOT_RIGHT
    hall.office.call(staff.sign, actor, mine, now=hall.now, station=STATION)
    assert hire(workers[1]) is None


def staff_kind() -> Any:
    from db.codes import CodeKind

    return CodeKind.STAFF


def test_a_member_card_ends_a_duty_and_the_audit_names_it(hall: Hall) -> None:
    actor = hall.on_duty(hall.staff("林晓", Role.FRONT_DESK))
    assert add(hall, actor) is None
    hall.ask(duties.end, Ending.MEMBER_CARD, actor=actor)
    rows = hall.office.call(lambda: [(r.verb, r.facts) for r in Audit.select()])
    added = [facts for verb, facts in rows if verb == "resident_added"][-1]
    assert json.loads(added) == {"duty": actor.duty}
    ended = json.loads(next(facts for verb, facts in rows if verb == "duty_ended"))
    assert ended == {"duty": actor.duty, "how": "member_card"}


def test_an_attempt_in_vain_is_audited_although_nothing_was_done(hall: Hall) -> None:
    actor = hall.on_duty(hall.staff("何伟", Role.HELPER))
    with pytest.raises(Refusal):
        hall.ask(halls.decide, "points_cap_day", 1000, actor=actor)
    row = hall.office.call(lambda: Audit.get(Audit.verb == "refused"))
    assert json.loads(row.facts)["operation"] == "hall.decide"
    assert row.actor == actor.name
