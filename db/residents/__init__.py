"""Residents: who belongs to the hall, their households, cards and consent."""

from db.residents.cards import Holder, block_all, end, holder, issue, named, numbers_of, resident_of
from db.residents.people import (
    Face,
    add,
    add_guardian,
    add_household,
    consent,
    face,
    masked,
    require_active,
    set_language,
    state,
)
from db.residents.reasons import CardReason, PersonReason
from db.residents.tables import Card, CardState, Resident, ResidentState

__all__ = [
    "Card",
    "CardReason",
    "CardState",
    "Face",
    "Holder",
    "PersonReason",
    "Resident",
    "ResidentState",
    "add",
    "add_guardian",
    "add_household",
    "block_all",
    "consent",
    "end",
    "face",
    "holder",
    "issue",
    "masked",
    "named",
    "numbers_of",
    "require_active",
    "resident_of",
    "set_language",
    "state",
]
