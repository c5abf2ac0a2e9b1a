"""Visit: who is here, and how to ask the records office. It dies at goodbye.

The only place where a person exists in memory: a number, a masked name, a language.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from typing import ParamSpec, Protocol, TypeVar

from db.arrivals import Home
from db.base import Refusal, new_operation_id
from db.texts import Words
from screens import i18n

P = ParamSpec("P")
T = TypeVar("T")


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
        self.told: set[int] = set()  # notices that were said in this visit
        self._intents: dict[tuple[object, ...], str] = {}

    @property
    def resident(self) -> int | None:
        """The resident's number; None for somebody without a card."""
        return None if self.home is None else self.home.resident

    @property
    def masked(self) -> str:
        """The masked name, or nothing."""
        return "" if self.home is None else self.home.masked

    @property
    def lang(self) -> str:
        """The language that the screen speaks now."""
        return i18n.current()

    def say(self, words: Words) -> str:
        """A name in the language shown, else the hall's first, else any."""
        return words.best(i18n.current(), self.first_lang)

    async def ask(self, operation: Callable[..., T], /, *args: object, **kw: object) -> T:
        """Ask the office; adds now, station and operation_id where the operation takes them.

        One intent keeps its operation_id until it is answered, with an outcome or a Refusal: two
        taps, or a retry after a failure, are one operation; the next tap after an answer is another.
        """
        takes = inspect.signature(operation).parameters
        intent = (operation, *args, *sorted(kw.items()))
        if "now" in takes:
            kw.setdefault("now", self.now())
        if "station" in takes:
            kw.setdefault("station", self.office.station)
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
