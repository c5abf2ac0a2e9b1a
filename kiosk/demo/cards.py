"""The demo's cards: a fixed list of numbers, known without a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import damm

from kiosk.demo.people import PEOPLE


@dataclass(frozen=True, slots=True)
class DemoCard:
    """One card of the demo: its number, its state, whose it is (an index), why it is interesting."""

    number: str
    state: str
    person: int
    why: str
    pin: str = ""


def _digits(what: str, count: int) -> str:
    """Digits that look random and are the same on every machine."""
    return str(int(hashlib.sha256(f"metok demo {what}".encode()).hexdigest(), 16))[-count:]


def _number(kind: str, person: int, which: int) -> str:
    digits = kind + _digits(f"card {person} {which}", 11)
    return digits + str(damm.calc_check_digit(digits))


def of_person(person: int) -> list[DemoCard]:
    """The cards of one person, the oldest first."""
    out = []
    for which, (state, why) in enumerate(PEOPLE[person].cards):
        staff = state == "staff"
        number = _number("20" if staff else "10", person, which)
        pin = _digits(f"pin {person}", 6) if staff else ""
        out.append(DemoCard(number, state, person, why, pin))
    return out


BLANK = DemoCard(_number("10", 999, 0), "unbound", -1, "a blank card, printed ahead: nobody's yet")


def all_cards() -> list[DemoCard]:
    """Active adults first, then everybody else by state, staff last."""
    cards = [card for person in range(len(PEOPLE)) for card in of_person(person)]
    order = ["active", "child", "lost", "blocked", "replaced", "expired", "unbound", "staff"]

    def rank(card: DemoCard) -> int:
        child = bool(card.person >= 0 and PEOPLE[card.person].guardians)
        return order.index("child" if child and card.state == "active" else card.state)

    return sorted([*cards, BLANK], key=rank)


def lines() -> Iterator[tuple[str, ...]]:
    """What `kiosk demo cards` prints: number, state, holder, why; staff cards end with the PIN."""
    for card in all_cards():
        holder = PEOPLE[card.person].name if card.person >= 0 else ""
        yield (card.number, card.state, holder, card.why, *((card.pin,) if card.pin else ()))
