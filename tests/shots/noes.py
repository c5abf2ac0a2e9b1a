"""Stories that end in a no, and the open door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

from db.activities import ActivityReason
from db.base import GeneralReason, Refusal
from tests.screens.conftest import Kiosk, number
from tests.shots.story import HELPER, HELPING, LEAD, LONG_AGO, PLANNER, REGULAR, card, come, story


@story()
async def cards_that_open_nothing(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Each state of a card has its own words."""
    for state in ("lost", "blocked", "replaced", "expired", "unbound"):
        await k.scan(number(state))
        yield f"refusal-{state}"
    await k.scan("99999999999999")
    yield "refusal-unknown"


@story()
async def activities_that_say_no(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Reasons that take many people, or a bad day, to come about."""
    from screens import flow

    await come(k, REGULAR[lang])
    here = k.app.visit.home.open[0]
    opens = here.starts_at.replace(hour=14, minute=30)
    noes = {
        "full": Refusal(ActivityReason.FULL, {"capacity": 8}),
        "not-yet": Refusal(ActivityReason.NOT_YET, {"opens_at": opens}),
        "points-in-use": Refusal(ActivityReason.POINTS_IN_USE),
        "too-many-undos": Refusal(ActivityReason.TOO_MANY_UNDOS, {"limit": 3}),
        "disk-full": Refusal(GeneralReason.DISK_FULL),
        "elsewhere": Refusal(ActivityReason.ELSEWHERE, {"title": here.title, "wanted": here.id}),
    }
    for name, refusal in noes.items():
        k.app.refuse(refusal)
        await k.settle()
        yield f"refusal-{name}"
        k.app.writable = True  # the next minute would have found the disk as it was
        await k.tap("#bar-home")
    await k.app.push_screen(flow.sorry(k.app.visit, "3F2A"))
    await k.settle()
    yield "sorry"


@story(now=HELPING)
async def paid_by_the_hour(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Hours count: in, and out again after an hour and a quarter."""
    await come(k, PLANNER[lang])
    yield "home-hours"
    helping = next(view for view in k.app.visit.home.open if view.per_hour)
    k.app.screen.check_in(helping.id)
    await k.settle()
    yield "result-hours"
    k.clock[0] += timedelta(minutes=75).total_seconds()
    await k.tap("#bar-home")
    await k.wait(1)
    yield "home-leave"
    await k.tap("#extra")
    yield "checked-out"
    await k.tap("#undo")
    yield "checked-out-undone"


@story()
async def the_door(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A helper's card, a session, and whoever comes."""
    await k.scan(HELPER)
    yield "door-choose"
    await k.tap("#choice-0")
    yield "door-empty"
    for person in (0, 1, 2, 15, 4, 5):
        await k.scan(card(person))
    await k.tap("#adult")
    yield "door"
    await k.scan(card(5))
    yield "door-again"
    await k.scan(card(23, "lost"))
    yield "door-refusal"
    await k.tap("#undo-0")
    yield "door-undone"


@story(now=LONG_AGO)
async def the_clock_is_wrong(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """After a power cut staff look at the day and the hour."""
    await k.scan(LEAD)
    yield "clock"


@story()
async def other_things_at_the_reader(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A book, and a number that is two things."""
    from db.codes import Code, CodeKind

    await k.scan("9787020002207")
    yield "book"
    await k.tap("#ok")
    twice = card(0)

    def print_it_twice() -> None:
        Code.create(code=twice, kind=CodeKind.STAFF, ref=1)

    k.app.office.call(print_it_twice)
    await k.scan(twice)
    yield "which"
