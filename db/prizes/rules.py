"""Whether somebody can have a prize, with every reason that speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from db.base import Refusal
from db.prizes.customers import Customer, is_guardian
from db.prizes.reasons import PrizeReason
from db.prizes.tables import Prize
from db.settings import Settings

Facts = dict[str, object]
_ORDER = list(PrizeReason)


def of_prize(prize: Prize, today: date) -> Facts:
    """Reasons that hold for everybody: reason → facts."""
    found: Facts = {}
    if prize.retired or not prize.visible:
        found[PrizeReason.RETIRED] = {}
    if prize.until_day is not None and today > prize.until_day:
        found[PrizeReason.OUT_OF_SEASON] = {"until": prize.until_day}
    if prize.from_day is not None and today < prize.from_day:
        found[PrizeReason.NOT_YET] = {"from": prize.from_day}
    if prize.on_hand <= prize.reserved:
        found[PrizeReason.SOLD_OUT] = {}
    return found


def of_limits(prize: Prize, who: Customer, now: datetime, *, done: bool = False) -> Facts:
    """The limits per person and household; `done`: only what was handed over counts."""
    found: Facts = {}
    for limit, people, reason in (
        (prize.per_person, {who.resident}, PrizeReason.PERSON_LIMIT),
        (prize.per_household, who.family, PrizeReason.HOUSEHOLD_LIMIT),
    ):
        if limit is not None and (
            who.count(prize.id, people, prize.period_days, now, done=done) >= limit
        ):
            found[reason] = {"limit": limit, "days": prize.period_days}
    return found


def of_customer(
    prize: Prize, who: Customer, share: int, now: datetime, settings: Settings
) -> Facts:
    """Reasons of one person who would pay `share` points."""
    found = of_limits(prize, who, now)
    if any(had.prize == prize.id for had in who.waiting):
        found[PrizeReason.ALREADY_RESERVED] = {}
    most = settings.number("open_reservations")
    if len(who.waiting) >= most:
        found[PrizeReason.TOO_MANY_RESERVED] = {"limit": most}
    if who.spendable < share:
        found[PrizeReason.NOT_ENOUGH] = {
            "missing": share - who.spendable,
            "have": who.spendable,
            "price": prize.cost,
        }
    return found


def of_age(prize: Prize, who: Customer) -> Facts:
    """Reasons of age for whoever would take the prize home."""
    least = prize.minimum_age or 0
    young = who.age < least if who.age is not None else who.child and least > 0
    return {PrizeReason.TOO_YOUNG: {"age": least}} if young else {}


def of_child(
    who: Customer,
    share: int,
    adults: Sequence[int],
    beside: str,
    now: datetime,
    settings: Settings,
) -> Facts:
    """A child above the week's limit needs a guardian's card beside (rules 9).

    The week counts, not the single prize: many small ones are a large one.
    """
    limit = settings.number("child_redeem_limit")
    if not who.child or who.this_week(now) + share <= limit:
        return {}
    if any(is_guardian(who.resident, adult) for adult in adults):
        return {}
    reason = PrizeReason.NOT_GUARDIAN if beside else PrizeReason.GUARDIAN_NEEDED
    return {reason: {"limit": limit}}


def ordered(found: Facts) -> tuple[PrizeReason, ...]:
    """The reasons, worst first."""
    return tuple(sorted((PrizeReason(str(reason)) for reason in found), key=_ORDER.index))


def refuse(found: Facts, more: Facts | None = None) -> None:
    """Refusal with the worst reason, its facts, and all the others; nothing when there is none."""
    reasons = ordered(found)
    if not reasons:
        return
    facts = found[reasons[0]]
    assert isinstance(facts, dict)
    raise Refusal(reasons[0], {**facts, **(more or {})}, reasons[1:])
