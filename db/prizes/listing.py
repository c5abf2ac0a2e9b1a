"""Reading: the shelf as one resident sees it, their redemptions, and the stock as staff see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db import clock, points, texts
from db.calendar import local, service_day
from db.prizes import rules
from db.prizes.customers import customer
from db.prizes.keeping import promised
from db.prizes.paying import members
from db.prizes.reserving import code_of
from db.prizes.tables import Prize, Redemption, RedemptionState, Share
from db.prizes.views import PrizeView, RedemptionView, Shelf
from db.settings import Settings
from db.texts import Words

_HISTORY = 20  # redemptions that are over, in a resident's list


def shelf(resident: int | None, *, now: datetime) -> Shelf:
    """Every prize that may be seen, the cheapest first, each with the reasons why not.

    Without a resident only what holds for everybody speaks against it.
    """
    settings = Settings()
    today = service_day(clock.moment(now), settings.zone)
    who = None if resident is None else customer(resident, now, today, settings)
    rows = Prize.select().where(
        Prize.visible,
        ~Prize.retired,
        Prize.until_day.is_null() | (Prize.until_day >= today),
    )
    found = list(rows.order_by(Prize.cost, Prize.id))
    titles = texts.of("prize", (row.id for row in found), "title")
    summaries = texts.of("prize", (row.id for row in found), "summary")
    views = []
    for row in found:
        against = rules.of_prize(row, today)
        if who is not None:
            against |= rules.of_customer(row, who, row.cost, now, settings)
            against |= rules.of_age(row, who)
            against |= rules.of_child(who, row.cost, (), "", now, settings)
        reasons = rules.ordered(against)
        facts = against[reasons[0]] if reasons else {}
        assert isinstance(facts, dict)
        views.append(
            PrizeView(
                id=row.id,
                title=titles[row.id],
                summary=summaries[row.id],
                category=row.category,
                picture=row.picture,
                cost=row.cost,
                left=row.on_hand - row.reserved,
                reasons=reasons,
                facts=facts,
            )
        )
    return Shelf(
        tuple(views),
        0 if who is None else who.spendable,
        0 if who is None else len(who.waiting),
        0 if resident is None else len(members(resident)),
    )


def mine(resident: int, *, now: datetime) -> tuple[RedemptionView, ...]:
    """A resident's redemptions: what waits first, then what is over, the newest first."""
    settings = Settings()
    rows = (
        Share.select(Share, Redemption, Prize)
        .join(Redemption)
        .join(Prize)
        .where(Share.resident == resident)
        .order_by((Redemption.state != RedemptionState.RESERVED), Redemption.id.desc())
        .limit(_HISTORY)
    )
    found = list(rows)
    titles = texts.of("prize", (row.redemption.prize_id for row in found), "title")
    return tuple(_view(row, titles, settings) for row in found)


def _view(share: Share, titles: dict[int, Words], settings: Settings) -> RedemptionView:
    row = share.redemption
    waits = row.state == RedemptionState.RESERVED
    until = promised(row.reserved_on, row.keep_until, settings) if waits else row.keep_until
    return RedemptionView(
        id=row.id,
        prize=row.prize_id,
        title=titles[row.prize_id],
        category=row.prize.category,
        picture=row.prize.picture,
        state=row.state,
        cost=row.cost,
        share=share.points,
        people=Share.select().where(Share.redemption == row.id).count(),
        at=local(row.reserved_at, settings.zone),
        until=until,
        ended_at=None if row.ended_at is None else local(row.ended_at, settings.zone),
        code=code_of(row.id) if waits else "",
    )


@dataclass(frozen=True, slots=True)
class Stock:
    """One prize as staff see it."""

    id: int
    title: Words
    category: str
    cost: int
    fen: int | None
    on_hand: int
    reserved: int
    low: bool
    place: str
    state: str  # shown, hidden, not_yet, over, retired


def stock(*, now: datetime) -> tuple[Stock, ...]:
    """Every prize, also hidden and retired ones, with what is on hand and reserved."""
    today = service_day(clock.moment(now), Settings().zone)
    found = list(Prize.select().order_by(Prize.retired, Prize.id))
    titles = texts.of("prize", (row.id for row in found), "title")
    return tuple(
        Stock(
            id=row.id,
            title=titles[row.id],
            category=row.category,
            cost=row.cost,
            fen=row.fen,
            on_hand=row.on_hand,
            reserved=row.reserved,
            low=not row.retired and row.on_hand - row.reserved <= row.low_at,
            place=row.place,
            state=_state(row, today),
        )
        for row in found
    )


def _state(row: Prize, today: date) -> str:
    if row.retired:
        return "retired"
    if not row.visible:
        return "hidden"
    if row.until_day is not None and today > row.until_day:
        return "over"
    if row.from_day is not None and today < row.from_day:
        return "not_yet"
    return "shown"


def balance(resident: int, *, now: datetime) -> int:
    """What a resident can spend at this moment."""
    return points.balances(resident).spendable


def redemptions(state: RedemptionState | None = None) -> list[tuple[Redemption, Words]]:
    """Every redemption, the newest first, or those in one state."""
    query = Redemption.select().order_by(Redemption.id.desc())
    if state is not None:
        query = query.where(Redemption.state == state)
    rows = list(query)
    titles = texts.of("prize", (row.prize_id for row in rows), "title")
    return [(row, titles[row.prize_id]) for row in rows]
