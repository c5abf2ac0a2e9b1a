"""Stories of people who come, look round, check in and go."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from tests.screens.conftest import NOW, Kiosk
from tests.shots.story import (
    CHILD,
    DOUBLE,
    EVENING,
    LONG_AGO,
    NEWCOMER,
    PLANNER,
    REGULAR,
    come,
    story,
)


@story()
async def front(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Nobody is here."""
    yield "attract"
    k.app.screen.card_seen()
    await k.settle()
    yield "attract-reading"
    k.app.screen.refill()
    k.scanner.unplug()
    await k.settle()
    yield "attract-no-reader"
    k.scanner.replug()
    k.app.front = replace(k.app.front, open_now=False)
    k.app.screen.refill()
    await k.settle()
    yield "attract-closed"


@story(now=LONG_AGO, scale=False)
async def front_without_a_clock(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """The machine woke up in the past, and has no command for the text size."""
    yield "attract-no-clock"


@story()
async def without_a_card(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """What everybody may look at."""
    await k.tap("#today")
    yield "activities-anonymous-today"
    k.app.screen.say(lambda: "▲  " + _card_words(), "att")
    yield "activities-anonymous-card"
    await k.tap("#week")
    yield "activities-anonymous-week"
    await k.tap("#back")
    await k.tap("#first")
    yield "first-time"
    await k.tap("#back")
    await k.tap("#hours")
    yield "open-hours"


def _card_words() -> str:
    from screens.i18n import _

    return _("Hold your card to the reader.")


@story()
async def a_visit(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Come, check in, take it back, ask for staff, go."""
    await come(k, REGULAR[lang])
    yield "home"
    await k.tap("#first")
    yield "result"
    await k.tap("#bar-home")
    yield "home-undo"
    k.clock[0] += 70
    k.app.screen.refill()
    await k.settle()
    yield "home-inside"
    await k.tap("#bar-staff")
    yield "staff-called"
    await k.tap("#ok")
    await k.wait(46)
    yield "idle"
    await k.tap("#ok")
    await k.tap("#bar-finish")
    yield "goodbye"


@story()
async def second_thoughts(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """The check-in is undone on its own screen; the next one earns nothing more."""
    from screens import flow

    await come(k, PLANNER[lang])
    session = k.app.visit.home.open[0].id
    await k.tap("#first")
    came = k.app.screen.done
    await k.tap("#undo")
    yield "result-undone"
    await k.app.push_screen(flow.result(k.app.visit, replace(came, points=0, capped=True)))
    await k.settle()
    yield "result-capped"
    await k.tap("#bar-home")
    k.app.screen.check_in(session)
    await k.settle()
    await k.tap("#bar-home")
    k.app.screen.check_in(session)
    await k.settle()
    yield "result-again"


@story(now=EVENING)
async def two_are_open(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Two activities at one hour are two equal fields."""
    await come(k, REGULAR[lang])
    yield "home-two"
    await k.tap("#first")
    yield "result-square"


@story(now=DOUBLE)
async def in_the_morning(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A class in a numbered room."""
    await come(k, REGULAR[lang])
    yield "home-class"
    await k.tap("#activities")
    row = next(r for r in k.app.screen.query("SessionRow") if r.session and r.session.room_code)
    await k.tap(f"#act-{row.number}")
    yield "result-room"


@story()
async def a_child(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A child has no shop, and otherwise the same home."""
    await come(k, CHILD[lang])
    yield "home-child"


@story()
async def a_newcomer(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """No points yet, a card in another language, how it works."""
    await come(k, NEWCOMER[lang])
    await k.tap("#points")
    yield "statement-empty"
    await k.tap("#bar-home")
    await k.tap("#places")
    yield "activities-mine-empty"
    await k.tap("#bar-home")
    k.app.switches.speak("en" if lang != "en" else "bo")
    await k.settle()
    k.app.switches.speak(lang)
    await k.settle()
    yield "home-newcomer"


@story()
async def something_to_say(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """What the hall owes somebody a word about stands on the home."""
    from db import notices

    await come(k, REGULAR[lang])
    who = k.app.visit.resident
    await k.tap("#first")

    def owe() -> None:
        notices.tell(who, "points_arrived", {"points": 20}, NOW)
        notices.tell(who, "seat_freed", {}, NOW)

    k.app.office.call(owe)
    k.clock[0] += 70
    await k.tap("#bar-home")
    yield "home-reminder"


@story()
async def points(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Every line of the ledger has its reason."""
    await come(k, REGULAR[lang])
    await k.tap("#points")
    yield "statement"
    while k.app.screen.query_one("#older").variant == "normal":
        await k.tap("#older")
    yield "statement-last"


@story()
async def looking_round(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Today, the week, one's own places; a place is kept, and one waits for another."""
    from db import activities
    from db.base import new_operation_id

    await come(k, PLANNER[lang])
    await k.tap("#activities")
    yield "activities-today"
    await k.tap("#week")
    yield "activities-week"
    await k.tap("#down")
    yield "activities-week-2"
    who = k.app.visit.resident
    mine = {view.id for view in k.app.visit.home.plans}
    wanted = k.app.office.call(activities.week, who, now=NOW)
    for view in [v for v in wanted if v.can_enrol and v.id not in mine][:2]:
        k.app.office.call(
            activities.enrol,
            who,
            view.id,
            now=NOW,
            station="demo",
            operation_id=new_operation_id(),
        )
    await k.tap("#bar-home")
    await k.tap("#places")
    yield "activities-mine"
    await k.tap("#act-0")
    yield "give-back"
    await k.tap("#give")
    yield "activities-given-back"
