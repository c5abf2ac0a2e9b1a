"""A session as one resident sees it now: what it is, and what it is to them."""

from __future__ import annotations

from datetime import datetime

from db import clock
from db.activities import reading, rules
from db.activities.reading import Names
from db.activities.views import SessionView
from db.base import to_microseconds
from db.settings import Settings


def seen(resident: int | None, session: int, now: datetime, settings: Settings) -> SessionView:
    """One session as this resident sees it now."""
    row = reading.one(session)
    return see(row, Names.of([row]), resident, now, settings)


def see(
    row: reading.Row, names: Names, resident: int | None, now: datetime, settings: Settings
) -> SessionView:
    """A row as this resident (or nobody in particular) sees it now."""
    moment = to_microseconds(clock.moment(now))
    found = rules.stand(row, resident, moment, settings)
    return reading.view(
        row,
        names,
        settings.zone,
        moment,
        standing=found.standing,
        place=found.place,
        attendance=found.attendance,
        why_not=found.worst,
        can_enrol=rules.may_enrol(row, found.standing, moment),
    )
