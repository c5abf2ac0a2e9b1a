"""Residents: who belongs to the hall, their households, cards and consent."""

from db.residents.cards import Holder, block_all, end, holder, named, numbers_of, resident_of
from db.residents.desk import add, add_guardian, add_household, consent, consents, correct
from db.residents.finding import Doubles, Found, Page, alike, doubles, find, page
from db.residents.issuing import bind, issue, offered, replace
from db.residents.people import (
    Face,
    face,
    masked,
    require_active,
    set_language,
    state,
)
from db.residents.printing import ToPrint, to_print
from db.residents.reasons import CardReason, PersonReason
from db.residents.tables import Card, CardState, Resident, ResidentState

__all__ = [
    "Card",
    "CardReason",
    "CardState",
    "Doubles",
    "Face",
    "Found",
    "Holder",
    "Page",
    "PersonReason",
    "Resident",
    "ResidentState",
    "ToPrint",
    "add",
    "add_guardian",
    "add_household",
    "alike",
    "bind",
    "block_all",
    "consent",
    "consents",
    "correct",
    "doubles",
    "end",
    "face",
    "find",
    "holder",
    "issue",
    "masked",
    "named",
    "numbers_of",
    "offered",
    "page",
    "replace",
    "require_active",
    "resident_of",
    "set_language",
    "state",
    "to_print",
]
