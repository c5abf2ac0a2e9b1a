"""kiosk check: every invariant of ledger, attendance and cards."""

import click

from db.base import GeneralReason, Refusal
from kiosk.commands.common import opened


@click.command()
@click.pass_context
def command(ctx: click.Context) -> int:
    """Verify every invariant. Prints ok, or one broken invariant a line and exits with 1."""
    from db.invariants import broken

    with opened(ctx) as office:
        try:
            lines = office.call(broken)
        except Refusal as refusal:
            if refusal.reason is not GeneralReason.DAMAGED:
                raise
            lines = ["file: damaged, it cannot be read to its end"]
    for line in lines or ["ok"]:
        click.echo(line)
    return 1 if lines else 0
