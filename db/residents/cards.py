"""Cards: what a card at the reader says about its holder, and the end of a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db import audit, codes
from db.audit import Actor
from db.base import Refusal
from db.codes import Code, CodeKind
from db.duties import guarded
from db.operations import once
from db.residents.reasons import CardReason
from db.residents.tables import Card, CardState, Person, Resident, ResidentState
from db.statements import ANY, Statement


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card this is, inside the records office."""

    card: int
    resident: int
    kind: str


_CARD = Statement(
    lambda: (
        Card.select(Card.id, Card.resident, Card.kind, Card.state, Card.expires_on, Resident.state)
        .left_outer_join(Resident, on=(Card.resident == Resident.id))
        .where(Card.id == ANY)
    )
)

_STATE_REASONS = {
    CardState.LOST: CardReason.LOST,
    CardState.BLOCKED: CardReason.BLOCKED,
    CardState.REPLACED: CardReason.REPLACED,
    CardState.EXPIRED: CardReason.EXPIRED,
    CardState.UNBOUND: CardReason.UNBOUND,
}
_ORDER = list(CardReason)


def holder(card: int, today: date) -> Holder:
    """The person behind a card. Refusal(CardReason.…), with all that apply, when it opens nothing.

    The refusal's facts carry card and resident for the list of refused scans.
    """
    row = _CARD(card).fetchone()
    if row is None:
        raise Refusal(CardReason.UNKNOWN)
    card_id, resident, kind, state, expires_on, person_state = row
    facts: dict[str, object] = {"card": card_id, "resident": resident}
    reasons = []
    if state != CardState.ACTIVE:
        reasons.append(_STATE_REASONS[CardState(state)])
    if state == CardState.ACTIVE and expires_on is not None and expires_on < today.isoformat():
        reasons.append(CardReason.EXPIRED)
    if CardReason.EXPIRED in reasons and expires_on is not None:
        facts["on"] = date.fromisoformat(expires_on)
    if resident is not None and person_state != ResidentState.ACTIVE:
        reasons.append(CardReason.GONE)
    if reasons:
        reasons.sort(key=_ORDER.index)
        raise Refusal(reasons[0], facts, tuple(reasons[1:]))
    return Holder(card_id, resident, kind)


@guarded("residents.end")
def end(
    card: int,
    state: CardState,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    replaced_by: int | None = None,
    operation_id: str | None = None,
) -> None:
    """Take a card out of use; loans and points stay with the person. Audited. Refusal: UNKNOWN."""

    def write() -> dict[str, Any]:
        row = Card.get_or_none(Card.id == card)
        if row is None:
            raise Refusal(CardReason.UNKNOWN)
        before = row.state
        Card.update(state=state, ended_at=now, replaced_by=replaced_by).where(
            Card.id == card
        ).execute()
        audit.write(
            actor,
            "card_ended",
            ("card", card),
            now=now,
            station=station,
            facts={"before": before, "after": str(state), "resident": row.resident_id},
        )
        return {}

    once(operation_id, "end_card", (card, str(state)), now, write)


def block_all(resident: int, now: datetime) -> None:
    """No card of somebody who leaves opens anything any more."""
    Card.update(state=CardState.BLOCKED, ended_at=now).where(
        Card.resident == resident, Card.state == CardState.ACTIVE
    ).execute()


def numbers_of(resident: int) -> list[str]:
    """Every number of every card of a resident, newest card first."""
    rows: Any = (
        Code.select(Code.code)
        .join(Card, on=(Card.id == Code.ref))
        .where(Card.resident == resident, Code.kind.in_(["member", "staff"]))
        .order_by(Card.id.desc())
        .tuples()
    )
    return [code for (code,) in rows]


def holders_of(number: str) -> list[int]:
    """Everybody whose card this number is: two people where it is two things."""
    kinds = (CodeKind.MEMBER, CodeKind.STAFF)
    cards = [meaning.ref for meaning in codes.meanings(number) if meaning.kind in kinds]
    found = (Card.get_by_id(card).resident_id for card in cards)
    return list(dict.fromkeys(resident for resident in found if resident is not None))


def resident_of(number: str) -> int | None:
    """The resident a number means: 14 digits of a card, or the resident's own number."""
    holders = holders_of(number)
    if holders:
        return holders[0]
    if number.isascii() and number.isdigit() and len(number) <= 9:
        row = Resident.get_or_none(Resident.id == int(number))
        return None if row is None else int(row.id)
    return None


def named(resident: int) -> Person | None:
    """The erasable half of a resident, for staff and for printing; None when forgotten."""
    return Person.get_or_none(Person.resident == resident)
