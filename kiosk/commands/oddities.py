"""kiosk oddities: many cards in one burst, one card at two places, many corrections by one person."""

from __future__ import annotations

import click

from db import looking
from kiosk.commands.common import by, opened, table


@click.command()
@click.option("--days", type=click.IntRange(1, 366), default=7, help="How far back (default: 7).")
@click.pass_context
def command(ctx: click.Context, days: int) -> None:
    """One oddity a line: time, kind, facts. Nothing here is a verdict, and nobody is blocked by it."""
    with opened(ctx) as office:
        found = office.call(looking.oddities, days, **by())
    table(
        [
            (
                odd.at.isoformat(timespec="seconds"),
                odd.kind,
                ", ".join(f"{name} {_plain(value)}" for name, value in odd.facts.items()),
            )
            for odd in found
        ]
    )


def _plain(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
