"""kiosk refused: "I scanned and got nothing": the refused scans of a day."""

from __future__ import annotations

from datetime import datetime

import click

from db import looking
from kiosk.commands.common import by, opened, table


@click.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="A day (default: today).")
@click.pass_context
def command(ctx: click.Context, day: datetime | None) -> None:
    """One refused scan a line, the newest first: time, station, reasons, resident, session, card."""
    with opened(ctx) as office:
        found = office.call(looking.refusals, None if day is None else day.date(), **by())
    table(
        [
            (
                row.at.isoformat(timespec="seconds"),
                row.station,
                ",".join(row.reasons),
                row.resident,
                row.session,
                row.code,
            )
            for row in found
        ]
    )
