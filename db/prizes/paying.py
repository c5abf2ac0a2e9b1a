"""A household pays together: whose card was put down, and what they could give (rules 24)."""

from __future__ import annotations

from datetime import datetime

from db import clock, points, refused, residents
from db.base import Refusal
from db.calendar import service_day
from db.prizes.customers import member_card
from db.prizes.reasons import PrizeReason
from db.prizes.views import Payer
from db.residents.tables import Person, Resident, ResidentState
from db.settings import Settings


def payer(asker: int, card: str, *, now: datetime, station: str) -> Payer:
    """The household's member whose card lies on the reader beside the asker's. The name is masked.

    Refusal: WRONG_CARD for no member's card, NOT_HOUSEHOLD for somebody else's household.
    """
    who = member_card(card, service_day(clock.moment(now), Settings().zone))
    reason = (
        PrizeReason.WRONG_CARD
        if who is None
        else PrizeReason.NOT_HOUSEHOLD
        if who not in (asker, *members(asker))
        else None
    )
    if who is None or reason is not None:
        refusal = Refusal(reason or PrizeReason.WRONG_CARD)
        refused.record(refusal, now=now, station=station, resident=asker, code=card)
        raise refusal
    return Payer(who, residents.masked(who), points.balances(who).spendable)


def members(resident: int) -> list[int]:
    """The active members of a resident's household, the resident among them; none without one."""
    person = Person.get_or_none(Person.resident == resident)
    if person is None or person.household_id is None:
        return []
    rows = (
        Person.select(Person.resident)
        .join(Resident)
        .where(Person.household == person.household_id, Resident.state == ResidentState.ACTIVE)
    )
    return [row.resident_id for row in rows]
