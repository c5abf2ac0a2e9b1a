"""Single sessions beside the weekly ones: added by hand, and last week's copied on. Audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db import audit
from db.activities import plan
from db.activities.reasons import PlanReason
from db.activities.series import living
from db.activities.tables import Series, SeriesException, Session, SessionState
from db.audit import Actor
from db.base import Refusal
from db.calendar import at, service_day, takes_place
from db.duties import guarded
from db.operations import once
from db.settings import Settings

FURTHEST = 366  # days ahead
BACK = 7  # days back: what took place without having been planned (rules 14)


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copied week brought: exceptions that are new, those there already, closed days."""

    new: tuple[int, ...]
    there: int
    closed: int


@guarded("activities.add_session")
def add_session(
    series: int,
    day: date,
    starts: time,
    minutes: int,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """A single session of an activity on one day, also on a closed one; returns the exception's id.

    Minutes: 1 to 1440. A session of a draft is seen when the draft is published. Refusal:
    NO_SUCH_SERIES, RETIRED, ALREADY_PLANNED, NOT_ACCEPTED (facts: field, accepted).
    """

    def write() -> dict[str, int]:
        row = living(series)
        settings = Settings()
        today = service_day(now, settings.zone)
        first, last = today - timedelta(days=BACK), today + timedelta(days=FURTHEST)
        if not first <= day <= last:
            _not_accepted("day", f"{first} to {last}")
        if not 1 <= minutes <= 1440:
            _not_accepted("minutes", "1 to 1440")
        if _planned(row, day, starts, settings):
            facts = {"series": series, "day": day.isoformat(), "at": f"{starts:%H:%M}"}
            raise Refusal(PlanReason.ALREADY_PLANNED, facts)
        made = SeriesException.create(
            series=series, day=day, off=False, starts=starts, minutes=minutes
        )
        plan.ensure(now, settings, back=BACK, only=series)
        after = {
            "exception": made.id,
            "day": day.isoformat(),
            "at": f"{starts:%H:%M}",
            "minutes": minutes,
        }
        audit.write(
            actor,
            "session_added",
            ("series", series),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"before": None, "after": after},
        )
        return {"exception": made.id}

    arguments = (series, day.isoformat(), f"{starts:%H:%M}", minutes)
    return int(once(operation_id, "add_session", arguments, now, write)["exception"])


@guarded("activities.copy_week")
def copy_week(
    monday: date, *, now: datetime, station: str, actor: Actor, operation_id: str
) -> Copied:
    """Copy the single sessions of the week before into the week that begins on `monday`.

    Weekly sessions come by themselves. What was cancelled, retired or is a draft is not copied, nor
    onto a closed day; what is there already is left. Refusal: NOT_ACCEPTED (a day that is no Monday).
    """

    def write() -> dict[str, object]:
        if monday.weekday() != 0:
            _not_accepted("monday", f"a Monday, such as {monday - timedelta(monday.weekday())}")
        settings = Settings()
        new: list[int] = []
        there = closed = 0
        for row in _singles(monday - timedelta(days=7)):
            day = row.day + timedelta(days=7)
            if _cancelled(row, settings):
                continue
            if _planned(row.series, day, row.starts, settings):
                there += 1
            elif not takes_place(day, row.starts):
                closed += 1
            else:
                copy = SeriesException.create(
                    series=row.series_id, day=day, off=False, starts=row.starts, minutes=row.minutes
                )
                new.append(copy.id)
        if new:
            plan.ensure(now, settings, back=BACK)
        audit.write(
            actor,
            "week_copied",
            ("hall", 1),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"monday": monday.isoformat(), "before": None, "after": new},
        )
        return {"new": new, "there": there, "closed": closed}

    facts = once(operation_id, "copy_week", (monday.isoformat(),), now, write)
    return Copied(tuple(facts["new"]), int(facts["there"]), int(facts["closed"]))


def _singles(monday: date) -> list[SeriesException]:
    rows = (
        SeriesException.select(SeriesException, Series)
        .join(Series)
        .where(
            SeriesException.day.between(monday, monday + timedelta(days=6)),
            ~SeriesException.off,
            SeriesException.starts.is_null(False),
            Series.published,
            ~Series.retired,
        )
    )
    return list(rows.order_by(SeriesException.day, SeriesException.starts, SeriesException.id))


def _cancelled(row: SeriesException, settings: Settings) -> bool:
    return bool(
        Session.select()
        .where(
            Session.series == row.series_id,
            Session.starts_at == at(row.day, row.starts, settings.zone),
            Session.state == SessionState.CANCELLED,
        )
        .exists()
    )


def _planned(series: Series, day: date, starts: time, settings: Settings) -> bool:
    """Whether the activity begins at this moment already, by its rules or as a session."""
    by_rule = any(found[:2] == (day, starts) for found in plan.dates(series, [day]))
    return by_rule or bool(
        Session.select()
        .where(Session.series == series, Session.starts_at == at(day, starts, settings.zone))
        .exists()
    )


def _not_accepted(field: str, accepted: str) -> None:
    raise Refusal(PlanReason.NOT_ACCEPTED, {"field": field, "accepted": accepted})
