"""Every kind of scan on every screen has its outcome: none is ignored, none is guessed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from db import activities, codes, leaving, points, prizes, residents, settings
from db.activities import CheckedOut, SessionView
from db.base import GeneralReason, Refusal, database, new_operation_id
from db.codes import CodeKind
from db.duties import Duty
from db.forgetting import forget
from db.refused import RefusedScan
from db.residents import Found
from db.residents.tables import CardState, ResidentState
from db.staff import Role
from devices.frames import Decoder
from kiosk.demo.cards import all_cards
from screens import flow, forgetting
from screens.activities.find import FindScreen
from screens.activities.giving_back import GiveBackScreen
from screens.prizes.confirm import CancelScreen
from screens.prizes.detail import DetailScreen
from screens.prizes.pick_up import PickUpScreen
from screens.prizes.together import TogetherScreen
from screens.prizes.words import can_have
from screens.refusals import says
from screens.staff.acts import ActsScreen
from screens.staff.adding import LikelyScreen
from screens.staff.ended import DutyEndedScreen
from screens.staff.oddities import OdditiesScreen
from screens.staff.person import PersonScreen
from screens.widgets.panel import Panel
from tests.screens.conftest import Kiosk, number
from tests.screens.scans import NOTHING, ROWS, SCREENS, Kind, Outcome, Who, cells, markdown
from tests.shots.staff_tour import FRONT_DESK as DESK
from tests.shots.staff_tour import begin
from tests.shots.story import CHILD, HELPER, LEAD
from tests.shots.taking import public_screens

DOCS = Path(__file__).parents[2] / "docs" / "screens.md"
HERE = number("active", 0)  # whoever is here
TAG = b"0102030405"  # what an RFID tag says; its check byte is 01
STAFF = {card.why.split(":")[0]: card.number for card in all_cards() if card.state == "staff"}


def test_every_screen_and_every_kind_is_in_the_table() -> None:
    assert public_screens() == set(SCREENS)
    for who in Who:
        assert set(ROWS[who]) == set(Kind)


def test_the_documentation_has_the_table() -> None:
    assert markdown() in DOCS.read_text("utf-8")


@dataclass
class Reader:
    """A running kiosk with everything that can be held to its reader, as bytes on the line."""

    k: Kiosk
    lines: dict[Kind, bytes] = field(default_factory=dict)
    session: int = 0

    def prepare(self) -> None:
        """Make the people and the numbers that the demo does not have."""
        call, spare = self.k.call, number("active", 5)
        member, tagged = (number("active", n) for n in (1, 2))
        moved, forgotten = (number("active", n) for n in (6, 7))
        lost = STAFF["organiser"]
        resident = {code: call(residents.resident_of, code) for code in (moved, forgotten, tagged)}
        call(
            codes.bind,
            TAG.decode(),
            CodeKind.MEMBER,
            call(codes.meanings, tagged)[0].ref,
        )
        call(leaving.leave, resident[moved], ResidentState.MOVED, heir=None)
        call(forget, resident[forgotten])
        call(residents.end, call(codes.meanings, lost)[0].ref, CardState.LOST)
        twice = call(codes.meanings, HELPER)[0].ref
        call(codes.bind, spare, CodeKind.STAFF, twice)
        known: dict[Kind, str] = {
            Kind.MEMBER: member,
            Kind.SAME: HERE,
            Kind.CHILD: CHILD["zh_CN"],
            Kind.LOST: number("lost"),
            Kind.BLOCKED: number("blocked"),
            Kind.OLD: number("replaced"),
            Kind.EXPIRED: number("expired"),
            Kind.BLANK: number("unbound"),
            Kind.MOVED: moved,
            Kind.FORGOTTEN: forgotten,
            Kind.STAFF: HELPER,
            Kind.NO_DOOR: STAFF["librarian"],
            Kind.ON_DUTY: DESK.number,
            Kind.CLOCK: LEAD,
            Kind.STAFF_LOST: lost,
            Kind.BOOK: "9787020002207",
            Kind.PICK_UP: call(prizes.mine, call(residents.resident_of, HERE))[0].code,
            Kind.TWO_THINGS: spare,
            Kind.UNKNOWN: codes.with_check_digit("1099999999999"),
            Kind.SLIP: codes.with_check_digit("6012345678901"),
            Kind.HALF: HERE[:9],
            Kind.TOO_LONG: "7" * 400,
        }
        self.lines = {kind: code.encode() + b"\r" for kind, code in known.items()} | {
            Kind.PREFIXED: b"]C0" + number("active", 3).encode() + b"\r\n",
            Kind.RFID: b"\x02" + TAG + b"01" + b"\x03",
            Kind.GARBAGE: b"\x1b[2J[red]\xff\xfe\x00\xe2\x80\xae<&\r",
            Kind.NOISE: b"\xff\x80\x00",
        }
        self.session = _session(self.k).id
        call(_needs_a_guardian, call(residents.resident_of, CHILD["zh_CN"]))

    async def hold(self, kind: Kind, wanted: Outcome) -> None:
        """Send its bytes, then silence, as a cable does, and wait for what is wanted."""
        decoder, k = Decoder(), self.k
        for frame in [*decoder.feed(self.lines[kind]), *decoder.silence()]:
            k.scanner.scan(frame.code, frame.symbology)
        await self.until(
            lambda: (k.screen, tuple(k.sounds.played)) == (wanted.screen, wanted.sound)
        )

    async def until(self, there: Callable[[], bool]) -> None:
        """Until it is so and everything is painted, or for as long as anything goes on."""
        for _ in range(8):
            await self.k.app.workers.wait_for_complete()
            await self.k.pilot.pause()
            if there():
                break
        await self.k.app.workers.wait_for_complete()
        await self.k.pilot.pause()

    async def shown(self, code: str, screen: str) -> None:
        """Hold a card there and wait for a screen."""
        self.k.scanner.scan(code)
        await self.until(lambda: self.k.screen == screen)

    async def open(self, screen: str, who: Who) -> None:
        """From wherever the kiosk is to this screen, for this person, as a visitor gets there."""
        k = self.k
        await k.app.end_visit()
        if who in (Who.STAFF, Who.PEOPLE, Who.WANTED, Who.SHELF):
            await begin(k, Role.FRONT_DESK)
        if who in (Who.SOMEBODY, Who.SHARING):
            await self.shown(HERE, "HomeScreen")
        elif who is Who.GUARDIAN:
            await self.shown(CHILD["zh_CN"], "HomeScreen")
            for waiting in k.call(prizes.mine, k.app.visit.resident):
                if waiting.code:
                    k.call(prizes.cancel, k.app.visit.resident, waiting.id)
        elif who is Who.DOOR:
            await self.shown(HELPER, "DoorChooseScreen")
            k.app.screen.open(self.session)
            await k.settle()
            await k.scan(HERE)
        await OPENERS[screen](self)
        assert k.screen == screen, f"{screen} did not open, {k.screen} did"


def _needs_a_guardian(child: int, now: datetime) -> None:
    """A child with points, who may spend none of them alone."""
    with database.atomic():
        settings.put("child_redeem_limit", 0, now)
        points.open_with(child, 60, now=now, operation_id=new_operation_id(), happened_at=now)


async def _nothing(_reader: Reader) -> None:
    """It is in front already."""


async def _activities(reader: Reader) -> None:
    await reader.k.tap("#today" if reader.k.screen == "WelcomeScreen" else "#activities")


async def _result(reader: Reader) -> None:
    reader.k.app.screen.check_in(reader.session)
    await reader.k.settle()


def _session(k: Kiosk) -> SessionView:
    return next(v for v in k.call(activities.day, None, None) if v.open_area)


def _left(k: Kiosk) -> CheckedOut:
    return CheckedOut(1, _session(k), 75, 10, 0, 10, k.app.now())


async def _clock(reader: Reader) -> None:
    app = reader.k.app
    app.front = replace(app.front, clock_confirmed=False)
    await reader.k.scan(LEAD)
    app.front = replace(app.front, clock_confirmed=True)


def _pushed(make: Callable[[Kiosk], object]) -> Callable[[Reader], Awaitable[None]]:
    async def push(reader: Reader) -> None:
        await reader.k.app.push_screen(make(reader.k))  # type: ignore[arg-type]  # a screen
        await reader.k.settle()

    return push


def _lead(make: Callable[[Kiosk], object]) -> Callable[[Reader], Awaitable[None]]:
    """What only a lead sees; the card of whoever is on duty stays the front desk's."""

    async def push(reader: Reader) -> None:
        reader.k.call(lambda: Duty.update(role=Role.LEAD).execute())
        await _pushed(make)(reader)

    return push


