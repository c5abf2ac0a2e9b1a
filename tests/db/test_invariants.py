"""kiosk check: every way of breaking the records by hand is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from db import activities, invariants, points
from db.base import new_operation_id
from db.office import Office
from db.staff import Role
from tests.db.conftest import Hall

TAMPERINGS = {
    "a balance": "UPDATE account SET balance = balance + 100 WHERE kind = 'spendable'",
    "a posting": "DROP TRIGGER posting_no_update; UPDATE posting SET amount = amount * 2",
    "a posting is gone": (
        "DROP TRIGGER posting_no_delete; DELETE FROM posting WHERE id = (SELECT MAX(id) FROM posting)"
    ),
    "an entry's time": "DROP TRIGGER entry_no_update; UPDATE entry SET happened_at = happened_at + 1",
    "an entry is gone": (
        "DROP TRIGGER entry_no_delete; DELETE FROM entry WHERE id = (SELECT MAX(id) FROM entry)"
    ),
    "the audit": "DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'os:nobody'",
    "the detail of an audit row": "UPDATE audit_detail SET text = '{}'",
    "the head": "UPDATE chain_head SET sequence = sequence + 1",
    "a trigger": "DROP TRIGGER entry_no_update",
    "an index": "DROP INDEX attendance_once",
    "points of an attendance": "UPDATE attendance SET points = points + 1",
    "an attendance taken back without its points": (
        "UPDATE attendance SET state = 'annulled', points = 0"
    ),
    "a closed session that was opened again": (
        "UPDATE session SET state = 'planned', closed_at = NULL WHERE state = 'closed'"
    ),
    "an active card without a number": "DELETE FROM code",
    "two active cards": "INSERT INTO card (resident_id, kind, state, issued_at) SELECT resident_id, "
    "kind, state, issued_at FROM card",
    "a person without a name": "DELETE FROM person",
    "a forgotten person with a name": "UPDATE resident SET state = 'forgotten'",
    "a foreign key": "DELETE FROM series",
    "a duty of nobody": "UPDATE staff SET active = 0",
    "a lead who was taken out": "UPDATE staff SET active = 0; DELETE FROM duty",
    "the sealed code": "UPDATE sealed_code SET used_at = 1",
    "somebody else's duty": "UPDATE duty SET staff = 2",
    "an act after the duty": "UPDATE duty SET ended_at = 1, how = 'idle'",
}


def lived(hall: Hall) -> None:
    anna = hall.person()
    hall.card(anna)
    session = hall.session()
    hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)
    hall.check_in(anna, hall.session())
    lead = hall.on_duty(hall.staff("德吉", Role.LEAD, pin_hash="hash"))
    hall.staff("林晓", Role.FRONT_DESK)
    hall.person("王建国", actor=lead)
    hall.sound()


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(hall: Hall, what: str) -> None:
    lived(hall)
    path = hall.office.path
    hall.office.close()
    raw = sqlite3.connect(path)
    raw.executescript(TAMPERINGS[what])
    raw.commit()
    raw.close()
    hall.office = Office(path, station="elsewhere", now=hall.now)
    assert hall.office.call(invariants.broken)


def test_entries_and_postings_cannot_be_changed_or_replaced(hall: Hall) -> None:
    from peewee import IntegrityError

    from db.base import database

    lived(hall)
    for table in ("entry", "posting", "audit"):
        for sql in (
            f"UPDATE {table} SET id = id + 1000",
            f"DELETE FROM {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        ):
            with pytest.raises(IntegrityError):
                hall.office.call(database.execute_sql, sql)
    hall.sound()


def test_text_in_a_number_is_refused_by_the_table(hall: Hall) -> None:
    from peewee import IntegrityError

    from db.base import database

    hall.person()
    with pytest.raises(IntegrityError):
        hall.office.call(database.execute_sql, "UPDATE person SET birth_year = 'old'")


def test_opening_points_come_once_and_are_counted_apart(hall: Hall) -> None:
    from db.base import Refusal, database

    anna = hall.person()

    def write() -> int:
        with database.atomic():
            return points.open_with(
                anna, 120, now=hall.now, operation_id=new_operation_id(), happened_at=hall.now
            )

    hall.office.call(write)
    with pytest.raises(Refusal):
        hall.office.call(write)
    assert hall.balances(anna) == (120, 0)
    hall.sound()


def test_the_file_of_another_program_is_not_opened(tmp_path: Path, hall: Hall) -> None:
    from db.office import TooNewError

    path = tmp_path / "newer.db"
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    hall.office.close()
    with pytest.raises(TooNewError):
        Office(path, station="test", now=hall.now)
    hall.office = Office(tmp_path / "hall.db", station="test", now=hall.now)
