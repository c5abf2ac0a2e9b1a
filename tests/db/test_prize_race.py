"""Two kiosks, the same last prize or the same last points: exactly one wins, the loser is told why."""

from __future__ import annotations

import multiprocessing

import pytest

from db import points
from tests.db.conftest import Hall
from tests.db.prizes import on_hand, rich, shelve
from tests.db.racing import WAIT, race

PROCESSES = 4
ROUNDS = 150


def _run(hall: Hall, rounds: list[tuple[list[int], list[int]]]) -> list[list[str]]:
    """The outcomes of each round, one of each process."""
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    runners = [
        context.Process(
            target=race, args=(str(hall.office.path), n, rounds, hall.now, barrier, results)
        )
        for n in range(PROCESSES)
    ]
    for runner in runners:
        runner.start()
    outcomes: list[list[str]] = [[] for _ in rounds]
    for _ in runners:
        _, won, _ = results.get(timeout=WAIT * 2)
        for turn, outcome in won:
            outcomes[turn].append(outcome)
    for runner in runners:
        runner.join(WAIT)
        assert runner.exitcode == 0
    return outcomes


@pytest.mark.timeout(300)
def test_four_processes_and_the_last_prize_or_the_last_points(hall: Hall) -> None:
    people = [rich(hall, 10, name=f"人{n}") for n in range(PROCESSES)]
    last = shelve(hall, 10, 1)
    goods = [shelve(hall, 10, 5) for _ in range(PROCESSES)]
    prize_rounds = [(people, [last] * PROCESSES)] * ROUNDS
    point_rounds = [([people[0]] * PROCESSES, goods)] * ROUNDS
    outcomes = _run(hall, prize_rounds + point_rounds)
    losers = ["sold_out"] * (PROCESSES - 1)
    assert [sorted(row) for row in outcomes[:ROUNDS]] == [sorted([*losers, "won"])] * ROUNDS
    losers = ["not_enough"] * (PROCESSES - 1)
    assert [sorted(row) for row in outcomes[ROUNDS:]] == [sorted([*losers, "won"])] * ROUNDS
    assert [hall.office.call(points.balances, who).spendable for who in people] == [10] * 4
    assert [on_hand(hall, prize) for prize in (last, *goods)] == [(1, 0)] + [(5, 0)] * 4
    hall.sound()
