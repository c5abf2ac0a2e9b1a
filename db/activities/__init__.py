"""Activities: planning, the schedule, check-in and what follows from it."""

from db.activities.annulling import annul
from db.activities.attend import check_in, switch
from db.activities.checking_out import check_out
from db.activities.closing import (
    close,
    close_old,
    forget,
    guests,
    move,
    places_ever,
)
from db.activities.extra import Copied, add_session, copy_week
from db.activities.listing import day, inside, open_for, places, week
from db.activities.paper import Entered, enter, enter_old
from db.activities.plan import add_room, add_series, cancel, ensure
from db.activities.programme import SeriesView, listed
from db.activities.reasons import ActivityReason, ClosingReason, PlanReason
from db.activities.seats import enrol, leave
from db.activities.seeing import seen
from db.activities.series import publish, retire_series
from db.activities.undoing import undo, undo_check_out
from db.activities.views import (
    CheckedIn,
    CheckedOut,
    DoorRow,
    DoorScan,
    DoorView,
    Enrolled,
    Enrolment,
    SessionView,
    Standing,
    Undone,
)

__all__ = [
    "ActivityReason",
    "CheckedIn",
    "CheckedOut",
    "ClosingReason",
    "Copied",
    "DoorRow",
    "DoorScan",
    "DoorView",
    "Enrolled",
    "Enrolment",
    "Entered",
    "PlanReason",
    "SeriesView",
    "SessionView",
    "Standing",
    "Undone",
    "add_room",
    "add_series",
    "add_session",
    "annul",
    "cancel",
    "check_in",
    "check_out",
    "close",
    "close_old",
    "copy_week",
    "day",
    "enrol",
    "ensure",
    "enter",
    "enter_old",
    "forget",
    "guests",
    "inside",
    "leave",
    "listed",
    "move",
    "open_for",
    "places",
    "places_ever",
    "publish",
    "retire_series",
    "seen",
    "switch",
    "undo",
    "undo_check_out",
    "week",
]
