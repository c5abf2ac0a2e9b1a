"""kiosk import: residents from a CSV or XLSX file, with a verdict for every row, and back again."""

from __future__ import annotations

from pathlib import Path

import click

from db import calendar
from db.importing import bringing, columns, reading
from db.settings import Settings
from db.sqlite import compact
from kiosk.cli import failure
from kiosk.commands.common import ID, WORDS, by, opened, table


@click.group()
def command() -> None:
    """Bring residents in from a file, list the imports, undo one."""


@command.command("residents")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only say what would become of each row.")
@click.option(
    "--map",
    "said",
    type=WORDS,
    multiple=True,
    metavar="HEADER=FIELD",
    help=f"What a column means, remembered for the next file. Fields: {', '.join(columns.FIELDS)}.",
)
@click.pass_context
def residents_(ctx: click.Context, file: Path, dry_run: bool, said: tuple[str, ...]) -> None:
    """One row a line: FILE:ROW, added, warned or refused, field, what is accepted; then the counts."""
    mapping = dict(_pair(text) for text in said)
    with opened(ctx) as office:
        try:
            found = reading.read(
                file, lambda h: columns.folded(h) in map(columns.folded, mapping) or _known(h)
            )
        except OSError as error:
            raise failure(f"{file}: cannot be read ({error.strerror})") from error
        done = office.call(bringing.bring_in, found, said=mapping, dry_run=dry_run, **by())
    table([(f"{v.file}:{v.row}", v.outcome, v.field, v.accepts) for v in done.verdicts])
    kept = len(done.verdicts) - done.count("refused")
    click.echo(
        f"{'dry run' if done.number is None else f'import {done.number}'}: "
        f"{len(done.verdicts)} rows, {kept} {'would be ' if dry_run else ''}added, "
        f"{done.count('warned')} of them with a warning, {done.count('refused')} refused"
    )


def _known(header: str) -> bool:
    return columns.meaning(header) is not None or columns.is_paper(header)


def _pair(text: str) -> tuple[str, str]:
    header, sign, field = text.rpartition("=")
    if not sign or not header.strip() or field not in columns.FIELDS:
        raise failure(f"--map takes HEADER=FIELD, with one of {', '.join(columns.FIELDS)}", 2)
    if columns.is_paper(header):
        raise failure(f"{header}: numbers of identity papers are not read", 2)
    return header, field


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One import a line, the newest first: id, time, file, rows, added, warned, refused, state, who."""

    def read() -> list[tuple[object, ...]]:
        zone = Settings().zone
        return [
            (
                row.id,
                calendar.local(row.at, zone).isoformat(timespec="seconds"),
                row.file,
                row.rows,
                row.added,
                row.warned,
                row.refused,
                "there" if row.undone_at is None else "undone",
                row.actor,
            )
            for row in bringing.listed()
        ]

    with opened(ctx) as office:
        table(office.call(read))


@command.command("undo")
@click.argument("number", type=ID)
@click.pass_context
def undo(ctx: click.Context, number: int) -> None:
    """Take a whole import back. Prints how many residents it had brought.

    Refused when somebody of it has a card, points or a place by now.
    """
    with opened(ctx) as office:
        gone = office.call(bringing.undo, number, **by())
        office.call(compact)
    click.echo(gone)
