"""What the hall decides: typed settings with defaults, changed on screen with an audit row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from peewee import TextField

from db.base import Instant, Record
from db.statements import Statement

Value = int | str | bool


class Setting(Record):
    """A decision that differs from the default; a setting without a row has its default."""

    name = TextField(primary_key=True)
    value = TextField()  # JSON
    at = Instant()


@dataclass(frozen=True, slots=True)
class Definition:
    """A setting's default, and what would be accepted: a range for numbers, a list for words."""

    default: Value
    low: int = 0
    high: int = 100_000
    words: tuple[str, ...] = ()


DEFINITIONS: dict[str, Definition] = {
    "hall_kind": Definition("hall", words=("hall", "demo")),
    "timezone": Definition("Asia/Shanghai"),
    "first_language": Definition("zh_CN", words=("zh_CN", "bo", "en")),
    "undo_seconds": Definition(60, 60, 600),
    "undo_limit": Definition(3, 1, 20),
    "check_in_opens_minutes": Definition(30, 0, 24 * 60),
    "minimum_minutes": Definition(60, 1, 24 * 60),  # counted where a check-out is missing
    "points_cap_day": Definition(60),
    "points_cap_week": Definition(300),
    "auto_close_days": Definition(3, 1, 30),
    "door_minutes": Definition(120, 1, 120),
    "burst_seconds": Definition(15, 1, 120),
    "child_age": Definition(14, 1, 18),
    "days_ahead": Definition(14, 7, 60),
    "refused_days": Definition(30, 1, 365),
    "reading_days": Definition(365, 30, 3650),  # who opened whose page
    "reason_days": Definition(365, 30, 3650),  # what staff typed when they called something off
    # What is told to a lead as odd: more cards in one burst, one card at two places within so many
    # minutes, more corrections by one person on a day.
    "odd_burst": Definition(8, 2, 100),
    "odd_places_minutes": Definition(10, 1, 120),
    "odd_corrections": Definition(10, 1, 1000),
    "staff_idle_seconds": Definition(45, 20, 120),  # staff mode locks after so long without a touch
    "staff_limit_minutes": Definition(10, 2, 60),  # and after so long in any case
    "open_reservations": Definition(2, 1, 10),  # prizes that one person may keep waiting
    "keep_open_days": Definition(3, 1, 30),  # open days that a prize is kept
    "child_redeem_limit": Definition(50),  # points a week without a guardian's card
    "household_shares": Definition(6, 1, 12),
}


class UnknownSettingError(ValueError):
    """No such setting, or a value it does not accept; the message says what would be accepted."""


_ALL = Statement(lambda: Setting.select(Setting.name, Setting.value))


class Settings:
    """All settings as they are now. One SELECT; make a new one for each operation."""

    def __init__(self) -> None:
        self._rows = dict(_ALL().fetchall())

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        return int(self._value(name))

    def word(self, name: str) -> str:
        """A setting that is a word."""
        return str(self._value(name))

    @property
    def zone(self) -> ZoneInfo:
        """The hall's time zone, whatever the machine's."""
        return ZoneInfo(self.word("timezone"))

    def _value(self, name: str) -> Value:
        row = self._rows.get(name)
        if row is None:
            return DEFINITIONS[name].default
        value: Value = json.loads(row)
        return value


def accepted(name: str, value: Value) -> Value:
    """The value as it would be stored; UnknownSettingError says what would be accepted."""
    definition = DEFINITIONS.get(name)
    if definition is None:
        msg = f"no setting {name!r}; known are {', '.join(sorted(DEFINITIONS))}"
        raise UnknownSettingError(msg)
    if isinstance(definition.default, int):
        if not isinstance(value, int) or not definition.low <= value <= definition.high:
            msg = f"{name} takes a whole number from {definition.low} to {definition.high}"
            raise UnknownSettingError(msg)
    elif name == "timezone" and value not in available_timezones():
        msg = f"{name} takes a time zone such as {definition.default}"
        raise UnknownSettingError(msg)
    elif definition.words and value not in definition.words:
        msg = f"{name} takes one of {', '.join(definition.words)}"
        raise UnknownSettingError(msg)
    return value


def put(name: str, value: Value, now: datetime) -> None:
    """Store a setting. The caller writes the audit row in the same transaction."""
    Setting.insert(
        name=name, value=json.dumps(accepted(name, value)), at=now
    ).on_conflict_replace().execute()
