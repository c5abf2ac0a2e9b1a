"""Cards: issuing, binding a blank one, replacing. A replacement is a new number (rules 2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from db import audit, codes
from db.audit import Actor
from db.base import Refusal
from db.codes import CodeKind
from db.duties import guarded
from db.operations import once
from db.residents.people import require_active
from db.residents.reasons import CardReason
from db.residents.tables import Card, CardState


@guarded("residents.issue")
def issue(
    resident: int | None,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    kind: CodeKind = CodeKind.MEMBER,
    code: str | None = None,
    expires_on: date | None = None,
    operation_id: str | None = None,
) -> tuple[int, str]:
    """A new card for a resident, or a blank one; returns its id and number. Audited.

    `code` binds a number that exists already (printed, foreign, RFID). Refusal: TAKEN, HAS_CARD,
    PersonReason.… for somebody who has left.
    """

    def write() -> int:
        if resident is not None:
            require_active(resident)
            if _active(resident, kind):
                raise Refusal(CardReason.HAS_CARD)
        return _issue(resident, kind, code, expires_on, now, station, actor)

    card = _once(operation_id, "issue_card", (resident, kind.value), now, write)
    return card, code or codes.number_of(card, kind)


def _once(
    operation_id: str | None,
    verb: str,
    about: tuple[object, ...],
    now: datetime,
    write: Callable[[], int],
) -> int:
    """The card that this operation made. An answer stays for ever, so it holds no card's number."""

    return int(once(operation_id, verb, about, now, lambda: {"card": write()})["card"])


def _issue(
    resident: int | None,
    kind: CodeKind,
    code: str | None,
    expires_on: date | None,
    now: datetime,
    station: str,
    actor: Actor,
) -> int:
    state = CardState.UNBOUND if resident is None else CardState.ACTIVE
    card = Card.create(
        resident=resident, kind=kind.value, state=state, issued_at=now, expires_on=expires_on
    )
    if code is None:
        code = codes.issue(kind, card.id)
    elif any(meaning.kind == kind for meaning in codes.meanings(code)):
        raise Refusal(CardReason.TAKEN)
    else:
        codes.bind(code, kind, card.id)
    facts = {"before": None, "after": str(state), "kind": str(kind), "resident": resident}
    audit.write(actor, "card_issued", ("card", card.id), now=now, station=station, facts=facts)
    return int(card.id)


def _active(resident: int, kind: CodeKind) -> list[int]:
    rows = Card.select(Card.id).where(
        Card.resident == resident, Card.kind == kind.value, Card.state == CardState.ACTIVE
    )
    return [row.id for row in rows]


@guarded("residents.bind")
def bind(
    number: str,
    resident: int,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str | None = None,
) -> int:
    """Give a blank numbered card to a resident by one scan (rules 2); returns the card. Audited.

    Refusal: UNKNOWN, NOT_BLANK, HAS_CARD (replace it then), PersonReason.… for who has left.
    """

    def write() -> int:
        require_active(resident)
        if _active(resident, CodeKind.MEMBER):
            raise Refusal(CardReason.HAS_CARD)
        return _bind(number, resident, now, station, actor)

    return _once(operation_id, "bind_card", (resident,), now, write)


def _bind(number: str, resident: int, now: datetime, station: str, actor: Actor) -> int:
    found = [m.ref for m in codes.meanings(number) if m.kind == CodeKind.MEMBER]
    if not found:
        raise Refusal(CardReason.UNKNOWN)
    changed = (
        Card.update(resident=resident, state=CardState.ACTIVE, issued_at=now)
        .where(Card.id == found[0], Card.state == CardState.UNBOUND)
        .execute()
    )
    if not changed:
        raise Refusal(CardReason.NOT_BLANK)
    facts = {"before": str(CardState.UNBOUND), "after": str(CardState.ACTIVE), "resident": resident}
    audit.write(actor, "card_bound", ("card", found[0]), now=now, station=station, facts=facts)
    return found[0]


@guarded("residents.replace")
def replace(
    resident: int,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    kind: CodeKind = CodeKind.MEMBER,
    blank: str | None = None,
    code: str | None = None,
    operation_id: str | None = None,
) -> tuple[int, str]:
    """A new card with a new number; the old one is dead (rules 2). Returns its id and number.

    `blank` is the number of a blank card at hand, `code` one of another kind (foreign, RFID).
    Also for somebody without a card. Audited. Refusal: as bind and issue.
    """

    def write() -> int:
        require_active(resident)
        old = _active(resident, kind)
        Card.update(state=CardState.REPLACED, ended_at=now).where(Card.id.in_(old)).execute()
        if blank is None:
            new = _issue(resident, kind, code, None, now, station, actor)
        else:
            new = _bind(blank, resident, now, station, actor)
        for card in old:
            Card.update(replaced_by=new).where(Card.id == card).execute()
            facts = {
                "before": str(CardState.ACTIVE),
                "after": str(CardState.REPLACED),
                "resident": resident,
                "by": new,
            }
            audit.write(actor, "card_ended", ("card", card), now=now, station=station, facts=facts)
        return new

    card = _once(operation_id, "replace_card", (resident, kind.value), now, write)
    return card, blank or code or codes.number_of(card, kind)


SHORTEST, LONGEST = 4, 32  # characters of another house's number


@guarded("residents.offered")
def offered(number: str, *, now: datetime, station: str, actor: Actor) -> str:
    """What a card is that is to become somebody's: "blank" (ours) or "foreign" (RFID, another house's).

    Nothing is written. Refusal: BOOK, PICK_UP, NOT_BLANK, TWO_THINGS; UNKNOWN for a number of ours that was
    never given out, for half of one, and for what cannot be printed.
    """
    found = codes.meanings(number)
    if len(found) > 1:
        raise Refusal(CardReason.TWO_THINGS)
    if not found:
        readable = number.isascii() and number.isalnum() and SHORTEST <= len(number) <= LONGEST
        if not readable or codes.is_ours(number) or codes.is_part_of_ours(number):
            raise Refusal(CardReason.UNKNOWN)
        return "foreign"
    if found[0].kind == "isbn":
        raise Refusal(CardReason.BOOK)
    if found[0].kind == CodeKind.PICK_UP:
        raise Refusal(CardReason.PICK_UP)
    card = Card.get_or_none(Card.id == found[0].ref)
    if found[0].kind != CodeKind.MEMBER or card is None or card.state != CardState.UNBOUND:
        raise Refusal(CardReason.NOT_BLANK)
    return "blank"
