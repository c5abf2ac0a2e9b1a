"""The table of roles: which role may do which operation. Enforced by require(), read by people."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Rules 27."""

    LEAD = "lead"
    FRONT_DESK = "front_desk"
    ORGANISER = "organiser"
    LIBRARIAN = "librarian"
    HELPER = "helper"
    CARER = "carer"
    CLINIC = "clinic"


_LEAD = frozenset({Role.LEAD})
_DESK = _LEAD | {Role.FRONT_DESK}
_ORGANISER = _LEAD | {Role.ORGANISER}
_DESK_OR_ORGANISER = _DESK | _ORGANISER
_INSIDE = frozenset(Role) - {Role.HELPER}  # whoever works in the hall and not only at one door

# The operation, as "room.verb", and who may do it.
DUTIES: dict[str, frozenset[Role]] = {
    # staff
    "staff.add": _LEAD,
    "staff.retire": _LEAD,
    "staff.new_pin": _DESK,
    "staff.seal": _LEAD,
    "staff.listed": _DESK,
    # people and cards
    "residents.find": _INSIDE,
    "residents.page": _INSIDE,
    "dossier.open": _INSIDE,
    "residents.doubles": _DESK,
    "residents.alike": _DESK,
    "residents.offered": _DESK,
    "residents.add": _DESK,
    "residents.correct": _DESK,
    "residents.add_household": _DESK,
    "residents.add_guardian": _DESK,
    "residents.consent": _DESK,
    "residents.issue": _DESK,
    "residents.bind": _DESK,
    "residents.replace": _DESK,
    "residents.end": _DESK | {Role.ORGANISER, Role.LIBRARIAN},  # blocking, on word of mouth
    "residents.to_print": _DESK,
    "leaving.leave": _LEAD,
    "forgetting.forget": _LEAD,
    "importing.bring_in": _LEAD,
    "importing.undo": _LEAD,
    # activities
    "activities.add_room": _ORGANISER,
    "activities.add_series": _ORGANISER,
    "activities.add_session": _ORGANISER,
    "activities.copy_week": _ORGANISER,
    "activities.publish": _ORGANISER,
    "activities.retire_series": _ORGANISER,
    "activities.enter": _DESK_OR_ORGANISER,
    "activities.enter_old": _LEAD,
    "activities.close": _DESK_OR_ORGANISER,
    "activities.cancel": _DESK_OR_ORGANISER,
    "activities.annul": _DESK_OR_ORGANISER,
    "activities.move": _DESK_OR_ORGANISER,
    # prizes
    "prizes.add": _DESK,
    "prizes.change": _DESK,
    "prizes.retire": _DESK,
    "prizes.receive": _DESK,
    "prizes.damage": _DESK,
    "prizes.take_in": _DESK,
    "prizes.count": _DESK,
    "prizes.at_desk": _DESK,
    "prizes.hand_over": _DESK,
    "prizes.cancel_by_staff": _DESK,
    # the hall
    "hall.decide": _LEAD,
    "hall.open_hours": _DESK,
    "hall.special_day": _DESK,
    "hall.name": _LEAD,
    # looking back
    "looking.refusals": _DESK_OR_ORGANISER,
    "looking.oddities": _LEAD,
    "looking.acts": _LEAD,
    "clock.confirm": _DESK_OR_ORGANISER,
    # a staff card held to the reader is enough for these: door mode has no PIN (rules 20)
    "open_door": _DESK_OR_ORGANISER | {Role.HELPER},
}

# To be signed by the staff card again, right before (rules 28).
SIGNED: frozenset[str] = frozenset(
    {"staff.add", "staff.retire", "staff.new_pin", "staff.seal", "activities.enter_old"}
)
