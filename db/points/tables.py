"""The points ledger: accounts, entries and postings. Double entry, whole points, append-only."""

from __future__ import annotations

from enum import StrEnum

from peewee import BlobField, Check, ForeignKeyField, IntegerField, TextField

from db.base import Instant, Record


class AccountKind(StrEnum):
    """Residents have COMING and SPENDABLE; the others are the hall's own and may be negative."""

    COMING = "coming"  # on the way: shown, not spendable
    SPENDABLE = "spendable"
    HALL = "hall"  # what the hall gave out, less what came back
    LOSS = "loss"  # the hall's loss: spent before the check-in was annulled
    OPENING = "opening"  # from the paper points book, counted apart for ever


class EntryKind(StrEnum):
    """Why points moved. Every line of a statement names one of these."""

    CHECK_IN = "check_in"
    ARRIVED = "arrived"
    UNDO = "undo"
    ANNUL = "annul"
    MOVED = "moved"
    LOSS_COVER = "loss_cover"
    OPENING = "opening"
    AWARD = "award"
    CORRECTION = "correction"
    SPEND = "redeem"
    PRIZE_CANCELLED = "prize_cancelled"  # reverses a redeem
    PRIZE_LAPSED = "prize_lapsed"  # nobody fetched it: reverses a redeem
    EXPIRY = "expiry"
    INHERITED = "inherited"  # from somebody of the household who left
    LAPSE = "lapse"  # of somebody who left or asked to be forgotten


class Account(Record):
    """Holds whole points. `balance` is the sum of its postings, kept so that reading is quick."""

    kind = TextField()
    resident = IntegerField(null=True)
    balance = IntegerField(default=0)

    class Meta:
        constraints = [
            Check("resident IS NULL OR balance >= 0"),
            Check("(resident IS NOT NULL) = (kind IN ('coming', 'spendable'))"),
        ]
        indexes = ((("resident", "kind"), True),)


class Entry(Record):
    """One movement of points, a link in the chain. Never changed, never deleted."""

    sequence = IntegerField(unique=True)
    digest = BlobField()
    operation_id = TextField(unique=True)
    kind = TextField()
    happened_at = Instant()
    entered_at = Instant()
    reverses = ForeignKeyField("self", null=True, unique=True)
    subject_kind = TextField()  # what it was for; its name stands in name_text
    subject_id = IntegerField()
    note_digest = BlobField(null=True)


class Posting(Record):
    """One side of an entry. `balance_after` is the account's running balance."""

    entry = ForeignKeyField(Entry, index=True)
    account = ForeignKeyField(Account, index=False)
    amount = IntegerField()
    balance_after = IntegerField()

    class Meta:
        constraints = [Check("amount <> 0")]
        # Covers a statement page: newest first by id within an account.
        indexes = ((("account", "id", "amount", "balance_after", "entry"), False),)


class EntryNote(Record):
    """A reason in somebody's words: erasable; the entry holds its salted digest."""

    entry = ForeignKeyField(Entry, primary_key=True)
    resident = IntegerField(index=True)
    salt = BlobField()
    text = TextField()

    class Meta:
        table_name = "entry_note"


TABLES = (Account, Entry, Posting, EntryNote)
APPEND_ONLY = ("entry", "posting")
