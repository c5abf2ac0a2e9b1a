"""Cards for the printer: the number and the name that stand on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db import audit, codes
from db.audit import Actor
from db.base import Refusal, database
from db.codes import Code, CodeKind
from db.duties import guarded
from db.residents.cards import named, resident_of
from db.residents.reasons import CardReason
from db.residents.tables import Card, CardState


@dataclass(frozen=True, slots=True)
class ToPrint:
    """What stands on a printed card: the number, and the name of whoever it belongs to."""

    number: str
    name: str = ""
    second_name: str = ""
    kind: CodeKind = CodeKind.MEMBER


@guarded("residents.to_print")
def to_print(
    numbers: Iterable[str] | None = None, *, now: datetime, station: str, actor: Actor
) -> tuple[ToPrint, ...]:
    """Active cards for the printer, by card or resident number; None: every member card. Audited.

    A card with several numbers is printed with the hall's own. Blank cards have no name. Refusal:
    UNKNOWN for a number that means no card in use (fact: number, shortened).
    """
    with database.atomic():
        wanted = _every_member_card() if numbers is None else [_one(n) for n in numbers]
        found = tuple(_printed(card) for card in wanted)
        facts = {"cards": [card.id for card in wanted]}
        audit.write(actor, "cards_printed", ("card", 0), now=now, station=station, facts=facts)
    return found


def _every_member_card() -> list[Card]:
    return list(
        Card.select()
        .where(Card.state == CardState.ACTIVE, Card.kind == CodeKind.MEMBER.value)
        .order_by(Card.id)
    )


def _one(number: str) -> Card:
    usable = (CardState.ACTIVE, CardState.UNBOUND)
    cards = [m.ref for m in codes.meanings(number) if m.kind in (CodeKind.MEMBER, CodeKind.STAFF)]
    for row in Card.select().where(Card.id.in_(cards), Card.state.in_(usable)):
        return row
    resident = resident_of(number)
    for row in Card.select().where(
        Card.resident == (resident or 0),
        Card.state == CardState.ACTIVE,
        Card.kind == CodeKind.MEMBER.value,
    ):
        return row
    raise Refusal(CardReason.UNKNOWN, {"number": codes.shortened(number)})


def _printed(card: Card) -> ToPrint:
    rows = Code.select().where(Code.kind == card.kind, Code.ref == card.id)
    own = sorted((row.code for row in rows), key=lambda code: (not codes.is_ours(code), code))
    person = None if card.resident_id is None else named(card.resident_id)
    kind = CodeKind(card.kind)
    if person is None:
        return ToPrint(own[0], kind=kind)
    return ToPrint(own[0], person.name, person.second_name, kind)
