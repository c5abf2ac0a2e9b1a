"""An activity's own life after it was entered: a draft is published, a series is retired. Audited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db import audit
from db.activities import plan
from db.activities.reasons import PlanReason
from db.activities.tables import Series, Session, SessionState
from db.audit import Actor
from db.base import Refusal, derived_operation_id
from db.calendar import service_day
from db.duties import guarded
from db.operations import once
from db.settings import Settings


@guarded("activities.publish")
def publish(series: int, *, now: datetime, station: str, actor: Actor, operation_id: str) -> int:
    """A draft is there for everybody from now on; returns how many sessions were planned at once.

    Refusal: NO_SUCH_SERIES, RETIRED, PUBLISHED (it is no draft any more).
    """

    def write() -> dict[str, int]:
        row = living(series)
        if row.published:
            raise Refusal(PlanReason.PUBLISHED, {"series": series})
        Series.update(published=True).where(Series.id == series).execute()
        planned = plan.ensure(now, Settings(), back=0, only=series)
        audit.write(
            actor,
            "series_published",
            ("series", series),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"before": "draft", "after": "published", "planned": planned},
        )
        return {"planned": planned}

    return int(once(operation_id, "publish", (series,), now, write)["planned"])


@guarded("activities.retire_series")
def retire_series(
    series: int,
    *,
    reason: str = "",
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """An activity ends: nothing is planned any more, what has not begun is cancelled with a notice.

    What has begun goes on and is closed as ever; what happened stays. Returns how many sessions were
    cancelled. The reason is kept as that of a cancelled session. Refusal: NO_SUCH_SERIES, RETIRED.
    """

    def write() -> dict[str, int]:
        row = living(series)
        today = service_day(now, Settings().zone)
        before = {"published": row.published, "ends_on": _iso(row.ends_on)}
        Series.update(retired=True, ends_on=today).where(Series.id == series).execute()
        ahead = Session.select(Session.id).where(
            Session.series == series,
            Session.state == SessionState.PLANNED,
            Session.starts_at > now,
        )
        ids = sorted(session.id for session in ahead)
        told = sum(
            plan.called_off(
                session,
                reason,
                now=now,
                station=station,
                actor=actor,
                operation_id=derived_operation_id(operation_id, "cancel", session),
            )
            for session in ids
        )
        audit.write(
            actor,
            "series_retired",
            ("series", series),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={
                "before": before,
                "after": {"retired": True, "ends_on": today.isoformat()},
                "cancelled": ids,
                "told": told,
            },
        )
        return {"cancelled": len(ids)}

    return int(once(operation_id, "retire_series", (series,), now, write)["cancelled"])


def living(series: int) -> Series:
    """The row of an activity that has not ended. Refusal: NO_SUCH_SERIES, RETIRED."""
    row = Series.get_or_none(Series.id == series)
    if row is None:
        raise Refusal(PlanReason.NO_SUCH_SERIES, {"series": series})
    if row.retired:
        raise Refusal(PlanReason.RETIRED, {"series": series})
    return row


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
