"""kiosk residents: somebody leaves, or wants to be forgotten."""

from __future__ import annotations

import click

from db import residents
from db.base import new_operation_id
from db.forgetting import forget, sweep
from db.leaving import leave
from db.office import Office
from db.residents import ResidentState
from kiosk.cli import failure
from kiosk.commands.common import STATION, WORDS, actor, now, opened


@click.group()
def command() -> None:
    """Residents' records."""


@command.command("leave")
@click.argument("number", type=WORDS)
@click.option("--state", type=click.Choice(["moved", "died"]), required=True)
@click.option(
    "--points-to", "heir", type=WORDS, metavar="NUMBER", help="Somebody of the same household."
)
@click.pass_context
def leave_(ctx: click.Context, number: str, state: str, heir: str | None) -> None:
    """Somebody moved away or died: cards, seats and notices end; prints the points that were left.

    Points go to a member of the household, or lapse.
    """
    with opened(ctx) as office:
        left = office.call(
            leave,
            _resident(office, number),
            ResidentState(state),
            heir=None if heir is None else _resident(office, heir),
            now=now(),
            station=STATION,
            actor=actor(),
            operation_id=new_operation_id(),
        )
    click.echo(left)


def _resident(office: Office, number: str) -> int:
    found = office.call(residents.resident_of, number)
    if found is None:
        raise failure("no resident has this number")
    return found


@command.command("forget")
@click.argument("number", type=WORDS)
@click.pass_context
def forget_(ctx: click.Context, number: str) -> None:
    """Erase a resident: NUMBER is a card's 14 digits or the resident's own number.

    Names, cards, phone, consents and notices are erased at once and the files rewritten; the
    resident's number, sums and the chain stay. Points that are left go back to the hall. Keep the
    seven days for changing one's mind on paper before you call this.
    """
    with opened(ctx) as office:
        resident = _resident(office, number)
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
