"""Staff: residents with a role, a card of another kind and a PIN; signing in."""

from db.duties import DUTIES, Role, StaffReason
from db.staff.cards import StaffCard, may, not_for_own, of_resident, require, require_card
from db.staff.entering import Attempt, OnDuty, attempt, enter, matches, ready, sign, sign_in
from db.staff.pepper import pepper
from db.staff.tables import Staff
from db.staff.team import Member, add, gone, listed, new_pin, recover, retire, seal, sealed

__all__ = [
    "DUTIES",
    "Attempt",
    "Member",
    "OnDuty",
    "Role",
    "Staff",
    "StaffCard",
    "StaffReason",
    "add",
    "attempt",
    "enter",
    "gone",
    "listed",
    "matches",
    "may",
    "new_pin",
    "not_for_own",
    "of_resident",
    "pepper",
    "ready",
    "recover",
    "require",
    "require_card",
    "retire",
    "seal",
    "sealed",
    "sign",
    "sign_in",
]
