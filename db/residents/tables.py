"""Households, grids, residents and their cards: what is kept, and what can be erased.

A resident's number stays for ever; everything that points to a person stands in Person, Guardian,
Consent and Code rows, which "forget me" erases (rules 6).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from peewee import BooleanField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from db.base import Instant, LocalDate, Record


class ResidentState(StrEnum):
    """Rules 4. Nobody but an active resident is greeted."""

    ACTIVE = "active"
    MOVED = "moved"
    DIED = "died"
    FORGOTTEN = "forgotten"


class CardState(StrEnum):
    """A card's life; only an active one opens a visit."""

    ACTIVE = "active"
    LOST = "lost"
    BLOCKED = "blocked"
    REPLACED = "replaced"
    EXPIRED = "expired"
    UNBOUND = "unbound"  # a blank numbered card, printed ahead


class Grid(Record):
    """A part of the community, looked after by one grid worker."""

    code = TextField(unique=True)


class Household(Record):
    """People under one roof. The label is a house number, never a name."""

    grid = ForeignKeyField(Grid, null=True)
    label = TextField()


class Resident(Record):
    """The number that ledger, attendance and audit carry. Never reused, never deleted."""

    state = TextField(default=ResidentState.ACTIVE)
    joined_on = LocalDate()
    state_at = Instant(null=True)

    class Meta:
        constraints = [Check("state IN ('active', 'moved', 'died', 'forgotten')")]


class Person(Record):
    """Who a resident is: the erasable half."""

    resident = ForeignKeyField(Resident, primary_key=True)
    name = TextField()  # as the person writes it, in any script
    second_name = TextField(default="")  # the same name in another script
    household = ForeignKeyField(Household, null=True, index=True)
    birth_year = IntegerField(null=True)
    child = BooleanField(default=False)  # as said at the desk; a known birth year counts first
    phone = TextField(default="")
    lang = TextField(null=True)


class Guardian(Record):
    """An adult who answers for a child."""

    child = ForeignKeyField(Resident)
    adult = ForeignKeyField(Resident, index=True)

    class Meta:
        primary_key = CompositeKey("child", "adult")


class Consent(Record):
    """A yes or a no to one purpose; a later row for the same purpose counts (rules 5)."""

    resident = ForeignKeyField(Resident, index=True)
    purpose = TextField()
    given = BooleanField(default=False)
    wording = IntegerField()  # version of the sentence that was shown
    lang = TextField()
    read_aloud = BooleanField(default=False)
    day = LocalDate()
    giver = ForeignKeyField(Resident)  # the guardian, for a child
    witness = TextField()  # an actor

    class Meta:
        constraints = [
            Check(
                "purpose IN ('membership', 'ethnic_group', 'photographs', 'voice', 'public_name', "
                "'doctor', 'shop', 'twin', 'office')"
            )
        ]


class Card(Record):
    """A piece of plastic: the person is never the card. Its numbers stand in the code table."""

    resident = ForeignKeyField(Resident, null=True, index=True)
    kind = TextField(default="member")
    state = TextField(default=CardState.ACTIVE)
    issued_at = Instant()
    ended_at = Instant(null=True)
    expires_on = LocalDate(null=True)
    replaced_by = ForeignKeyField("self", null=True)

    class Meta:
        constraints = [
            Check("state IN ('active', 'lost', 'blocked', 'replaced', 'expired', 'unbound')"),
            Check("kind IN ('member', 'staff')"),
            Check("(state = 'unbound') = (resident_id IS NULL)"),
        ]


class Import(Record):
    """A file of residents that was brought in, whole and once; it can be undone as a whole."""

    at = Instant()
    actor = TextField()
    file = TextField()
    rows = IntegerField()
    added = IntegerField()
    refused = IntegerField()
    warned = IntegerField()
    undone_at = Instant(null=True)

    class Meta:
        table_name = "resident_import"


class ImportItem(Record):
    """What an import made: a resident, a household or a grid. It stays when the import is undone."""

    batch = ForeignKeyField(Import)
    kind = TextField()
    ref = IntegerField()

    class Meta:
        table_name = "import_item"
        primary_key = CompositeKey("batch", "kind", "ref")
        indexes = ((("kind", "ref"), False),)
        constraints = [Check("kind IN ('resident', 'household', 'grid')")]


class ImportColumn(Record):
    """What the header of a column means, as it was said once for a file of this hall."""

    header = TextField(primary_key=True)
    field = TextField()

    class Meta:
        table_name = "import_column"


def undone() -> Any:
    """The numbers of residents whose import was undone: retired, in no list, never greeted."""
    return (
        ImportItem.select(ImportItem.ref)
        .join(Import)
        .where(ImportItem.kind == "resident", Import.undone_at.is_null(False))
    )


TABLES = (
    Grid,
    Household,
    Resident,
    Person,
    Guardian,
    Consent,
    Card,
    Import,
    ImportItem,
    ImportColumn,
)
