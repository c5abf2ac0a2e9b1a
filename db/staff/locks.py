"""The growing lock: wrong PINs are counted before anybody hears whether the PIN was right.

An attempt is written down as a failure first and taken back when it succeeds, so that a pulled plug
between the two is no free attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.staff.tables import PinLock

FIRST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Growth:
    """How many failures are free, and how long a lock may grow."""

    free: int
    longest: int
    fades: timedelta | None = None  # failures that are so old do not count any more


# Whoever guesses holds one card; another staff card must go on working at the same kiosk. A kiosk is
# locked only when many cards are tried, and never for longer than an hour.
CARD = Growth(free=5, longest=24 * 3600)
KIOSK = Growth(free=15, longest=3600, fades=timedelta(hours=1))


def count(key: str, growth: Growth, now: datetime) -> None:
    """Count one attempt as failed, inside a transaction. What is locked is not counted."""
    row = PinLock.get_or_none(PinLock.key == key)
    if row is None:
        PinLock.insert(key=key, failures=1, last_at=now).execute()
        return
    if growth.fades is not None and abs(now - row.last_at) > growth.fades:
        row.failures, row.until = 0, None
    failures = row.failures + 1
    over = failures - growth.free
    seconds = min(FIRST_SECONDS << min(over, 30), growth.longest) if over >= 0 else 0
    until = now + timedelta(seconds=seconds) if seconds else None
    PinLock.update(failures=failures, last_at=now, until=until, seconds=seconds).where(
        PinLock.key == key
    ).execute()


def _left(key: str, now: datetime) -> int:
    """How many seconds no PIN is looked at; 0 when the lock is open.

    A clock that went back does not lock for years: the lock then begins anew, with its own length.
    """
    row = PinLock.get_or_none(PinLock.key == key)
    if row is None or row.until is None or now >= row.until:
        return 0
    whole = timedelta(seconds=row.seconds)
    if row.until - now > whole:
        PinLock.update(until=now + whole).where(PinLock.key == key).execute()
        return int(row.seconds)
    return -int((now - row.until) // timedelta(seconds=1))


def seconds_left(keys: tuple[str, ...], now: datetime) -> int:
    """How long one of these is still locked. The caller refuses after its transaction, not in it."""
    return max(_left(key, now) for key in keys)


def take_back(card: str, kiosk: str) -> None:
    """The PIN was right: the card's failures are forgotten, the kiosk's are one fewer."""
    PinLock.delete().where(PinLock.key == card).execute()
    PinLock.update(failures=PinLock.failures - 1, until=None, seconds=0).where(
        PinLock.key == kiosk, PinLock.failures > 0
    ).execute()


def forget_card(key: str) -> None:
    """A new PIN begins without failures."""
    PinLock.delete().where(PinLock.key == key).execute()
