"""What every table and every rule stands on: the database handle, Record, its fields, and Refusal."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from peewee import IntegerField, Model, SqliteDatabase, TextField

# autoconnect=False: a lazy foreign key touched on another thread fails at once instead of opening a
# second connection behind the clerk's back. Read-then-write needs IMMEDIATE (house.md, facts).
database = SqliteDatabase(None, autoconnect=False, lock_type="IMMEDIATE")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(instant: datetime) -> int:
    """An aware datetime as UTC microseconds since 1970, exactly. A naive one is a ValueError."""
    if instant.tzinfo is None:
        msg = "a stored instant needs a time zone"
        raise ValueError(msg)
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(value: int) -> datetime:
    """The aware UTC datetime that to_microseconds() turned into a number."""
    return _EPOCH + value * _MICROSECOND


class Instant(IntegerField):
    """A moment: INTEGER, UTC microseconds since 1970; an aware datetime in Python."""

    def db_value(self, value: datetime | int | None) -> int | None:
        return to_microseconds(value) if isinstance(value, datetime) else value

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else from_microseconds(value)


class LocalDate(TextField):
    """A day in the hall's calendar: TEXT, ISO 8601."""

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)


class LocalTime(TextField):
    """A time of day on the hall's wall clock: TEXT, HH:MM."""

    def db_value(self, value: time | str | None) -> str | None:
        return value.isoformat(timespec="minutes") if isinstance(value, time) else value

    def python_value(self, value: str | None) -> time | None:
        return None if value is None else time.fromisoformat(value)


class Record(Model):
    """A row of the records office. Every table is STRICT: text in an integer column is refused."""

    if TYPE_CHECKING:  # Peewee makes these when the class is built
        id: Any

        def __getattr__(self, name: str) -> Any: ...

    class Meta:
        database = database
        strict_tables = True
        legacy_table_names = False


class Refusal(Exception):
    """A rule says no. It carries facts, never a sentence; `also` lists every further reason, worst
    first, in the order of the module's own StrEnum of reasons.
    """

    def __init__(
        self,
        reason: StrEnum,
        facts: Mapping[str, object] | None = None,
        also: tuple[StrEnum, ...] = (),
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts: Mapping[str, object] = MappingProxyType(dict(facts or {}))
        self.also = also


class GeneralReason(StrEnum):
    """Reasons that any operation can give."""

    DISK_FULL = "disk_full"  # nothing was written: the disk is full or read-only
    BUSY = "busy"  # another process held the database for too long; nothing was written
    DAMAGED = "damaged"  # the file is damaged; the kiosk only shows, it does not write
    OTHER_CONTENT = "other_content"  # this operation_id was already answered for other arguments


def new_operation_id() -> str:
    """A fresh operation_id (uuid4, 32 hex digits). Make it when the confirming control is shown."""
    return uuid.uuid4().hex


def derived_operation_id(operation_id: str, *parts: object) -> str:
    """The id of one of several entries that one operation writes: the same parts, the same id."""
    return uuid.uuid5(uuid.UUID(operation_id), "/".join(map(str, parts))).hex
