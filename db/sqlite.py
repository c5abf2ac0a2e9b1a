"""All that is SQLite's own: pragmas, append-only triggers, what an error really was.

Measured in reliability.md: WAL with synchronous=NORMAL loses acknowledged work on a power cut, FULL
does not; INSERT OR REPLACE walks around append-only triggers unless recursive_triggers is on.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import peewee
from peewee import Field, Function, Value, fn

from db.base import GeneralReason, database

# The module that Peewee found: pysqlite3 where its wheel exists, Python's own elsewhere.
_sqlite: Any = vars(peewee)["sqlite3"]

PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": "FULL",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,  # what "forget me" erases must not linger in free pages
    "busy_timeout": 5000,
}
_READ_BACK = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
}
# Below this version two processes writing and checkpointing at once can damage a WAL database.
OLDEST_SAFE = (3, 51, 3)


class UnsafeDatabaseError(RuntimeError):
    """This SQLite, or this file, does not keep what it is told; the kiosk does not start on it."""


def open_connection(path: str) -> None:
    """Bind the records office to a file and open this thread's connection.

    Raises UnsafeDatabaseError when SQLite is too old or a pragma did not take.
    """
    if _sqlite.sqlite_version_info < OLDEST_SAFE:
        msg = f"SQLite {_sqlite.sqlite_version} can damage a shared database; 3.51.3 is needed"
        raise UnsafeDatabaseError(msg)
    database.init(path, pragmas=PRAGMAS, timeout=5)
    database.connect()
    for name, wanted in _READ_BACK.items():
        found = database.pragma(name)
        if found != wanted:
            msg = f"pragma {name} is {found!r} instead of {wanted!r}"
            raise UnsafeDatabaseError(msg)


def driver() -> Any:
    """The DB-API module that Peewee talks to."""
    return _sqlite


def append_only(table: str) -> list[str]:
    """The two triggers that keep a table's rows as they were written."""
    return [
        f'CREATE TRIGGER IF NOT EXISTS "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("update", "delete")
    ]


def compact() -> None:
    """Move the write-ahead log into the file and rewrite it, so that nothing erased is left in it.

    Runs outside any transaction; needs the other connections to be idle for a moment.
    """
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute_sql("VACUUM")
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def later(field: Field, value: Value) -> Function:
    """The later of a column and a value, for an UPDATE (SQLite's two-argument MAX)."""
    return fn.MAX(field, value)


class _Trouble(StrEnum):
    FULL = "SQLITE_FULL"
    READONLY = "SQLITE_READONLY"
    IOERR = "SQLITE_IOERR"
    CANTOPEN = "SQLITE_CANTOPEN"
    BUSY = "SQLITE_BUSY"
    LOCKED = "SQLITE_LOCKED"
    CORRUPT = "SQLITE_CORRUPT"
    NOTADB = "SQLITE_NOTADB"


_REASONS = {
    _Trouble.FULL: GeneralReason.DISK_FULL,
    _Trouble.READONLY: GeneralReason.DISK_FULL,
    _Trouble.IOERR: GeneralReason.DISK_FULL,
    _Trouble.CANTOPEN: GeneralReason.DISK_FULL,
    _Trouble.BUSY: GeneralReason.BUSY,
    _Trouble.LOCKED: GeneralReason.BUSY,
    _Trouble.CORRUPT: GeneralReason.DAMAGED,
    _Trouble.NOTADB: GeneralReason.DAMAGED,
}


def reason_of(error: BaseException) -> GeneralReason | None:
    """What a database error really was; None when it is a programming error.

    Peewee hides a full disk behind "cannot rollback": the chain of causes is walked for the name
    that SQLite gave (reliability.md 5).
    """
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        name = getattr(current, "sqlite_errorname", "") or ""
        for trouble, reason in _REASONS.items():
            if name.startswith(trouble):
                return reason
        current = current.__cause__ or current.__context__
    return None
