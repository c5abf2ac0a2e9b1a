"""Opening a hall's file, and saying in one line why it cannot be opened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from peewee import DatabaseError

from db.base import Refusal
from db.office import Office, TooNewError
from db.sqlite import UnsafeDatabaseError
from kiosk.cli import failure


def open_office(path: Path, station: str) -> Office:
    """An open office; the folder is made when it is missing. Exit code 1 and one line if not."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Office(path, station=station, now=datetime.now(UTC))
    except (DatabaseError, OSError, UnsafeDatabaseError, TooNewError) as error:
        raise failure(f"{path}: cannot be opened ({error})") from error
    except Refusal as refusal:
        raise failure(f"{path}: cannot be opened ({refusal.reason})") from refusal
