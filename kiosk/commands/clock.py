"""kiosk clock: after a power cut the machine may wake up in the past."""

from __future__ import annotations

import click

from db import arrivals, clock
from kiosk.commands.common import STATION, actor, now, opened


@click.group()
def command() -> None:
    """Show and confirm the time."""


@command.command("show")
@click.pass_context
def show(ctx: click.Context) -> None:
    """The hall's time, and whether it is before something that was already entered."""
    with opened(ctx) as office:
        front = office.call(arrivals.front, now=now())
    state = "confirmed" if front.clock_confirmed else "not confirmed"
    click.echo(f"{front.now.isoformat(timespec='minutes')}\t{state}")


@command.command("confirm")
@click.pass_context
def confirm(ctx: click.Context) -> None:
    """Say that the machine's day and hour are right from now on. Audited."""
    with opened(ctx) as office:
        office.call(clock.confirm, now=now(), station=STATION, actor=actor())
