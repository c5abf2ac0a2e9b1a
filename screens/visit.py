"""Visit: who is here, and how to ask the records office. It dies at goodbye.

The only place where a person exists in memory: a number, a masked name, a language.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import ParamSpec, Protocol, TypeVar

from db import duties
from db.arrivals import Home
from db.base import Refusal, new_operation_id
from db.duties import Ending
from db.staff import OnDuty
from db.texts import Words
from screens import i18n

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)


class Office(Protocol):
    """What a visit needs of the records office."""

    station: str

    async def ask(self, operation: Callable[P, T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Run an operation on the clerk's thread."""
        ...


def utc_now() -> datetime:
    """The machine's clock, aware."""
    return datetime.now(UTC)


class Visit:
    """Anonymous from the first screen on; replaced when a card is read."""

    def __init__(
        self,
        office: Office,
        *,
        home: Home | None = None,
        first_lang: str = "zh_CN",
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.office = office
        self.home = home
        self.first_lang = first_lang
        self.now = now
        self.duty: OnDuty | None = None  # of a member of staff with card and PIN
        self.ending: Ending | None = None  # why the duty ends, once that is decided
        self.told_at: datetime | None = None  # when the records last heard that staff are here
        self.locks_in: int | None = None  # seconds, shown when they are few
        self.told: set[int] = set()  # notices that were said in this visit
        self._intents: dict[tuple[object, ...], str] = {}

    @property
    def resident(self) -> int | None:
        """The resident's number; None for somebody without a card."""
        return None if self.home is None else self.home.resident

    @property
    def identified(self) -> bool:
        """Whether somebody is here who can leave: a resident, or staff on duty."""
        return self.home is not None or self.duty is not None

    @property
    def masked(self) -> str:
        """The masked name, or nothing."""
        here = self.home or self.duty
        return "" if here is None else here.masked

    @property
    def lang(self) -> str:
        """The language that the screen speaks now."""
        return i18n.current()

    def say(self, words: Words) -> str:
        """A name in the language shown, else the hall's first, else any."""
        return words.best(i18n.current(), self.first_lang)

    async def ask(self, operation: Callable[..., T], /, *args: object, **kw: object) -> T:
        """Ask the office; adds now, station, actor and operation_id where the operation takes them.

        One intent keeps its operation_id until it is answered, with an outcome or a Refusal: two
        taps, or a retry after a failure, are one operation; the next tap after an answer is another.
        """
        takes = inspect.signature(operation).parameters
        intent = (operation, *args, *sorted(kw.items()))
        if "now" in takes:
            kw.setdefault("now", self.now())
        if "station" in takes:
            kw.setdefault("station", self.office.station)
        if "actor" in takes and self.duty is not None:
            kw.setdefault("actor", self.duty.actor)
        named = "operation_id" in takes and "operation_id" not in kw
        if named:
            kw["operation_id"] = self._intents.setdefault(intent, new_operation_id())
        try:
            answer = await self.office.ask(operation, *args, **kw)
        except Refusal:
            self._intents.pop(intent, None)
            raise
        self._intents.pop(intent, None)
        return answer

    def drop(self) -> bool:
        """For whatever still holds this visit: nobody is here. Returns whether somebody was."""
        before, self.home = self.identified, None
        return before

    async def end(self) -> None:
        """A duty ends in the records too; where nothing can be written it runs out there by itself."""
        if self.duty is not None:
            try:
                await self.ask(duties.end, self.ending or Ending.SIGNED_OUT)
            except Refusal as refusal:
                log.warning("a duty was not ended: %s", refusal.reason)
