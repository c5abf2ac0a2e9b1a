"""What the hall's own data says: names that may stand on a screen in any language, and secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.audit import Audit
from db.residents.masking import mask
from db.residents.tables import Grid, Household, Person
from db.texts import NameText, printable
from screens import i18n
from screens.i18n import LANGUAGES
from screens.typography import weekday
from screens.widgets.cells import clean
from tests.screens.conftest import Kiosk


@dataclass(frozen=True)
class Facts:
    """`names`: all that the hall has typed and residents may see; `secrets`: what nobody may;
    `people`: what staff see besides, of persons and of the machine.

    A person's name that the hall itself bears, as a flower's, or a day of the week, is no secret.
    """

    names: str
    secrets: frozenset[str]
    people: str


def read() -> Facts:
    """From the open database."""
    texts = [row.text for row in NameText.select(NameText.text)]
    people = list(Person.select())
    full = {printable(name) for one in people for name in (one.name, one.second_name) if name}
    names = [*texts, *map(mask, full)]
    known = " | ".join((*names, *map(clean, names)))
    phones = {one.phone for one in people if one.phone}
    days = [weekday(date(2026, 1, day), lang) for day in range(1, 8) for lang in LANGUAGES]
    typed = " | ".join((*texts, *days))
    secret = {name for name in full if len(name) > 1 and name not in typed}
    written = [text for one in people for text in (one.name, one.second_name)]
    homes = [*(row.label for row in Household.select()), *(row.code for row in Grid.select())]
    stations = [row.station for row in Audit.select(Audit.station).distinct()]
    staff = " | ".join((*written, *map(clean, written), *homes, *stations, *i18n.NAMES.values()))
    return Facts(known, frozenset(secret | phones), staff)


def of(k: Kiosk) -> Facts:
    """Of the hall that a kiosk stands in."""
    return k.app.office.call(read)
