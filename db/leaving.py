"""Leaving: somebody moved away or died. Nobody greets them, nothing waits for them any more (rules 4)."""

from __future__ import annotations

from datetime import datetime

from db import activities, audit, notices, points, residents, rooms, staff
from db.audit import Actor
from db.base import Refusal
from db.duties import guarded
from db.operations import once
from db.residents.reasons import PersonReason
from db.residents.tables import Person, Resident, ResidentState


@guarded("leaving.leave")
def leave(
    resident: int,
    state: ResidentState,
    *,
    heir: int | None = None,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """Block the cards, free the seats and reservations, stop the notices; returns the points that were left.

    `state` is MOVED or DIED. What was spendable goes to `heir`, an active member of the same
    household, or lapses, as one entry; what was on the way goes back to the hall. Signed by a lead.
    Refusal: NO_SUCH_RESIDENT, FORGOTTEN, HAS_LEFT, NOT_HOUSEHOLD, StaffReason.NOT_ALLOWED.
    """
    if state not in (ResidentState.MOVED, ResidentState.DIED):
        msg = f"{state!r} is not a way to leave: moved or died"
        raise ValueError(msg)

    def write() -> dict[str, int]:
        residents.require_active(resident)
        if heir is not None:
            _same_household(resident, heir)
        staff.gone(resident, now=now, station=station, actor=actor)
        activities.forget(resident, now=now, operation_id=operation_id)
        for room in rooms.all_of_them():
            room.leave(resident, now, operation_id)
        left = points.balances(resident).spendable
        if heir is not None and left:
            points.inherit(resident, heir, left, now=now, operation_id=operation_id)
        points.lapse(resident, now=now, operation_id=operation_id)
        residents.block_all(resident, now)
        notices.forget(resident)
        Resident.update(state=state, state_at=now).where(Resident.id == resident).execute()
        audit.write(
            actor,
            "resident_left",
            ("resident", resident),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"state": state, "points": left, "heir": heir},
        )
        return {"points": left}

    arguments = (resident, str(state), heir)
    return int(once(operation_id, "leave_hall", arguments, now, write)["points"])


def _same_household(resident: int, heir: int) -> None:
    residents.require_active(heir)
    homes = [
        row.household_id for row in Person.select().where(Person.resident.in_([resident, heir]))
    ]
    if resident == heir or len(homes) != 2 or None in homes or homes[0] != homes[1]:
        raise Refusal(PersonReason.NOT_HOUSEHOLD)
