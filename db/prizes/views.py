"""What the shelf answers with: frozen facts, names in every language, never a person's full name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from db.prizes.reasons import PrizeReason
from db.texts import Words


@dataclass(frozen=True, slots=True)
class PrizeView:
    """A prize as one resident sees it; `reasons` is empty when it can be reserved."""

    id: int
    title: Words
    summary: Words
    category: str
    picture: str
    cost: int
    left: int  # that nobody has reserved
    reasons: tuple[PrizeReason, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def why_not(self) -> PrizeReason | None:
        """The worst reason, None when it can be reserved."""
        return self.reasons[0] if self.reasons else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All prizes that may be seen, the cheapest first, and what the resident has."""

    prizes: tuple[PrizeView, ...]
    spendable: int
    waiting: int  # own open reservations
    family: int  # active people of the household, with the resident; 0 without one


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody of the household who puts their card down. The name is masked."""

    resident: int
    masked: str
    spendable: int


@dataclass(frozen=True, slots=True)
class Reserved:
    """A prize is kept: the number to pick it up with, until when, and what is left."""

    redemption: int
    title: Words
    code: str
    price: int
    share: int  # the asker's own
    spendable: int
    until: date


@dataclass(frozen=True, slots=True)
class RedemptionView:
    """One redemption of a resident's list. `code` only while it waits."""

    id: int
    prize: int
    title: Words
    category: str
    picture: str
    state: str
    cost: int
    share: int
    people: int  # how many pay
    at: datetime
    until: date
    ended_at: datetime | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A redemption that is over: what it was, and what went back to the asker."""

    redemption: int
    title: Words
    state: str
    points: int
    spendable: int


@dataclass(frozen=True, slots=True)
class AtDesk:
    """What staff see before they hand over: the person, by name, and what waits for them."""

    redemption: int
    title: Words
    place: str
    resident: int
    name: str
    birth_year: int | None
    household: str
    cost: int
    until: date
