"""A duty at the screen: how it begins, how it is kept alive, how it locks."""

from __future__ import annotations

import logging

from db import duties
from db.base import Refusal
from db.duties import Ending
from db.staff import OnDuty
from screens import flow
from screens.base import KioskScreen
from screens.house import House
from screens.messages import VisitEnded

TOLD_EVERY = 5  # seconds of touches between two words to the records
SHOWN_FROM = 15  # seconds before it locks

log = logging.getLogger(__name__)


async def begin(app: House, duty: OnDuty) -> None:
    """Card and PIN were right: staff mode, in the place of whatever was open."""
    app.visit = app.anonymous()
    app.visit.duty, app.visit.told_at = duty, app.visit.now()
    app.voice.end()  # nothing of people is said aloud
    with app.batch_update():
        await flow.close_all(app)
        await to_desks(app)


async def to_desks(app: House) -> None:
    """Back to the first page of staff mode; what was open above it closes."""
    from screens.staff.home import StaffHomeScreen

    if any(isinstance(screen, StaffHomeScreen) for screen in app.screen_stack):
        while not isinstance(app.screen, StaffHomeScreen):
            await app.pop_screen()
        flow.refill(app)
    else:
        await flow.close_all(app)
        await app.push_screen(StaffHomeScreen(app.visit))


def watch(app: House, untouched: float) -> None:
    """Once a second: lock when it is time, and tell the records that somebody is here."""
    visit = app.visit
    duty = visit.duty
    if duty is None or visit.ending is not None:
        return
    now = visit.now()
    since = (now - (visit.told_at or now)).total_seconds()
    left = duty.idle_seconds - int(untouched)
    if now >= duty.until:
        lock(app, Ending.LIMIT)
    elif left <= 0:
        lock(app, Ending.IDLE)
    elif since >= TOLD_EVERY and untouched < since:
        visit.told_at = now
        app.run_worker(_touched(app), group="duty", exclusive=False)
    shown = left if 0 < left <= SHOWN_FROM else None
    if shown != visit.locks_in:
        visit.locks_in = shown
        if isinstance(app.screen, KioskScreen):
            app.screen.fill_header()


async def _touched(app: House) -> None:
    visit = app.visit
    try:
        live = await visit.ask(duties.touch)
    except Refusal as refusal:
        log.warning("nobody could write that staff are here: %s", refusal.reason)
        return
    if not live and app.visit is visit:
        lock(app, Ending.IDLE)


def lock(app: House, how: Ending) -> None:
    """The duty is over: nothing of people stays on the screen, and it says so. Once is enough."""
    if app.visit.duty is not None and app.visit.ending is None:
        app.visit.ending = how
        app.post_message(VisitEnded(app.visit.resident))
