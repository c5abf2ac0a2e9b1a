"""kiosk settings: what the hall decides."""

from __future__ import annotations

import re

import click

from db import audit, settings
from db.base import database
from db.settings import DEFINITIONS, Settings, UnknownSettingError
from kiosk.cli import failure
from kiosk.commands.common import STATION, actor, now, opened, table

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

    def write() -> None:
        given: settings.Value = int(value) if _NUMBER.fullmatch(value) else value
        accepted = settings.accepted(name, given)
        if name == "hall_kind":
            msg = "hall_kind is set when the database is made: a demo never becomes a hall"
            raise UnknownSettingError(msg)
        with database.atomic():
            before = Settings().word(name)
            settings.put(name, accepted, now())
            audit.write(
                actor(),
                "setting_changed",
                ("setting", sorted(DEFINITIONS).index(name)),
                now=now(),
                station=STATION,
                facts={"name": name, "before": before, "after": accepted},
            )

    with opened(ctx) as office:
        try:
            office.call(write)
        except UnknownSettingError as error:
            raise failure(str(error), 2) from error
