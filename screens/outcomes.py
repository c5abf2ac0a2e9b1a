"""What came of it, as a picture: one for each outcome, and for each reason of a no.

Two outcomes that call for something different never share a picture: who cannot read goes by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from db.activities import ActivityReason, ClosingReason, PlanReason
from db.base import GeneralReason
from db.importing.reasons import ImportReason
from db.points import PointsReason
from db.prizes.reasons import PrizeReason
from db.residents import CardReason, PersonReason
from db.staff import StaffReason

DONE, AGAIN, UNDONE, LEFT, OUR_FAULT = "tick", "again", "undo", "checkout", "our_fault"
NO = "cross"  # a no that nothing can be drawn for

OF_REASON: Mapping[StrEnum, str] = {
    GeneralReason.DISK_FULL: "cannot_write",
    GeneralReason.BUSY: "busy",
    GeneralReason.DAMAGED: OUR_FAULT,
    GeneralReason.OTHER_CONTENT: NO,
    CardReason.UNKNOWN: "unknown_card",
    CardReason.LOST: "lost_card",
    CardReason.BLOCKED: "blocked_card",
    CardReason.REPLACED: "old_card",
    CardReason.EXPIRED: "expired_card",
    CardReason.GONE: "gone_card",
    CardReason.UNBOUND: "blank_card",
    CardReason.TWO_THINGS: "two_cards",
    CardReason.TAKEN: NO,
    CardReason.NOT_BLANK: NO,
    CardReason.HAS_CARD: NO,
    CardReason.BOOK: "book",
    CardReason.PICK_UP: "pick_up",
    PersonReason.NO_SUCH_RESIDENT: "gone_card",
    PersonReason.FORGOTTEN: "gone_card",
    PersonReason.HAS_LEFT: "gone_card",
    PersonReason.NAMELESS: NO,
    PersonReason.NOT_HOUSEHOLD: NO,
    PersonReason.NOT_A_YEAR: NO,
    PersonReason.NO_SUCH_HOUSEHOLD: NO,
    PersonReason.OWN_GUARDIAN: NO,
    PersonReason.STILL_OPEN: NO,
    PointsReason.NOT_ENOUGH: "too_few",
    PointsReason.ALREADY_REVERSED: "undo_no",
    PointsReason.NOT_POSITIVE: NO,
    PointsReason.ALREADY_OPENED: NO,
    ActivityReason.NO_SUCH_SESSION: NO,
    ActivityReason.CANCELLED: "cancelled",
    ActivityReason.CLOSED: "lock",
    ActivityReason.OVER: "over",
    ActivityReason.NOT_YET: "not_yet",
    ActivityReason.ALREADY_IN: AGAIN,
    ActivityReason.ALREADY_OUT: LEFT,
    ActivityReason.NOT_IN: NO,
    ActivityReason.ELSEWHERE: "elsewhere",
    ActivityReason.TOO_MANY_UNDOS: "undo_no",
    ActivityReason.ENROLMENT_NEEDED: "seat",
    ActivityReason.ENROLMENT_CLOSED: "lock",
    ActivityReason.ALREADY_ENROLLED: "seat",
    ActivityReason.NOT_ENROLLED: NO,
    ActivityReason.WAITING: "queue",
    ActivityReason.FULL: "full",
    ActivityReason.UNDO_TOO_LATE: "undo_no",
    ActivityReason.POINTS_IN_USE: "undo_no",
    ActivityReason.DOOR_ENDED: "lock",
    StaffReason.LOCKED: "lock",
    StaffReason.NOT_RIGHT: "no_entry",
    StaffReason.NO_PIN: "no_entry",
    StaffReason.NOT_ON_DUTY: "no_entry",
    StaffReason.NOT_SIGNED: "no_entry",
    StaffReason.NO_SUCH_STAFF: NO,
    StaffReason.ALREADY_STAFF: NO,
    StaffReason.LAST_LEAD: NO,
    StaffReason.UNSEALED: NO,
    StaffReason.NOT_ALLOWED: "no_entry",
    StaffReason.OWN: "no_entry",
    **dict.fromkeys(PlanReason, NO),
    PrizeReason.NO_SUCH_PRIZE: NO,
    PrizeReason.NO_SUCH_REDEMPTION: NO,
    PrizeReason.NOT_YOURS: "no_entry",
    PrizeReason.CODE_UNKNOWN: "unknown_card",
    PrizeReason.WRONG_CARD: "two_cards",
    PrizeReason.ALREADY_HANDED_OVER: AGAIN,
    PrizeReason.ALREADY_CANCELLED: "cancelled",
    PrizeReason.ALREADY_LAPSED: "over",
    PrizeReason.RETIRED: "sold_out",
    PrizeReason.OUT_OF_SEASON: "not_yet",
    PrizeReason.SOLD_OUT: "sold_out",
    PrizeReason.TOO_YOUNG: NO,
    PrizeReason.PERSON_LIMIT: "pick_up",  # they have it, or had it
    PrizeReason.HOUSEHOLD_LIMIT: "pick_up",
    PrizeReason.ALREADY_RESERVED: "pick_up",
    PrizeReason.TOO_MANY_RESERVED: "pick_up",
    PrizeReason.PRICE_CHANGED: "points",
    PrizeReason.GUARDIAN_NEEDED: "people",
    PrizeReason.NOT_GUARDIAN: "no_entry",
    PrizeReason.TOO_MANY_SHARES: NO,
    PrizeReason.SHARES_DIFFER: NO,
    PrizeReason.BELOW_RESERVED: NO,
    PrizeReason.NOTHING_MOVED: NO,
    PrizeReason.NO_REASON: NO,
    **dict.fromkeys(ImportReason, NO),
    ClosingReason.MORE_CARDS_THAN_HEADS: NO,
    ClosingReason.NOT_BEGUN: "not_yet",
    ClosingReason.NO_SUCH_ATTENDANCE: NO,
}


def of(reason: StrEnum) -> str:
    """The picture of a no."""
    return OF_REASON.get(reason, NO)
