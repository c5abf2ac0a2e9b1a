"""Migrations: the same schema as a fresh file, nothing half done, a copy taken first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from db import invariants, schema
from db.base import database
from db.clerk import Clerk
from db.migrations import upgrade
from db.office import SCHEMA_VERSION, Office
from db.sqlite import PRAGMAS, UnsafeDatabaseError, open_connection
from tests.db.conftest import START, Hall

SCRIPTS = sorted((Path(schema.__file__).parent / "migrations").glob("[0-9]*.py"))


def test_the_version_is_that_of_the_last_script() -> None:
    assert int(SCRIPTS[-1].name[:4]) == SCHEMA_VERSION


def test_a_migrated_file_is_as_a_fresh_one(hall: Hall) -> None:
    assert hall.office.call(schema.differences) == []


def test_every_table_is_strict(hall: Hall) -> None:
    rows = hall.office.call(
        lambda: database.execute_sql(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'"
        ).fetchall()
    )
    assert len(rows) == len(schema.TABLES)
    assert [name for name, strict in rows if not strict] == []


def test_pragmas_are_read_back(hall: Hall) -> None:
    def read() -> dict[str, object]:
        return {name: database.pragma(name) for name in PRAGMAS}

    found = hall.office.call(read)
    assert found["journal_mode"] == "wal"
    assert found["synchronous"] == 2
    assert found["foreign_keys"] == found["recursive_triggers"] == found["secure_delete"] == 1


def test_an_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db import sqlite

    monkeypatch.setattr(sqlite, "OLDEST_SAFE", (99, 0, 0))
    with pytest.raises(UnsafeDatabaseError):
        open_connection(str(tmp_path / "hall.db"))


def test_a_failed_migration_leaves_the_old_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hall.db"

    def broken(_db: object = None) -> None:
        msg = "not as a fresh one"
        raise schema.SchemaError(msg)

    clerk = Clerk(str(path))
    try:
        original = upgrade.__globals__["verify_schema"]
        monkeypatch.setitem(upgrade.__globals__, "verify_schema", broken)
        with pytest.raises(schema.SchemaError):
            clerk.call(upgrade, path, 0, SCHEMA_VERSION)
        assert clerk.call(database.pragma, "user_version") == 0
        monkeypatch.setitem(upgrade.__globals__, "verify_schema", original)
    finally:
        clerk.close()
    # The next start finishes what was begun.
    Office(path, station="test", now=START).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    raw.close()


def test_a_connection_on_another_thread_is_an_error_and_not_a_second_one(hall: Hall) -> None:
    from peewee import InterfaceError

    from db.residents.tables import Resident

    with pytest.raises(InterfaceError):
        Resident.select().count()


def test_a_hall_of_the_first_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with people and staff but without PINs: all is kept, and a copy was taken first."""
    from playhouse.migrations import Runner

    path = tmp_path / "hall.db"

    def first() -> None:
        Runner(database, str(SCRIPTS[0].parent)).up(SCRIPTS[0].stem)
        database.execute_sql(
            "INSERT INTO resident (state, joined_on) VALUES ('active', '2026-01-01')"
        )
        database.execute_sql(
            "INSERT INTO person (resident_id, name, second_name, child, phone) "
            "VALUES (1, '德吉', '', 0, '')"
        )
        database.execute_sql("INSERT INTO staff (resident_id, role, active) VALUES (1, 'lead', 1)")
        database.pragma("user_version", 1)

    clerk = Clerk(str(path))
    clerk.call(first)
    clerk.close()
    office = Office(path, station="test", now=START)
    try:
        assert office.call(schema.differences) == []
        assert office.call(database.pragma, "user_version") == SCHEMA_VERSION
        assert office.call(invariants.broken) == []
    finally:
        office.close()
    with sqlite3.connect(tmp_path / f"hall.db.before-{SCHEMA_VERSION:04d}") as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
    assert "staff" in tables
    assert not {"duty", "prize"} & tables
