"""The floor of an operation: its own statements, recorded as the driver hears them, replayed raw.

The recording sits between Peewee and the driver, so the floor cannot drift from the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.base import database
from db.sqlite import PRAGMAS, driver, open_connection

Statements = list[tuple[str, tuple[Any, ...]]]


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """The product's connection on this thread."""
    open_connection(str(path))
    try:
        yield
    finally:
        database.close()


@contextmanager
def recorded(path: Path) -> Iterator[Statements]:
    """The product's connection, and everything that it says to the driver from now on."""
    module = driver()
    said: Statements = []

    class Cursor(module.Cursor):
        def execute(self, sql: str, params: Any = ()) -> Any:
            said.append((sql, tuple(map(_plain, params))))
            return super().execute(sql, params)

        def executemany(self, sql: str, params: Any) -> Any:
            raise NotImplementedError(sql)

    class Connection(module.Connection):
        def cursor(self, *args: Any) -> Any:
            return super().cursor(Cursor)

        def commit(self) -> None:
            raise NotImplementedError("commit")

    connect = module.connect
    module.connect = lambda *args, **kw: connect(*args, factory=Connection, **kw)
    try:
        with opened(path):
            said.clear()
            yield said
    finally:
        module.connect = connect


def _plain(value: Any) -> Any:
    """A parameter as a raw program would give it: the driver adapts subclasses of str slowly."""
    return str(value) if isinstance(value, str) else value


@contextmanager
def raw(path: Path) -> Iterator[Any]:
    """The driver's own connection with the product's pragmas."""
    connection = driver().connect(str(path), isolation_level=None, timeout=5)
    try:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        yield connection
    finally:
        connection.close()


def replay(connection: Any, statements: Statements) -> None:
    """Run statements and take every row that they give."""
    execute = connection.execute
    for sql, params in statements:
        cursor = execute(sql, params)
        if cursor.description is not None:
            cursor.fetchall()


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with raw(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()
            for (name,) in names
        }
