"""Bringing an older file up to date: numbered scripts with frozen statements, one transaction each.

`drop_column(legacy=True)` and `alter_column_type` silently drop STRICT and every trigger, and
`add_column` with a default is aborted by append-only triggers: add nullable columns or new tables.
Every script ends with `verify_schema` (decisions 3), or with the next script in the same upgrade.
"""

from __future__ import annotations

from pathlib import Path

from playhouse.migrations import Runner

from db.base import database
from db.schema import verify_schema


def upgrade(path: Path, version: int, target: int) -> list[str]:
    """Run what is missing; returns the names of the scripts that ran.

    A file that holds something is copied first, verified, to `<file>.before-<target>`. A failed
    script rolls its statements back and leaves the old schema.
    """
    if version > 0:
        copy = path.with_name(f"{path.name}.before-{target:04d}")
        copy.unlink(missing_ok=True)
        database.execute_sql("VACUUM INTO ?", (str(copy),))
    ran: list[str] = Runner(database, str(Path(__file__).parent)).up()
    verify_schema()
    database.pragma("user_version", target)
    return ran
