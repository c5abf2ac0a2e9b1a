"""What each process of the race for the last prize and the last points does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db import prizes
from db.base import Refusal, new_operation_id
from db.office import Office

WAIT = 60  # seconds at a barrier before the race has failed


def race(
    path: str,
    number: int,
    rounds: list[tuple[list[int], list[int]]],
    now: datetime,
    barrier: Any,
    results: Any,
) -> None:
    """Reserve at the same moment as the others, round after round; the winner cancels again.

    A round is (resident of each process, prize of each process).
    """
    office = Office(Path(path), station=f"kiosk {number}", now=now)
    won: list[tuple[int, str]] = []
    try:
        for turn, (people, goods) in enumerate(rounds):
            who, prize = people[number], goods[number]
            kw: dict[str, Any] = {"now": now, "station": f"kiosk {number}"}
            barrier.wait(WAIT)
            try:
                kept = office.call(
                    prizes.reserve, who, prize, 10, operation_id=new_operation_id(), **kw
                )
                outcome = "won"
            except Refusal as refusal:
                kept, outcome = None, str(refusal.reason)
            won.append((turn, outcome))
            barrier.wait(WAIT)
            if kept is not None:
                office.call(
                    prizes.cancel, who, kept.redemption, operation_id=new_operation_id(), **kw
                )
    finally:
        office.close()
        results.put((number, won, datetime.now(UTC)))