def _scanned(kind: Kind) -> Callable[[Reader], Awaitable[None]]:
    async def hold(reader: Reader) -> None:
        reader.k.sounds.played.clear()
        await reader.hold(kind, ROWS[Who.NOBODY][kind])

    return hold


def _tapped(*selectors: str) -> Callable[[Reader], Awaitable[None]]:
    async def tap(reader: Reader) -> None:
        for selector in selectors:
            await reader.k.tap(selector)

    return tap


def _person(*selectors: str) -> Callable[[Reader], Awaitable[None]]:
    """The page of whoever else may be here, and on from it."""

    async def open_page(reader: Reader) -> None:
        resident = codes_of(reader.k, HERE)
        await reader.k.app.push_screen(PersonScreen(reader.k.app.visit, resident))  # type: ignore[arg-type]
        await reader.k.settle()
        await _tapped(*selectors)(reader)

    return open_page


def _likely(k: Kiosk) -> tuple[Found, ...]:
    return tuple(k.call(residents.find, "王"))


async def _refused(reader: Reader) -> None:
    reader.k.app.refuse(Refusal(GeneralReason.BUSY))
    await reader.k.settle()


def _prize(k: Kiosk) -> prizes.PrizeView:
    """The cheapest that can be had; for a child one that a guardian has to allow."""
    shelf = k.call(prizes.shelf, k.app.visit.resident).prizes
    return next(prize for prize in shelf if can_have(prize))


