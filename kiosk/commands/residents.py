"""kiosk residents: forget me."""

from __future__ import annotations

import click

from db import residents
from db.base import new_operation_id
from db.forgetting import forget, sweep
from kiosk.cli import failure
from kiosk.commands.common import STATION, actor, now, opened


@click.group()
def command() -> None:
    """Residents' records."""


@command.command("forget")
@click.argument("number")
@click.pass_context
def forget_(ctx: click.Context, number: str) -> None:
    """Erase a resident: NUMBER is a card's 14 digits or the resident's own number.

    Names, cards, phone, consents and notices are erased at once and the files rewritten; the
    resident's number, sums and the chain stay. Points that are left go back to the hall. Keep the
    seven days for changing one's mind on paper before you call this.
    """
    with opened(ctx) as office:
        resident = office.call(residents.resident_of, number)
        if resident is None:
            raise failure("no resident has this number")
        office.call(
            forget,
            resident,
            now=now(),
            station=STATION,
            actor=actor(),
            operation_id=new_operation_id(),
        )
        office.call(sweep, office.forgotten)
    click.echo(f"resident {resident} is forgotten")
