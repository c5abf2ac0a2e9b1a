"""kiosk export: a table as CSV or JSON on standard output."""

import csv
import json
import sys

import click

from db.exports import EXPORTS, rows
from kiosk.commands.common import opened

# A spreadsheet runs a cell that begins with one of these; a quote in front keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@click.argument("name", type=click.Choice(sorted(EXPORTS)))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.pass_context
def command(ctx: click.Context, name: str, form: str) -> None:
    """Write a table to standard output: UTF-8, CSV with a header or a JSON list."""
    with opened(ctx) as office:
        found = office.call(rows, name)
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # always a text stream
    if form == "json":
        json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    if found:
        writer = csv.DictWriter(sys.stdout, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in found)


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