async def _spend(reader: Reader) -> None:
    """As the page of a prize asks."""
    k = reader.k
    detail = DetailScreen(k.app.visit, _prize(k), 100)
    await k.app.push_screen(detail)
    await k.settle()
    await k.tap("#take")


OPENERS: dict[str, Callable[[Reader], Awaitable[None]]] = {
    "WelcomeScreen": _nothing,
    "HomeScreen": _nothing,
    "DoorScreen": _nothing,
    "ActivitiesScreen": _activities,
    "ResultScreen": _result,
    "CheckedOutScreen": _pushed(lambda k: flow.checked_out(k.app.visit, _left(k))),
    "FindScreen": _pushed(lambda k: FindScreen(k.app.visit)),
    "GiveBackScreen": _pushed(lambda k: GiveBackScreen(k.app.visit, _session(k))),
    "StatementScreen": _tapped("#points"),
    "FirstTimeScreen": _pushed(lambda k: flow.first_time(k.app.visit)),
    "OpeningHoursScreen": _tapped("#hours"),
    "WhichScreen": _scanned(Kind.TWO_THINGS),
    "BookScreen": _scanned(Kind.BOOK),
    "RefusalScreen": _refused,
    "StaffCalledScreen": _tapped("#bar-staff"),
    "SorryScreen": _pushed(lambda k: flow.sorry(k.app.visit, "3F2A")),
    "IdleScreen": _pushed(lambda k: flow.are_you_there(k.app.visit, 30)),
    "GoodbyeScreen": lambda reader: flow.goodbye(reader.k.app, silent=False),
    "DoorChooseScreen": _scanned(Kind.STAFF),
    "ClockScreen": _clock,
    "StaffCardScreen": _scanned(Kind.ON_DUTY),
    "PinScreen": _scanned(Kind.NO_DOOR),
    "DutyEndedScreen": _pushed(lambda k: DutyEndedScreen(k.app.visit)),
    "StaffHomeScreen": _nothing,
    "StaffEntryScreen": _tapped("#desk-people", "#name"),
    "PeopleScreen": _tapped("#desk-people"),
    "ShelfDeskScreen": _tapped("#desk-shelf"),
    "PersonScreen": _person(),
    "CardWantedScreen": _person("#give"),
    "ConfirmScreen": _person("#give", "#print"),
    "CorrectScreen": _person("#correct"),
    "AddScreen": _tapped("#desk-people", "#add"),
    "LikelyScreen": _pushed(lambda k: LikelyScreen(k.app.visit, _likely(k))),
    "RefusedScreen": _tapped("#desk-refused"),
    "OdditiesScreen": _lead(lambda k: OdditiesScreen(k.app.visit)),
    "ActsScreen": _lead(lambda k: ActsScreen(k.app.visit)),
    "ShelfScreen": _tapped("#prizes"),
    "DetailScreen": _pushed(lambda k: DetailScreen(k.app.visit, _prize(k), 100)),
    "SpendScreen": _spend,
    "TogetherScreen": _pushed(lambda k: TogetherScreen(k.app.visit, _prize(k), 100)),
    "PickUpScreen": _pushed(
        lambda k: PickUpScreen.again(k.app.visit, k.call(prizes.mine, k.app.visit.resident)[0])
    ),
    "MineScreen": _tapped("#mine"),
    "CancelScreen": _pushed(lambda k: CancelScreen(k.app.visit, "×", 5)),
    "DeskCodeScreen": _scanned(Kind.PICK_UP),
}


