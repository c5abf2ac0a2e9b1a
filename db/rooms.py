"""The counters of the hall, loaded on demand: what the spine asks each of them without knowing any.

So `kiosk check`, leaving, forgetting, annulling, housekeeping and export reach every counter, and no
counter stands on the path of a scan (decisions 12).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

Row = dict[str, Any]

# Each has a ROOM.
NAMES = ("db.prizes",)


@dataclass(frozen=True, slots=True)
class Room:
    """What a counter offers to the spine."""

    broken: Callable[[], Iterator[str]]  # invariants that do not hold
    exports: dict[str, Callable[[], Iterator[Row]]]
    # (resident, now, operation_id): free what is kept for somebody who leaves or is forgotten.
    leave: Callable[[int, datetime, str], None]
    # (resident, missing points, now, operation_id): give back what was not handed over.
    give_back: Callable[[int, int, datetime, str], None]
    # Erase what points to a forgotten person.
    forget: Callable[[int], None]
    # (now): what the house does by itself.
    housekeep: Callable[[datetime], None]


def all_of_them() -> tuple[Room, ...]:
    """Every counter of the hall."""
    return tuple(import_module(name).ROOM for name in NAMES)
