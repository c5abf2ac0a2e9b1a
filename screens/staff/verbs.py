"""The audit's verbs and subjects in words. A verb that has none yet is shown as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from screens.i18n import _, p_
from screens.staff.words import reason_text

_VERBS: Mapping[str, Callable[[], str]] = {
    "attendance_annulled": lambda: p_("act", "Check-in taken back"),
    "attendance_moved": lambda: p_("act", "Check-in moved to another activity"),
    "card_bound": lambda: p_("act", "Blank card given to a person"),
    "card_ended": lambda: p_("act", "Card taken out of use"),
    "card_issued": lambda: p_("act", "Card issued"),
    "cards_printed": lambda: p_("act", "Cards printed"),
    "clock_confirmed": lambda: p_("act", "Time confirmed"),
    "code_sealed": lambda: p_("act", "Code sealed"),
    "consent_recorded": lambda: p_("act", "Consent recorded"),
    "day_changed": lambda: p_("act", "Day of the calendar changed"),
    "door_closed": lambda: p_("act", "Door closed"),
    "door_opened": lambda: p_("act", "Door opened"),
    "door_undone": lambda: p_("act", "Check-in at the door undone"),
    "duty_began": lambda: p_("act", "Signed in"),
    "duty_ended": lambda: p_("act", "Duty ended"),
    "guardian_added": lambda: p_("act", "Guardian added"),
    "guests_counted": lambda: p_("act", "Guests counted"),
    "hall_named": lambda: p_("act", "Hall renamed"),
    "hours_changed": lambda: p_("act", "Open hours changed"),
    "household_added": lambda: p_("act", "Household added"),
    "import_begun": lambda: p_("act", "Residents brought in from a file"),
    "import_undone": lambda: p_("act", "File of residents taken back"),
    "pepper_made": lambda: p_("act", "All PINs taken away: the secret file was lost"),
    "pin_given": lambda: p_("act", "New PIN given"),
    "pin_recovered": lambda: p_("act", "New PIN by the sealed code"),
    "pin_refused": lambda: p_("act", "Wrong PIN"),
    "refused": lambda: p_("act", "Refused: not allowed"),
    "resident_added": lambda: p_("act", "Resident added"),
    "resident_corrected": lambda: p_("act", "Resident corrected"),
    "resident_forgotten": lambda: p_("act", "Resident forgotten"),
    "resident_left": lambda: p_("act", "Resident left the hall"),
    "room_added": lambda: p_("act", "Room added"),
    "series_added": lambda: p_("act", "Activity added"),
    "session_cancelled": lambda: p_("act", "Activity cancelled"),
    "session_closed": lambda: p_("act", "Activity closed"),
    "setting_changed": lambda: p_("act", "Setting changed"),
    "staff_added": lambda: p_("act", "Member of staff added"),
    "staff_retired": lambda: p_("act", "Member of staff retired"),
}
_SUBJECTS: Mapping[str, Callable[[int], str]] = {
    "card": lambda n: _("Card {n}", n=n),
    "resident": lambda n: _("No. {n}", n=n),
    "staff": lambda n: _("Staff {n}", n=n) if n else "",
    "session": lambda n: _("Activity {n}", n=n),
    "household": lambda n: _("Household {n}", n=n),
    "hall": lambda n: _("The hall"),
    "room": lambda n: _("Room {n}", n=n),
    "series": lambda n: _("Series {n}", n=n),
    "import": lambda n: _("File {n}", n=n),
    "sealed_code": lambda n: _("Sealed code"),
}


def verb_text(verb: str) -> str:
    """What was done."""
    return _VERBS[verb]() if verb in _VERBS else verb


def subject_text(kind: str, number: int) -> str:
    """To what it was done; the hall's own numbers."""
    return _SUBJECTS[kind](number) if kind in _SUBJECTS else f"{kind} {number}"


def fact_text(verb: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """What else is worth reading: for whom, which setting, why it was refused."""
    if verb.startswith("card_") and isinstance(facts.get("resident"), int):
        yield _("No. {n}", n=facts["resident"])
    if verb == "refused":
        yield reason_text(str(facts.get("reason", "")))
    if verb == "setting_changed":
        yield str(facts.get("setting", facts.get("name", "")))
