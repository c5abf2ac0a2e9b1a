"""Planning the week: drafts that nobody sees, publishing, retiring, points of a day that is past."""

from __future__ import annotations

import json
from datetime import date, time, timedelta

import pytest

from db import activities, arrivals, door, notices, staff
from db import hall as halls
from db.activities import PlanReason, rules
from db.activities.rooms import rooms
from db.activities.tables import Series, Session
from db.audit import Audit
from db.base import Refusal, new_operation_id, to_microseconds
from db.office import housekeep
from db.settings import Settings
from tests.db.conftest import Hall


def draft(hall: Hall, start: str = "14:00") -> int:
    """A draft that would take place every day, now too."""
    room = hall.ask(activities.add_room, "203", {"zh_CN": "二楼 203"}, {"zh_CN": "上二楼"})
    return int(
        hall.ask(
            activities.add_series,
            {"zh_CN": "书法"},
            "learning",
            room,
            weekly={day: [(time.fromisoformat(start), 60)] for day in range(7)},
            starts_on=date(2026, 11, 1),
            published=False,
        )
    )


def verbs(hall: Hall) -> list[str]:
    return hall.office.call(lambda: [row.verb for row in Audit.select().order_by(Audit.id)])


def seen_anywhere(hall: Hall, series: int) -> bool:
    """Wherever a resident, a door or a sign would show it."""
    anna, helper = hall.person(), hall.staff("德吉", staff.Role.LEAD)
    home = hall.ask(arrivals.home, anna)
    shown = [
        *hall.office.call(activities.day, None, None, now=hall.now),
        *hall.office.call(activities.week, anna, now=hall.now),
        *home.open,
        *home.inside,
        *home.plans,
        *hall.office.call(door.sessions, helper, now=hall.now),
    ]
    signs = [kind for room in hall.office.call(rooms) for kind in room.kinds]
    return series in {view.series for view in shown} or bool(signs)


def test_a_draft_is_seen_by_nobody(hall: Hall) -> None:
    series = draft(hall)
    hall.office.call(housekeep, now=hall.now)
    assert not seen_anywhere(hall, series)


def test_a_session_of_a_draft_cannot_be_entered_by_its_number_either(hall: Hall) -> None:
    session = hall.session()
    hall.office.call(lambda: Series.update(published=False).execute())
    for verb in (activities.check_in, activities.enrol):
        with pytest.raises(Refusal) as caught:
            hall.ask(verb, hall.person(), session)
        assert caught.value.reason is activities.ActivityReason.NO_SUCH_SESSION


def test_what_is_published_is_there_at_once(hall: Hall) -> None:
    series = draft(hall)
    operation_id = new_operation_id()
    planned = hall.ask(activities.publish, series, operation_id=operation_id)
    assert planned == 15
    assert hall.ask(activities.publish, series, operation_id=operation_id) == planned
    assert seen_anywhere(hall, series)
    assert verbs(hall).count("series_published") == 1
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.publish, series)
    assert caught.value.reason is PlanReason.PUBLISHED
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.publish, 4711)
    assert caught.value.reason is PlanReason.NO_SUCH_SERIES
    hall.sound()


def test_a_retired_series_tells_whoever_has_a_seat_and_keeps_what_happened(hall: Hall) -> None:
    anna, now_on = hall.person(), hall.session(enrolment="open")
    series = hall.office.call(lambda: Session.get_by_id(now_on).series_id)
    hall.check_in(anna, now_on)
    tomorrow = next(
        view.id
        for view in hall.office.call(activities.week, None, now=hall.now)
        if view.day == date(2026, 11, 25)
    )
    hall.ask(activities.enrol, anna, tomorrow)
    operation_id = new_operation_id()
    for _ in range(2):
        gone = hall.ask(
            activities.retire_series, series, reason="no teacher", operation_id=operation_id
        )
        assert gone == 14
    assert [n.kind for n in hall.office.call(notices.unread, anna)] == ["session_cancelled"]
    assert hall.ask(activities.close, now_on, 1) == 1
    assert hall.balances(anna) == (10, 0)
    hall.later(days=1)
    hall.office.call(housekeep, now=hall.now)
    states = hall.office.call(lambda: [row.state for row in Session.select()])
    assert sorted(set(states)) == ["cancelled", "closed", "planned"]  # yesterday's was never closed
    row = hall.office.call(lambda: Audit.get(Audit.verb == "series_retired"))
    assert len(json.loads(row.facts)["cancelled"]) == 14
    assert "no teacher" not in "".join(
        hall.office.call(lambda: [audit.facts for audit in Audit.select()])
    )
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.retire_series, series)
    assert caught.value.reason is PlanReason.RETIRED
    hall.sound()


