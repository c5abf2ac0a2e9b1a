"""The shelf: prizes, the movements of their stock, and what was redeemed by whom with which points."""

from __future__ import annotations

from enum import StrEnum

from peewee import (
    BooleanField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from db.base import Instant, LocalDate, Record
from db.points.tables import Entry
from db.residents.tables import Resident


class Category(StrEnum):
    """What kind of thing a prize is; each has a pictogram of its own."""

    FOOD = "food"
    HOUSEHOLD = "household"
    TOOLS = "tools"
    CLOTHING = "clothing"
    CHILDREN = "children"
    STUDY = "study"
    HEALTH = "health"
    VOUCHERS = "vouchers"
    OTHER = "other"


class MoveKind(StrEnum):
    """Why stock moved."""

    RECEIVE = "receive"
    RESERVE = "reserve"
    RELEASE = "release"  # a reservation was cancelled or has lapsed
    HAND_OVER = "hand_over"
    COUNT = "count"
    DAMAGE = "damage"
    RETURN = "return"  # something that was handed over came back to the shelf


class RedemptionState(StrEnum):
    """reserved → handed over, or → cancelled, or → lapsed; nothing leads back."""

    RESERVED = "reserved"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Prize(Record):
    """Something on the shelf; retired, never deleted. Its names stand in name_text.

    `on_hand` and `reserved` are the sums of its movements, kept so that reading is quick.
    """

    category = TextField()
    picture = TextField(default="")  # a pictogram of its own; empty: that of the category
    cost = IntegerField()  # points
    fen = IntegerField(null=True)  # what it is worth in money: 1 yuan = 100 fen
    per_person = IntegerField(null=True)
    per_household = IntegerField(null=True)
    period_days = IntegerField(null=True)  # both limits count this far back; null: for ever
    minimum_age = IntegerField(null=True)
    visible = BooleanField(default=True)
    from_day = LocalDate(null=True)
    until_day = LocalDate(null=True)
    place = TextField(default="")  # where it lies
    low_at = IntegerField(default=0)  # staff are warned when so few are left
    on_hand = IntegerField(default=0)
    reserved = IntegerField(default=0)
    retired = BooleanField(default=False)

    class Meta:
        constraints = [
            Check(
                "category IN ('food', 'household', 'tools', 'clothing', 'children', 'study', "
                "'health', 'vouchers', 'other')"
            ),
            Check("cost > 0"),
            Check("reserved >= 0 AND on_hand >= reserved"),
        ]


class Redemption(Record):
    """One prize for one price; who pays stands in its shares. `resident` is who asked for it."""

    prize = ForeignKeyField(Prize, index=True)
    resident = ForeignKeyField(Resident, index=True)
    state = TextField(default=RedemptionState.RESERVED)
    cost = IntegerField()  # the price when it was reserved
    fen = IntegerField(null=True)
    reserved_at = Instant()
    reserved_on = LocalDate()
    keep_until = LocalDate()  # the day that was promised; closed days can only make it later
    ended_at = Instant(null=True)
    ended_by = TextField(null=True)  # an actor, or "resident"
    fetched_by = IntegerField(null=True)  # somebody else who carried it home
    station = TextField()

    class Meta:
        constraints = [
            Check("state IN ('reserved', 'handed_over', 'cancelled', 'lapsed')"),
            Check("(state = 'reserved') = (ended_at IS NULL)"),
            Check("cost > 0"),
        ]
        indexes = ((("state", "keep_until"), False),)


class Share(Record):
    """One person's part of a price: the debit, and the reversing entry once it went back."""

    redemption = ForeignKeyField(Redemption)
    resident = ForeignKeyField(Resident, index=True)
    points = IntegerField()
    paid = ForeignKeyField(Entry, unique=True)
    back = ForeignKeyField(Entry, null=True, unique=True)

    class Meta:
        table_name = "redemption_share"
        primary_key = CompositeKey("redemption", "resident")
        constraints = [Check("points > 0")]


class Movement(Record):
    """One change of the shelf, never changed itself: on hand and reserved, and what was left."""

    prize = ForeignKeyField(Prize, index=True)
    kind = TextField()
    hand = IntegerField()
    held = IntegerField()
    on_hand_after = IntegerField()
    reserved_after = IntegerField()
    redemption = ForeignKeyField(Redemption, null=True, index=True)
    at = Instant(index=True)
    actor = TextField()
    station = TextField()
    reason = TextField(default="")
    operation_id = TextField(unique=True)

    class Meta:
        table_name = "stock_movement"
        constraints = [
            Check(
                "CASE kind WHEN 'receive' THEN hand > 0 AND held = 0 "
                "WHEN 'return' THEN hand > 0 AND held = 0 "
                "WHEN 'damage' THEN hand < 0 AND held = 0 "
                "WHEN 'count' THEN held = 0 "
                "WHEN 'reserve' THEN hand = 0 AND held = 1 "
                "WHEN 'release' THEN hand = 0 AND held = -1 "
                "WHEN 'hand_over' THEN hand = -1 AND held = -1 ELSE 0 END"
            ),
            Check("(kind IN ('reserve', 'release', 'hand_over')) = (redemption_id IS NOT NULL)"),
            Check("reserved_after >= 0 AND on_hand_after >= reserved_after"),
        ]


TABLES = (Prize, Redemption, Share, Movement)
APPEND_ONLY = ("stock_movement",)
