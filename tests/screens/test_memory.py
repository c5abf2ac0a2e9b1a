"""After goodbye nothing of the person is in the memory of the real kiosk, nor in its log."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from pathlib import Path

import pytest

from db.residents.masking import mask
from tests.walk.hall import ATTRACT, CHECKED_IN, NOT_NOW, PHONE, TITLE, build, word
from tests.walk.searched import PLACES
from tests.walk.terminal import Terminal

pytestmark = pytest.mark.timeout(300)

NAME = "阙梦瑶"  # its first letter stands nowhere else in the house
MASKED = mask(NAME)
STRANGER = "10428813579246"  # a card that this hall does not know
PLANTS = [f"一个种下的名字{n:03d}" for n in range(len(PLACES))]


def ask(terminal: Terminal, answers: Path, number: signal.Signals) -> dict[str, list[str]]:
    """What the kiosk finds in its memory: the text, and what leads to it."""
    reading = os.open(answers, os.O_RDONLY | os.O_NONBLOCK)
    terminal.process.send_signal(number)
    data = b""
    while not data.endswith(b"\n"):
        ready, _, _ = select.select([reading], [], [], 60)
        assert ready, "the kiosk does not answer"
        part = os.read(reading, 65536)
        assert part, f"the kiosk ended before it answered: {terminal.text()}"
        data += part
    os.close(reading)
    return {text[::-1]: way for text, way in json.loads(data).items()}


@pytest.mark.parametrize("reader", ["a line", "a keyboard"])
def test_nothing_of_a_person_stays_and_what_is_planted_is_found(tmp_path, reader) -> None:
    hall = build(tmp_path / "hall", NAME)
    answers = tmp_path / "answers"
    os.mkfifo(answers)
    command = [
        sys.executable,
        "-m",
        "tests.walk.searched",
        str(answers),
        json.dumps([text[::-1] for text in (NAME, PHONE, hall.card, MASKED, STRANGER)]),
        json.dumps([text[::-1] for text in PLANTS]),
        *hall.command[1:],
    ]
    with hall.plugged() as line, hall.start(*command) as terminal:
        scan = line.send if reader == "a line" else terminal.type
        terminal.see(ATTRACT)
        scan(f"{STRANGER}\r".encode())
        terminal.see(NOT_NOW)
        terminal.press(word("OK"), ATTRACT)
        scan(f"{hall.card}\r".encode())
        terminal.press(word("Activities"), word("Back"))
        terminal.press(word("Back"), word("My points"))
        terminal.tap(TITLE)
        terminal.see(CHECKED_IN)
        # The full name never comes to the screens, and the card was needed for a moment only.
        assert set(ask(terminal, answers, signal.SIGUSR1)) == {MASKED}
        terminal.press(word("Home"), word("My points"))
        terminal.press(word("My points"), word("Older"))
        terminal.press(word("Finish"), word("You are signed out."))
        terminal.see(ATTRACT)
        terminal.still()
        assert ask(terminal, answers, signal.SIGUSR1) == {}
        assert set(ask(terminal, answers, signal.SIGUSR2)) == set(PLANTS)
    log = (hall.folder / "kiosk.log").read_text("utf-8")
    said = (NAME, PHONE, MASKED, hall.card, hall.card[:12], STRANGER)
    assert [text for text in said if text in log] == []
