"""What the hall owes a resident a word about, said at the next scan; and calls for staff."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from peewee import IntegerField, TextField

from db.base import Instant, Record, database
from db.operations import once
from db.statements import ANY, Statement


class Notice(Record):
    """One word owed to a resident. `facts` holds numbers and codes, never a name."""

    resident = IntegerField()
    kind = TextField()
    facts = TextField()
    at = Instant()
    read_at = Instant(null=True)

    class Meta:
        indexes = ((("resident", "read_at"), False),)


class StaffCall(Record):
    """Somebody tapped the staff key: from where and when; answered when staff come."""

    resident = IntegerField(null=True)
    station = TextField()
    screen = TextField()
    at = Instant()
    answered_at = Instant(null=True)

    class Meta:
        table_name = "staff_call"


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as the screens get it."""

    id: int
    kind: str
    facts: Mapping[str, object]


_UNREAD = Statement(
    lambda: (
        Notice.select(Notice.id, Notice.kind, Notice.facts)
        .where(Notice.resident == ANY, Notice.read_at.is_null())
        .order_by(Notice.id)
        .limit(5)
    )
)


def tell(resident: int, kind: str, facts: Mapping[str, object], now: datetime) -> None:
    """Owe a resident a word. Inside the transaction of what happened.

    Kinds: seat_freed, session_cancelled, session_moved, account_touched, points_arrived,
    prize_cancelled, prize_lapsed, prize_fetched.
    """
    text = json.dumps(dict(facts), ensure_ascii=False)
    Notice.insert(resident=resident, kind=kind, facts=text, at=now).execute()


def unread(resident: int) -> tuple[NoticeView, ...]:
    """The oldest five words still owed."""
    return tuple(
        NoticeView(row[0], row[1], MappingProxyType(json.loads(row[2])))
        for row in _UNREAD(resident).fetchall()
    )


def read(resident: int, ids: Iterable[int], *, now: datetime) -> None:
    """These were shown to the resident."""
    with database.atomic():
        Notice.update(read_at=now).where(
            Notice.resident == resident, Notice.id.in_(list(ids)), Notice.read_at.is_null()
        ).execute()


def call_staff(
    resident: int | None, screen: str, *, now: datetime, station: str, operation_id: str
) -> None:
    """Ask for staff. A second tap with the same operation_id is the same call."""

    def write() -> dict[str, int]:
        call = StaffCall.create(resident=resident, station=station, screen=screen, at=now)
        return {"call": call.id}

    once(operation_id, "call_staff", (resident, screen, station), now, write)


def forget(resident: int) -> None:
    """Erase what was owed to a forgotten person, and who called."""
    Notice.delete().where(Notice.resident == resident).execute()
    StaffCall.update(resident=None).where(StaffCall.resident == resident).execute()
