"""Reading lines: who opened whose personal page, when and where (rules 8)."""

from __future__ import annotations

from datetime import datetime

from peewee import IntegerField, TextField

from db.audit import Actor
from db.base import Instant, Record


class ReadingLine(Record):
    """One opened page. The person is a number; no word of what stood on the page."""

    at = Instant(index=True)
    actor = TextField()
    station = TextField()
    resident = IntegerField(index=True)
    page = TextField()

    class Meta:
        table_name = "reading_line"


def note(actor: Actor, resident: int, page: str, *, now: datetime, station: str) -> None:
    """Write down that this page of this resident was opened."""
    ReadingLine.insert(
        at=now, actor=actor.name, station=station, resident=resident, page=page
    ).execute()


def erase_before(moment: datetime) -> int:
    """Retention (rules 7): erase lines older than this; returns how many."""
    return int(ReadingLine.delete().where(ReadingLine.at < moment).execute())


def forget(resident: int) -> None:
    """Nobody reads about a forgotten person any more, and who once did is forgotten too."""
    ReadingLine.delete().where(ReadingLine.resident == resident).execute()
