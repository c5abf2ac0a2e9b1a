"""kiosk activities: what the hall offers: plan it, publish it, retire it, copy a week's single sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

import click

from db import activities
from db.activities.rooms import rooms
from db.activities.tables import CATEGORIES
from db.base import Refusal, new_operation_id
from db.calendar import service_day
from db.settings import Settings
from kiosk.cli import failure
from kiosk.commands.common import ID, WORDS, by, now, opened, table

T = TypeVar("T")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = click.DateTime(["%Y-%m-%d"])
AT = click.DateTime(["%H:%M"])
MINUTES = click.IntRange(1, 1440)
SEATS = click.IntRange(1, 10_000)


@click.group()
def command() -> None:
    """List, plan, publish and retire activities; add single sessions, copy last week's. Audited."""


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One activity a line: id, state, kind, room, weekly times, points, capacity, title."""
    with opened(ctx) as office:
        found = office.call(activities.listed)
    table([_row(view) for view in found])


def _row(view: activities.SeriesView) -> tuple[object, ...]:
    weekly = " ".join(f"{DAYS[d]}@{start:%H:%M}+{minutes}" for d, start, minutes in view.weekly)
    seats = view.capacity_soft if view.capacity_soft is not None else view.capacity_hard
    title = view.title.best("zh_CN")
    return (view.series, view.state, view.category, view.room, weekly, view.points, seats, title)


@command.command("add-series")
@click.option("--zh", type=WORDS, help="Its title in Chinese.")
@click.option("--bo", type=WORDS, help="Its title in Tibetan.")
@click.option("--en", type=WORDS, help="Its title in English.")
@click.option("--kind", type=click.Choice(CATEGORIES), required=True)
@click.option("--room", type=WORDS, required=True, help="Its door number, or its name.")
@click.option("--on", "days", type=click.Choice(DAYS), multiple=True, help="A day of the week.")
@click.option("--at", "starts", type=AT, help="When it begins, HH:MM.")
@click.option("--minutes", type=MINUTES, default=60)
@click.option("--from", "first", type=DAY, help="Its first day (default: today).")
@click.option("--points", type=click.IntRange(0, 1000), default=10)
@click.option("--seats", type=SEATS, help="Seats that the kiosk gives away.")
@click.option("--enrolment", type=click.Choice(["none", "open", "required"]), default="none")
@click.option("--publish", is_flag=True, help="Not a draft: there for everybody at once.")
@click.pass_context
def add_series(
    ctx: click.Context,
    zh: str | None,
    bo: str | None,
    en: str | None,
    kind: str,
    room: str,
    days: tuple[str, ...],
    starts: datetime | None,
    minutes: int,
    first: datetime | None,
    points: int,
    seats: int | None,
    enrolment: str,
    publish: bool,
) -> None:
    """Plan an activity, weekly or (without --on) for single days. A draft. Prints its id."""
    title = {lang: text for lang, text in (("zh_CN", zh), ("bo", bo), ("en", en)) if text}
    if not title:
        raise failure("a title is missing: --zh, --bo or --en takes one", 2)
    if bool(days) != (starts is not None):
        raise failure("--on and --at go together: a day of the week, and when it begins", 2)
    span = [] if starts is None else [(starts.time(), minutes)]

    def write() -> int:
        where = next((r.room for r in rooms() if room in (r.code, *dict(r.name.texts).values())), 0)
        if not where:
            raise failure(f"{room}: no room has this number or name", 2)
        today = service_day(now(), Settings().zone)
        made = activities.add_series(
            title,
            kind,
            where,
            weekly={DAYS.index(day): span for day in days},
            starts_on=today if first is None else first.date(),
            points=points,
            capacity_soft=seats,
            capacity_hard=seats,
            enrolment=enrolment,
            published=False,
            **by(),
        )
        if publish:
            activities.publish(made, operation_id=new_operation_id(), **by())
        return made

    with opened(ctx) as office:
        click.echo(office.call(write))


@command.command("publish")
@click.argument("series", type=ID)
@click.pass_context
def publish_(ctx: click.Context, series: int) -> None:
    """A draft is there for everybody. Prints how many sessions were planned at once."""
    with opened(ctx) as office:
        operation = {"operation_id": new_operation_id(), **by()}
        click.echo(office.call(activities.publish, series, **operation))


@command.command("retire")
@click.argument("series", type=ID)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def retire(ctx: click.Context, series: int, reason: str) -> None:
    """An activity ends: what has not begun is cancelled, with a notice. Prints how many."""
    with opened(ctx) as office:
        operation = {"operation_id": new_operation_id(), **by()}
        click.echo(office.call(activities.retire_series, series, reason=reason, **operation))


@command.command("add")
@click.argument("series", type=ID)
@click.option("--day", type=DAY, required=True, help="YYYY-MM-DD.")
@click.option("--at", "starts", type=AT, required=True, help="HH:MM.")
@click.option("--minutes", type=MINUTES, default=60)
@click.pass_context
def add(ctx: click.Context, series: int, day: datetime, starts: datetime, minutes: int) -> None:
    """A single session of an activity, also on a closed day."""
    with opened(ctx) as office:
        office.call(_single, series, day.date(), starts.time(), minutes)


def _single(series: int, day: date, starts: time, minutes: int) -> None:
    operation = {"operation_id": new_operation_id(), **by()}
    _asked_wrongly(lambda: activities.add_session(series, day, starts, minutes, **operation))


def _asked_wrongly(write: Callable[[], T]) -> T:
    """What a field does not accept was asked wrongly: exit code 2, with what would be accepted."""
    try:
        return write()
    except Refusal as refusal:
        if refusal.reason is not activities.PlanReason.NOT_ACCEPTED:
            raise
        facts = refusal.facts
        raise failure(f"{facts['field']} takes {facts['accepted']}", 2) from refusal


@command.command("copy-week")
@click.option("--to", "monday", type=DAY, required=True, help="The Monday to copy to.")
@click.pass_context
def copy_week(ctx: click.Context, monday: datetime) -> None:
    """Copy the single sessions of the week before. Prints: new, there already, on closed days."""
    with opened(ctx) as office:
        operation = {"operation_id": new_operation_id(), **by()}
        made = office.call(
            lambda: _asked_wrongly(lambda: activities.copy_week(monday.date(), **operation))
        )
    table([(len(made.new), made.there, made.closed)])
