"""Signing in: staff card and PIN, in three steps of which only the middle one is slow.

The clerk counts the attempt as failed and hands out what to compare; a thread compares; the clerk
takes the failure back and begins the duty. Nobody learns whether a card exists: an unknown one is
counted, compared and refused like a known one with a wrong PIN.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from db import audit, chain, duties, residents
from db.audit import HOUSE, Actor
from db.base import Refusal, database
from db.calendar import local, service_day
from db.codes import CodeKind, meanings
from db.duties import Role, StaffReason
from db.settings import Settings
from db.staff import locks, pins
from db.staff.pepper import keyed, pepper
from db.staff.tables import Staff


@dataclass(frozen=True, slots=True)
class Attempt:
    """A card at the reader and what its PIN is compared with. Already counted as a failure."""

    card: str = field(repr=False)
    kiosk: str
    staff: int | None = field(repr=False)
    pin_hash: str | None = field(repr=False)
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who is on duty now, for the screens of staff mode."""

    actor: Actor
    role: Role
    masked: str
    idle_seconds: int  # without a touch until it locks
    until: datetime  # and it locks then in any case


def holder(code: str, now: datetime) -> Staff | None:
    """The active member of staff whose staff card this is; None for anything else."""
    today = service_day(chain.moment(now), Settings().zone)
    for meaning in meanings(code):
        if meaning.kind == CodeKind.STAFF:
            try:
                person = residents.holder(meaning.ref, today)
            except Refusal:
                return None
            return Staff.get_or_none(Staff.resident == person.resident, Staff.active)
    return None


def ready(code: str, *, now: datetime, station: str) -> None:
    """Whether it is worth typing a PIN for this staff card; nothing is counted.

    Refusal(LOCKED: seconds, until), or NO_PIN for a member of staff whom nobody has given one.
    """
    secret = pepper(now=now)
    _unlocked((keyed(secret, "card", code), f"kiosk:{station}"), now)
    row = holder(code, now)
    if row is not None and row.pin_hash is None:
        raise Refusal(StaffReason.NO_PIN)


def _unlocked(keys: tuple[str, ...], now: datetime) -> None:
    with database.atomic():
        seconds = locks.seconds_left(keys, now)
    if seconds:
        raise _locked(seconds, now)


def _locked(seconds: int, now: datetime) -> Refusal:
    until = local(now + timedelta(seconds=seconds), Settings().zone)
    return Refusal(StaffReason.LOCKED, {"seconds": seconds, "until": until})


def attempt(code: str, *, now: datetime, station: str) -> Attempt:
    """Begin to sign in with a card. Refusal(LOCKED: seconds, until)."""
    secret = pepper(now=now)
    card, kiosk = keyed(secret, "card", code), f"kiosk:{station}"
    with database.atomic():
        seconds = locks.seconds_left((card, kiosk), now)
        if not seconds:
            locks.count(card, locks.CARD, now)
            locks.count(kiosk, locks.KIOSK, now)
        row = holder(code, now)
    if seconds:
        raise _locked(seconds, now)
    if row is None:
        return Attempt(card, kiosk, None, None, secret)
    return Attempt(card, kiosk, row.id, row.pin_hash, secret)


def matches(tried: Attempt, pin: str) -> bool:
    """Whether the PIN is right. Slow: in a thread, never on the clerk's or the screen's."""
    return pins.right(tried.pin_hash, tried.secret, pin)


def enter(tried: Attempt, right: bool, *, now: datetime, station: str) -> OnDuty:
    """End of signing in: the duty begins, or Refusal(NOT_RIGHT), which is audited."""
    row = Staff.get_or_none(Staff.id == tried.staff, Staff.active)
    with database.atomic():
        if right and row is not None and row.pin_hash == tried.pin_hash:
            locks.take_back(tried.card, tried.kiosk)
            role = Role(row.role)
            actor = duties.begin(row.id, role, now=now, station=station)
            return _on_duty(actor, role, row.resident_id, now)
        audit.write(HOUSE, "pin_refused", ("staff", tried.staff or 0), now=now, station=station)
    raise Refusal(StaffReason.NOT_RIGHT)


def _on_duty(actor: Actor, role: Role, resident: int, now: datetime) -> OnDuty:
    settings = Settings()
    limit = timedelta(minutes=settings.number("staff_limit_minutes"))
    idle = settings.number("staff_idle_seconds")
    return OnDuty(actor, role, residents.masked(resident), idle, now + limit)


async def sign_in(ask: Callable[..., Awaitable[Any]], code: str, pin: str) -> OnDuty:
    """All three steps for a screen: `ask` is its visit's.

    Refusal: LOCKED with seconds, NOT_RIGHT.
    """
    tried = await ask(attempt, code)
    right = await asyncio.to_thread(matches, tried, pin)
    entered: OnDuty = await ask(enter, tried, right)
    return entered


def sign(actor: Actor, code: str, *, now: datetime, station: str) -> None:
    """The staff card of whoever is on duty was read again: it signs the next operation (rules 28).

    Refusal: NOT_ON_DUTY, NOT_RIGHT for anybody else's card.
    """
    row = holder(code, now)
    if row is None or row.id != actor.staff:
        raise Refusal(StaffReason.NOT_RIGHT)
    duties.sign(actor, now=now, station=station)
