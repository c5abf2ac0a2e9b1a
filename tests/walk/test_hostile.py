"""Bytes that want to be commands: at the reader, at the keyboard, as names. All of it is text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing

import pytest

from db import residents
from db.audit import Actor
from db.residents.masking import mask
from db.residents.tables import Person
from db.texts import NameText
from kiosk.demo.cards import all_cards
from kiosk.simulator import hold_card
from tests.devices.conftest import Line
from tests.walk.hall import ATTRACT, CHECKED_IN, NAME, NOT_NOW, TITLE, Hall, build, utc_now, word
from tests.walk.terminal import KIOSK, Terminal

pytestmark = pytest.mark.timeout(300)

# Each wants something else: the app's actions, the terminal, the database, the log, a buffer.
PAYLOADS = {
    "an action": "[@click=app.quit]here[/]",
    "broken markup": "[/] [bold",
    "the clipboard": "\x1b]52;c;aGFjaw==\x07",
    "a colour": "\x1b[31;99mred",
    "the title": "\x1b]0;metok-title\x1b\\",
    "a cleared screen": "\x1b[3J\x1b[99;99H",
    "an answer": "\x1b[?1;2c\x1bP+q6e\x1b\\",
    "one byte escapes": "\x9b31;99m\x9d52;c;aGFjaw==\x9c\x85",
    "nul": "10\x00\x00\x00",
    "direction": "\u202e\u2066cba\u2069\u200f\u061c",
    "joiners": "a\u200d\u200b\ufeff\U000e0041",
    "sql": "'; DROP TABLE resident; --",
    "a format": "%s%n{0.__class__}${x}",
}
RAW = {
    "not UTF-8": b"\xff\xfe\xc3\x28\xf0\x9f\x80",
    "surrogates": b"\xed\xa0\x80\xed\xb0\x80",
    "10 kB": b"\x1b[31;99m[@click=app.quit]" * 400,
}
# Textual's own: ESC, the bell, line ends.
_CONTROLS = re.compile(r"[\x00-\x06\x08\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    "[\u061c\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Every command that may stand in the stream: colours, cursor, modes; the page's colour, the pointer.
_COMMANDS = re.compile(
    r"\x1b(?:\[[0-9;]*m|\[\d+;\d+H|\[[?>]?[0-9;]*(?:\$p|[hlu])|\](?:11|22|111)[^\x07\x1b]*(?:\x07|\x1b\\))"
)


def assert_clean(terminal: Terminal) -> None:
    """Nothing of a payload that a terminal would obey is in what the kiosk wrote: every escape
    sequence is one of ours, and no other control or invisible character is there.
    """
    terminal.still()
    said = terminal.raw.decode("utf-8")
    assert _CONTROLS.findall(said) == []
    assert _INVISIBLE.findall(said) == []
    assert "\x1b" not in _COMMANDS.sub("", said)


@pytest.mark.parametrize(
    "mark",
    [
        "\x1b]52;c;aGFjaw==\x07",
        "\x1b[31;99;100;5n",
        "\x1bP+q6e",
        "\x1b[3J",
        "\x00",
        "\x9b",
        "\u202e",
    ],
)
def test_the_search_finds_what_it_looks_for(tmp_path, mark) -> None:
    with Terminal(["printf", "%s", "…"]) as terminal:
        terminal.drain()
        assert_clean(terminal)
        terminal.raw += mark.encode()
        with pytest.raises(AssertionError):
            assert_clean(terminal)


def test_whatever_is_held_to_the_reader_is_a_card_that_is_not_known(tmp_path) -> None:
    hall = build(tmp_path / "hall")
    with hall.plugged() as line, hall.start() as terminal:
        terminal.see(ATTRACT)
        for data in (*(p.encode() for p in PAYLOADS.values()), *RAW.values()):
            line.send(data + b"\r")
            terminal.see(NOT_NOW)
            terminal.press(word("OK"), ATTRACT)
        line.send(hall.card.encode() + b"\r")
        terminal.see("卓**")
        assert_clean(terminal)
    log = (hall.folder / "kiosk.log").read_text("utf-8")
    assert "fault" not in log
    assert _CONTROLS.findall(log) == []


def people(hall: Hall, names: Iterable[str]) -> list[tuple[int, str]]:
    """Residents of these names: number and card of each."""
    now = utc_now()
    by = {"now": now, "station": "test", "actor": Actor("os:test")}
    made = []
    with closing(hall.office()) as office:
        for name in names:
            person = office.call(
                residents.add,
                name,
                **by,
                joined_on=now.date(),
                birth_year=1990,
                lang="zh_CN",
            )
            made.append((person, office.call(residents.issue, person, **by)[1]))
    return made


def next_please(line: Line, terminal: Terminal, number: int) -> None:
    """Somebody with an unknown card ends the visit that was open."""
    line.send(f"{number:014d}\r".encode())
    terminal.see(NOT_NOW)
    terminal.press(word("OK"), ATTRACT)


def test_names_are_text_even_if_the_file_holds_commands(tmp_path) -> None:
    """Half of them written by the operation, half put into the file past every operation."""
    hall = build(tmp_path / "hall")
    names = [*PAYLOADS.values()] * 2
    known = people(hall, names)
    with closing(hall.office()) as office:
        for (person, _), name in list(zip(known, names, strict=True))[len(PAYLOADS) :]:
            office.call(
                lambda p=person, n=name: Person.update(name=n).where(Person.resident == p).execute()
            )
    with hall.plugged() as line, hall.start() as terminal:
        terminal.see(ATTRACT)
        for n, ((_, card), name) in enumerate(zip(known, names, strict=True)):
            line.send(card.encode() + b"\r")
            terminal.see(word("Welcome, {name}").format(name=mask(name)), TITLE)
            terminal.tap(mask(name))
            terminal.press(word("Activities"), word("Back"), mask(name))
            next_please(line, terminal, n)
        assert_clean(terminal)


def test_a_title_is_text_and_a_tap_on_it_checks_in(tmp_path) -> None:
    hall = build(tmp_path / "hall")
    known = people(hall, [NAME] * len(PAYLOADS))
    with hall.plugged() as line, hall.start() as terminal, closing(hall.office()) as office:
        terminal.see(ATTRACT)
        for (n, payload), (_, card) in zip(enumerate(PAYLOADS.values()), known, strict=True):
            office.call(titled, f"甲{payload}乙{n}")
            line.send(card.encode() + b"\r")
            terminal.see("甲", f"乙{n}")
            for plain in re.findall(r"[!-Z_-~]{3,}", payload):  # no escape begins with one of these
                terminal.see(plain)
            terminal.tap("甲")
            terminal.see(CHECKED_IN)
            next_please(line, terminal, n)
        assert_clean(terminal)


def titled(title: str) -> None:
    """Put a title into the file past every operation."""
    NameText.update(text=title).where(NameText.owner_kind == "series").execute()


def test_no_key_leaves_the_kiosk_and_what_is_pasted_is_no_card(tmp_path) -> None:
    folder = tmp_path / "demo"
    number = next(card.number for card in all_cards() if card.state == "active").encode()
    with Terminal([KIOSK, "demo", "run", "--in", str(folder)]) as terminal:
        terminal.see(ATTRACT)
        for data in (
            *RAW.values(),
            *(p.encode() for p in PAYLOADS.values()),
            b"\x1b[200~" + number + b"\r\x1b[201~",
            *(bytes([key]) for key in range(0x1B)),  # ctrl+@ … ctrl+z, tab and enter among them
            b"\x1b\x1b\x1b",
            b"\x1bOP\x1b[15~\x1b[24~\x1bq\x1bx",
            b"\x1b[<64;10;10M\x1b[<2;10;10M\x1b[<2;10;10m",
        ):
            terminal.type(data)
        terminal.watch(1)
        assert "卓**".encode() not in terminal.raw
        assert terminal.process.poll() is None
        hold_card(folder, number.decode())
        terminal.see("卓**")
        assert_clean(terminal)
