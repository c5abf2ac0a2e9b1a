"""Looking back, for staff: the refused scans of today, the acts of a day, and what looks odd.

An oddity is told in plain facts to a lead; it blocks nobody and punishes nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any

from db import calendar, texts
from db.activities.tables import Attendance, Session
from db.audit import Actor, Audit, AuditDetail
from db.duties import guarded
from db.refused import RefusedScan
from db.residents.tables import Person
from db.settings import Settings
from db.texts import NO_WORDS, Words


@dataclass(frozen=True, slots=True)
class RefusedView:
    """One no: when, where, why, and every further reason."""

    at: datetime
    station: str
    reasons: tuple[str, ...]
    resident: int | None
    session: int | None
    code: str
    name: str = ""  # of the resident, for staff; nothing for somebody who was forgotten
    title: Words = NO_WORDS  # of the session


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the audit; `facts` is JSON without anything personal."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    subject: tuple[str, int]
    facts: str
    detail: str = ""  # JSON {"before", "after"} of personal fields, while it has not been erased


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that a lead may want to look at: "burst", "two_places" or "corrections"."""

    kind: str
    at: datetime
    facts: MappingProxyType[str, Any]


@guarded("looking.refusals")
def refusals(
    day: date | None = None, *, now: datetime, station: str, actor: Actor
) -> tuple[RefusedView, ...]:
    """ "Why?": the refused scans of a day (today), the newest first, with their reasons."""
    zone = Settings().zone
    first, last = _span(day, now)
    rows = list(
        RefusedScan.select()
        .where(RefusedScan.at.between(first, last))
        .order_by(RefusedScan.id.desc())
    )
    names = _names({row.resident for row in rows} - {None})
    titles = _titles({row.session for row in rows} - {None})
    return tuple(
        RefusedView(
            at=calendar.local(row.at, zone),
            station=row.station,
            reasons=(row.reason, *(row.also.split(",") if row.also else ())),
            resident=row.resident,
            session=row.session,
            code=row.code,
            name=names.get(row.resident, ""),
            title=titles.get(row.session, NO_WORDS),
        )
        for row in rows
    )


def _names(residents: set[Any]) -> dict[Any, str]:
    people = Person.select().where(Person.resident.in_(residents)) if residents else ()
    return {row.resident_id: row.name for row in people}


def _titles(sessions: set[Any]) -> dict[Any, Words]:
    found = Session.select().where(Session.id.in_(sessions)) if sessions else ()
    series = {row.id: row.series_id for row in found}
    named = texts.of("series", sorted(set(series.values())), "title") if series else {}
    return {session: named[of] for session, of in series.items() if of in named}


@guarded("looking.acts")
def acts(day: date | None = None, *, now: datetime, station: str, actor: Actor) -> tuple[Act, ...]:
    """What was done on a day (today), the newest first, with before and after where it is kept."""
    zone = Settings().zone
    first, last = _span(day, now)
    rows = Audit.select().where(Audit.at.between(first, last)).order_by(Audit.sequence.desc())
    details = {
        row.audit_id: row.text
        for row in AuditDetail.select().join(Audit).where(Audit.at.between(first, last))
    }
    return tuple(
        Act(
            row.sequence,
            calendar.local(row.at, zone),
            row.actor,
            row.verb,
            (row.subject_kind, row.subject_id),
            row.facts,
            details.get(row.id, ""),
        )
        for row in rows
    )


@guarded("looking.oddities")
def oddities(days: int = 7, *, now: datetime, station: str, actor: Actor) -> tuple[Oddity, ...]:
    """Many cards in one burst, one card at two places, many corrections by one person."""
    settings = Settings()
    since = _span(calendar.service_day(now, settings.zone) - timedelta(days=days - 1), now)[0]
    found = [
        *_bursts(since, settings),
        *_two_places(since, settings),
        *_corrections(since, settings),
    ]
    return tuple(sorted(found, key=lambda odd: (odd.at, odd.kind)))


def _bursts(since: datetime, settings: Settings) -> Iterator[Oddity]:
    """More cards than setting odd_burst in one session at one station, each soon after the other."""
    rows = (
        Attendance.select()
        .where(Attendance.entered_at >= since, Attendance.source != "paper")
        .order_by(Attendance.session, Attendance.station, Attendance.entered_at)
    )
    gap = timedelta(seconds=settings.number("burst_seconds"))
    many = settings.number("odd_burst")
    for (session, station), group in groupby(rows, lambda row: (row.session_id, row.station)):
        run: list[Any] = []
        for row in [*group, None]:
            if row is not None and (not run or row.entered_at - run[-1].entered_at <= gap):
                run.append(row)
                continue
            if len(run) > many:
                facts = {
                    "session": session,
                    "station": station,
                    "cards": len(run),
                    "seconds": int((run[-1].entered_at - run[0].entered_at).total_seconds()),
                }
                yield _odd("burst", run[0].entered_at, facts, settings)
            run = [row]


def _two_places(since: datetime, settings: Settings) -> Iterator[Oddity]:
    """One resident at two stations, in two sessions, within so many minutes."""
    rows = (
        Attendance.select(Attendance, Session)
        .join(Session)
        .where(Attendance.entered_at >= since)
        .order_by(Attendance.resident, Attendance.entered_at)
    )
    soon = timedelta(minutes=settings.number("odd_places_minutes"))
    for resident, group in groupby(rows, lambda row: row.resident_id):
        before: Any = None
        for row in group:
            if (
                before is not None
                and before.station != row.station
                and before.session_id != row.session_id
                and row.entered_at - before.entered_at <= soon
            ):
                facts = {
                    "resident": resident,
                    "stations": (before.station, row.station),
                    "sessions": (before.session_id, row.session_id),
                }
                yield _odd("two_places", row.entered_at, facts, settings)
            before = row


# What counts as a correction of what a resident or a colleague had done.
CORRECTIONS = ("attendance_annulled", "attendance_moved", "resident_corrected", "door_undone")


def _corrections(since: datetime, settings: Settings) -> Iterator[Oddity]:
    """One person who corrected more than setting odd_corrections on one day."""
    rows = Audit.select().where(
        Audit.at >= since, Audit.verb.in_(CORRECTIONS), Audit.actor != "house"
    )
    by_day: dict[tuple[date, str], list[Any]] = {}
    for row in rows.order_by(Audit.sequence):
        day = calendar.service_day(row.at, settings.zone)
        by_day.setdefault((day, row.actor), []).append(row)
    for (_day, who), done in by_day.items():
        if len(done) > settings.number("odd_corrections"):
            verbs = {verb: sum(row.verb == verb for row in done) for verb in CORRECTIONS}
            facts = {
                "actor": who,
                "corrections": len(done),
                **{v: n for v, n in verbs.items() if n},
            }
            yield _odd("corrections", done[-1].at, facts, settings)


def _odd(kind: str, at: datetime, facts: dict[str, Any], settings: Settings) -> Oddity:
    return Oddity(kind, calendar.local(at, settings.zone), MappingProxyType(facts))


def _span(day: date | None, now: datetime) -> tuple[datetime, datetime]:
    zone = Settings().zone
    day = calendar.service_day(now, zone) if day is None else day
    first = calendar.at(day, time(0, 0), zone)
    return first, calendar.at(day, time(23, 59, 59, 999999), zone)
