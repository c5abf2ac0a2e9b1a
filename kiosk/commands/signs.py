"""kiosk signs: the pictures of the screen for the hall's doors, to be printed."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import click

from db import arrivals
from db.activities.rooms import RoomView, rooms
from db.office import Office
from kiosk.cli import failure
from kiosk.commands.common import FOLDER, now, office_at, opened, table
from kiosk.config import Config
from kiosk.places import Place


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="signs.html")
@click.option("--in", "folder", type=FOLDER, help="The folder of a demo or of a hall.")
@click.option(
    "--picture", "wanted", multiple=True, metavar="ROOM=PICTURE", help="What its door shows, large."
)
@click.pass_context
def command(ctx: click.Context, file: Path, folder: Path | None, wanted: tuple[str, ...]) -> None:
    """Write FILE (signs.html): every pictogram, and an A4 page for each room. Print it."""
    from screens.paper import signs

    def read(at: datetime) -> tuple[arrivals.Front, tuple[RoomView, ...]]:
        return arrivals.front(now=at), rooms()

    with _office(ctx, folder) as office:
        front, found = office.call(read, now())
    doors = signs.for_doors(found, _chosen(wanted, found))
    page = signs.sheet(front.hall, found, doors, front.first_lang)
    try:
        file.write_text(page, "utf-8")
    except OSError as error:
        raise failure(f"{file}: cannot be written ({error.strerror})") from error
    table(
        [
            (number, room.code or room.name.best("en", front.first_lang), *doors[room.room])
            for number, room in enumerate(found, 2)
        ]
    )


def _office(ctx: click.Context, folder: Path | None) -> AbstractContextManager[Office]:
    """The hall that the global options mean, or the one in a folder."""
    if folder is None:
        return opened(ctx)
    if any(ctx.find_root().obj):
        raise failure("--in and --database or --config name two halls", 2)
    database = folder / "hall.db"
    if not database.is_file():
        raise failure(f"there is no hall in {folder}")
    return office_at(Place(database, Config(), demo=False))


def _chosen(wanted: tuple[str, ...], found: tuple[RoomView, ...]) -> dict[int, str]:
    """What staff want on a door: the room by its number, or by its name in any language."""
    from screens.paper.names import NAMES

    chosen: dict[int, str] = {}
    for one in wanted:
        where, _, picture = one.partition("=")
        if picture not in NAMES or picture == "speaker":
            raise failure(f"{picture or one}: not a picture; there are {', '.join(NAMES)}", 2)
        known = [r.room for r in found if where in (r.code, *dict(r.name.texts).values())]
        if not where or not known:
            raise failure(f"{where or one}: no room has this number or name", 2)
        chosen |= dict.fromkeys(known, picture)
    return chosen
