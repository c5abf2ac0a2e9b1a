"""Taking the shelf out: prizes, movements of stock, redemptions; people by number only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from db import calendar, texts
from db.prizes.tables import Movement, Prize, Redemption, Share
from db.settings import Settings

Row = dict[str, Any]


def _times() -> Callable[[Any], str | None]:
    zone = Settings().zone
    return lambda at: None if at is None else calendar.local(at, zone).isoformat(timespec="seconds")


def prizes() -> Iterator[Row]:
    """Every prize with its terms and what is there."""
    found = list(Prize.select().order_by(Prize.id))
    titles = texts.of("prize", (row.id for row in found), "title")
    for row in found:
        yield {
            "prize": row.id,
            **{f"title_{lang}": titles[row.id].best(lang) for lang in texts.LANGUAGES},
            "category": row.category,
            "points": row.cost,
            "fen": row.fen,
            "per_person": row.per_person,
            "per_household": row.per_household,
            "period_days": row.period_days,
            "minimum_age": row.minimum_age,
            "visible": int(row.visible),
            "from_day": None if row.from_day is None else row.from_day.isoformat(),
            "until_day": None if row.until_day is None else row.until_day.isoformat(),
            "place": row.place,
            "low_at": row.low_at,
            "on_hand": row.on_hand,
            "reserved": row.reserved,
            "retired": int(row.retired),
        }


def stock() -> Iterator[Row]:
    """Every movement of stock, the oldest first."""
    when = _times()
    for row in Movement.select().order_by(Movement.id).iterator():
        yield {
            "movement": row.id,
            "at": when(row.at),
            "prize": row.prize_id,
            "kind": row.kind,
            "on_hand": row.hand,
            "reserved": row.held,
            "on_hand_after": row.on_hand_after,
            "reserved_after": row.reserved_after,
            "redemption": row.redemption_id,
            "actor": row.actor,
            "station": row.station,
            "reason": row.reason,
            "operation_id": row.operation_id,
        }


def redemptions() -> Iterator[Row]:
    """Every share of every redemption: who paid how much, and the entries that say so."""
    when = _times()
    rows = Share.select(Share, Redemption).join(Redemption)
    for share in rows.order_by(Redemption.id, Share.resident):
        row = share.redemption
        yield {
            "redemption": row.id,
            "prize": row.prize_id,
            "asked_by": row.resident_id,
            "state": row.state,
            "price": row.cost,
            "fen": row.fen,
            "resident": share.resident_id,
            "share": share.points,
            "paid": share.paid_id,
            "back": share.back_id,
            "reserved_at": when(row.reserved_at),
            "keep_until": row.keep_until.isoformat(),
            "ended_at": when(row.ended_at),
            "ended_by": row.ended_by,
            "fetched_by": row.fetched_by,
            "station": row.station,
        }


EXPORTS: dict[str, Callable[[], Iterator[Row]]] = {
    "prizes": prizes,
    "stock": stock,
    "redemptions": redemptions,
}
