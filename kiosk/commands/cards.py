"""kiosk cards: which cards there are, and taking one out of use."""

from __future__ import annotations

import click

from db import codes, residents
from db.exports import rows
from db.residents import CardState
from kiosk.cli import failure
from kiosk.commands.common import STATION, WORDS, actor, now, opened, table


@click.group()
def command() -> None:
    """List cards; report one lost or block it."""


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One card a line: card, kind, state, resident, expiry. Numbers are never listed."""
    with opened(ctx) as office:
        found = office.call(rows, "cards")
    table([(r["card"], r["kind"], r["state"], r["resident"], r["expires_on"]) for r in found])


@command.command("end")
@click.argument("number", type=WORDS)
@click.option("--state", type=click.Choice(["lost", "blocked"]), required=True)
@click.pass_context
def end(ctx: click.Context, number: str, state: str) -> None:
    """Take the card with this number out of use; loans and points stay with the person."""

    def write() -> int | None:
        for meaning in codes.meanings(number):
            if meaning.kind in ("member", "staff"):
                residents.end(
                    meaning.ref, CardState(state), now=now(), station=STATION, actor=actor()
                )
                return meaning.ref
        return None

    with opened(ctx) as office:
        card = office.call(write)
    if card is None:
        raise failure("no card has this number")
    click.echo(f"card {card} is {state}")
