"""Every reason for which points cannot move, worst first."""

from enum import StrEnum


class PointsReason(StrEnum):
    """Why the ledger says no."""

    NOT_ENOUGH = "not_enough"  # facts: needed
    ALREADY_REVERSED = "already_reversed"
    NOT_POSITIVE = "not_positive"  # an amount of zero or less
    ALREADY_OPENED = "already_opened"  # this resident's paper balance was entered before
