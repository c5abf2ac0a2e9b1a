"""Migrations: the same schema as a fresh file, nothing half done, a copy taken first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from db import schema
from db.base import database
from db.clerk import Clerk
from db.migrations import upgrade
from db.office import SCHEMA_VERSION, Office
from db.sqlite import PRAGMAS, UnsafeDatabaseError, open_connection
from tests.db.conftest import START, Hall

SCRIPTS = sorted((Path(schema.__file__).parent / "migrations").glob("[0-9]*.py"))


def test_the_version_is_that_of_the_last_script() -> None:
    assert int(SCRIPTS[-1].name[:4]) == SCHEMA_VERSION == len(SCRIPTS)


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


def test_a_hall_from_before_the_prize_shop_is_brought_up_to_date(tmp_path: Path) -> None:
    from playhouse.migrations import Runner

    old = tmp_path / "scripts"
    old.mkdir()
    (old / SCRIPTS[0].name).write_text(SCRIPTS[0].read_text("utf-8"), "utf-8")
    path = tmp_path / "hall.db"
    clerk = Clerk(str(path))

    def first_version() -> None:
        Runner(database, str(old)).up()
        database.pragma("user_version", 1)
        database.execute_sql("INSERT INTO grid (code) VALUES ('g1')")

    clerk.call(first_version)
    clerk.close()
    office = Office(path, station="test", now=START)
    try:
        assert office.call(schema.differences) == []
        assert office.call(lambda: database.pragma("user_version")) == SCHEMA_VERSION
        rows = office.call(lambda: database.execute_sql("SELECT code FROM grid").fetchall())
        assert rows == [("g1",)]
    finally:
        office.close()
    copy = path.with_name(f"hall.db.before-{SCHEMA_VERSION:04d}")
    with sqlite3.connect(copy) as before:
        tables = {name for (name,) in before.execute("SELECT name FROM sqlite_master")}
    assert "grid" in tables
    assert "prize" not in tables
