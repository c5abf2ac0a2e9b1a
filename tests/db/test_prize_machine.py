"""A machine of random reservations and all that can happen to them, against a plain model."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db import activities, prizes, residents
from db.base import Refusal, database, new_operation_id
from db.office import Office, housekeep
from db.prizes import PrizeReason
from db.settings import put
from tests.db.conftest import START, Hall
from tests.db.prizes import earn, fetch, give, on_hand, shelve

pytestmark = pytest.mark.timeout(600)

PEOPLE, GOODS = 3, 2
COSTS = (10, 25)
LIMIT = 2  # of the first prize, for a household of everybody
STOCK, HAVE = 4, 20


class Shop(RuleBasedStateMachine):
    """The model: points, stock, and what waits: number → (asker, prize, shares)."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.hall = Hall(Office(Path(self.folder.name) / "hall.db", station="test", now=START))
        home = self.hall.ask(residents.add_household, "g", "1")
        self.people = [self.hall.person(f"人{n}", household=home) for n in range(PEOPLE)]
        self.goods = [
            shelve(self.hall, COSTS[0], STOCK, per_household=LIMIT),
            shelve(self.hall, COSTS[1], STOCK),
        ]
        self.hand = dict.fromkeys(self.goods, STOCK)
        self.have = dict.fromkeys(self.people, HAVE)
        for who in self.people:
            give(self.hall, who, HAVE)
        self.hall.office.call(self._no_caps)
        self.waits: dict[int, tuple[int, int, dict[int, int]]] = {}
        self.done = dict.fromkeys(self.goods, 0)
        self.attended: list[tuple[int, int, int]] = []  # attendance, who, points

    def teardown(self) -> None:
        if hasattr(self, "hall"):
            self.hall.sound()
            self.hall.office.close()
            self.folder.cleanup()

    def _no_caps(self) -> None:
        with database.atomic():
            for name in ("points_cap_day", "points_cap_week"):
                put(name, 100_000, START)

    # The model ------------------------------------------------------------------------------

    def held(self, prize: int) -> int:
        return sum(1 for _, kind, _ in self.waits.values() if kind == prize)

    def back(self, redemption: int) -> None:
        _, _, shares = self.waits.pop(redemption)
        for who, part in shares.items():
            self.have[who] += part

    def against(self, prize: int, shares: dict[int, int]) -> set[PrizeReason]:
        found = set()
        if self.hand[prize] <= self.held(prize):
            found.add(PrizeReason.SOLD_OUT)
        if prize == self.goods[0] and self.done[prize] + self.held(prize) >= LIMIT:
            found.add(PrizeReason.HOUSEHOLD_LIMIT)
        for who, part in shares.items():
            own = [kind for _, kind, paid in self.waits.values() if who in paid]
            if prize in own:
                found.add(PrizeReason.ALREADY_RESERVED)
            if len(own) >= 2:
                found.add(PrizeReason.TOO_MANY_RESERVED)
            if self.have[who] < part:
                found.add(PrizeReason.NOT_ENOUGH)
        return found

    # What people and staff do ---------------------------------------------------------------

    @rule(p=st.integers(0, PEOPLE - 1), amount=st.sampled_from([10, 20, 30]))
    def come(self, p: int, amount: int) -> None:
        who = self.people[p]
        self.attended.append((earn(self.hall, who, amount), who, amount))
        self.have[who] += amount

    @rule(p=st.integers(0, PEOPLE - 1), g=st.integers(0, GOODS - 1), twice=st.booleans())
    def reserve(self, p: int, g: int, twice: bool) -> None:
        who, prize, tap = self.people[p], self.goods[g], new_operation_id()
        expected = self.against(prize, {who: COSTS[g]})
        for _ in range(1 + twice):
            try:
                kept = self.hall.ask(prizes.reserve, who, prize, COSTS[g], operation_id=tap)
            except Refusal as refusal:
                assert {refusal.reason, *refusal.also} == expected
                return
        assert not expected
        self.waits[kept.redemption] = (who, prize, {who: COSTS[g]})
        self.have[who] -= COSTS[g]

    @rule(p=st.integers(0, PEOPLE - 1), other=st.integers(1, PEOPLE - 1), g=st.integers(0, 1))
    def reserve_together(self, p: int, other: int, g: int) -> None:
        who, friend = self.people[p], self.people[(p + other) % PEOPLE]
        shares = {who: COSTS[g] - 5, friend: 5}
        expected = self.against(self.goods[g], shares)
        try:
            kept = self.hall.ask(
                prizes.reserve_together, who, self.goods[g], COSTS[g], tuple(shares.items())
            )
        except Refusal as refusal:
            assert {refusal.reason, *refusal.also} == expected
            return
        assert not expected
        self.waits[kept.redemption] = (who, self.goods[g], shares)
        for each, part in shares.items():
            self.have[each] -= part

    @rule(n=st.integers(0, 5), by_staff=st.booleans())
    def cancel(self, n: int, by_staff: bool) -> None:
        if not self.waits:
            return
        redemption = sorted(self.waits)[n % len(self.waits)]
        if by_staff:
            self.hall.ask(prizes.cancel_by_staff, redemption, "test")
        else:
            self.hall.ask(prizes.cancel, self.waits[redemption][0], redemption)
        self.back(redemption)

    @rule(n=st.integers(0, 5))
    def hand_over(self, n: int) -> None:
        if not self.waits:
            return
        redemption = sorted(self.waits)[n % len(self.waits)]
        who, prize, _ = self.waits.pop(redemption)
        fetch(self.hall, who, redemption)
        self.hand[prize] -= 1
        self.done[prize] += 1

    @rule(days=st.integers(1, 2))
    def time_passes(self, days: int) -> None:
        self.hall.later(days=days)
        self.lapse()

    def lapse(self) -> None:
        due = [
            row.id
            for who in self.people
            for row in self.hall.ask(prizes.mine, who)
            if row.state == "reserved" and row.until < self.hall.now.date()
        ]
        self.hall.office.call(housekeep, now=self.hall.now)
        for redemption in set(due):
            self.back(redemption)

    @rule(g=st.integers(0, GOODS - 1), number=st.integers(1, 2))
    def receive(self, g: int, number: int) -> None:
        self.hand[self.goods[g]] += number
        found = self.hall.ask(prizes.receive, self.goods[g], number)
        assert found == self.hand[self.goods[g]]

    @rule(g=st.integers(0, GOODS - 1), counted=st.integers(0, 9))
    def count(self, g: int, counted: int) -> None:
        prize = self.goods[g]
        try:
            difference = self.hall.ask(prizes.count, prize, counted, "test")
        except Refusal as refusal:
            assert refusal.reason is PrizeReason.BELOW_RESERVED
            assert counted < self.held(prize)
            return
        assert difference == counted - self.hand[prize]
        self.hand[prize] = counted

    @rule(g=st.integers(0, GOODS - 1), number=st.integers(1, 2))
    def damage(self, g: int, number: int) -> None:
        prize = self.goods[g]
        try:
            self.hall.ask(prizes.damage, prize, number, "test")
        except Refusal as refusal:
            assert refusal.reason is PrizeReason.BELOW_RESERVED
            assert self.hand[prize] - number < self.held(prize)
            return
        self.hand[prize] -= number

    @rule(n=st.integers(0, 9))
    def annul(self, n: int) -> None:
        if not self.attended:
            return
        attendance, who, amount = self.attended.pop(n % len(self.attended))
        missing = amount - self.have[who]
        for redemption in sorted(self.waits, reverse=True):
            shares = self.waits[redemption][2]
            if missing > 0 and who in shares:
                missing -= shares[who]
                self.back(redemption)
        self.hall.ask(activities.annul, attendance, "test")
        self.have[who] = max(0, self.have[who] - amount)

    @invariant()
    def points_and_shelf_agree(self) -> None:
        if hasattr(self, "hall"):
            for who in self.people:
                assert self.hall.balances(who) == (self.have[who], 0)
            for prize in self.goods:
                assert on_hand(self.hall, prize) == (self.hand[prize], self.held(prize))


Shop.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestShop = Shop.TestCase
