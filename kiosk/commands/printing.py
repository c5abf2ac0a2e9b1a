"""Writing a PDF for the printer: the file is whole or not there, and fonts are looked for first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from db import arrivals
from db.codes import CodeKind
from db.office import Office
from db.residents import ToPrint
from kiosk.cli import failure
from kiosk.commands.common import now

FORMATS = click.option(
    "--format",
    "form",
    type=click.Choice(["sheet", "single"]),
    default="sheet",
    help="Ten cards on A4 (default), or one card a page for a card printer.",
)
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.pdf",
    help="Where to write; a file that is there is replaced.",
)


def print_cards(
    office: Office, read: Callable[[], Sequence[ToPrint]], form: str, out: Path
) -> None:
    """Compose what `read` gives on the clerk's thread, write it, print how many cards it is.

    What cannot be printed here is said before anything is issued or written down.
    """
    from screens.paper import cards, fonts

    try:
        for script in ("han", "tibetan"):
            fonts.named(script)
    except fonts.NoFontError as error:
        raise failure(str(error)) from error
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(b"")
        front = office.call(arrivals.front, now=now())
        faces = [
            cards.CardFace(c.number, c.name, c.second_name, c.kind == CodeKind.STAFF)
            for c in office.call(read)
        ]
        if not faces:
            raise failure("there is no card to print")
        compose = cards.sheet if form == "sheet" else cards.singles
        _write(part, compose(faces, cards.wording(front.hall, front.first_lang)))
        part.replace(out)
    except OSError as error:
        raise failure(f"{out}: cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(len(faces))


def whole(out: Path, content: bytes) -> None:
    """Write a file that is whole or not there."""
    part = out.with_name(f".{out.name}.part")
    try:
        _write(part, content)
        part.replace(out)
    except OSError as error:
        raise failure(f"{out}: cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
