"""Stories of staff mode: card and PIN, the desks, people and their cards; and the tour for the audit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

from db import duties, prizes, residents
from db.base import database
from db.staff import OnDuty, Role, Staff
from kiosk.demo.cards import all_cards
from screens.staff import duty
from screens.staff.desks import DESKS
from tests.screens.conftest import Kiosk, number
from tests.shots.story import REGULAR, card, story
from tests.shots.typing import type_on

STAFF = {one.why.split(":")[0]: one for one in all_cards() if one.state == "staff"}
FRONT_DESK = STAFF["front desk"]
LEAD = STAFF["lead"]
NAMESAKE = "王建国"  # somebody of the demo hall, typed again


async def sign_in(k: Kiosk, who: str = "lead") -> None:
    """Card and PIN; the first page of staff mode is in front."""
    await k.scan(STAFF[who].number)
    if k.screen == "StaffCardScreen":
        await k.tap("#desks")
    await type_on(k, *STAFF[who].pin)
    await k.tap("#yes")
    assert k.screen == "StaffHomeScreen", k.screen


async def begin(k: Kiosk, role: Role) -> None:
    """The same without a card and a PIN, for what comes after."""

    def begun() -> OnDuty:
        who = Staff.get(Staff.role == role)
        with database.atomic():
            actor = duties.begin(who.id, role, now=k.app.now(), station=k.app.office.station)
        until = k.app.now() + timedelta(minutes=10)
        return OnDuty(actor, role, residents.masked(who.resident_id), 45, until)

    k.app.pulse.touched()
    await duty.begin(k.app, k.app.office.call(begun))
    await k.settle()


async def somebody_refused(k: Kiosk) -> None:
    """Some noes of today, so that there is something to be asked about."""
    for state in ("lost", "blocked", "replaced", "expired"):
        await k.scan(number(state))
        await k.app.end_visit()
        await k.settle()


@story()
async def staff_sign_in(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A card, what it opens, the PIN, the wrong one, the right one; a front desk and a lead."""
    await k.scan(FRONT_DESK.number)
    yield "staff-card"
    await k.tap("#desks")
    yield "staff-pin-empty"
    await type_on(k, *"1234")
    yield "staff-pin"
    await type_on(k, *"56")
    await k.tap("#yes")
    yield "staff-pin-wrong"
    await k.tap("#ok")
    await type_on(k, *FRONT_DESK.pin)
    await k.tap("#yes")
    yield "staff-home-front-desk"
    await k.wait(36)
    yield "staff-home-locks"
    await k.tap("#bar-staff")
    yield "staff-home-called"
    await k.tap("#ok")
    await k.tap("#bar-finish")
    yield "staff-ended"


@story()
async def staff_find_people(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A name, a list, a page; the card is stopped, another one is given."""
    await begin(k, Role.FRONT_DESK)
    await k.tap("#desk-people")
    yield "staff-people-empty"
    await k.tap("#name")
    yield "staff-people-typing"
    await k.tap("#no")
    await k.tap("#number")
    yield "staff-people-number"
    await k.tap("#no")
    k.app.screen.look("d")
    await k.settle()
    yield "staff-people-found"
    await k.scan(REGULAR[lang])
    yield "staff-person"
    if k.app.screen.query_one("#down").variant == "normal":
        await k.tap("#down")
        yield "staff-person-second"
    await k.tap("#stop")
    yield "staff-stop-card"
    await k.tap("#lost")
    yield "staff-person-stopped"
    await k.tap("#give")
    yield "staff-card-wanted"
    await k.scan(number("unbound"))
    yield "staff-card-confirm"
    await k.tap("#yes")
    yield "staff-person-given"
    await k.tap("#give")
    yield "staff-card-wanted-instead"
    await k.tap("#print")
    yield "staff-card-number"


@story()
async def staff_correct_and_add(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """One field is corrected; somebody new is added, who may be known already."""
    await begin(k, Role.FRONT_DESK)
    await k.tap("#desk-people")
    await k.scan(REGULAR[lang])
    await k.tap("#correct")
    yield "staff-correct"
    await k.tap("#field-phone")
    yield "staff-correct-typing"
    await type_on(k, "erase", "7")
    await k.tap("#yes")
    yield "staff-correct-confirm"
    await k.tap("#yes")
    yield "staff-corrected"
    await k.tap("#correct")
    await k.tap("#field-lang")
    yield "staff-correct-language"
    await k.tap("#no")
    await k.tap("#back")
    await k.tap("#back")
    await k.tap("#add")
    yield "staff-add-empty"
    k.app.screen.given("name", NAMESAKE)
    k.app.screen.given("child", False)
    await k.settle()
    yield "staff-add"
    await k.tap("#go")
    yield "staff-add-likely"
    await k.tap("#new")
    yield "staff-add-confirm"
    await k.tap("#yes")
    yield "staff-added"


@story()
async def staff_keep_the_shelf(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Something came in; then somebody fetches their prize."""
    await begin(k, Role.FRONT_DESK)
    await k.tap("#desk-shelf")
    yield "staff-shelf-desk"
    await k.tap("#prize-0")
    yield "staff-shelf-move"
    await k.tap("#receive")
    await type_on(k, *"12")
    yield "staff-shelf-number"
    await k.tap("#yes")
    yield "staff-shelf-received"
    await k.scan(k.call(prizes.mine, 1)[0].code)
    yield "staff-shelf-card"
    await k.scan(card(0))
    yield "staff-hand-over"
    await k.tap("#yes")
    yield "staff-handed-over"


@story()
async def staff_look_back(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """A lead: why cards were refused, what looks odd, what was done."""
    await somebody_refused(k)
    await begin(k, Role.LEAD)
    yield "staff-home-lead"
    await k.tap("#desk-people")
    await k.scan(REGULAR[lang])
    await k.tap("#stop")
    await k.tap("#blocked")
    await k.tap("#bar-home")
    for desk in DESKS[1:]:
        await k.tap(f"#desk-{desk.key}")
        yield f"staff-{desk.key}"
        await k.tap("#back")
    await k.tap("#desk-acts")
    k.app.screen.page = 99
    k.app.screen.refill()
    yield "staff-acts-last"


async def staff_around(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Stops once at every screen of staff mode; the name of the stop is the name of the screen."""
    await k.scan(LEAD.number)
    yield k.screen
    await k.tap("#desks")
    yield k.screen
    await k.app.end_visit()
    await somebody_refused(k)
    await sign_in(k)
    yield k.screen
    for desk in DESKS[1:]:
        await k.tap(f"#desk-{desk.key}")
        yield k.screen
        await k.tap("#back")
    await k.tap("#desk-people")
    k.app.screen.look("a")
    await k.settle()
    yield k.screen
    await k.tap("#name")
    yield k.screen
    await k.tap("#no")
    await k.scan(REGULAR[lang])
    yield k.screen
    await k.tap("#correct")
    yield k.screen
    await k.tap("#back")
    await k.tap("#give")
    yield k.screen
    await k.tap("#print")
    yield k.screen
    await k.tap("#no")
    await k.tap("#back")
    name = k.app.screen.person.who.name
    await k.tap("#back")
    await k.tap("#add")
    k.app.screen.given("name", name)
    await k.settle()
    yield k.screen
    await k.tap("#go")
    yield k.screen
    await k.tap("#back")
    await k.tap("#bar-finish")
    yield k.screen
