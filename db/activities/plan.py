"""From weekly rules and exceptions to dated sessions: planned some days ahead, never twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from db import audit, notices, residents, texts
from db.activities import annulling
from db.activities.reasons import ActivityReason
from db.activities.tables import (
    Room,
    Seat,
    SeatState,
    Series,
    SeriesException,
    Session,
    SessionState,
    WeeklyRule,
)
from db.audit import Actor
from db.base import Refusal, database, to_microseconds
from db.calendar import at, service_day, takes_place
from db.duties import guarded
from db.operations import once
from db.residents import ResidentState
from db.settings import Settings
from db.statements import ANY, Statement

_PLAN = Statement(
    lambda: Session.insert(
        series=ANY,
        room=ANY,
        day=ANY,
        starts_at=ANY,
        ends_at=ANY,
        opens_at=ANY,
        state=SessionState.PLANNED.value,
    ).on_conflict_ignore()
)


@guarded("activities.add_room")
def add_room(
    code: str,
    name: Mapping[str, str],
    way: Mapping[str, str],
    *,
    now: datetime,
    station: str,
    actor: Actor,
) -> int:
    """A room with its door number, its name and the way there in each language; returns its id."""
    with database.atomic():
        room = Room.create(code=code)
        texts.put("room", room.id, "name", name)
        texts.put("room", room.id, "way", way)
        after = {"code": code, "name": dict(name), "way": dict(way)}
        _audited("room_added", ("room", room.id), after, now, station, actor)
    return int(room.id)


@guarded("activities.add_series")
def add_series(
    title: Mapping[str, str],
    category: str,
    room: int,
    *,
    weekly: Mapping[int, list[tuple[time, int]]],
    starts_on: date,
    now: datetime,
    station: str,
    actor: Actor,
    **rules: object,
) -> int:
    """An activity with its weekly times: weekday (0 = Monday) → [(start, minutes)]; returns its id.

    `rules` are the other columns of Series (points, capacity, enrolment …).
    """
    with database.atomic():
        series = Series.create(category=category, room=room, starts_on=starts_on, **rules)
        texts.put("series", series.id, "title", title)
        for weekday, spans in weekly.items():
            for starts, minutes in spans:
                WeeklyRule.create(series=series, weekday=weekday, starts=starts, minutes=minutes)
        times = {
            str(day): [[f"{starts:%H:%M}", minutes] for starts, minutes in spans]
            for day, spans in weekly.items()
        }
        after = {
            "title": dict(title),
            "category": category,
            "room": room,
            "weekly": times,
            "starts_on": starts_on.isoformat(),
            **{name: _plain(value) for name, value in rules.items()},
        }
        _audited("series_added", ("series", series.id), after, now, station, actor)
    return int(series.id)


def _plain(value: object) -> object:
    return value if isinstance(value, int | str | None) else str(value)


def _audited(
    verb: str,
    subject: tuple[str, int],
    after: Mapping[str, object],
    now: datetime,
    station: str,
    actor: Actor,
) -> None:
    audit.write(
        actor, verb, subject, now=now, station=station, facts={"before": None, "after": after}
    )


def ensure(now: datetime, settings: Settings, *, back: int = 1, only: int | None = None) -> int:
    """Write down the sessions from `back` days ago to the horizon; returns how many were new.

    `only` is one series; None: all.

    A session that exists (also a cancelled or a moved one) is left as it is. A weekly session falls
    out on a day that the calendar closes; an extra one is there because somebody wanted it.
    """
    zone = settings.zone
    first = service_day(now, zone) - timedelta(days=back)
    days = [first + timedelta(days=n) for n in range(settings.number("days_ahead") + back + 1)]
    new = 0
    # At every start, for a hundred sessions and more: a statement that is rendered once.
    with database.atomic():
        living = Series.select().where(Series.published, ~Series.retired)
        for series in living if only is None else living.where(Series.id == only):
            opens = series.opens_minutes
            if opens is None:
                opens = settings.number("check_in_opens_minutes")
            for day, starts, minutes in dates(series, days):
                starts_at = at(day, starts, zone)
                new += _PLAN(
                    series.id,
                    series.room_id,
                    day.isoformat(),
                    to_microseconds(starts_at),
                    to_microseconds(starts_at + timedelta(minutes=minutes)),
                    to_microseconds(starts_at - timedelta(minutes=opens)),
                ).rowcount
    return new


def dates(series: Series, days: list[date]) -> Iterator[tuple[date, time, int]]:
    """When an activity takes place on these days, by its rules: day, start, minutes."""
    weekly: dict[int, list[tuple[time, int]]] = {}
    for rule in WeeklyRule.select().where(WeeklyRule.series == series):
        weekly.setdefault(rule.weekday, []).append((rule.starts, rule.minutes))
    exceptions = list(
        SeriesException.select().where(
            SeriesException.series == series, SeriesException.day.in_(days)
        )
    )
    off = {row.day for row in exceptions if row.off}
    for day in days:
        ended = series.ends_on is not None and day > series.ends_on
        if day not in off and day >= series.starts_on and not ended:
            yield from (
                (day, starts, minutes)
                for starts, minutes in weekly.get(day.weekday(), ())
                if takes_place(day, starts)
            )
        yield from (
            (row.day, row.starts, row.minutes)
            for row in exceptions
            if row.day == day and not row.off and row.starts is not None and row.minutes is not None
        )


@guarded("activities.cancel")
def cancel(
    session: int, *, reason: str, now: datetime, station: str, actor: Actor, operation_id: str
) -> int:
    """Cancel a session; whoever has a seat or is in is told at the next scan. Returns how many.

    Who is in is annulled: points on the way would wait for ever for a session that nobody closes.
    The reason is words that may name somebody: erasable, outside the chain. Refusal: NO_SUCH_SESSION, CANCELLED, CLOSED.
    """

    def write() -> dict[str, int]:
        told = called_off(
            session, reason, now=now, station=station, actor=actor, operation_id=operation_id
        )
        return {"told": told}

    return int(once(operation_id, "cancel", (session,), now, write)["told"])


def called_off(
    session: int, reason: str, *, now: datetime, station: str, actor: Actor, operation_id: str
) -> int:
    """Cancel one session inside a transaction of something larger; returns how many were told."""
    row = Session.get_or_none(Session.id == session)
    if row is None:
        raise Refusal(ActivityReason.NO_SUCH_SESSION)
    changed = (
        Session.update(state=SessionState.CANCELLED, closed_at=now, closed_by=actor.name)
        .where(Session.id == session, Session.state == SessionState.PLANNED)
        .execute()
    )
    if not changed:
        raise Refusal(
            ActivityReason.CANCELLED
            if row.state == SessionState.CANCELLED
            else ActivityReason.CLOSED
        )
    seats = Seat.select().where(Seat.session == session, Seat.state != SeatState.LEFT)
    people = {seat.resident_id for seat in seats}
    people |= annulling.call_off(session, now, station, actor, operation_id)
    told = 0
    for resident in sorted(people):
        if residents.state(resident) is ResidentState.ACTIVE:
            notices.tell(resident, "session_cancelled", {"session": session}, now)
            told += 1
    audit.write(
        actor,
        "session_cancelled",
        ("session", session),
        now=now,
        station=station,
        operation_id=operation_id,
        facts={"told": told},
        reason=reason,
    )
    return told
