"""A hall on a real SQLite file, with a clock that the test moves."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from db import activities, duties, invariants, points, residents, staff
from db.audit import Actor
from db.base import database, new_operation_id
from db.office import Office, housekeep

ACTOR = Actor("os:test")
STATION = "test"
# A Tuesday, 14:00 in the hall (Asia/Shanghai).
START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@dataclass
class Hall:
    """The office, a clock, and short words for what the tests do again and again."""

    office: Office
    now: datetime = START
    ids: dict[str, int] = field(default_factory=dict)

    def ask(self, operation: Callable[..., Any], /, *args: Any, **kw: Any) -> Any:
        """Ask with now, station, actor and operation_id where the operation takes them."""
        taken = inspect.signature(operation).parameters
        for name, value in (
            ("now", self.now),
            ("station", STATION),
            ("actor", ACTOR),
            ("operation_id", None),
        ):
            if name in taken and name not in kw:
                kw[name] = new_operation_id() if name == "operation_id" else value
        return self.office.call(operation, *args, **kw)

    def later(self, **delta: float) -> datetime:
        """Move the clock."""
        self.now += timedelta(**delta)
        return self.now

    def person(self, name: str = "卓玛央金", **kw: Any) -> int:
        """A new resident."""
        return int(self.ask(residents.add, name, joined_on=date(2026, 1, 1), **kw))

    def card(self, resident: int | None, **kw: Any) -> tuple[int, str]:
        """A new card: its id and its number."""
        return tuple(self.ask(residents.issue, resident, **kw))  # type: ignore[return-value]  # a pair

    def staff(self, name: str, role: staff.Role, **kw: Any) -> int:
        """A new member of staff, without a PIN; the first lead with a sealed code that fits nothing."""
        if role is staff.Role.LEAD:
            kw.setdefault("sealed_hash", "sealed")
        return int(self.ask(staff.add, self.person(name), role, **kw))

    def on_duty(self, number: int) -> Actor:
        """This member of staff, signed in at the test's kiosk."""

        def begin() -> Actor:
            with database.atomic():
                role = staff.Role(staff.Staff.get_by_id(number).role)
                return duties.begin(number, role, now=self.now, station=STATION)

        return self.office.call(begin)

    def session(self, start: str = "14:00", minutes: int = 60, **rules: Any) -> int:
        """A session of a new daily series that starts today at this hour of the hall."""
        if "room" not in self.ids:
            self.ids["room"] = self.ask(
                activities.add_room, "203", {"zh_CN": "二楼 203"}, {"zh_CN": "上二楼"}
            )
        series = self.ask(
            activities.add_series,
            {"zh_CN": "书法", "en": "Calligraphy"},
            rules.pop("category", "learning"),
            self.ids["room"],
            weekly={day: [(time.fromisoformat(start), minutes)] for day in range(7)},
            starts_on=date(2026, 11, 1),
            **rules,
        )
        self.office.call(housekeep, now=self.now)
        views = self.office.call(activities.day, None, None, now=self.now)
        return next(v.id for v in views if v.series == series and f"{v.starts_at:%H:%M}" == start)

    def check_in(self, resident: int, session: int, **kw: Any) -> activities.CheckedIn:
        """One check-in."""
        return self.ask(activities.check_in, resident, session, **kw)

    def balances(self, resident: int) -> tuple[int, int]:
        """Spendable and coming."""
        have = self.office.call(points.balances, resident)
        return have.spendable, have.coming

    def sound(self) -> None:
        """Every invariant holds."""
        assert self.office.call(invariants.broken) == []


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """An empty hall; after every test all invariants hold, unless the test broke them itself."""
    made = Hall(Office(tmp_path / "hall.db", station=STATION, now=START))
    yield made
    made.office.close()
