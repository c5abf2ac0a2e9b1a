"""kiosk cards: which cards there are, issuing, replacing and ending them, printing them."""

from __future__ import annotations

from pathlib import Path

import click

from db import codes, residents
from db.base import database
from db.exports import rows
from db.office import Office
from db.residents import CardState, ToPrint
from kiosk.cli import failure
from kiosk.commands.common import WORDS, by, opened, table
from kiosk.commands.printing import FORMATS, OUT, print_cards


@click.group()
def command() -> None:
    """List, issue, replace and print cards; report one lost or block it."""


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One card a line: card, kind, state, resident, expiry. Numbers are never listed."""
    with opened(ctx) as office:
        found = office.call(rows, "cards")
    table([(r["card"], r["kind"], r["state"], r["resident"], r["expires_on"]) for r in found])


@command.command("issue")
@click.argument("resident", type=WORDS)
@click.option("--blank", type=WORDS, metavar="NUMBER", help="A blank numbered card at hand.")
@click.option("--replace", is_flag=True, help="The card that they have is dead from now on.")
@click.pass_context
def issue(ctx: click.Context, resident: str, blank: str | None, replace: bool) -> None:
    """Give RESIDENT (a number) a member card with a new number, or a blank one. Prints the number."""
    with opened(ctx) as office:
        who = _resident(office, resident)
        if replace:
            _, number = office.call(residents.replace, who, blank=blank, **by())
        elif blank is not None:
            office.call(residents.bind, blank, who, **by())
            number = blank
        else:
            _, number = office.call(residents.issue, who, **by())
    click.echo(number)


def _resident(office: Office, number: str) -> int:
    found = office.call(residents.resident_of, number)
    if found is None:
        raise failure("no resident has this number")
    return found


@command.command("end")
@click.argument("number", type=WORDS)
@click.option("--state", type=click.Choice(["lost", "blocked"]), required=True)
@click.pass_context
def end(ctx: click.Context, number: str, state: str) -> None:
    """Take the card with this number out of use; loans and points stay with the person."""

    def write() -> int | None:
        for meaning in codes.meanings(number):
            if meaning.kind in ("member", "staff"):
                residents.end(meaning.ref, CardState(state), **by())
                return meaning.ref
        return None

    with opened(ctx) as office:
        card = office.call(write)
    if card is None:
        raise failure("no card has this number")
    click.echo(f"card {card} is {state}")


@command.command("print")
@click.argument("numbers", type=WORDS, nargs=-1, metavar="[NUMBER]...")
@click.option("--all", "every", is_flag=True, help="Every member card in use.")
@FORMATS
@OUT
@click.pass_context
def print_(ctx: click.Context, numbers: tuple[str, ...], every: bool, form: str, out: Path) -> None:
    """Write cards to a PDF, by card or resident number. Prints how many."""
    if every == bool(numbers):
        raise failure("name the cards by their numbers, or say --all", 2)
    with opened(ctx) as office:
        print_cards(
            office, lambda: residents.to_print(None if every else numbers, **by()), form, out
        )


@command.command("blank")
@click.argument("count", type=click.IntRange(1, 1000))
@FORMATS
@OUT
@click.pass_context
def blank(ctx: click.Context, count: int, form: str, out: Path) -> None:
    """Make COUNT numbered cards that belong to nobody yet and write them to a PDF. Prints how many.

    A blank card becomes somebody's by one scan, or by kiosk cards issue --blank.
    """

    def make() -> tuple[ToPrint, ...]:
        with database.atomic():
            made = [residents.issue(None, **by())[1] for _ in range(count)]
            return residents.to_print(made, **by())

    with opened(ctx) as office:
        print_cards(office, make, form, out)
