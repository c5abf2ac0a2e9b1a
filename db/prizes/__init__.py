"""Prizes: the shelf, what is reserved and handed over, and the movements of its stock."""

from __future__ import annotations

from datetime import datetime

from db.base import database
from db.prizes import checks, exporting
from db.prizes.catalogue import Terms, add, change, retire, terms_of
from db.prizes.ending import (
    cancel,
    cancel_by_staff,
    erase_codes,
    forget,
    give_back,
    lapse_old,
    leave,
)
from db.prizes.handing import at_desk, hand_over, waits
from db.prizes.listing import Stock, mine, redemptions, shelf, stock
from db.prizes.moving import count, damage, receive, take_in
from db.prizes.paying import payer
from db.prizes.reasons import PrizeReason
from db.prizes.reserving import reserve, reserve_together
from db.prizes.tables import Category, MoveKind, RedemptionState
from db.prizes.views import AtDesk, Ended, Payer, PrizeView, RedemptionView, Reserved, Shelf
from db.rooms import Room


def housekeep(now: datetime) -> None:
    """What the house does by itself: give back what nobody fetched, erase old numbers."""
    lapse_old(now)
    with database.atomic():
        erase_codes(now)


ROOM = Room(
    broken=checks.broken,
    exports=exporting.EXPORTS,
    leave=leave,
    give_back=give_back,
    forget=forget,
    housekeep=housekeep,
)

__all__ = [
    "ROOM",
    "AtDesk",
    "Category",
    "Ended",
    "MoveKind",
    "Payer",
    "PrizeReason",
    "PrizeView",
    "RedemptionState",
    "RedemptionView",
    "Reserved",
    "Shelf",
    "Stock",
    "Terms",
    "add",
    "at_desk",
    "cancel",
    "cancel_by_staff",
    "change",
    "count",
    "damage",
    "hand_over",
    "mine",
    "payer",
    "receive",
    "redemptions",
    "reserve",
    "reserve_together",
    "retire",
    "shelf",
    "stock",
    "take_in",
    "terms_of",
    "waits",
]
