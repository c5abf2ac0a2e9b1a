"""Somebody holds something to the reader: a member, staff, a book, a number that is two things."""

from __future__ import annotations

from db import arrivals, door
from db.arrivals import Arrived
from db.base import Refusal
from db.staff import DUTIES, Role, StaffCard
from screens import flow, i18n
from screens.base import KioskScreen
from screens.house import House
from screens.messages import CardShown, Held


async def arrive(app: House, code: str, kind: str | None = None) -> None:
    """Begin the visit of whoever holds this card; another person's ends first.

    A book or a pick-up number is nobody: it ends no visit. `kind` answers the question that an
    ambiguous number asks. Whatever stands before an open door, a card is for the door.
    """
    waiting = flow.asking(app)
    if waiting is not None:
        while app.screen is not waiting:
            await app.pop_screen()
        waiting.post_message(CardShown(code, app.visit.now()))
        return
    try:
        arrived = await app.anonymous().ask(arrivals.card_shown, code, kind)
    except Refusal as refusal:
        await app.end_visit()
        app.refuse(refusal)
        return
    if arrived.kind in ("isbn", "pick_up"):
        notice = _not_a_card(app, arrived.kind)
        if type(app.screen) is type(notice):  # the next one, or the same one again
            await app.pop_screen()
        await app.push_screen(notice)
        return
    if arrived.home is None or arrived.home.resident != app.visit.resident:
        await app.end_visit()
    await _opened(app, arrived, code)


def _not_a_card(app: House, kind: str) -> KioskScreen:
    """What a thing is told that is nobody's card."""
    if kind == "isbn":
        from screens.notice import BookScreen

        return BookScreen(app.visit)
    from screens.prizes.desk import DeskCodeScreen

    return DeskCodeScreen(app.visit)


async def _opened(app: House, arrived: Arrived, code: str) -> None:
    if arrived.home is not None:
        await _open_home(app, arrived.home)
    elif arrived.staff is not None:
        await _on_duty(app, arrived.staff)
    else:
        from screens.which import WhichScreen

        def meant(kind: str | None) -> None:
            if kind is not None:
                app.arrive(Held(code), kind)

        await app.push_screen(WhichScreen(app.visit, arrived.kinds), meant)


async def _open_home(app: House, home: arrivals.Home) -> None:
    """The home of a member, in the language of the card."""
    if app.visit.resident != home.resident:
        app.visit = app.anonymous()
        i18n.use(home.lang or app.front.first_lang)
    app.visit.home = home
    await flow.to_home(app)


async def _on_duty(app: House, card: StaffCard) -> None:
    """A staff card: first a clock that is not confirmed, then the doors it may open."""
    if not app.front.clock_confirmed and Role(card.role) in DUTIES["clock.confirm"]:
        from screens.clock import ClockScreen

        def answered(outcome: str | None) -> None:
            if outcome is not None:
                app.run_worker(open_doors(app, card))

        await app.push_screen(ClockScreen(app.visit, card), answered)
        return
    await open_doors(app, card)


async def open_doors(app: House, card: StaffCard) -> None:
    """The sessions whose door this card may open; a no for a card that may open none."""
    from screens.door import DoorChooseScreen

    try:
        found = await app.visit.ask(door.sessions, card.staff)
    except Refusal as refusal:
        app.refuse(refusal)
        return
    await app.push_screen(DoorChooseScreen(app.visit, card, found))
