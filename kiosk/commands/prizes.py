"""kiosk prizes: what staff do with shelf and reservations until there is staff mode on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from db import calendar, prizes, residents
from db.base import new_operation_id
from db.prizes import Category, RedemptionState, Terms
from db.residents import PersonReason
from db.settings import Settings
from kiosk.cli import failure
from kiosk.commands.common import ID, STATION, WORDS, actor, now, opened, table
from kiosk.commands.prize_terms import summaries, terms, titles, with_terms

COUNT = click.IntRange(0, 100_000)


@click.group()
def command() -> None:
    """Add, list and change prizes; receive, count, write off; hand over and cancel. All audited."""


def _signed() -> dict[str, Any]:
    return {
        "now": now(),
        "station": STATION,
        "actor": actor(),
        "operation_id": new_operation_id(),
    }


@command.command("add")
@with_terms
@click.pass_context
def add(ctx: click.Context, /, **given: Any) -> None:
    """A new prize; needs a name, --category and --points. Prints its number."""
    if not titles(given) or given["category"] is None or given["points"] is None:
        raise failure("a prize needs a name (--zh, --bo or --en), --category and --points", 2)
    wanted = terms(given, Terms(Category(given["category"]), given["points"]))
    with opened(ctx) as office:
        click.echo(office.call(prizes.add, titles(given), wanted, summaries(given), **_signed()))


@command.command("change")
@click.argument("prize", type=ID)
@with_terms
@click.pass_context
def change(ctx: click.Context, /, prize: int, **given: Any) -> None:
    """Change what is given; the rest stays. Who has reserved keeps the price of that day."""
    with opened(ctx) as office:
        wanted = terms(given, office.call(prizes.terms_of, prize))
        office.call(prizes.change, prize, wanted, titles(given), summaries(given), **_signed())


@command.command("retire")
@click.argument("prize", type=ID)
@click.pass_context
def retire(ctx: click.Context, prize: int) -> None:
    """Take a prize off the shelf for good; what is reserved is still handed over."""
    with opened(ctx) as office:
        office.call(prizes.retire, prize, **_signed())


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One prize a line: number, category, points, on hand, reserved, state, low, place, name."""
    with opened(ctx) as office:
        table(
            [
                (
                    row.id,
                    row.category,
                    row.cost,
                    row.on_hand,
                    row.reserved,
                    row.state,
                    "low" if row.low else "",
                    row.place,
                    row.title.best("zh_CN"),
                )
                for row in office.call(prizes.stock, now=now())
            ]
        )


def _stock(
    ctx: click.Context, operation: Callable[..., int], prize: int, number: int, reason: str
) -> None:
    with opened(ctx) as office:
        click.echo(office.call(operation, prize, number, reason, **_signed()))


@command.command("receive")
@click.argument("prize", type=ID)
@click.argument("number", type=COUNT)
@click.option("--reason", type=WORDS)
@click.pass_context
def receive(ctx: click.Context, prize: int, number: int, reason: str | None) -> None:
    """So many came in. Prints how many are on hand."""
    _stock(ctx, prizes.receive, prize, number, reason or "")


@command.command("damage")
@click.argument("prize", type=ID)
@click.argument("number", type=COUNT)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def damage(ctx: click.Context, prize: int, number: int, reason: str) -> None:
    """So many are broken or gone. Prints how many are on hand."""
    _stock(ctx, prizes.damage, prize, number, reason)


@command.command("return")
@click.argument("prize", type=ID)
@click.argument("number", type=COUNT)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def take_in(ctx: click.Context, prize: int, number: int, reason: str) -> None:
    """So many that were handed over came back. Prints how many are on hand."""
    _stock(ctx, prizes.take_in, prize, number, reason)


@command.command("count")
@click.argument("prize", type=ID)
@click.argument("counted", type=COUNT)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def count(ctx: click.Context, prize: int, counted: int, reason: str) -> None:
    """The shelf was counted, with what is reserved. Prints the difference."""
    _stock(ctx, prizes.count, prize, counted, reason)


@command.command("redemptions")
@click.option("--state", type=click.Choice([s.value for s in RedemptionState]))
@click.pass_context
def redemptions(ctx: click.Context, state: str | None) -> None:
    """One redemption a line: number, state, resident, points, reserved at, kept until, name."""

    def read() -> list[tuple[object, ...]]:
        zone = Settings().zone
        found = prizes.redemptions(None if state is None else RedemptionState(state))
        return [
            (
                row.id,
                row.state,
                row.resident_id,
                row.cost,
                calendar.local(row.reserved_at, zone).isoformat(timespec="minutes"),
                row.keep_until,
                title.best("zh_CN"),
            )
            for row, title in found
        ]

    with opened(ctx) as office:
        table(office.call(read))


@command.command("look")
@click.argument("code")
@click.argument("card")
@click.pass_context
def look(ctx: click.Context, code: str, card: str) -> None:
    """Whose prize it is, before it is handed over: name, birth year, household, prize, place."""
    with opened(ctx) as office:
        seen = office.call(prizes.at_desk, code, card, now=now(), station=STATION, actor=actor())
    title = seen.title.best("zh_CN")
    table([(seen.name, seen.birth_year, seen.household, title, seen.place)])


@command.command("hand-over")
@click.argument("code")
@click.argument("card")
@click.option("--fetched-by", help="Somebody else carries it: a card's or a resident's number.")
@click.pass_context
def hand_over(ctx: click.Context, code: str, card: str, fetched_by: str | None) -> None:
    """You looked and it is them: pick-up CODE and CARD together. Prints the prize."""
    with opened(ctx) as office:
        carrier = None
        if fetched_by is not None:
            carrier = office.call(residents.resident_of, fetched_by)
            if carrier is None:
                raise failure(f"refused: {PersonReason.NO_SUCH_RESIDENT}")
        ended = office.call(prizes.hand_over, code, card, carrier, **_signed())
    click.echo(ended.title.best("zh_CN"))


@command.command("cancel")
@click.argument("redemption", type=ID)
@click.option("--reason", type=WORDS, required=True)
@click.pass_context
def cancel(ctx: click.Context, redemption: int, reason: str) -> None:
    """Cancel a reservation: points and stock go back, who paid is told. Prints the points."""
    with opened(ctx) as office:
        ended = office.call(prizes.cancel_by_staff, redemption, reason, **_signed())
    click.echo(ended.points)
