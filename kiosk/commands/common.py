"""What several commands need: an open office, the clock, who sits at the keyboard."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from db.audit import Actor
from db.base import Refusal
from db.office import Office
from kiosk.cli import failure
from kiosk.config import ConfigError
from kiosk.opening import open_office
from kiosk.places import Place, PlaceError, resolve

STATION = "command line"
ID = click.IntRange(1, 2**63 - 1)  # what a row's number can be


class Words(click.types.StringParamType):
    """Text that can be written down: not empty, valid UTF-8, no control characters."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.strip() or not value.isprintable():
            self.fail("it takes words, without control characters", param, ctx)
        return value


class Folder(click.Path):
    """A folder by its name; an empty one would be whatever folder one happens to be in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it takes the name of a folder", param, ctx)
        return super().convert(value, param, ctx)


WORDS = Words()
FOLDER = Folder()


def now() -> datetime:
    """The only clock of the command line; aware, UTC."""
    return datetime.now(UTC)


def actor() -> Actor:
    """The person at the keyboard, as the audit will name them."""
    return Actor.command_line(getpass.getuser())


def by() -> dict[str, Any]:
    """What every audited operation takes: when, where, who."""
    return {"now": now(), "station": STATION, "actor": actor()}


def place(ctx: click.Context) -> Place:
    """The place that the global options mean; errors in one line, exit code 2."""
    database, config_file = ctx.find_root().obj
    try:
        return resolve(database, config_file)
    except (PlaceError, ConfigError) as error:
        raise failure(str(error), 2) from error


@contextmanager
def opened(ctx: click.Context) -> Iterator[Office]:
    """An open office for the length of a command. The demo hall is made on first use."""
    with office_at(place(ctx)) as office:
        yield office


@contextmanager
def office_at(where: Place) -> Iterator[Office]:
    """An open office; what goes wrong is said in one line."""
    office = open_office(where.database, STATION)
    try:
        if where.demo:
            from kiosk.demo import seed_if_empty

            seed_if_empty(office, now())
        yield office
    except Refusal as refusal:
        raise failure(explain(refusal)) from refusal
    finally:
        office.close()


def explain(refusal: Refusal) -> str:
    """A refusal in one line of English, with its facts and every further reason."""
    facts = ", ".join(
        f"{k} {v}" for k, v in refusal.facts.items() if isinstance(v, int | str | list)
    )
    also = ", ".join(str(reason) for reason in refusal.also)
    line = f"refused: {refusal.reason}"
    line += f" ({facts})" if facts else ""
    return line + (f"; also {also}" if also else "")


def table(rows: list[tuple[object, ...]]) -> None:
    """Print rows tab-separated, without a header."""
    for row in rows:
        click.echo("\t".join("" if value is None else str(value) for value in row))
