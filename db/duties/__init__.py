"""Duties: who is signed in at this kiosk, and which role may do what (rules 27, 28)."""

from db.duties.guarding import INSIDE, OWN, guarded, refuse, require
from db.duties.live import begin, current, end, end_all, end_of, sign, touch
from db.duties.reasons import StaffReason
from db.duties.roles import DUTIES, SIGNED, Role
from db.duties.tables import PARTIAL_INDEXES, Duty, Ending

__all__ = [
    "DUTIES",
    "INSIDE",
    "OWN",
    "PARTIAL_INDEXES",
    "SIGNED",
    "Duty",
    "Ending",
    "Role",
    "StaffReason",
    "begin",
    "current",
    "end",
    "end_all",
    "end_of",
    "guarded",
    "refuse",
    "require",
    "sign",
    "touch",
]
