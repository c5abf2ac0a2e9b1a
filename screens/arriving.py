"""Somebody holds something to the reader: a member, staff, a book, a number that is two things."""

from __future__ import annotations

from db import arrivals, door
from db.arrivals import Arrived
from db.base import Refusal
from db.duties import Ending
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
    if waiting is not None and not await _relieves(app, code):
        while app.screen is not waiting:
            await app.pop_screen()
        waiting.post_message(CardShown(code, app.visit.now()))
        return
    duty = app.visit.duty
    try:
        arrived = await app.anonymous().ask(arrivals.card_shown, code, kind)
    except Refusal as refusal:
        app.visit.ending = Ending.MEMBER_CARD
        await app.end_visit()
        app.refuse(refusal)
        return
    if arrived.kind in ("isbn", "pick_up"):
        notice = _not_a_card(app, arrived.kind)
        if type(app.screen) is type(notice):  # the next one, or the same one again
            await app.pop_screen()
        await app.push_screen(notice)
        return
    if duty is not None and arrived.staff is not None and arrived.staff.staff == duty.actor.staff:
        from screens.staff.duty import to_desks

        await to_desks(app)  # the card of whoever is on duty, again
        return
    if arrived.home is None or arrived.home.resident != app.visit.resident:
        relieved = arrived.staff is not None
        app.visit.ending = Ending.RELIEVED if relieved else Ending.MEMBER_CARD
        await app.end_visit()
    await _opened(app, arrived, code)


async def _relieves(app: House, code: str) -> bool:
    """Whether this is a staff card in staff mode: it is for no desk, whatever that asks for."""
    return app.visit.duty is not None and await app.visit.ask(door.is_staff, code)


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
        await _staff_card(app, arrived.staff, code)
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


async def _staff_card(app: House, card: StaffCard, code: str) -> None:
    """A staff card: first a clock that is not confirmed, then what it opens."""
    held = Held(code)
    if not app.front.clock_confirmed and Role(card.role) in DUTIES["clock.confirm"]:
        from screens.clock import ClockScreen

        def answered(outcome: str | None) -> None:
            if outcome is not None:
                app.run_worker(_open(app, card, held))

        await app.push_screen(ClockScreen(app.visit, card), answered)
        return
    await _open(app, card, held)


async def _open(app: House, card: StaffCard, held: Held) -> None:
    """Doors, staff mode, or the choice between both for a card that opens both."""
    from screens.staff.desks import any_for
    from screens.staff.signing_in import StaffCardScreen, ask_for_pin

    doors, desks = Role(card.role) in DUTIES["open_door"], any_for(card.role)
    if doors and desks:
        await app.push_screen(StaffCardScreen(app.visit, card, held))
    elif desks:
        await ask_for_pin(app, held)
    else:
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
