"""Handing over: pick-up code and card together, a look at the person, and the shelf is one less."""

from __future__ import annotations

from datetime import datetime

from db import audit, chain, clock, codes, notices, readings, refused, residents, staff, texts
from db.audit import Actor
from db.base import Refusal, database, derived_operation_id
from db.calendar import service_day
from db.codes import CodeKind
from db.duties import guarded
from db.operations import once
from db.prizes import rules
from db.prizes.customers import customer
from db.prizes.ending import conclude, ended, open_one, payers
from db.prizes.keeping import promised
from db.prizes.moving import move
from db.prizes.reasons import PrizeReason
from db.prizes.tables import MoveKind, Prize, Redemption, RedemptionState
from db.prizes.views import AtDesk, Ended
from db.residents.tables import Household, Person
from db.settings import Settings


@guarded("prizes.at_desk")
def at_desk(code: str, card: str, *, now: datetime, station: str, actor: Actor) -> AtDesk:
    """What staff see before they hand over: name, birth year, household, prize. A reading line is kept.

    `code` is the pick-up code, `card` the number of the card of somebody who pays. Refusal:
    CODE_UNKNOWN, WRONG_CARD, ALREADY_…, CardReason.… for a card that opens nothing.
    """
    row, holder = _both(code, card, now, station)
    person = Person.get_by_id(holder)
    home = None if person.household_id is None else Household.get_by_id(person.household_id)
    prize = Prize.get_by_id(row.prize_id)
    with database.atomic():
        readings.note(actor, holder, "prize", now=now, station=station)
    return AtDesk(
        redemption=row.id,
        title=texts.of("prize", [prize.id], "title")[prize.id],
        place=prize.place,
        resident=holder,
        name=person.name,
        birth_year=person.birth_year,
        household="" if home is None else home.label,
        cost=row.cost,
        until=promised(row.reserved_on, row.keep_until, Settings()),
    )


@guarded("prizes.hand_over")
def hand_over(
    code: str,
    card: str,
    fetched_by: int | None = None,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> Ended:
    """Staff looked and hand it over: to the card's holder, or to `fetched_by` for them. Audited.

    The code alone gives nothing, nor does the card. Refusal: as for at_desk(), PERSON_LIMIT and
    HOUSEHOLD_LIMIT (what was handed over meanwhile counts), StaffReason.NOT_ALLOWED, OWN: nobody
    hands over to themselves or their household (rules 26).
    """

    def write() -> dict[str, int]:
        chain.touch()
        row, holder = _both(code, card, now, station)
        for who in (*payers(row.id), *(() if fetched_by is None else (fetched_by,))):
            staff.not_for_own(actor.staff, who)
        if fetched_by is not None:
            residents.require_active(fetched_by)
        _within_limits(row, now)
        conclude(row, RedemptionState.HANDED_OVER, actor.name, now)
        Redemption.update(fetched_by=fetched_by).where(Redemption.id == row.id).execute()
        move(
            row.prize_id,
            MoveKind.HAND_OVER,
            -1,
            -1,
            now=now,
            station=station,
            actor=actor.name,
            operation_id=derived_operation_id(operation_id, "hand over", row.id),
            redemption=row.id,
        )
        for payer in payers(row.id):
            if payer != holder or fetched_by is not None:
                notices.tell(payer, "prize_fetched", {"prize": row.prize_id}, now)
        audit.write(
            actor,
            "redemption_handed_over",
            ("redemption", row.id),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={
                "prize": row.prize_id,
                "resident": row.resident_id,
                "card_of": holder,
                "fetched_by": fetched_by,
            },
        )
        return {"redemption": row.id}

    try:
        facts = once(operation_id, "hand_over", (code, card, fetched_by), now, write)
    except Refusal as refusal:
        if isinstance(refusal.reason, PrizeReason):
            refused.record(refusal, now=now, station=station, code=code)
        raise
    return ended(int(facts["redemption"]))


def waits(code: str) -> bool:
    """That this pick-up number fetches something. Refusal: CODE_UNKNOWN, ALREADY_…"""
    open_one(_redemption(code))
    return True


def _redemption(code: str) -> int:
    found = [m for m in codes.meanings(code) if m.kind == CodeKind.PICK_UP]
    if not found:
        raise Refusal(PrizeReason.CODE_UNKNOWN)
    return int(found[0].ref)


def _both(code: str, card: str, now: datetime, station: str) -> tuple[Redemption, int]:
    """The reservation of a code and the payer whose card lies beside it."""
    row = open_one(_redemption(code))
    today = service_day(clock.moment(now), Settings().zone)
    cards = [m for m in codes.meanings(card) if m.kind == CodeKind.MEMBER]
    if not cards:
        raise Refusal(PrizeReason.WRONG_CARD)
    holder = residents.holder(cards[0].ref, today).resident
    if holder not in payers(row.id):
        raise Refusal(PrizeReason.WRONG_CARD)
    return row, holder


def _within_limits(row: Redemption, now: datetime) -> None:
    """Limits count what was handed over: two reservations of one household are handed over once."""
    settings = Settings()
    today = service_day(clock.moment(now), settings.zone)
    prize = Prize.get_by_id(row.prize_id)
    found: rules.Facts = {}
    for payer in payers(row.id):
        found |= rules.of_limits(prize, customer(payer, now, today, settings), now, done=True)
    rules.refuse(found)
