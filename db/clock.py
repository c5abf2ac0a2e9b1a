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


def in_doubt(now: datetime) -> bool:
    """Whether the clock stands before something already entered, or implausibly long after it."""
    latest = chain.head()[2]
    if latest <= chain.NEVER:
        return False
    return latest > now + chain.BEHIND or now > latest + chain.AHEAD


def moment(now: datetime) -> datetime:
    """The moment that rules go by: now, or the last one entered while the clock is in doubt."""
    return chain.head()[2] if in_doubt(now) else now


def confirm(*, now: datetime, station: str, actor: Actor) -> None:
    """Staff say that day and hour are right from now on. Audited.

    Refusal(StaffReason.NOT_ALLOWED) for a duty that may not.
    """
    if actor.staff is not None:
        staff.require(actor.staff, "confirm_clock")
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
