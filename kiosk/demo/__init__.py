"""The demo hall: shipped with the project and invented by it. It can never become a real hall."""

from __future__ import annotations

from datetime import datetime

from db.activities.tables import Series
from db.audit import Audit
from db.office import Office, housekeep
from db.residents import Resident


def seed_if_empty(office: Office, now: datetime) -> bool:
    """Fill an empty database with the demo hall; returns whether it did.

    A database in which somebody has done something is left alone, whatever it is: a hall that is
    being set up has rooms, settings and an audit before it has people.
    """
    if office.call(_in_use):
        return False
    from kiosk.demo.seed import seed

    office.call(seed, now=now)
    office.call(housekeep, now=now)
    return True


def _in_use() -> bool:
    return any(table.select().exists() for table in (Resident, Series, Audit))
