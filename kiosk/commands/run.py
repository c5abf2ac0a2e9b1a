"""kiosk run: start the kiosk on this terminal."""

from __future__ import annotations

import click

from kiosk.commands.common import place


@click.command()
@click.pass_context
def command(ctx: click.Context) -> int:
    """Start the kiosk. Without --database and --config: the demo hall, with a simulated reader."""
    where = place(ctx)
    if where.demo:
        from kiosk.wiring import run_demo

        return run_demo(where.database.parent)
    from kiosk.wiring import run

    return run(where)
