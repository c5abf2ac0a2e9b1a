"""Staff: residents with a role and a card of another kind; wrong PINs; the sealed recovery code."""

from __future__ import annotations

from peewee import BooleanField, Check, ForeignKeyField, IntegerField, TextField

from db.base import Instant, Record
from db.residents.tables import Resident


class Staff(Record):
    """A member of staff; retired, never deleted. The PIN is kept only as a hash."""

    resident = ForeignKeyField(Resident, index=True)
    role = TextField()
    active = BooleanField(default=True)
    pin_hash = TextField(null=True)

    class Meta:
        constraints = [
            Check(
                "role IN ('lead', 'front_desk', 'organiser', 'librarian', 'helper', 'carer', "
                "'clinic')"
            )
        ]


class PinLock(Record):
    """Wrong PINs at one kiosk or with one card, and until when no further one is looked at.

    `key` is a keyed digest of the card's number, or the name of the station. Unknown numbers are
    counted like known ones, so that nobody learns from the answer whether a card exists.
    """

    key = TextField(primary_key=True)
    failures = IntegerField(default=0)
    last_at = Instant()
    until = Instant(null=True)
    seconds = IntegerField(default=0)  # how long this lock is

    class Meta:
        table_name = "pin_lock"


class SealedCode(Record):
    """A recovery code in a sealed envelope: only its hash is here. The newest unused one counts."""

    hash = TextField()
    made_at = Instant()
    made_by = TextField()  # an actor
    used_at = Instant(null=True)

    class Meta:
        table_name = "sealed_code"


TABLES = (Staff, PinLock, SealedCode)
