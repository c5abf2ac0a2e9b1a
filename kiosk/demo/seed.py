"""Filling the demo hall: people and cards, ten weeks of history, seats in what is coming up.

The history is lived, not written: the same operations as in the hall, with a clock that walks
towards now. So the ledger, the chain and the audit are as real as they can be.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from db import activities, leaving, notices, residents, settings, staff
from db.activities import plan
from db.activities.reasons import ActivityReason
from db.activities.tables import Attendance, Session
from db.audit import Actor
from db.base import Refusal, database, derived_operation_id
from db.calendar import service_day
from db.codes import CodeKind
from db.residents import CardState
from db.residents.tables import ResidentState
from db.settings import Settings
from db.staff import Role, pins
from kiosk.demo import schedule, shelf
from kiosk.demo.cards import BLANK, of_person
from kiosk.demo.people import GRIDS, PEOPLE

WEEKS = 10
STATION = "demo"
ACTOR = Actor("house")
# Nobody is checked in at first: the history ends before yesterday's open house.
_QUIET = timedelta(hours=40)


def seed(*, now: datetime) -> None:
    """Fill an empty database, in one transaction."""
    start = now - timedelta(weeks=WEEKS)
    with database.atomic():
        settings.put("hall_kind", "demo", start)
        zone = Settings().zone
        schedule.hall()
        people = _people(start, service_day(start, zone))
        _cards(people, start, service_day(now, zone))
        _team(people, start)
        made = schedule.series(service_day(start, zone), start)
        plan.ensure(now, Settings(), back=WEEKS * 7)
        _history(people, now)
        _coming_up(people, made, now)
        _leave(people, now - _QUIET)
        shelf.fill(people, now - _QUIET)
        # What the history owed them a word about was said long ago.
        notices.Notice.update(read_at=now - _QUIET).execute()


def _people(start: datetime, today: date) -> list[int]:
    homes = [
        residents.add_household(
            GRIDS[n % len(GRIDS)], f"{n // 6 + 1}-{n % 6 + 1:02d}", **_by(start)
        )
        for n in range(max(p.household for p in PEOPLE) + 1)
    ]
    numbers = [
        residents.add(
            person.name,
            now=start,
            station=STATION,
            actor=ACTOR,
            joined_on=today,
            second_name=person.second_name,
            household=homes[person.household],
            birth_year=person.born,
            child=person.child,
            phone=person.phone,
            lang=person.lang,
        )
        for person in PEOPLE
    ]
    for number, person in zip(numbers, PEOPLE, strict=True):
        giver = numbers[person.guardians[0]] if person.guardians else number
        residents.consent(
            number,
            "membership",
            given=True,
            wording=1,
            lang=person.lang or "zh_CN",
            read_aloud=person.lang == "bo",
            day=today,
            giver=giver,
            **_by(start),
        )
        for guardian in person.guardians:
            residents.add_guardian(number, numbers[guardian], **_by(start))
    return numbers


def _team(people: list[int], start: datetime) -> None:
    """Staff with the PINs that `kiosk demo cards` lists; a demo's PINs are hashed quickly."""
    secret = staff.pepper(now=start)
    sealed: str | None = pins.fresh_sealed(quick=True).hash
    for index, person in enumerate(PEOPLE):
        if person.role is not None:
            staff.add(
                people[index],
                Role(person.role),
                pin_hash=pins.hashed(secret, of_person(index)[-1].pin, quick=True),
                sealed_hash=sealed,
                **_by(start),
            )
            sealed = None


def _by(now: datetime) -> dict[str, Any]:
    return {"now": now, "station": STATION, "actor": ACTOR}


def _cards(people: list[int], start: datetime, today: date) -> None:
    residents.issue(None, code=BLANK.number, **_by(start))
    for index, number in enumerate(people):
        replaces = False
        for card in of_person(index):
            if replaces:
                residents.replace(number, code=card.number, **_by(start))
            else:
                made, _ = residents.issue(
                    number,
                    kind=CodeKind.STAFF if card.state == "staff" else CodeKind.MEMBER,
                    code=card.number,
                    expires_on=today - timedelta(days=30) if card.state == "expired" else None,
                    **_by(start),
                )
                if card.state in ("lost", "blocked"):
                    residents.end(made, CardState(card.state), **_by(start))
            replaces = card.state == "replaced"


def _history(people: list[int], now: datetime) -> None:
    """Everybody comes as often as they are keen; organisers close what is older than two days.

    In the order of time, as it was lived: a clock that goes back would not be believed.
    """
    keen = [(n, p) for n, p in zip(people, PEOPLE, strict=True) if p.keen]
    past = Session.select().where(Session.starts_at < now - _QUIET).order_by(Session.starts_at)
    acts: list[tuple[datetime, Callable[[datetime], None]]] = []
    for session in list(past):
        for number, person in keen:
            if _comes(number, session.id, person.keen):
                moment = session.starts_at + timedelta(minutes=number % 9)
                acts.append((moment, partial(_attend, number, session.id)))
        if session.ends_at < now - timedelta(days=2):
            acts.append((session.ends_at, partial(_close, session.id)))
    for moment, act in sorted(acts, key=lambda each: each[0]):
        act(moment)


def _close(session: int, moment: datetime) -> None:
    came = Attendance.select().where(Attendance.session == session, Attendance.state == "live")
    activities.close(
        session,
        came.count(),
        now=moment,
        station=STATION,
        actor=ACTOR,
        operation_id=derived_operation_id("0" * 32, "close", session),
        all_were_there=True,
    )


def _comes(number: int, session: int, keen: int) -> bool:
    """A fixed, unremarkable pattern: the keener, the oftener."""
    return zlib.crc32(f"{number} comes to {session}".encode()) % 100 < keen * 2


def _attend(number: int, session: int, moment: datetime) -> None:
    try:
        activities.check_in(
            number,
            session,
            now=moment,
            station=STATION,
            operation_id=derived_operation_id("0" * 32, session, number),
        )
    except Refusal as refusal:
        # Somebody is in another activity, or never took a seat: as in life, they do not come.
        if not isinstance(refusal.reason, ActivityReason):
            raise


def _coming_up(people: list[int], made: dict[str, int], now: datetime) -> None:
    """Seats: some in the calligraphy class, and a small class that is full with a waiting list."""
    wanted = (("calligraphy", (0, 2, 4)), ("gesar", (1, 2, 5)), ("baking", (0, 2, 5, 3, 6)))
    for key, who in wanted:
        session = (
            Session.select()
            .where(Session.series == made[key], Session.starts_at > now + timedelta(hours=3))
            .order_by(Session.starts_at)
            .first()
        )
        for index in who:
            activities.enrol(
                people[index],
                session.id,
                now=now - _QUIET,
                station=STATION,
                operation_id=derived_operation_id("0" * 32, "seat", key, index),
            )


def _leave(people: list[int], moment: datetime) -> None:
    for number, person in zip(people, PEOPLE, strict=True):
        if person.state != "active":
            leaving.leave(
                number,
                ResidentState(person.state),
                now=moment,
                station=STATION,
                actor=ACTOR,
                operation_id=derived_operation_id("0" * 32, "leave", number),
            )
