"""A small hall of its own on disk, open round the clock, with a reader whose cable the test holds."""

from __future__ import annotations

import gettext
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from db import activities, residents, settings, texts
from db.audit import Actor
from db.calendar import OpenSpan
from db.office import Office, housekeep
from screens import i18n
from tests.devices.conftest import Line
from tests.walk.terminal import KIOSK, Terminal

TITLE = "邻里开放日"
NAME, PHONE = "卓玛央金", "13900000777"
_CATALOGUE = gettext.translation("kiosk", Path(i18n.__file__).parent / "locale", ["zh_CN"])


def word(sentence: str) -> str:
    """What the kiosk says for an English sentence to somebody who reads Chinese."""
    said = _CATALOGUE.gettext(sentence)
    assert said != sentence
    return said


ATTRACT = word("Put your card here")
CHECKED_IN = word("Checked in")
INSIDE = word("You are here:")
READER_LOST = word("The card reader is not connected.")
NOT_NOW = word("Not possible now")


def utc_now() -> datetime:
    """The machine's clock, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Hall:
    """A folder with hall.db and kiosk.toml; `card` is the number of resident `person`'s card."""

    folder: Path
    card: str
    person: int

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "hall.db"

    @property
    def command(self) -> list[str]:
        """What the hall's service runs."""
        return [KIOSK, "--config", str(self.folder / "kiosk.toml"), "run"]

    @contextmanager
    def plugged(self) -> Iterator[Line]:
        """The reader's line, plugged in; pull and plug it as you like."""
        line = Line(self.folder / "reader")
        line.plug()
        try:
            yield line
        finally:
            line.unplug()

    def start(self, *command: str) -> Terminal:
        """The real program on a terminal of its own."""
        return Terminal(command or self.command)

    def office(self) -> Office:
        """The same file, opened by the test; close it."""
        return Office(self.database, station="test", now=utc_now())

    def copy(self, folder: Path) -> Hall:
        """The same hall somewhere else."""
        made = Hall(folder, self.card, self.person)
        folder.mkdir(parents=True)
        for file in self.folder.glob("hall.db*"):
            shutil.copy(file, folder)
        made.configure()
        return made

    def configure(self) -> None:
        """Write what the machine needs to know."""
        (self.folder / "kiosk.toml").write_text(
            f'database = "{self.database}"\n[reader]\nport = "{self.folder / "reader"}"\n'
            '[sound]\nmode = "off"\n[display]\npictures = "quadrants"\nwedge = true\n',
            "utf-8",
        )


def build(folder: Path, name: str = NAME) -> Hall:
    """A new hall with one resident, one card and one activity that never ends."""
    folder.mkdir(parents=True, exist_ok=True)
    office = Office(folder / "hall.db", station="test", now=utc_now())
    try:
        person, card = office.call(_furnish, name)
        office.call(housekeep, now=utc_now())
    finally:
        office.close()
    hall = Hall(folder, card, person)
    hall.configure()
    return hall


def _furnish(name: str) -> tuple[int, str]:
    now = utc_now()
    today = now.date()
    settings.put("hall_kind", "hall", now)
    texts.put("hall", 1, "name", {"zh_CN": "邻里之家"})
    for weekday in range(7):
        OpenSpan.create(weekday=weekday, opens=time(0, 0), closes=time(23, 59))
    by = {"now": now, "station": "test", "actor": Actor("os:test")}
    person = residents.add(
        name,
        **by,
        joined_on=today,
        birth_year=1988,
        phone=PHONE,
        lang="zh_CN",
    )
    room = activities.add_room("", {"zh_CN": "一楼大厅"}, {"zh_CN": "就在这一层"}, **by)
    activities.add_series(
        {"zh_CN": TITLE},
        "open",
        room,
        weekly={day: [(time(6, 0), 1440)] for day in range(7)},
        starts_on=today - timedelta(days=2),
        open_area=True,
        opens_minutes=0,
        **by,
    )
    return person, residents.issue(person, **by)[1]
