"""Which screen comes next. Screens are loaded when they are first shown."""

from __future__ import annotations

from db import activities
from db.activities import ActivityReason, CheckedIn, CheckedOut
from db.base import Refusal
from db.duties import Ending
from db.residents import PersonReason
from db.staff import StaffReason
from screens import i18n
from screens.base import KioskScreen
from screens.home import HomeScreen
from screens.house import House
from screens.visit import Visit
from screens.welcome import WelcomeScreen

NARROWEST = 2  # the first screen stands on Textual's own blank one


def welcome(visit: Visit) -> KioskScreen:
    """The first screen."""
    return WelcomeScreen(visit)


def result(visit: Visit, came: CheckedIn) -> KioskScreen:
    """What a check-in did."""
    from screens.result import ResultScreen

    return ResultScreen(visit, came)


def checked_out(visit: Visit, left: CheckedOut) -> KioskScreen:
    """What a check-out did."""
    from screens.result import CheckedOutScreen

    return CheckedOutScreen(visit, left)


def refusal(visit: Visit, refused: Refusal) -> KioskScreen:
    """A no, in words."""
    from screens.notice import RefusalScreen

    return RefusalScreen(visit, refused)


async def staff_called(app: House) -> None:
    """Staff are coming; said again in place, where it stands already."""
    from screens.notice import StaffCalledScreen

    if isinstance(app.screen, StaffCalledScreen):
        app.screen.stay()
    else:
        await app.push_screen(StaffCalledScreen(app.visit))


def sorry(visit: Visit, code: str) -> KioskScreen:
    """Our fault."""
    from screens.notice import SorryScreen

    return SorryScreen(visit, code)


def are_you_there(visit: Visit, seconds: int) -> KioskScreen:
    """The warning before goodbye."""
    from screens.notice import IdleScreen

    return IdleScreen(visit, seconds)


def first_time(visit: Visit) -> KioskScreen:
    """How it works."""
    from screens.pages import FirstTimeScreen

    return FirstTimeScreen(visit)


def without_card(key: str, visit: Visit) -> KioskScreen | None:
    """The screen behind a tile of the first screen; None for another key."""
    if key in ("today", "week"):
        from screens.activities import ActivitiesScreen

        return ActivitiesScreen(visit, key)
    if key == "first":
        return first_time(visit)
    if key == "hours":
        from screens.pages import OpeningHoursScreen

        return OpeningHoursScreen(visit)
    return None


def room(key: str, visit: Visit) -> KioskScreen | None:
    """The screen behind a tile of the home; None for another key."""
    if key == "activities":
        from screens.activities import ActivitiesScreen

        return ActivitiesScreen(visit, "today")
    if key == "points":
        from screens.points import StatementScreen

        return StatementScreen(visit)
    if key == "prizes":
        from screens.prizes import ShelfScreen

        return ShelfScreen(visit)
    if key == "mine":
        from screens.prizes import MineScreen

        return MineScreen(visit)
    if key == "places":
        from screens.activities import ActivitiesScreen

        return ActivitiesScreen(visit, "mine")
    return None


# Coming and going -----------------------------------------------------------------------------


async def to_home(app: House) -> None:
    """Whatever is open closes; the home is in front, mounted once and filled again."""
    screens = [s for s in app.screen_stack if isinstance(s, HomeScreen)]
    if screens:
        while not isinstance(app.screen, HomeScreen):
            await app.pop_screen()
        screens[0].visit = app.visit
        screens[0].refill()
        return
    await close_all(app)
    if not app.is_screen_installed("home"):
        app.install_screen(HomeScreen(app.visit), "home")
    screen = app.get_screen("home")
    assert isinstance(screen, HomeScreen)
    screen.visit = app.visit
    await app.push_screen("home")


async def back_to_welcome(app: House) -> None:
    """The first screen, for nobody in particular."""
    await close_all(app)
    home = _home(app)
    for screen in (app.screen, home):
        if isinstance(screen, KioskScreen):
            screen.visit = app.visit
    if home is not None:
        home.refill()


async def close_all(app: House) -> None:
    """Whatever stands before the first screen closes."""
    while len(app.screen_stack) > NARROWEST:
        await app.pop_screen()


def _home(app: House) -> HomeScreen | None:
    if not app.is_screen_installed("home"):
        return None
    screen = app.get_screen("home")
    return screen if isinstance(screen, HomeScreen) else None


