"""What a story is: one run of the app that stops wherever there is something to see."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from devices.fakes import FakeVoice
from kiosk.demo.cards import of_person
from tests.screens.conftest import NOW, Kiosk

Telling = Callable[[Kiosk, str], AsyncIterator[str]]

EVENING = NOW + timedelta(hours=5, minutes=50)  # 18:50: the circle dance beside the open house
DOUBLE = NOW + timedelta(days=1, hours=-3)  # Wednesday 10:00: the exercise class, half an hour in
HELPING = NOW + timedelta(days=3, hours=1)  # Friday 14:00: helping elders, paid by the hour
LONG_AGO = NOW - timedelta(days=90)  # a machine that woke up without its clock


@dataclass(frozen=True)
class Story:
    """One run of the app; `tell` yields the name of a picture wherever one is to be taken."""

    tell: Telling
    now: datetime = NOW
    hardware: dict[str, Any] = field(default_factory=dict)
    dress: Callable[[], None] | None = (
        None  # changes the hall, in the office, before the app starts
    )

    @property
    def name(self) -> str:
        """The story's own name."""
        return self.tell.__name__


STORIES: list[Story] = []


def _can_scale(_factor: float) -> None:
    """The hall's machine has a command for the text size."""


def story(
    now: datetime = NOW, *, scale: bool = True, voice: tuple[str, ...] = ()
) -> Callable[[Telling], Telling]:
    """Tell this one too; `voice`: the languages that have recorded clips."""

    def add(tell: Telling) -> Telling:
        hardware: dict[str, Any] = {"scale": _can_scale} if scale else {}
        if voice:
            hardware["voice"] = FakeVoice(*voice)
        STORIES.append(Story(tell, now, hardware))
        return tell

    return add


def card(person: int, state: str = "active") -> str:
    """The number of a demo person's card."""
    return next(card.number for card in of_person(person) if card.state == state)


# Who comes, by the language of the card: often, as a child, for the first time, as staff.
REGULAR = {"zh_CN": card(0), "bo": card(1), "en": card(4)}
CHILD = {"zh_CN": card(20), "bo": card(21), "en": card(20)}
NEWCOMER = {"zh_CN": card(10), "bo": card(9), "en": card(10)}
PLANNER = {"zh_CN": card(2), "bo": card(5), "en": card(4)}
HELPER = card(41, "staff")
LEAD = card(38, "staff")


async def come(k: Kiosk, member: str) -> None:
    """A member's card: the home opens."""
    await k.scan(member)
    assert k.screen == "HomeScreen", k.screen


def all_stories() -> list[Story]:
    """Every story that pictures are taken of."""
    from tests.shots import (  # noqa: F401 - they add themselves
        listening,
        noes,
        shopping,
        staff_tour,
        typing,
        visits,
    )

    return STORIES
