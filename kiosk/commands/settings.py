"""kiosk settings: what the hall decides."""

from __future__ import annotations

import re

import click

from db import hall
from db.settings import DEFINITIONS, Settings, UnknownSettingError, Value
from kiosk.cli import failure
from kiosk.commands.common import by, opened, table

_NUMBER = re.compile(r"-?[0-9]{1,18}")


@click.group()
def command() -> None:
    """List and change the hall's settings. Changes are audited."""


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One setting a line: name, value, default."""

    def read() -> list[tuple[object, ...]]:
        current = Settings()
        return [(n, current.word(n), d.default) for n, d in sorted(DEFINITIONS.items())]

    with opened(ctx) as office:
        table(office.call(read))


@command.command("set")
@click.argument("name")
@click.argument("value")
@click.pass_context
def set_(ctx: click.Context, name: str, value: str) -> None:
    """Change one setting. What it accepts is said when the value is refused."""

    given: Value = int(value) if _NUMBER.fullmatch(value) else value
    with opened(ctx) as office:
        try:
            office.call(hall.decide, name, given, **by())
        except UnknownSettingError as error:
            raise failure(str(error), 2) from error
