"""A reason that staff typed is erasable: it stands outside the chain, and goes when its time is over."""

from __future__ import annotations

import json

import pytest

from db import activities, forgetting, staff
from db import hall as halls
from db.activities.tables import HelperOf, Session
from db.audit import Audit, AuditDetail
from db.office import housekeep
from db.operations import Operation
from tests.db.conftest import Hall

REASON = "卓玛央金 is ill"


def rows(hall: Hall) -> list[Audit]:
    return hall.office.call(lambda: list(Audit.select().order_by(Audit.id)))


def details(hall: Hall) -> list[str]:
    return hall.office.call(lambda: [row.text for row in AuditDetail.select()])


def cancelled(hall: Hall, **kw: object) -> int:
    session = hall.session("18:00", enrolment="open")
    hall.ask(activities.cancel, session, reason=REASON, **kw)
    return session


def test_the_reason_of_a_cancelled_session_is_not_in_the_chain(hall: Hall) -> None:
    cancelled(hall)
    row = next(row for row in rows(hall) if row.verb == "session_cancelled")
    assert json.loads(row.facts) == {"told": 0}
    assert row.detail_digest is not None
    assert [text for text in details(hall) if REASON in text] != []
    hall.sound()


def test_the_reason_is_kept_once_and_not_beside_everybody_who_was_in(hall: Hall) -> None:
    session = hall.session()
    for name in ("李秀英", "王建国"):
        hall.check_in(hall.person(name), session)
    hall.ask(activities.cancel, session, reason=REASON)
    assert len([text for text in details(hall) if REASON in text]) == 1


@pytest.mark.parametrize("how", ["seat", "inside", "helper", "named"])
def test_forgetting_erases_the_reasons_that_may_be_about_somebody(hall: Hall, how: str) -> None:
    """Who had a seat, was in, helps there, or whom the words name."""
    anna = hall.person("旺姆" if how != "named" else "卓玛央金")
    session = hall.session("14:00" if how == "inside" else "18:00", enrolment="open")
    if how == "seat":
        hall.ask(activities.enrol, anna, session)
    if how == "inside":
        hall.check_in(anna, session)
    if how == "helper":
        hall.staff("德吉", staff.Role.LEAD)
        helper = hall.ask(staff.add, anna, staff.Role.HELPER)
        series = hall.office.call(lambda: Session.get_by_id(session).series_id)
        hall.office.call(lambda: HelperOf.create(series=series, staff=helper))
    hall.ask(activities.cancel, session, reason=REASON)
    hall.ask(forgetting.forget, anna)
    assert not any(REASON in text for text in details(hall))
    hall.sound()


def test_the_reason_stays_when_somebody_else_is_forgotten(hall: Hall) -> None:
    cancelled(hall)
    hall.ask(forgetting.forget, hall.person("王建国"))
    assert any(REASON in text for text in details(hall))


def test_a_reason_is_erased_when_its_time_is_over(hall: Hall) -> None:
    hall.ask(halls.decide, "reason_days", 30)
    cancelled(hall)
    hall.later(days=29)
    hall.office.call(housekeep, now=hall.now)
    assert any(REASON in text for text in details(hall))
    hall.later(days=2)
    hall.office.call(housekeep, now=hall.now)
    assert not any(REASON in text for text in details(hall))
    assert [row.verb for row in rows(hall)].count("session_cancelled") == 1
    hall.sound()


def test_the_answer_that_is_kept_holds_no_digest_of_the_reason(hall: Hall) -> None:
    """The same tap with the words put right is the same tap."""
    operation_id = "0" * 31 + "7"
    session = hall.session("18:00")
    for reason in (REASON, "no power"):
        hall.ask(activities.cancel, session, reason=reason, operation_id=operation_id)
    kept = hall.office.call(lambda: Operation.get_by_id(operation_id).answer)
    assert json.loads(kept) == {"told": 0}
    anna, session = hall.person("李秀英"), hall.session()
    came = hall.check_in(anna, session)
    for reason in (REASON, "wrong card"):
        operation_id = "0" * 31 + "8"
        hall.ask(activities.annul, came.attendance, reason, operation_id=operation_id)
