""" "Why?": somebody held a card here today and got nothing."""

from __future__ import annotations

from textual import work

from db import looking
from db.looking import RefusedView
from screens.i18n import _, p_
from screens.staff.records import Record, RecordsScreen
from screens.staff.words import reason_text
from screens.typography import time_text
from screens.visit import Visit


class RefusedScreen(RecordsScreen):
    """The noes of today with their reasons, the newest first."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._rows: tuple[RefusedView, ...] | None = None

    def title_text(self) -> str:
        return p_("desk", "Why? Cards refused today")

    def empty_text(self) -> str:
        return _("No card was refused today.")

    def on_mount(self) -> None:
        self.load()

    @work
    async def load(self) -> None:
        """Read the list."""
        self._rows = await self.asked(looking.refusals)
        self.refill()

    def records(self) -> tuple[Record, ...] | None:
        if self._rows is None:
            return None
        return tuple(Record(time_text(row.at), self._lines(row)) for row in self._rows)

    def _lines(self, row: RefusedView) -> tuple[str, ...]:
        said = " ".join(reason_text(reason) for reason in row.reasons)
        number = "" if row.resident is None else _("No. {n}", n=row.resident)
        who = " ".join(filter(None, (row.name, number))) or _("Nobody of ours")
        where = self.visit.say(row.title) if row.title else ""
        return said, " · ".join(filter(None, (who, where, row.station, row.code)))