def test_a_day_that_is_past_has_a_cap_of_its_own(hall: Hall) -> None:
    """What is earned later in the week does not count against the day before it."""
    anna = hall.person()
    before = to_microseconds(hall.now - timedelta(days=1))
    for _ in range(3):
        hall.check_in(anna, hall.session(points=20, open_area=True))
    left = hall.office.call(lambda: rules.within_caps(anna, 20, before, Settings()))
    assert left == (20, False)


def single(hall: Hall, **kw: object) -> int:
    """An activity that comes on single days only."""
    room = hall.ask(activities.add_room, "107", {"zh_CN": "107"}, {"zh_CN": "一楼"})
    started = date(2026, 11, 20)
    title = {"zh_CN": "做糌粑"}
    return int(
        hall.ask(activities.add_series, title, "arts", room, weekly={}, starts_on=started, **kw)
    )


def begins(hall: Hall) -> list[tuple[date, str]]:
    """Day and state of every session, in order."""
    return hall.office.call(
        lambda: [(row.day, row.state) for row in Session.select().order_by(Session.starts_at)]
    )


def test_last_week_is_copied_once_however_often_it_is_tapped(hall: Hall) -> None:
    series = single(hall)
    for day in (24, 26):
        hall.ask(activities.add_session, series, date(2026, 11, day), time(15, 0), 60)
    monday = date(2026, 11, 30)
    first = hall.ask(activities.copy_week, monday)
    assert (len(first.new), first.there) == (2, 0)
    again = hall.ask(activities.copy_week, monday)
    assert (again.new, again.there) == ((), 2)
    assert [day for day, _ in begins(hall)] == [
        date(2026, 11, 24),
        date(2026, 11, 26),
        date(2026, 12, 1),
        date(2026, 12, 3),
    ]
    hall.sound()


def test_what_was_cancelled_is_not_copied_and_stays_cancelled_where_it_was_copied(
    hall: Hall,
) -> None:
    series = single(hall)
    for day in (25, 26):
        hall.ask(activities.add_session, series, date(2026, 11, day), time(15, 0), 60)
    ids = hall.office.call(lambda: [row.id for row in Session.select().order_by(Session.id)])
    hall.ask(activities.cancel, ids[0], reason="snow")
    assert len(hall.ask(activities.copy_week, date(2026, 11, 30)).new) == 1
    copied = hall.office.call(lambda: Session.get(Session.day == date(2026, 12, 3)).id)
    hall.ask(activities.cancel, copied, reason="snow")
    assert hall.ask(activities.copy_week, date(2026, 11, 30)).new == ()
    assert begins(hall)[-1] == (date(2026, 12, 3), "cancelled")


def test_nothing_is_copied_onto_a_closed_day(hall: Hall) -> None:
    series = single(hall)
    hall.ask(activities.add_session, series, date(2026, 11, 26), time(15, 0), 60)
    hall.ask(halls.special_day, date(2026, 12, 3), None, {"zh_CN": "放假"})
    copied = hall.ask(activities.copy_week, date(2026, 11, 30))
    assert (copied.new, copied.closed) == ((), 1)


def test_a_session_of_a_draft_waits_for_it(hall: Hall) -> None:
    series = single(hall, published=False)
    hall.ask(activities.add_session, series, date(2026, 11, 26), time(15, 0), 60)
    assert begins(hall) == []
    assert hall.ask(activities.publish, series) == 1


@pytest.mark.parametrize(
    ("day", "at", "minutes", "says"),
    [
        (date(2026, 11, 16), time(15), 60, "day"),
        (date(2028, 1, 1), time(15), 60, "day"),
        (date(2026, 11, 26), time(15), 0, "minutes"),
        (date(2026, 11, 26), time(15), 1441, "minutes"),
    ],
)
def test_what_is_not_accepted_names_the_field(
    hall: Hall, day: date, at: time, minutes: int, says: str
) -> None:
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.add_session, single(hall), day, at, minutes)
    assert caught.value.reason is PlanReason.NOT_ACCEPTED
    assert caught.value.facts["field"] == says


def test_the_same_hour_is_not_planned_twice(hall: Hall) -> None:
    series = single(hall)
    hall.ask(activities.add_session, series, date(2026, 11, 26), time(15, 0), 60)
    with pytest.raises(Refusal) as caught:
        hall.ask(activities.add_session, series, date(2026, 11, 26), time(15, 0), 90)
    assert caught.value.reason is PlanReason.ALREADY_PLANNED
