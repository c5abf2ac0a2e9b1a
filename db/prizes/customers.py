"""What counts when somebody wants a prize: their age, their household, what they have had already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import codes, points, residents
from db.base import Refusal
from db.codes import CodeKind
from db.prizes.tables import Redemption, RedemptionState, Share
from db.residents.tables import Guardian, Person
from db.settings import Settings

_WEEK = timedelta(days=7)
_OPEN = RedemptionState.RESERVED
_COUNT = (RedemptionState.RESERVED, RedemptionState.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Had:
    """A redemption that counts: open, or handed over."""

    redemption: int
    prize: int
    resident: int  # one of those who pay
    points: int
    open: bool
    reserved_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Customer:
    """A resident in front of the shelf."""

    resident: int
    age: int | None  # None: not known
    child: bool
    household: int | None
    family: frozenset[int]  # the household with the resident
    had: tuple[Had, ...]  # of the whole family
    spendable: int

    @property
    def own(self) -> list[Had]:
        """What the resident pays for or has paid for."""
        return [had for had in self.had if had.resident == self.resident]

    @property
    def waiting(self) -> list[Had]:
        """The resident's open reservations."""
        return [had for had in self.own if had.open]

    def count(
        self, prize: int, who: Iterable[int], days: int | None, now: datetime, *, done: bool = False
    ) -> int:
        """How many of a prize these people have had, and keep reserved unless `done`."""
        people = set(who)
        since = None if days is None else now - timedelta(days=days)
        return len(
            {
                had.redemption
                for had in self.had
                if had.prize == prize
                and had.resident in people
                and (not done or not had.open)
                and (had.open or since is None or (had.ended_at or now) > since)
            }
        )

    def this_week(self, now: datetime) -> int:
        """Points that the resident used within seven days, without what came back."""
        return sum(had.points for had in self.own if had.reserved_at > now - _WEEK)


def customer(resident: int, now: datetime, today: date, settings: Settings) -> Customer:
    """Read a resident as the shelf needs to know them. Refusal(PersonReason.…) for who has left."""
    residents.require_active(resident)
    person = Person.get_by_id(resident)
    home = person.household_id
    family = {resident}
    if home is not None:
        rows = Person.select(Person.resident).where(Person.household == home)
        family |= {row.resident_id for row in rows}
    age = None if person.birth_year is None else today.year - person.birth_year
    child = bool(person.child) if age is None else age < settings.number("child_age")
    return Customer(
        resident=resident,
        age=age,
        child=child,
        household=home,
        family=frozenset(family),
        had=_had(family),
        spendable=points.balances(resident).spendable,
    )


def _had(family: set[int]) -> tuple[Had, ...]:
    rows = (
        Share.select(Share, Redemption)
        .join(Redemption)
        .where(Share.resident.in_(sorted(family)), Redemption.state.in_(_COUNT))
    )
    return tuple(
        Had(
            redemption=row.redemption_id,
            prize=row.redemption.prize_id,
            resident=row.resident_id,
            points=row.points,
            open=row.redemption.state == _OPEN,
            reserved_at=row.redemption.reserved_at,
            ended_at=row.redemption.ended_at,
        )
        for row in rows
    )


def member_card(code: str, today: date) -> int | None:
    """The resident whose active member card this number is; None when it is none."""
    for meaning in codes.meanings(code):
        if meaning.kind == CodeKind.MEMBER:
            try:
                return residents.holder(meaning.ref, today).resident
            except Refusal:
                return None
    return None


def is_guardian(child: int, adult: int | None) -> bool:
    """Whether this adult answers for this child."""
    return (
        adult is not None
        and Guardian.select().where(Guardian.child == child, Guardian.adult == adult).exists()
    )