async def goodbye(app: House, *, silent: bool) -> None:
    """The visit ends; unless it is silent, the screen says so for a moment.

    Nothing is painted in between: the first screen does not flash up before the goodbye.
    """
    lang, on_duty = i18n.current(), app.visit.duty is not None
    app.covered = True
    try:
        with app.batch_update():
            await app.end_visit()
            if not silent:
                i18n.use(lang)  # the last words in the person's language
                await app.push_screen(_last_words(app.visit, on_duty=on_duty))
    finally:
        app.covered = False
        if isinstance(app.screen, KioskScreen):
            app.screen.wait_for_paint()


def _last_words(visit: Visit, *, on_duty: bool) -> KioskScreen:
    if on_duty:
        from screens.staff.ended import DutyEndedScreen

        return DutyEndedScreen(visit)
    from screens.notice import GoodbyeScreen

    return GoodbyeScreen(visit)


def has_left(app: House, refusal: Refusal) -> bool:
    """Whether staff took the person who is here off the list; then the visit ends before the no.

    A duty that is over is no no at all: the screen locks.
    """
    if app.visit.duty is not None and refusal.reason is StaffReason.NOT_ON_DUTY:
        from screens.staff.duty import lock

        lock(app, Ending.IDLE)
        return True
    gone = (PersonReason.NO_SUCH_RESIDENT, PersonReason.FORGOTTEN, PersonReason.HAS_LEFT)
    if app.visit.resident is None or refusal.reason not in gone:
        return False
    app.run_worker(_no_longer_here(app, refusal))
    return True


async def _no_longer_here(app: House, refusal: Refusal) -> None:
    await app.end_visit()
    app.refuse(refusal)


def asking(app: House) -> KioskScreen | None:
    """The screen that waits for cards, also behind a notice: a door that is open."""
    for screen in reversed(app.screen_stack):
        if not isinstance(screen, KioskScreen) or not screen.passes_cards:
            asks = isinstance(screen, KioskScreen) and screen.asks_for_card
            return screen if asks else None
    return None


async def home_or_welcome(app: House) -> None:
    """The home key."""
    if app.visit.duty is not None:
        from screens.staff.duty import to_desks

        await to_desks(app)
    elif app.visit.resident is None:
        await app.end_visit()
    else:
        await to_home(app)


def watch(app: House, untouched: float) -> None:
    """Once a second: staff mode locks when nobody has touched the screen for so long."""
    if app.visit.duty is not None:
        from screens.staff.duty import watch as on_duty

        on_duty(app, untouched)


def refill(app: House) -> None:
    """Say everything again on the screen in front."""
    if isinstance(app.screen, KioskScreen):
        app.screen.refill()


def typing(app: House) -> bool:
    """Whether a real keyboard types into what is in front."""
    return isinstance(app.screen, KioskScreen) and app.screen.typing


def take_back(app: House, at: float) -> None:
    """A key was a reader's: so was the one before it, which nobody could know."""
    if isinstance(app.screen, KioskScreen):
        app.screen.take_back(at)


async def check_in(screen: KioskScreen, session: int) -> None:
    """One tap: points on the way, and the screen that says so; or a no."""
    visit = screen.visit
    try:
        came = await visit.ask(activities.check_in, visit.resident, session)
    except Refusal as refused:
        if screen.in_front(visit):
            _refused_check_in(screen.kiosk, visit, session, refused)
        return
    if screen.in_front(visit):
        screen.kiosk.play("success")
        await screen.kiosk.push_screen(result(visit, came))


async def check_out(screen: KioskScreen, session: int) -> None:
    """Leave where hours count."""
    visit = screen.visit
    left = await screen.asked(activities.check_out, visit.resident, session)
    if left is not None and screen.in_front(visit):
        screen.kiosk.play("success")
        await screen.kiosk.push_screen(checked_out(visit, left))


def _refused_check_in(app: House, visit: Visit, session: int, refused: Refusal) -> None:
    """A no to a check-in; "in another activity" can be answered with a switch."""
    if refused.reason is not ActivityReason.ELSEWHERE:
        app.refuse(refused)
        return

    # No worker waits for the answer: whoever walks away leaves nothing behind.
    def answered(outcome: str | None) -> None:
        if outcome == "switch":
            app.run_worker(_switch(app, visit, session))

    asked = Refusal(refused.reason, {**refused.facts, "wanted": session}, refused.also)
    app.play("refusal")
    app.push_screen(refusal(visit, asked), answered)


async def _switch(app: House, visit: Visit, session: int) -> None:
    """Leave the other activity for this one."""
    try:
        came = await visit.ask(activities.switch, visit.resident, session)
    except Refusal as refused:
        if app.visit is visit:
            app.refuse(refused)
        return
    if app.visit is visit:
        app.play("success")
        await app.push_screen(result(visit, came))
