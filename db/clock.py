"""The clock after a power cut: whether it can be believed, and which moment counts while it cannot.

A dead battery wakes up in the past, a broken one anywhere. Until staff confirm day and hour, nothing
expires and nothing is planned; the hall stays open at the last moment that was entered, and every
check-in is marked (rules 13).
"""

from __future__ import annotations

from datetime import datetime

from db import audit, chain, staff
from db.audit import Actor
from db.base import database

in_doubt = chain.in_doubt
moment = chain.moment


def confirm(*, now: datetime, station: str, actor: Actor) -> None:
    """Staff say that day and hour are right from now on. Audited.

    Refusal(StaffReason.NOT_ALLOWED) for a role that may not; the staff card alone is enough.
    """
    staff.require_card(actor, "clock.confirm", now=now, station=station)
    with database.atomic():
        before = chain.head()[2]
        audit.write(
            actor,
            "clock_confirmed",
            ("clock", 1),
            now=now,
            station=station,
            facts={"before": before.isoformat(timespec="seconds")},
        )
        chain.believe(now)
