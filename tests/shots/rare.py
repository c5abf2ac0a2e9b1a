"""States that no story reaches in a few taps, set by hand: every no, every movement, every row.

Not among the stories of the pictures: there would be ninety more of each screen. What asks whether a
sentence fits goes through them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product

from db.activities import ActivityReason, SessionView, Standing
from db.activities.views import Enrolment
from db.base import Refusal
from db.notices import NoticeView
from db.points import EntryKind
from db.texts import NO_WORDS
from screens import flow
from screens.i18n import _
from screens.notice import SorryScreen
from screens.refusals import REASONS
from tests.screens.conftest import NOW, Kiosk
from tests.shots.story import PLANNER, come

TITLED = ("check_in", "arrived", "undo", "annul", "moved", "loss_cover")
WORDS = ("points_arrived", "seat_freed", "session_cancelled", "account_touched")


async def rare(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Stops at each state; what stands behind it is a planner's home."""
    await come(k, PLANNER[lang])
    for telling in (_home, _rows, _movements, _noes, _faults):
        async for name in telling(k):
            yield name


async def _home(k: Kiosk) -> AsyncIterator[str]:
    """Each word that is owed; nothing that is open; a closed day."""
    here = k.app.visit.home
    for kind in WORDS:
        k.app.visit.home = replace(here, notices=(NoticeView(0, kind, {"points": 120}),))
        k.app.screen.refill()
        yield f"home {kind}"
    k.app.visit.home = replace(here, notices=(), open=(), inside=(), undo=None)
    k.app.screen.refill()
    yield "home nothing open"
    k.app.reader_lost = True
    k.app.screen.refill()
    yield "home no reader"
    k.app.reader_lost = False
    k.app.visit.home = here
    front = k.app.front
    k.app.front = replace(front, opens=tuple(replace(day, spans=()) for day in front.opens))
    await k.app.push_screen(flow.without_card("hours", k.app.visit))
    await k.settle()
    yield "open hours, always closed"
    k.app.front = front
    await k.tap("#bar-home")


def _variants(view: SessionView) -> list[SessionView]:
    """A session in every state that a row can show."""
    plain = replace(view, standing=Standing.NONE, can_enrol=False, seats_left=12)
    return [
        replace(plain, cancelled=True),
        replace(plain, standing=Standing.OUT),
        replace(plain, closed=True, why_not=ActivityReason.CLOSED),
        replace(plain, standing=Standing.IN, per_hour=True),
        replace(plain, standing=Standing.IN, per_hour=False),
        replace(plain, why_not=None),
        replace(plain, standing=Standing.WAITING, waiting_place=12, why_not=ActivityReason.NOT_YET),
        replace(plain, standing=Standing.ENROLLED, why_not=ActivityReason.NOT_YET),
        replace(plain, can_enrol=True, seats_left=0, why_not=ActivityReason.FULL),
        replace(plain, can_enrol=True, why_not=ActivityReason.NOT_YET, enrolment=Enrolment.OPEN),
        replace(plain, seats_left=0, why_not=ActivityReason.NOT_YET, enrolment=Enrolment.OPEN),
        replace(
            plain, seats_left=None, why_not=ActivityReason.NOT_YET, enrolment=Enrolment.REQUIRED
        ),
        replace(plain, why_not=ActivityReason.FULL, per_hour=True),
        replace(plain, why_not=ActivityReason.ENROLMENT_NEEDED),
        replace(plain, why_not=ActivityReason.WAITING),
    ]


async def _rows(k: Kiosk) -> AsyncIterator[str]:
    """Every state of a session beside its key, and what is said above the list."""
    await k.tap("#activities")
    screen = k.app.screen
    longest = max(screen._sessions, key=lambda view: len(k.app.visit.say(view.title)))
    screen._sessions = tuple(_variants(longest))
    for first in range(0, len(screen._sessions), screen.per_page):
        screen._first = first
        screen.refill()
        yield f"activities, states from {first}"
    for said in (
        lambda: "…  " + _("You are number {n} on the waiting list.", n=12),
        lambda: "✓  " + _("A place is kept for you."),
        lambda: "✓  " + _("You have given your place back."),
    ):
        screen.say(said)
        yield "activities, what was done"
    await k.tap("#bar-home")


async def _movements(k: Kiosk) -> AsyncIterator[str]:
    """Every kind of movement, on both accounts, forwards and taken back."""
    await k.tap("#points")
    screen = k.app.screen
    page = screen._page
    some = max(page.lines, key=lambda entry: len(entry.title.texts))
    lines = [
        replace(
            some,
            kind=kind,
            amount=sign * 120,
            balance=1280,
            account=account,
            reverses=reverses,
            entered_later=reverses,
            title=some.title if kind in TITLED else NO_WORDS,
        )
        for kind, sign, account, reverses in product(
            [*EntryKind, "unknown"], (1, -1), ("coming", "spendable"), (False, True)
        )
    ]
    for first in range(0, len(lines), screen.per_page):
        screen._page = replace(page, lines=tuple(lines[first : first + screen.per_page]))
        screen.refill()
        yield f"statement, kinds from {first}"
    await k.tap("#bar-home")


async def _noes(k: Kiosk) -> AsyncIterator[str]:
    """Most reasons take many people, or a bad day, to come about."""
    title = max((view.title for view in k.app.visit.home.open), key=lambda one: len(one.texts))
    facts = {"title": title, "opens_at": NOW, "wanted": 1}
    for reason in (reason for kind in REASONS for reason in kind):
        await k.app.push_screen(flow.refusal(k.app.visit, Refusal(reason, facts)))
        await k.settle()
        yield f"refusal {reason.value}"
        await k.app.pop_screen()


async def _faults(k: Kiosk) -> AsyncIterator[str]:
    await k.app.push_screen(SorryScreen(k.app.visit, "3F2A", written=False))
    await k.settle()
    yield "sorry, nothing written"
