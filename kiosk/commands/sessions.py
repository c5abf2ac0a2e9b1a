"""kiosk sessions: what an organiser does until there is staff mode on the screen."""

from __future__ import annotations

from datetime import date, timedelta

import click

from db import activities, calendar
from db.activities import closing, reading
from db.activities.tables import Attendance
from db.base import new_operation_id
from db.settings import Settings
from kiosk.commands.common import ID, STATION, WORDS, actor, now, opened, table
from kiosk.commands.paper import enter


@click.group()
def command() -> None:
    """List, close, cancel sessions; list, annul, move attendances. All audited."""


@command.command("list")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="A day (default: today).")
@click.option("--days", type=click.IntRange(1, 31), default=1, help="How many days from there.")
@click.pass_context
def list_(ctx: click.Context, day: object, days: int) -> None:
    """One session a line: id, day, start, end, state, in, points, title."""

    def read() -> list[tuple[object, ...]]:
        settings = Settings()
        first = calendar.service_day(now(), settings.zone) if day is None else _date(day)
        seen: dict[int, activities.SessionView] = {}
        for offset in range(min(days, (date.max - first).days + 1)):
            for view in activities.day(None, first + timedelta(days=offset), now=now()):
                seen[view.id] = view
        return [_row(view) for view in seen.values()]

    with opened(ctx) as office:
        table(office.call(read))


def _date(value: object) -> date:
    return value.date() if hasattr(value, "date") else date.fromisoformat(str(value))


def _row(view: activities.SessionView) -> tuple[object, ...]:
    state = "cancelled" if view.cancelled else "closed" if view.closed else "planned"
    inside = (
        Attendance.select().where(Attendance.session == view.id, Attendance.state == "live").count()
    )
    return (
        view.id,
        view.day,
        f"{view.starts_at:%H:%M}",
        f"{view.ends_at:%H:%M}",
        state,
        inside,
        view.points,
        view.title.best("zh_CN"),
    )


@command.command("attendances")
@click.argument("session", type=ID)
@click.pass_context
def attendances(ctx: click.Context, session: int) -> None:
    """One attendance a line: id, resident, state, time, points, marked."""

    def read() -> list[tuple[object, ...]]:
        zone = Settings().zone
        reading.one(session)
        return [
            (
                row.id,
                row.resident_id,
                row.state,
                calendar.local(row.happened_at, zone).isoformat(timespec="seconds"),
                row.points,
                "marked" if row.marked else "",
            )
            for row in Attendance.select()
            .where(Attendance.session == session)
            .order_by(Attendance.id)
        ]

    with opened(ctx) as office:
        table(office.call(read))


@command.command("close")
@click.argument("session", type=ID)
@click.option(
    "--heads", type=click.IntRange(0, 100_000), required=True, help="People counted in the room."
)
@click.option("--without", type=ID, multiple=True, help="An attendance that was not there.")
@click.option("--all-were-there", is_flag=True, help="More cards than heads, and it is right.")
@click.pass_context
def close(
    ctx: click.Context, session: int, heads: int, without: tuple[int, ...], all_were_there: bool
) -> None:
    """Close a session with a head count: points on the way arrive. Prints how many counted."""
    with opened(ctx) as office:
        counted = office.call(
            closing.close,
            session,
            heads,
            now=now(),
            station=STATION,
            actor=actor(),
            operation_id=new_operation_id(),
            without=without,
            all_were_there=all_were_there,
        )
    click.echo(counted)


@command.command("cancel")
@click.argument("session", type=ID)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def cancel(ctx: click.Context, session: int, reason: str) -> None:
    """Cancel a session; those with a seat are told. Prints how many were told."""
    with opened(ctx) as office:
        told = office.call(
            activities.cancel,
            session,
            reason=reason,
            now=now(),
            station=STATION,
            actor=actor(),
            operation_id=new_operation_id(),
        )
    click.echo(told)


@command.command("annul")
@click.argument("attendance", type=ID)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def annul(ctx: click.Context, attendance: int, reason: str) -> None:
    """Annul an attendance: its points go back in full. Prints the points."""
    with opened(ctx) as office:
        points = office.call(
            activities.annul,
            attendance,
            reason,
            now=now(),
            station=STATION,
            actor=actor(),
            operation_id=new_operation_id(),
        )
    click.echo(points)


@command.command("move")
@click.argument("attendance", type=ID)
@click.argument("session", type=ID)
@click.pass_context
def move(ctx: click.Context, attendance: int, session: int) -> None:
    """Move an attendance to the session it belongs to. Prints the new attendance."""
    with opened(ctx) as office:
        new = office.call(
            activities.move,
            attendance,
            session,
            now=now(),
            station=STATION,
            actor=actor(),
            operation_id=new_operation_id(),
        )
    click.echo(new)


command.add_command(enter)
