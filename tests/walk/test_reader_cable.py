"""The reader's cable is pulled and put back while the real kiosk runs on a line of the test's."""

from __future__ import annotations

from tests.walk.hall import ATTRACT, READER_LOST, TITLE, build, word


def test_a_pulled_cable_is_said_and_a_replug_too(tmp_path) -> None:
    hall = build(tmp_path / "hall")
    with hall.plugged() as line, hall.start() as terminal:
        terminal.see(ATTRACT)
        for _ in range(2):
            line.unplug()
            terminal.see(READER_LOST, within=2)
            terminal.gone(ATTRACT)
            # Another function works meanwhile.
            terminal.press(word("Open hours"), word("Back"))
            terminal.press(word("Back"), READER_LOST)
            line.plug()
            terminal.see(ATTRACT, within=3)
        line.send(hall.card.encode() + b"\r")
        terminal.see("卓**", TITLE)


def test_a_kiosk_that_starts_without_its_reader_says_so_and_finds_it(tmp_path) -> None:
    hall = build(tmp_path / "hall")
    with hall.start() as terminal:
        terminal.see(READER_LOST)
        with hall.plugged() as line:
            terminal.see(ATTRACT, within=3)
            line.send(hall.card.encode() + b"\r")
            terminal.see("卓**")


def test_half_a_card_before_the_cable_is_pulled_is_forgotten(tmp_path) -> None:
    hall = build(tmp_path / "hall")
    with hall.plugged() as line, hall.start() as terminal:
        terminal.see(ATTRACT)
        line.send(hall.card[:7].encode())
        line.unplug()
        terminal.see(READER_LOST, within=2)
        terminal.gone(ATTRACT)  # half of the picture before still stands while the new one comes
        line.plug()
        terminal.see(ATTRACT, within=3)
        line.send(hall.card.encode() + b"\r")
        terminal.see("卓**")
