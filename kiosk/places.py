"""Where things stand: which database a command means, and the files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kiosk.config import Config, load


class PlaceError(ValueError):
    """A database that this program cannot open; the message is one line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database file, the machine's settings, and whether it is the demo hall."""

    database: Path
    config: Config
    demo: bool


def demo_folder() -> Path:
    """The demo hall in the user's data directory."""
    import platformdirs

    return Path(platformdirs.user_data_dir("metok-kiosk", appauthor=False)) / "demo"


def resolve(database: str | None, config_file: Path | None) -> Place:
    """The place that the global options mean (decisions 24). Raises PlaceError, ConfigError."""
    if database == "":
        msg = "--database is empty; it takes a URL, a file or a directory"
        raise PlaceError(msg)
    config = Config() if config_file is None else load(config_file)
    named = database or config.database
    if named is not None:
        return Place(database_file(named), config, demo=False)
    if config_file is not None:
        msg = f"{config_file}: database is missing; it takes a URL, a file or a directory"
        raise PlaceError(msg)
    return Place(demo_folder() / "hall.db", config, demo=True)


def database_file(named: str) -> Path:
    """The file behind a URL, a file name, or a directory (then hall.db in it)."""
    if "://" in named:
        try:
            url = urlsplit(named)
        except ValueError as error:
            msg = f"{named}: not a URL ({error})"
            raise PlaceError(msg) from error
        if url.scheme in ("postgres", "postgresql"):
            msg = "PostgreSQL is not supported yet: the kiosk keeps one hall in one SQLite file"
            raise PlaceError(msg)
        if url.scheme != "sqlite":
            msg = (
                f"{url.scheme}:// is not known; a database is sqlite:///FILE, a file or a directory"
            )
            raise PlaceError(msg)
        path = unquote(url.netloc + url.path)
        # sqlite:///relative and sqlite:////absolute, as everywhere.
        named = path[1:] if path.startswith("/") else path
        if not named:
            msg = "a database's URL names a file: sqlite:///FILE"
            raise PlaceError(msg)
    path_ = Path(named)
    if path_.is_dir() or named.endswith("/"):
        path_ /= "hall.db"
    return path_
