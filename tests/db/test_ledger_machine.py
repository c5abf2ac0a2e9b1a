"""A machine of random check-ins, undos, closings, annulments and spendings against a plain model."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db import activities, points
from db.activities import ActivityReason
from db.base import Refusal, database, new_operation_id
from db.office import Office
from tests.db.conftest import START, Hall

PEOPLE, SESSIONS = 3, 3


class Ledger(RuleBasedStateMachine):
    """The model: who is in where with how many points, what has arrived, what was spent."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "hall.db"
        self.hall = Hall(Office(path, station="test", now=START))
        self.people = [self.hall.person(f"人{n}") for n in range(PEOPLE)]
        self.sessions = [self.hall.session(open_area=True) for _ in range(SESSIONS)]
        self.closed: set[int] = set()
        self.inside: dict[tuple[int, int], int] = {}
        self.undone: dict[tuple[int, int], int] = {}
        self.spendable = dict.fromkeys(self.people, 0)
        self.coming = dict.fromkeys(self.people, 0)

    def teardown(self) -> None:
        if hasattr(self, "hall"):
            self.hall.sound()
            self.hall.office.close()
            self.folder.cleanup()

    @rule(p=st.integers(0, PEOPLE - 1), s=st.integers(0, SESSIONS - 1), twice=st.booleans())
    def check_in(self, p: int, s: int, twice: bool) -> None:
        who, where = self.people[p], self.sessions[s]
        operation_id = new_operation_id()
        for _ in range(1 + twice):
            try:
                came = self.hall.check_in(who, where, operation_id=operation_id)
            except Refusal as refusal:
                assert where in self.closed or self.undone.get((who, where), 0) >= 3
                assert refusal.reason in (ActivityReason.CLOSED, ActivityReason.TOO_MANY_UNDOS)
                return
        if (who, where) not in self.inside:
            assert not came.again
            self.inside[who, where] = came.attendance
            self.coming[who] += 10
        else:
            assert came.again

    @rule(p=st.integers(0, PEOPLE - 1), s=st.integers(0, SESSIONS - 1))
    def undo(self, p: int, s: int) -> None:
        who, where = self.people[p], self.sessions[s]
        attendance = self.inside.get((who, where))
        if attendance is None:
            return
        try:
            self.hall.ask(activities.undo, who, attendance)
        except Refusal as refusal:
            assert refusal.reason is ActivityReason.POINTS_IN_USE
            assert where in self.closed
            assert self.spendable[who] < 10
            return
        self.undone[who, where] = self.undone.get((who, where), 0) + 1
        del self.inside[who, where]
        (self.spendable if where in self.closed else self.coming)[who] -= 10

    @rule(s=st.integers(0, SESSIONS - 1))
    def close(self, s: int) -> None:
        where = self.sessions[s]
        if where in self.closed:
            return
        here = [who for who, w in self.inside if w == where]
        assert self.hall.ask(activities.close, where, len(here)) == len(here)
        self.closed.add(where)
        for who in here:
            self.coming[who] -= 10
            self.spendable[who] += 10

    @rule(p=st.integers(0, PEOPLE - 1), s=st.integers(0, SESSIONS - 1))
    def annul(self, p: int, s: int) -> None:
        who, where = self.people[p], self.sessions[s]
        attendance = self.inside.pop((who, where), None)
        if attendance is None:
            return
        self.hall.ask(activities.annul, attendance, "test")
        if where in self.closed:
            self.spendable[who] = max(0, self.spendable[who] - 10)
        else:
            self.coming[who] -= 10

    @rule(p=st.integers(0, PEOPLE - 1), amount=st.integers(1, 25))
    def spend(self, p: int, amount: int) -> None:
        who = self.people[p]

        def write() -> None:
            with database.atomic():
                points.spend(who, amount, ("test", 1), now=START, operation_id=new_operation_id())

        try:
            self.hall.office.call(write)
        except Refusal:
            assert amount > self.spendable[who]
            return
        self.spendable[who] -= amount

    @invariant()
    def balances_agree(self) -> None:
        if hasattr(self, "hall"):
            for who in self.people:
                assert self.hall.balances(who) == (self.spendable[who], self.coming[who])


Ledger.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLedger = Ledger.TestCase
