"""The guard in front of every staff operation: a live duty, a role that may, a signature if need be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from db import audit
from db.audit import Actor
from db.base import Refusal, database
from db.duties import live
from db.duties.reasons import StaffReason
from db.duties.roles import DUTIES, SIGNED, Role
from db.duties.tables import Duty

P = ParamSpec("P")
T = TypeVar("T")

# These take an Actor and run inside an operation that was let through: they have no row of their own.
INSIDE = frozenset(
    {
        *("activities.annul_one", "activities.annulled", "activities.call_off"),
        *("activities.called_off", "readings.note", "staff.gone", "audit.write"),
    }
)
# These are the guard itself, or what a duty does with itself.
OWN = frozenset(
    {
        *("duties.require", "duties.refuse", "duties.current", "duties.touch", "duties.sign"),
        *("duties.end", "staff.sign", "staff.require_card"),
    }
)


def guarded(operation: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let an operation run only for who may do it. It takes now, station and actor by keyword.

    The guard stands outside the operation's transaction, so that the attempt is written down.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        """The operation with its guard."""

        @wraps(function)
        def checked(*args: P.args, **kw: P.kwargs) -> T:
            """Ask first."""
            given = cast("dict[str, Any]", kw)
            require(given["actor"], operation, now=given["now"], station=given["station"])
            return function(*args, **kw)

        vars(checked)["operation"] = operation
        return checked

    return decorate


def require(actor: Actor, operation: str, *, now: datetime, station: str) -> None:
    """Refusal(NOT_ON_DUTY, NOT_ALLOWED or NOT_SIGNED), and the attempt stands in the audit.

    The command line and the house have no duty and no role: whoever holds the machine may do all.
    """
    if actor.staff is None:
        return
    with database.atomic():
        reason = _against(actor, operation, now, station)
    if reason is not None:
        refuse(actor, operation, reason, now=now, station=station)


def _against(actor: Actor, operation: str, now: datetime, station: str) -> StaffReason | None:
    row = live.current(actor, now=now, station=station)
    if row is None:
        return StaffReason.NOT_ON_DUTY
    if Role(row.role) not in DUTIES[operation]:
        return StaffReason.NOT_ALLOWED
    signed_at = row.signed_at
    if operation in SIGNED and (signed_at is None or now - signed_at > live.SIGNED_FOR):
        return StaffReason.NOT_SIGNED
    kept = None if operation in SIGNED else signed_at
    Duty.update(touched_at=now, signed_at=kept).where(Duty.id == row.id).execute()
    return None


def refuse(
    actor: Actor, operation: str, reason: StaffReason, *, now: datetime, station: str
) -> None:
    """Write down that somebody tried, and say no."""
    with database.atomic():
        audit.write(
            actor,
            "refused",
            ("staff", actor.staff or 0),
            now=now,
            station=station,
            facts={"operation": operation, "reason": reason},
        )
    raise Refusal(reason)