def wrong(
    reader: Reader, kind: Kind, wanted: Outcome, before: tuple[str, str, object]
) -> list[str]:
    """What is not as the table says, in words; empty when all of it is."""
    k, out = reader.k, []
    screen, text, visit = before
    if wanted is NOTHING:
        return [] if (k.screen, k.text()) == (screen, text) else ["something changed"]
    if k.screen != wanted.screen:
        return [f"{k.screen} instead of {wanted.screen}"]
    stack = [type(one).__name__ for one in k.app.screen_stack]
    if stack.count(k.screen) > 1:
        out.append(f"stands on another {k.screen}: the key that closes it shows it again")
    if tuple(k.sounds.played) != wanted.sound:
        out.append(f"sounds {k.sounds.played} instead of {wanted.sound}")
    here = k.app.visit.resident
    if wanted.screen == "HomeScreen":
        code = reader.lines[kind].strip(b"\x02\x03\r\n").removeprefix(b"]C0")
        holder = codes_of(k, TAG.decode() if kind is Kind.RFID else code.decode())
        out += [] if here == holder else [f"the home of {here} instead of {holder}"]
    elif wanted.screen in STAFF_MODE:
        out += [] if k.app.visit is visit else ["the duty ended"]
    elif wanted.stays:
        out += [] if k.app.visit is visit else ["the visit ended"]
    elif here is not None:
        out.append("the person before is still here")
    elif k.app.visit.duty is not None and wanted.reason is None:
        out.append("the duty goes on")
    if wanted.reason is not None:
        said = says(wanted.reason)
        panel = "#who" if wanted.screen == "DoorScreen" else "#words"
        lines = {line.text for line in k.app.screen.query_one(panel, Panel).lines}
        missing = {said.what, said.do} - lines
        if wanted.screen != "DoorScreen":  # at a door the helper is there to be asked
            missing |= {said.ask} - lines
        out += [f"it does not say {text}" for text in missing]
        if visit.duty is not None and k.app.visit is visit:  # type: ignore[attr-defined]
            return out  # staff hold a card there: nobody was refused anything
        kept = k.call(lambda: [r.reason for r in RefusedScan.select()])
        out += [] if kept[-1:] == [wanted.reason] else [f"kept is {kept[-1:]}"]
    return out


STAFF_MODE = ("StaffHomeScreen", "PersonScreen", "PeopleScreen", "ConfirmScreen")


def codes_of(k: Kiosk, code: str) -> object:
    """Whose card has this number."""
    return k.call(residents.resident_of, code)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("screen", "who"), cells(), ids=lambda value: getattr(value, "name", value)
)
async def test_every_scan_on_every_screen(kiosk, monkeypatch, screen: str, who: Who) -> None:
    # Clearing every cache takes longer than a scan, and has tests of its own.
    monkeypatch.setattr(forgetting, "forget_everything", lambda _app: None)
    found: dict[str, list[str]] = {}
    async with kiosk() as k:
        reader = Reader(k)
        reader.prepare()
        for kind in Kind:
            await reader.open(screen, who)
            before = (k.screen, k.text(), k.app.visit)
            k.sounds.played.clear()
            confirmed = kind is not Kind.CLOCK
            k.app.front = replace(k.app.front, clock_confirmed=confirmed)
            await reader.hold(kind, ROWS[who][kind])
            k.app.front = replace(k.app.front, clock_confirmed=True)
            problems = wrong(reader, kind, ROWS[who][kind], before)
            if problems:
                found[kind.name] = problems
    assert found == {}
