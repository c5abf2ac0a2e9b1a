"""Stock moves by movements only: one conditional UPDATE of the sums, one row that says why."""

from __future__ import annotations

from datetime import datetime

from db import audit
from db.audit import Actor
from db.base import Refusal
from db.duties import guarded
from db.operations import once
from db.prizes.reasons import PrizeReason
from db.prizes.tables import MoveKind, Movement, Prize
from db.texts import printable


def move(
    prize: int,
    kind: MoveKind,
    hand: int,
    held: int,
    *,
    now: datetime,
    station: str,
    actor: str,
    operation_id: str,
    redemption: int | None = None,
    reason: str = "",
) -> None:
    """Change what is on hand and what is reserved, inside a transaction.

    Refusal: SOLD_OUT when nothing is left to reserve, BELOW_RESERVED when fewer would be on hand than
    are reserved; nothing is written then.
    """
    row = (
        Prize.update(on_hand=Prize.on_hand + hand, reserved=Prize.reserved + held)
        .where(
            Prize.id == prize,
            Prize.on_hand + hand >= Prize.reserved + held,
            Prize.reserved + held >= 0,
        )
        .returning(Prize.on_hand, Prize.reserved)
        .tuples()
        .execute()
    )
    found = list(row)
    if not found:
        raise _no(prize, kind, hand)
    on_hand, reserved = found[0]
    Movement.insert(
        prize=prize,
        kind=kind,
        hand=hand,
        held=held,
        on_hand_after=on_hand,
        reserved_after=reserved,
        redemption=redemption,
        at=now,
        actor=actor,
        station=station,
        reason=reason,
        operation_id=operation_id,
    ).execute()


def _no(prize: int, kind: MoveKind, hand: int) -> Refusal:
    row = Prize.get_or_none(Prize.id == prize)
    if row is None:
        return Refusal(PrizeReason.NO_SUCH_PRIZE)
    if kind is MoveKind.RESERVE:
        return Refusal(PrizeReason.SOLD_OUT)
    facts = {"on_hand": row.on_hand, "reserved": row.reserved, "moved": hand}
    return Refusal(PrizeReason.BELOW_RESERVED, facts)


@guarded("prizes.receive")
def receive(
    prize: int,
    number: int,
    reason: str = "",
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """So many came in. Audited; returns how many are on hand. Refusal: NO_SUCH_PRIZE, NOTHING_MOVED."""
    return _moved(prize, MoveKind.RECEIVE, number, reason, now, station, actor, operation_id)


@guarded("prizes.damage")
def damage(
    prize: int,
    number: int,
    reason: str,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """So many are broken, spoilt or gone; needs a reason. Audited; returns how many are on hand.

    Refusal: NO_SUCH_PRIZE, NOTHING_MOVED, NO_REASON, BELOW_RESERVED (cancel reservations first).
    """
    return _moved(prize, MoveKind.DAMAGE, number, reason, now, station, actor, operation_id)


@guarded("prizes.take_in")
def take_in(
    prize: int,
    number: int,
    reason: str,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """So many that were handed over came back to the shelf; needs a reason. No points move by this.

    Audited; returns how many are on hand. Refusal: NO_SUCH_PRIZE, NOTHING_MOVED, NO_REASON.
    """
    return _moved(prize, MoveKind.RETURN, number, reason, now, station, actor, operation_id)


@guarded("prizes.count")
def count(
    prize: int,
    counted: int,
    reason: str,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    """The shelf was counted, with what lies reserved; returns the difference. Audited.

    Also a count that agrees is kept. Refusal: NO_SUCH_PRIZE, NO_REASON, BELOW_RESERVED with the facts
    counted, reserved and on_hand.
    """

    def write() -> dict[str, int]:
        row = Prize.get_or_none(Prize.id == prize)
        if row is None:
            raise Refusal(PrizeReason.NO_SUCH_PRIZE)
        if not printable(reason):
            raise Refusal(PrizeReason.NO_REASON)
        if counted < row.reserved:
            facts = {"counted": counted, "reserved": row.reserved, "on_hand": row.on_hand}
            raise Refusal(PrizeReason.BELOW_RESERVED, facts)
        difference = counted - row.on_hand
        _write(prize, MoveKind.COUNT, difference, reason, now, station, actor, operation_id)
        return {"difference": difference}

    facts = once(operation_id, "stock_count", (prize, counted, reason), now, write)
    return int(facts["difference"])


def _moved(
    prize: int,
    kind: MoveKind,
    number: int,
    reason: str,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> int:
    def write() -> dict[str, int]:
        if number <= 0:
            raise Refusal(PrizeReason.NOTHING_MOVED)
        if kind is not MoveKind.RECEIVE and not printable(reason):
            raise Refusal(PrizeReason.NO_REASON)
        hand = -number if kind is MoveKind.DAMAGE else number
        _write(prize, kind, hand, reason, now, station, actor, operation_id)
        return {"on_hand": int(Prize.get_by_id(prize).on_hand)}

    facts = once(operation_id, f"stock_{kind}", (prize, number, reason), now, write)
    return int(facts["on_hand"])


def _write(
    prize: int,
    kind: MoveKind,
    hand: int,
    reason: str,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> None:
    said = printable(reason)
    before = Prize.get_or_none(Prize.id == prize)
    if before is None:
        raise Refusal(PrizeReason.NO_SUCH_PRIZE)
    move(
        prize,
        kind,
        hand,
        0,
        now=now,
        station=station,
        actor=actor.name,
        operation_id=operation_id,
        reason=said,
    )
    after = Prize.get_by_id(prize)
    audit.write(
        actor,
        f"stock_{kind}",
        ("prize", prize),
        now=now,
        station=station,
        operation_id=operation_id,
        facts={"before": before.on_hand, "after": after.on_hand, "reserved": after.reserved},
    )
