"""One resident's way through the real house: card, tap, points, organiser, points to spend."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import activities, invariants, residents
from db.activities.tables import Attendance, Session
from db.audit import Actor
from db.base import new_operation_id
from db.office import Office
from db.points import balances
from db.points.tables import Entry, Posting
from kiosk.demo import seed_if_empty
from kiosk.demo.cards import all_cards
from kiosk.simulator import HAND, hold_card
from screens import pictures
from tests.walk.hall import ATTRACT, CHECKED_IN, NOT_NOW, READER_LOST, TITLE, build, word
from tests.walk.terminal import KIOSK, Terminal, kiosk

pytestmark = pytest.mark.timeout(300)

# Four people whose cards open in Chinese, and how they are greeted.
CARDS = [card.number for card in all_cards() if card.state == "active"]
FIRST, OTHERS = (CARDS[0], "卓**"), ((CARDS[2], "王**"), (CARDS[3], "李**"), (CARDS[6], "马**"))
FINISH, HOME, POINTS = word("Finish"), word("Home"), word("My points")
OLDER = word("Older")
AWAY = 5.1  # seconds after which a card that was read is a new scan
GOODBYE = word("You are signed out.")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo hall that the tests copy."""
    folder = tmp_path_factory.mktemp("demo")
    with closing(opened(folder)) as office:
        seed_if_empty(office, datetime.now(UTC))
        office.call(only_the_open_house)
    return folder


@pytest.fixture
def demo(tmp_path: Path, seeded: Path) -> Iterator[tuple[Terminal, Path]]:
    """What `make run DATA=…` starts on a demo hall where only the open house takes place today."""
    folder = tmp_path / "demo"
    shutil.copytree(seeded, folder)
    with run(folder) as terminal:
        terminal.see(ATTRACT)
        yield terminal, folder


def run(folder: Path) -> Terminal:
    """What `make run DATA=…` calls."""
    return Terminal([KIOSK, "demo", "run", "--in", str(folder)])


def opened(folder: Path) -> Office:
    """The demo's records, opened by the test beside the running kiosk."""
    return Office(folder / "hall.db", station="test", now=datetime.now(UTC))


def only_the_open_house() -> None:
    """At some hours of the week other activities would come before it."""
    now = datetime.now(UTC)
    for view in activities.day(None, None, now=now):
        if view.title.best("zh_CN") != TITLE and not view.cancelled:
            activities.cancel(
                view.id,
                now=now,
                station="test",
                actor=Actor("os:test"),
                reason="test",
                operation_id=new_operation_id(),
            )


def held(folder: Path, *parts: bytes) -> None:
    """Bytes in the hand as they are, each part in a write of its own."""
    hand = os.open(folder / HAND, os.O_WRONLY)
    for part in parts:
        os.write(hand, part)
    os.close(hand)


def leave(terminal: Terminal) -> None:
    """Finish, read the goodbye to its end."""
    terminal.press(FINISH, GOODBYE)
    terminal.gone(GOODBYE)
    terminal.see(ATTRACT)


def figure(text: str) -> list[str]:
    """The rows of a big figure as they stand on a screen."""
    pictures.use("quadrants")
    return ["".join(s.text for s in row) for row in pictures.figures(text, "#000000", "#ffffff")]


def test_a_resident_checks_in_and_the_points_arrive(tmp_path) -> None:
    folder = tmp_path / "demo"
    with run(folder) as terminal:
        terminal.see(ATTRACT)
        with closing(opened(folder)) as office:
            office.call(only_the_open_house)
        walk(terminal, folder)


