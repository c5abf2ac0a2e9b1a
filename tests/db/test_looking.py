"""Looking back: why a scan was refused, what looks odd, what staff decided and it was before."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest

from db import activities, arrivals, calendar, looking, residents
from db import hall as decisions
from db.audit import Audit
from db.base import Refusal
from db.looking import Oddity
from db.office import housekeep
from db.readings import ReadingLine, note
from db.settings import Settings, UnknownSettingError
from tests.db.conftest import ACTOR, STATION, Hall


def oddities(hall: Hall, kind: str) -> list[dict[str, Any]]:
    found: tuple[Oddity, ...] = hall.ask(looking.oddities)
    return [dict(odd.facts) for odd in found if odd.kind == kind]


def test_why_says_every_reason_of_today_the_newest_first(hall: Hall) -> None:
    anna = hall.person()
    card, number = hall.card(anna)
    hall.ask(residents.end, card, residents.CardState.LOST)
    hall.later(days=-1)
    with pytest.raises(Refusal):
        hall.ask(arrivals.card_shown, "yesterday")
    hall.later(days=1)
    for code in (number, "unknown"):
        with pytest.raises(Refusal):
            hall.ask(arrivals.card_shown, code)
    newest, older = hall.ask(looking.refusals)
    assert (newest.reasons, newest.resident) == (("unknown",), None)
    assert (older.reasons, older.resident, older.station) == (("lost",), anna, STATION)
    assert number not in (newest.code, older.code)
    assert len(hall.ask(looking.refusals, date(2026, 11, 23))) == 1


def test_many_cards_in_one_burst_are_odd_and_a_slow_queue_is_not(hall: Hall) -> None:
    people = [hall.person(f"居民{n}") for n in range(20)]
    slow, quick = hall.session("14:00", open_area=True), hall.session("14:30", open_area=True)
    for person in people[:9]:
        hall.check_in(person, slow)
        hall.later(seconds=16)
    assert oddities(hall, "burst") == []
    for person in people[9:18]:
        hall.check_in(person, quick)
        hall.later(seconds=4)
    (odd,) = oddities(hall, "burst")
    assert odd == {"session": quick, "station": STATION, "cards": 9, "seconds": 32}


def test_one_card_at_two_places_is_odd_and_the_same_kiosk_is_not(hall: Hall) -> None:
    first, second = hall.session("14:00", open_area=True), hall.session("14:10", open_area=True)
    anna, berta, carla = (hall.person(name) for name in ("卓玛", "李秀英", "王芳"))
    for person, station, minutes in ((anna, "door", 2), (berta, STATION, 2), (carla, "door", 20)):
        hall.check_in(person, first)
        start = hall.now
        hall.later(minutes=minutes)
        hall.check_in(person, second, station=station)
        hall.now = start
    (odd,) = oddities(hall, "two_places")
    assert odd == {"resident": anna, "stations": (STATION, "door"), "sessions": (first, second)}


def test_many_corrections_by_one_person_are_odd(hall: Hall) -> None:
    anna = hall.person()
    for n in range(10):
        hall.ask(residents.correct, anna, phone=f"139{n}")
    assert oddities(hall, "corrections") == []
    hall.ask(residents.correct, anna, phone="1")
    assert oddities(hall, "corrections") == [
        {"actor": ACTOR.name, "corrections": 11, "resident_corrected": 11}
    ]
    hall.later(days=8)
    assert oddities(hall, "corrections") == []


def test_an_oddity_blocks_nobody(hall: Hall) -> None:
    people = [hall.person(f"居民{n}") for n in range(12)]
    session = hall.session(open_area=True)
    assert [hall.check_in(person, session).points for person in people] == [10] * 12
    assert len(oddities(hall, "burst")) == 1
    hall.ask(activities.close, session, 12)
    assert hall.balances(people[-1]) == (10, 0)


def test_acts_are_listed_without_anything_personal(hall: Hall) -> None:
    hall.person("卓玛央金", phone="13912345678")
    (act,) = hall.ask(looking.acts)
    assert (act.verb, act.actor, act.subject) == ("resident_added", ACTOR.name, ("resident", 1))
    assert "卓玛" not in act.facts
    assert "139" not in act.facts


def last(hall: Hall) -> tuple[str, dict[str, Any]]:
    row = hall.office.call(lambda: Audit.select().order_by(Audit.id.desc()).get())
    return row.verb, json.loads(row.facts)


def test_a_setting_in_the_audit_is_known_by_its_name_not_by_its_place(hall: Hall) -> None:
    for name in ("undo_seconds", "door_minutes"):
        hall.ask(decisions.decide, name, 90)
    rows = hall.office.call(
        lambda: list(Audit.select().where(Audit.verb == "setting_changed").order_by(Audit.sequence))
    )
    assert [(row.subject_kind, row.subject_id) for row in rows] == [("hall", 1)] * 2
    assert [json.loads(row.facts)["name"] for row in rows] == ["undo_seconds", "door_minutes"]


def test_what_the_hall_decides_says_what_it_was_before(hall: Hall) -> None:
    hall.ask(decisions.decide, "points_cap_day", 40)
    assert last(hall) == (
        "setting_changed", {"name": "points_cap_day", "before": "60", "after": 40},
    )  # fmt: skip
    assert hall.office.call(lambda: Settings().number("points_cap_day")) == 40
    for name, value in (("points_cap_day", -1), ("hall_kind", "demo"), ("colour", "red")):
        with pytest.raises(UnknownSettingError):
            hall.ask(decisions.decide, name, value)


def test_open_hours_and_special_days_say_what_they_were_before(hall: Hall) -> None:
    morning, whole = (time(9), time(12)), (time(9), time(18))
    hall.ask(decisions.open_hours, 1, [whole])
    hall.ask(decisions.open_hours, 1, [morning])
    assert last(hall) == (
        "hours_changed", {"before": ["09:00-18:00"], "after": ["09:00-12:00"]},
    )  # fmt: skip
    day = date(2026, 12, 1)
    first = hall.ask(decisions.special_day, day, None, {"zh_CN": "藏历节日"})
    assert hall.ask(decisions.special_day, day, morning, {"zh_CN": "半天"}) == first
    verb, facts = last(hall)
    assert (verb, facts["before"], facts["after"]) == ("day_changed", [], ["09:00-12:00"])
    (shown,) = hall.office.call(calendar.hours, day, 1)
    assert (shown.spans, shown.note.best("zh_CN")) == ((morning,), "半天")


def test_the_halls_name_and_a_new_room_are_audited(hall: Hall) -> None:
    hall.ask(decisions.name, {"zh_CN": "邻里之家"})
    hall.ask(decisions.name, {"zh_CN": "格桑梅朵邻里之家"})
    verb, facts = last(hall)
    assert (verb, facts["before"]["zh_CN"]) == ("hall_named", "邻里之家")
    hall.session(points=5)
    verbs = hall.office.call(lambda: [row.verb for row in Audit.select()])
    assert verbs[-2:] == ["room_added", "series_added"]
    assert last(hall)[1]["after"]["points"] == 5


def test_reading_lines_end_after_a_year(hall: Hall) -> None:
    hall.office.call(note, ACTOR, 1, "page", now=hall.now, station=STATION)
    hall.later(days=29)
    hall.office.call(note, ACTOR, 2, "page", now=hall.now, station=STATION)
    hall.office.call(housekeep, now=hall.now)
    assert hall.office.call(ReadingLine.select().count) == 2
    hall.ask(decisions.decide, "reading_days", 30)
    hall.later(days=2)
    hall.office.call(housekeep, now=hall.now)
    assert hall.office.call(lambda: [line.resident for line in ReadingLine.select()]) == [2]
