"""kiosk sessions enter: a paper page is entered afterwards, a line at a time."""

from __future__ import annotations

from datetime import datetime

import click

from db import activities, calendar, residents
from db.activities import reading
from db.base import Refusal, from_microseconds, new_operation_id
from db.settings import Settings
from kiosk.cli import failure
from kiosk.commands.common import ID, WORDS, by, explain, opened, table


@click.command("enter")
@click.argument("session", type=ID)
@click.argument("lines", type=WORDS, nargs=-1, required=True, metavar="NUMBER[@HH:MM]...")
@click.option("--all-were-there", is_flag=True, help="More cards than heads, and it is right.")
@click.option("--old", is_flag=True, help="Older than seven days: a lead has signed the page.")
@click.pass_context
def enter(
    ctx: click.Context, session: int, lines: tuple[str, ...], all_were_there: bool, old: bool
) -> None:
    """Enter a paper page: card or resident numbers, with the time where it is known.

    Prints one line each: number in the row, resident, entered, already or refused, points.
    """
    verb = activities.enter_old if old else activities.enter

    def one(line: str) -> tuple[object, ...]:
        number, _, clock = line.partition("@")
        who = residents.resident_of(number)
        if who is None:
            return ("", "refused: no resident has this number", 0)
        try:
            operation = {"operation_id": new_operation_id(), **by()}
            came = _when(session, clock)
            done = verb(who, session, came, all_were_there=all_were_there, **operation)
        except Refusal as refusal:
            return (who, explain(refusal), 0)
        return (who, "already" if done.again else "entered", done.points)

    with opened(ctx) as office:
        office.call(reading.one, session)
        for line in lines:
            _time(line.partition("@")[2])
        rows = [(n, *office.call(one, line)) for n, line in enumerate(lines, 1)]
    table(rows)
    refused = sum(str(row[2]).startswith("refused") for row in rows)
    if refused:
        raise failure(f"{refused} of {len(rows)} lines were refused")


def _time(clock: str) -> None:
    if clock:
        try:
            datetime.strptime(clock, "%H:%M")  # noqa: DTZ007 - a time of day
        except ValueError as error:
            raise failure(f"{clock}: a time is HH:MM, such as 14:05", 2) from error


def _when(session: int, clock: str) -> datetime | None:
    """The time on the session's own day."""
    if not clock:
        return None
    zone, row = Settings().zone, reading.one(session)
    starts = calendar.local(from_microseconds(row.starts_at), zone)
    hour, minute = map(int, clock.split(":"))
    return starts.replace(hour=hour, minute=minute, second=0, microsecond=0)
