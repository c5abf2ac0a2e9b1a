"""A duty: a member of staff who is signed in at a kiosk, from card and PIN until it ends."""

from __future__ import annotations

from enum import StrEnum

from peewee import Check, IntegerField, TextField

from db.base import Instant, Record


class Ending(StrEnum):
    """How a duty ended."""

    IDLE = "idle"  # nobody touched the screen for 45 s
    LIMIT = "limit"  # ten minutes are over
    MEMBER_CARD = "member_card"  # a member's card was read on a screen that did not ask for one
    SIGNED_OUT = "signed_out"
    RELIEVED = "relieved"  # somebody else signed in
    RETIRED = "retired"  # retired, or with another PIN
    POWER = "power"  # the kiosk started again


class Duty(Record):
    """Who was on duty where. At most one at a kiosk at a time. The role is that of the signing in."""

    staff = IntegerField(index=True)
    role = TextField()
    station = TextField()
    began_at = Instant()
    touched_at = Instant()
    signed_at = Instant(null=True)  # the staff card was read again; used up by one operation
    ended_at = Instant(null=True)
    how = TextField(null=True)

    class Meta:
        constraints = [
            Check("(ended_at IS NULL) = (how IS NULL)"),
            Check(
                "how IN ('idle', 'limit', 'member_card', 'signed_out', 'relieved', 'retired', "
                "'power')"
            ),
        ]


PARTIAL_INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS duty_live ON duty (station) WHERE ended_at IS NULL",
)
