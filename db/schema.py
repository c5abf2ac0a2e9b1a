"""The whole schema as the models say it, and the proof that a migrated file has exactly that."""

from __future__ import annotations

from typing import Any

from peewee import SqliteDatabase

from db import (
    audit,
    calendar,
    chain,
    codes,
    duties,
    notices,
    operations,
    readings,
    refused,
    settings,
)
from db import texts as names
from db.activities import tables as activity_tables
from db.base import database
from db.points import tables as point_tables
from db.prizes import tables as prize_tables
from db.residents import tables as resident_tables
from db.sqlite import append_only
from db.staff import tables as staff_tables

TABLES: tuple[Any, ...] = (
    chain.ChainHead,
    names.NameText,
    operations.Operation,
    settings.Setting,
    audit.Audit,
    audit.AuditDetail,
    notices.Notice,
    notices.StaffCall,
    codes.Code,
    refused.RefusedScan,
    duties.Duty,
    readings.ReadingLine,
    calendar.OpenSpan,
    calendar.SpecialDay,
    *resident_tables.TABLES,
    *staff_tables.TABLES,
    *point_tables.TABLES,
    *activity_tables.TABLES,
    *prize_tables.TABLES,
)
APPEND_ONLY = (*point_tables.APPEND_ONLY, "audit", *prize_tables.APPEND_ONLY)


class SchemaError(RuntimeError):
    """The file's tables are not what this version of the program needs."""


def create() -> None:
    """Make every table, index and trigger on the bound database."""
    database.create_tables(TABLES, safe=False)
    for statement in extras():
        database.execute_sql(statement)


def extras() -> list[str]:
    """What Peewee does not express: append-only triggers and partial unique indexes."""
    triggers = [sql for table in APPEND_ONLY for sql in append_only(table)]
    return [*triggers, *activity_tables.PARTIAL_INDEXES, *duties.PARTIAL_INDEXES]


def found(db: SqliteDatabase) -> dict[str, str]:
    """Every table, index and trigger of a file: name → its SQL, white space folded."""
    rows = db.execute_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND tbl_name <> 'schema_migration'"
    ).fetchall()
    return {name: " ".join(sql.split()).replace("IF NOT EXISTS ", "") for name, sql in rows}


def wanted() -> dict[str, str]:
    """What a freshly created file has."""
    fresh = SqliteDatabase(":memory:")
    with fresh.bind_ctx(TABLES, bind_refs=False, bind_backrefs=False), fresh.connection_context():
        fresh.create_tables(TABLES, safe=False)
        for statement in extras():
            fresh.execute_sql(statement)
        return found(fresh)


def differences() -> list[str]:
    """How the bound file differs from a freshly created one; empty when it does not."""
    have, want = found(database), wanted()
    out = [f"schema: {name} is missing" for name in sorted(want.keys() - have.keys())]
    out += [f"schema: {name} does not belong here" for name in sorted(have.keys() - want.keys())]
    out += [
        f"schema: {name} differs"
        for name in sorted(want.keys() & have.keys())
        if want[name] != have[name]
    ]
    return out


def verify_schema(_db: SqliteDatabase | None = None) -> None:
    """The last line of every migration: SchemaError lists what is not as a fresh schema."""
    wrong = differences()
    if wrong:
        raise SchemaError("; ".join(wrong))
