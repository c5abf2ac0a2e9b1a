"""What looks odd, for a lead: told as facts. It blocks nobody and is no verdict."""

from __future__ import annotations

from textual import work

from db import looking
from db.looking import Oddity
from screens import i18n
from screens.i18n import _, n_, p_
from screens.staff.records import Record, RecordsScreen
from screens.typography import month_day, time_text
from screens.visit import Visit


class OdditiesScreen(RecordsScreen):
    """The last seven days, the newest first."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._rows: tuple[Oddity, ...] | None = None

    def title_text(self) -> str:
        return p_("desk", "What looks odd")

    def empty_text(self) -> str:
        return _("Nothing looks odd in the last seven days.")

    def on_mount(self) -> None:
        self.load()

    @work
    async def load(self) -> None:
        """Read the list."""
        found = await self.asked(looking.oddities)
        self._rows = None if found is None else tuple(reversed(found))
        self.refill()

    def records(self) -> tuple[Record, ...] | None:
        if self._rows is None:
            return None
        lang = i18n.current()
        return tuple(
            Record(f"{month_day(row.at.date(), lang)}  {time_text(row.at)}", _lines(row))
            for row in self._rows
        )


def _lines(odd: Oddity) -> tuple[str, ...]:
    facts = odd.facts
    if odd.kind == "burst":
        seconds = int(facts["seconds"])
        return (
            n_("{n} card in one go", "{n} cards in one go", int(facts["cards"])),
            n_("within {n} second", "within {n} seconds", seconds) + f" · {facts['station']}",
        )
    if odd.kind == "two_places":
        return (
            _("One card at two places soon after each other"),
            _("No. {n}", n=facts["resident"]) + " · " + " → ".join(map(str, facts["stations"])),
        )
    if odd.kind == "corrections":
        n = int(facts["corrections"])
        return (
            n_(
                "{n} correction by one person on a day", "{n} corrections by one person on a day", n
            ),
            str(facts["actor"]),
        )
    return odd.kind, " · ".join(f"{name} {value}" for name, value in facts.items())
