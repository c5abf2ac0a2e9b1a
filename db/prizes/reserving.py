"""Reserving: points taken and stock reserved in one transaction, alone or by a household together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db import chain, clock, codes, points, refused, texts
from db.base import Refusal, derived_operation_id
from db.calendar import service_day
from db.codes import Code, CodeKind
from db.operations import once
from db.points import PointsReason
from db.prizes import rules
from db.prizes.customers import Customer, customer, member_card
from db.prizes.keeping import keep_until, promised
from db.prizes.moving import move
from db.prizes.reasons import PrizeReason
from db.prizes.tables import MoveKind, Prize, Redemption, Share
from db.prizes.views import Reserved
from db.settings import Settings

Shares = tuple[tuple[int, int], ...]  # (resident, points)


def reserve(
    resident: int,
    prize: int,
    price: int,
    beside: str = "",
    *,
    now: datetime,
    station: str,
    operation_id: str,
) -> Reserved:
    """Keep one of a prize for a resident, for the price that was shown to them.

    `beside` is the number of a guardian's card, where a child needs one. Raises
    Refusal(PrizeReason.…) with every reason that applies and keeps the refused scan; nothing is
    written then. Refusal(PersonReason.…) for somebody who has left.
    """
    shares = ((resident, price),)
    return _reserve("reserve", resident, prize, price, shares, beside, now, station, operation_id)


def reserve_together(
    resident: int,
    prize: int,
    price: int,
    shares: Shares,
    *,
    now: datetime,
    station: str,
    operation_id: str,
) -> Reserved:
    """One prize, paid by up to six of a household, who each put down their card and said yes.

    `shares` are (resident, points ≥ 1) that sum to the price, the asker's own among them; each is a
    debit of its own (rules 24). Refusal as for reserve(), and NOT_HOUSEHOLD, TOO_MANY_SHARES,
    SHARES_DIFFER.
    """
    return _reserve(
        "reserve_together", resident, prize, price, shares, "", now, station, operation_id
    )


def _reserve(
    verb: str,
    asker: int,
    prize: int,
    price: int,
    shares: Shares,
    beside: str,
    now: datetime,
    station: str,
    operation_id: str,
) -> Reserved:
    settings = Settings()
    today = service_day(clock.moment(now), settings.zone)

    def write() -> dict[str, Any]:
        chain.touch()  # writers queue here, before anything is read that they could both change
        row = Prize.get_or_none(Prize.id == prize)
        if row is None:
            raise Refusal(PrizeReason.NO_SUCH_PRIZE)
        people = [customer(who, now, today, settings) for who, _ in shares]
        _together(asker, row, price, shares, people, settings)
        found = rules.of_prize(row, today)
        adults = [who for who, _ in shares]
        if beside and (holder := member_card(beside, today)) is not None:
            adults.append(holder)
        for who, (_, part) in zip(people, shares, strict=True):
            found |= rules.of_customer(row, who, part, now, settings)
            found |= rules.of_child(who, part, adults, beside, now, settings)
            if who.resident == asker:
                found |= rules.of_age(row, who)
        if row.cost != price:
            found[PrizeReason.PRICE_CHANGED] = {"price": row.cost}
        rules.refuse(found, {"prize": prize})
        return {"redemption": _keep(row, asker, shares, now, today, station, operation_id)}

    try:
        arguments = (asker, prize, price, beside, *(n for share in shares for n in share))
        facts = once(operation_id, verb, arguments, now, write)
    except Refusal as refusal:
        if isinstance(refusal.reason, PrizeReason):
            refused.record(refusal, now=now, station=station, resident=asker)
        raise
    return _reserved(int(facts["redemption"]), asker, settings)


def _together(
    asker: int,
    prize: Prize,
    price: int,
    shares: Shares,
    people: list[Customer],
    settings: Settings,
) -> None:
    """The shares are the price, nobody pays twice, and all are of one household."""
    who = [resident for resident, _ in shares]
    most = settings.number("household_shares")
    if len(who) > most:
        raise Refusal(PrizeReason.TOO_MANY_SHARES, {"limit": most})
    paid = sum(part for _, part in shares)
    if paid != price or any(part < 1 for _, part in shares):
        raise Refusal(PrizeReason.SHARES_DIFFER, {"sum": paid, "price": prize.cost})
    homes = {person.household for person in people}
    if (
        len(set(who)) != len(who)
        or asker not in who
        or (len(who) > 1 and (None in homes or len(homes) != 1))
    ):
        raise Refusal(PrizeReason.NOT_HOUSEHOLD)


def _keep(
    prize: Prize,
    asker: int,
    shares: Shares,
    now: datetime,
    today: Any,
    station: str,
    operation_id: str,
) -> int:
    redemption = Redemption.create(
        prize=prize.id,
        resident=asker,
        cost=prize.cost,
        fen=prize.fen,
        reserved_at=now,
        reserved_on=today,
        keep_until=keep_until(today, Settings()),
        station=station,
    )
    move(
        prize.id,
        MoveKind.RESERVE,
        0,
        1,
        now=now,
        station=station,
        actor="resident",
        operation_id=derived_operation_id(operation_id, "reserve", redemption.id),
        redemption=redemption.id,
    )
    for resident, part in shares:
        try:
            entry = points.spend(
                resident,
                part,
                ("prize", prize.id),
                now=now,
                operation_id=derived_operation_id(operation_id, "share", resident),
            )
        except Refusal as refusal:
            if refusal.reason is PointsReason.NOT_ENOUGH:
                raise Refusal(PrizeReason.NOT_ENOUGH, {"price": prize.cost}) from refusal
            raise
        Share.insert(redemption=redemption.id, resident=resident, points=part, paid=entry).execute()
    codes.issue(CodeKind.PICK_UP, redemption.id)
    return int(redemption.id)


def code_of(redemption: int) -> str:
    """The number to pick a reservation up with; empty when it was erased."""
    row = Code.get_or_none(Code.kind == CodeKind.PICK_UP.value, Code.ref == redemption)
    return "" if row is None else str(row.code)


def _reserved(redemption: int, asker: int, settings: Settings) -> Reserved:
    row = Redemption.get_by_id(redemption)
    own = Share.get(Share.redemption == redemption, Share.resident == asker)
    return Reserved(
        redemption=redemption,
        title=texts.of("prize", [row.prize_id], "title")[row.prize_id],
        code=code_of(redemption),
        price=row.cost,
        share=own.points,
        spendable=points.balances(asker).spendable,
        until=promised(row.reserved_on, row.keep_until, settings),
    )
