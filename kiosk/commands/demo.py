"""kiosk demo: a hall that was invented, to try everything."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli import failure
from kiosk.commands.common import FOLDER
from kiosk.places import demo_folder


@click.group()
def command() -> None:
    """The demo hall: run it, list its cards."""


@command.command("run")
@click.option("--in", "folder", type=FOLDER)
def run_(folder: Path | None) -> int:
    """Start the kiosk on the demo hall in a folder, which is made when it is empty."""
    from kiosk.wiring import run_demo

    return run_demo(folder or demo_folder())


@command.command("stop")
@click.option("--in", "folder", type=FOLDER)
def stop_(folder: Path | None) -> None:
    """End the kiosk that runs on the demo hall in a folder."""
    from kiosk.running import stop

    where = folder or demo_folder()
    if not stop(where):
        raise failure(f"no demo is running in {where}")


@command.command("cards")
def cards() -> None:
    """One card a line, tab-separated: number, state, holder, why it is interesting; staff: PIN."""
    from kiosk.demo.cards import lines

    for line in lines():
        click.echo("\t".join(line))