def walk(terminal: Terminal, folder: Path) -> None:
    """Card, tap, result, statement, organiser, points to spend; then a look into the file."""
    number, greeting = FIRST
    with closing(opened(folder)) as office:
        person = office.call(residents.resident_of, number)
        before = office.call(balances, person)
        entries = office.call(lambda: Entry.select().count())

    hold_card(folder, number)
    terminal.see(greeting)
    terminal.tap(TITLE)
    terminal.see(CHECKED_IN, *figure("+10"))
    terminal.press(HOME, POINTS)
    terminal.press(POINTS, OLDER, TITLE, "+10")
    leave(terminal)
    assert greeting not in terminal.text()

    listed = [
        line.split("\t") for line in kiosk("--database", folder, "sessions", "list").split("\n")
    ]
    (session,) = (row[0] for row in listed if row[-1] == TITLE and row[5] == "1")
    assert kiosk("--database", folder, "sessions", "close", session, "--heads", "1").strip() == "1"
    terminal.watch(AWAY)
    hold_card(folder, number)
    spendable = f"{before.spendable + 10}"
    terminal.see(greeting, spendable)
    terminal.press(POINTS, OLDER, *figure(spendable))
    assert kiosk("--database", folder, "check") == "ok\n"

    with closing(opened(folder)) as office:
        after = office.call(balances, person)
        assert (after.spendable, after.coming) == (before.spendable + 10, before.coming)
        (attendance,) = office.call(
            lambda: list(
                Attendance.select().where(
                    Attendance.resident == person, Attendance.session == int(session)
                )
            )
        )
        assert (attendance.state, attendance.points) == ("live", 10)
        earned, arrived = attendance.earned_id, attendance.arrived_id
        assert {earned, arrived} == set(
            office.call(lambda: [e.id for e in Entry.select().where(Entry.id > entries)])
        )
        for entry in (earned, arrived):
            amounts = office.call(
                lambda entry=entry: [
                    p.amount for p in Posting.select().where(Posting.entry == entry)
                ]
            )
            assert sorted(amounts) == [-10, 10]
        assert office.call(lambda: Session.get_by_id(int(session)).state) == "closed"
        assert office.call(invariants.broken) == []


def test_however_the_bytes_of_a_card_come_its_holder_is_greeted(demo) -> None:
    terminal, folder = demo
    (plain, first), (halves, second), (twice, third) = OTHERS
    for parts, greeting in (
        ([plain.encode()], first),
        ([halves[:7].encode(), halves[7:].encode() + b"\r"], second),
        ([twice.encode() + b"\r", twice.encode() + b"\r"], third),
    ):
        held(folder, *parts)
        terminal.see(greeting)
        assert NOT_NOW not in terminal.text()
        leave(terminal)


def test_halves_that_are_far_apart_are_not_one_card(demo) -> None:
    terminal, folder = demo
    number, greeting = FIRST
    for half in (number[:7], number[7:]):
        held(folder, half.encode())
        terminal.see(NOT_NOW)
        terminal.press(word("OK"), ATTRACT)
    assert greeting.encode() not in terminal.raw


def test_a_card_that_lies_on_the_reader_is_one_scan(demo) -> None:
    terminal, folder = demo
    number, greeting = FIRST
    hold_card(folder, number)
    terminal.see(greeting)
    terminal.press(POINTS, OLDER)
    hold_card(folder, number)
    terminal.watch(0.5)
    assert OLDER in terminal.text()


def test_another_size_of_terminal_keeps_the_visit(demo) -> None:
    terminal, folder = demo
    hold_card(folder, FIRST[0])
    terminal.see(FIRST[1])
    terminal.still()
    terminal.resize(80, 18)
    terminal.see(word("Display"))  # the large type has this key in the place of two
    terminal.tap(TITLE)
    terminal.see(CHECKED_IN, *figure("+10"))


def test_a_kiosk_that_is_stopped_gives_the_terminal_back(demo) -> None:
    terminal, folder = demo
    hold_card(folder, FIRST[0])
    terminal.see(FIRST[1])
    terminal.still()
    assert not terminal.cooked
    before = len(terminal.raw)
    assert terminal.end() == 0
    terminal.drain()
    # The alternate screen, both kinds of mouse reports, the cursor, pasting, the page's colour.
    for taken_back in ("[?1049l", "[?1003l", "[?1006l", "[?25h", "[?2004l", "]111"):
        assert f"\x1b{taken_back}".encode() in terminal.raw[before:]
    assert terminal.cooked
    assert devices(folder) == []


def test_a_kiosk_ends_with_its_window(demo) -> None:
    terminal, folder = demo
    assert devices(folder) == ["hand", "reader"]
    terminal.still()
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert devices(folder) == []


def test_a_kiosk_that_a_script_started_ends_with_its_window(tmp_path) -> None:
    # The signal goes to the script alone, which waits for the kiosk, as make does.
    hall = build(tmp_path / "hall")
    script = "trap '' HUP; \"$@\"; exit $?"
    with hall.start("sh", "-c", script, "sh", *hall.command) as terminal:
        terminal.see(READER_LOST)
        assert terminal.hang_up() == 128 + signal.SIGHUP


def devices(folder: Path) -> list[str]:
    """The names of the demo's reader, which go with the kiosk."""
    return sorted(path.name for path in folder.iterdir() if not path.is_file())
