"""kiosk scan: hold a card to the demo's reader."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli import failure
from kiosk.commands.common import FOLDER
from kiosk.places import demo_folder


@click.command()
@click.option("--in", "folder", type=FOLDER, help="The demo's folder.")
@click.argument("code")
def command(folder: Path | None, code: str) -> None:
    """Write CODE byte for byte and a carriage return to the reader of a running demo."""
    from kiosk.simulator import NobodyListens, hold_card

    where = folder or demo_folder()
    try:
        hold_card(where, code)
    except NobodyListens as error:
        raise failure(f"no demo is running in {where}: start it with make run") from error
