"""The demo hall: shipped with the project and invented by it. It can never become a real hall."""

from __future__ import annotations

from datetime import datetime

from db.office import Office, housekeep
from db.residents import Resident


def seed_if_empty(office: Office, now: datetime) -> bool:
    """Fill an empty database with the demo hall; returns whether it did.

    A database with people in it is left alone, whatever it is.
    """
    if office.call(_somebody):
        return False
    from kiosk.demo.seed import seed

    office.call(seed, now=now)
    office.call(housekeep, now=now)
    return True


def _somebody() -> bool:
    return bool(Resident.select().exists())
