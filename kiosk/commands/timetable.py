"""kiosk timetable: the hall's timetable as a PDF for the wall."""

from __future__ import annotations

import calendar as months
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from db import arrivals
from db.activities.timetable import timetable
from kiosk.cli import failure
from kiosk.commands.common import now, opened
from kiosk.commands.printing import OUT, whole


@click.command()
@click.option("--week", type=click.DateTime(["%Y-%m-%d"]), help="The week with this day.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="A whole month, YYYY-MM.")
@click.option("--paper", type=click.Choice(["a4", "a3"]), default="a4")
@OUT
@click.pass_context
def command(
    ctx: click.Context, week: datetime | None, month: datetime | None, paper: str, out: Path
) -> None:
    """Write the timetable of a week or a month. Prints how many lines it has."""
    from screens.paper import fonts
    from screens.paper import timetable as paper_

    if (week is None) == (month is None):
        raise failure("name a week by one of its days (--week), or a month (--month)", 2)
    first, days = _span(week, month)
    try:
        for script in ("han", "tibetan"):
            fonts.named(script)
    except fonts.NoFontError as error:
        raise failure(str(error)) from error
    with opened(ctx) as office:
        found = office.call(timetable, first, days, now=now())
        hall = office.call(arrivals.front, now=now()).hall
    whole(out, paper_.sheet(hall, found, paper))
    click.echo(sum(len(day.slots) for day in found))


def _span(week: datetime | None, month: datetime | None) -> tuple[date, int]:
    if month is not None:
        return month.date(), months.monthrange(month.year, month.month)[1]
    assert week is not None
    return week.date() - timedelta(days=week.weekday()), 7
