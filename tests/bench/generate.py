"""Years of a hall in seconds: residents, sessions, attendances and a ledger that verifies.

Rows go in by the thousand on a raw connection; balances, running balances and the chain are
computed here. The triggers stay on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from db import activities, chain, residents
from db.audit import Actor
from db.base import database, to_microseconds
from db.office import Office
from db.points import AccountKind, account
from db.points.ledger import chained
from tests.bench.replay import raw

OPENS = datetime(2016, 1, 4, 6, 0, tzinfo=UTC)
WORTH = 10  # points of a check-in

Move = tuple[int, int]


class Years:
    """A hall's file that grows session by session, in the order in which it would have been lived."""

    def __init__(self, folder: Path, people: int) -> None:
        self.file = folder / "years.db"
        self._chance = random.Random(7)  # the same years on every machine
        office = Office(self.file, station="bench", now=OPENS)
        self.people, self._accounts, self._hall = office.call(_fill, people)
        self._sequence, self._digest, _ = office.call(chain.head)
        office.close()
        self._balances = dict.fromkeys([self._hall, *sum(self._accounts.values(), ())], 0)
        self._entry = self._session = self.postings = 0

    def grow(self, postings: int) -> None:
        """Let sessions happen until there are so many postings."""
        with raw(self.file) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            while self.postings < postings:
                self._happen(connection)
            connection.executemany(
                "UPDATE account SET balance = ? WHERE id = ?",
                [(balance, of) for of, balance in self._balances.items()],
            )
            connection.execute(
                "UPDATE chain_head SET sequence = ?, digest = ?, at = ?",
                (self._sequence, self._digest, to_microseconds(self._moment(2))),
            )
            connection.execute("COMMIT")

    def _moment(self, hours: int) -> datetime:
        """One session a day, an hour long."""
        return OPENS + timedelta(days=self._session, hours=hours)

    def _happen(self, connection: Any) -> None:
        """One session: half the people come, it is closed, points arrive, some are spent."""
        self._session += 1
        starts, ends = (to_microseconds(self._moment(hours)) for hours in (0, 1))
        came = sorted(self._chance.sample(self.people, len(self.people) // 2))
        entries: list[tuple[Any, ...]] = []
        postings: list[tuple[Any, ...]] = []
        attendances: list[tuple[Any, ...]] = []
        earned = [
            self._post("check_in", starts, ((self._hall, -WORTH), (self._accounts[who][0], WORTH)))
            for who in came
        ]
        arrived = [
            self._post(
                "arrived", ends, tuple(zip(self._accounts[who], (-WORTH, WORTH), strict=True))
            )
            for who in came
        ]
        spent = [
            self._post("redeem", ends, ((self._accounts[who][1], -WORTH), (self._hall, WORTH)))
            for who in came[::10]
        ]
        for entry, moves in (*earned, *arrived, *spent):
            entries.append(entry)
            postings += moves
        for who, (first, _), (second, _) in zip(came, earned, arrived, strict=True):
            attendances.append((self._session, who, starts, starts, WORTH, first[0], second[0]))
        connection.execute(
            "INSERT INTO session (id, series_id, room_id, day, starts_at, ends_at, opens_at, state,"
            " heads, closed_at, closed_by) VALUES (?, 1, 1, ?, ?, ?, ?, 'closed', ?, ?, 'house')",
            (
                self._session,
                self._moment(0).date().isoformat(),
                starts,
                ends,
                starts,
                len(came),
                ends,
            ),
        )
        connection.executemany(
            "INSERT INTO entry (id, sequence, digest, operation_id, kind, happened_at, entered_at,"
            " subject_kind, subject_id) VALUES (?, ?, ?, ?, ?, ?, ?, 'series', 1)",
            entries,
        )
        connection.executemany(
            "INSERT INTO posting (entry_id, account_id, amount, balance_after) VALUES (?, ?, ?, ?)",
            postings,
        )
        connection.executemany(
            "INSERT INTO attendance (session_id, resident_id, state, happened_at, entered_at, source,"
            " station, points, earned_id, arrived_id, marked, clock_doubt)"
            " VALUES (?, ?, 'live', ?, ?, 'kiosk', 'bench', ?, ?, ?, 0, 0)",
            attendances,
        )
        self.postings += len(postings)

    def _post(
        self, kind: str, at: int, moves: tuple[Move, ...]
    ) -> tuple[tuple[Any, ...], list[tuple[int, int, int, int]]]:
        self._entry += 1
        self._sequence += 1
        operation = f"{self._entry:032x}"
        fields = chained(operation, kind, at, at, None, ("series", 1), None, moves)
        self._digest = chain.digest_of(self._digest, self._sequence, *fields)
        rows = []
        for of, amount in moves:
            self._balances[of] += amount
            rows.append((self._entry, of, amount, self._balances[of]))
        return (self._entry, self._sequence, self._digest, operation, kind, at, at), rows


def _fill(people: int) -> tuple[list[int], dict[int, tuple[int, int]], int]:
    """Residents with their two accounts, one series, and the hall's account."""
    with database.atomic():
        by = {"now": OPENS, "station": "bench", "actor": Actor("house")}
        room = activities.add_room("203", {"zh_CN": "二楼 203"}, {"zh_CN": "上二楼"}, **by)
        activities.add_series(
            {"zh_CN": "书法"}, "learning", room, weekly={}, starts_on=date(2016, 1, 4), **by
        )
        made = list(_people(people))
        accounts = {
            who: (account(AccountKind.COMING, who), account(AccountKind.SPENDABLE, who))
            for who in made
        }
        return made, accounts, account(AccountKind.HALL)


def _people(count: int) -> Iterator[int]:
    for n in range(count):
        yield residents.add(
            f"居民{n}",
            now=OPENS,
            station="bench",
            actor=Actor("house"),
            joined_on=date(2016, 1, 4),
        )
