"""A reader on a real pseudo-terminal: scans, losses, returns."""

import asyncio
import errno
import os
import termios
from datetime import UTC, datetime

import pytest

from devices import ports
from devices.scanner import Debounce
from devices.serial_scanner import SerialScanner

CARD = "10428813579246"
OTHER = "10977531864202"


def later(seconds, do, *args):
    """Let something happen while the test waits for what follows from it."""
    asyncio.get_running_loop().call_later(seconds, do, *args)


@pytest.fixture
async def scanner(line, diary):
    scanner = SerialScanner(line.settings())
    diary.open(scanner)
    yield scanner
    scanner.close()


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\t", "\x03", "\x04", ""])
async def test_a_card_is_one_scan(scanner, line, diary, end):
    line.send((CARD + end).encode())
    await diary.until(CARD)
    (scan,) = diary.scans
    assert scan.symbology is None
    assert scan.at.tzinfo is UTC
    assert abs((datetime.now(UTC) - scan.at).total_seconds()) < 5
    await diary.quiet()


async def test_two_halves_close_together_are_one_scan(line, diary):
    scanner = SerialScanner(line.settings(silence_ms=500))
    diary.open(scanner)
    line.send(b"]C0" + CARD[:6].encode())
    later(0.02, line.send, CARD[6:].encode() + b"\r")
    await diary.until(CARD)
    assert diary.scans[0].symbology == "]C0"
    scanner.close()


async def test_halves_with_a_silence_between_them_are_never_joined(scanner, line, diary):
    line.send(CARD[:6].encode())
    await diary.until(CARD[:6])
    line.send(CARD[6:].encode() + b"\r")
    await diary.until(CARD[6:])


async def test_a_late_event_loop_does_not_cut_a_scan_in_two(scanner, line, diary, until):
    line.send(CARD[:6].encode())
    await until(lambda: scanner._decoder.waiting)
    line.send(CARD[6:].encode() + b"\r")
    busy = asyncio.get_running_loop().time() + 0.12
    while asyncio.get_running_loop().time() < busy:
        pass  # a screen that paints for longer than the silence
    await diary.until(CARD)


async def test_bytes_that_surely_came_apart_are_not_joined_by_a_late_event_loop(scanner, diary):
    scanner._received(b"1042881")
    scanner._last -= 1.0
    scanner._received(b"3579246\r")
    await diary.until("1042881", "3579246")


async def test_the_same_card_twice_within_a_second_is_one_scan(scanner, line, diary):
    line.send(f"{CARD}\r".encode())
    await diary.until(CARD)
    line.send(f"{CARD}\r{OTHER}\r{CARD}\r".encode())
    await diary.until(OTHER)
    await diary.quiet()


async def test_a_card_that_was_away_is_a_new_scan(line, diary):
    scanner = SerialScanner(line.settings(), Debounce(absence=0.05))
    diary.open(scanner)
    line.send(f"{CARD}\r".encode())
    await diary.until(CARD)
    later(0.06, line.send, f"{CARD}\r".encode())
    await diary.until(CARD)
    scanner.close()


async def test_a_burst_of_cards_is_read_in_order(scanner, line, diary):
    cards = [f"10{n:012d}" for n in range(20)]
    line.send("".join(f"{card}\r" for card in cards).encode())
    await diary.until(*cards)


async def test_an_rfid_card_that_lies_there_is_one_scan(scanner, line, diary):
    for n in range(10):
        later(0.02 * n, line.send, b"\x0267003B51C6CB\x03")
    await diary.until("67003B51C6")
    assert diary.scans[0].symbology == "EM4100"
    await diary.quiet(0.4)


async def test_an_unplugged_reader_is_missed_and_found_again(scanner, line, diary):
    for _ in range(2):
        line.unplug()
        await diary.until("lost", within=2)
        await diary.quiet(0.7)  # said once, however often it is tried
        line.plug()
        await diary.until("back", within=3)
    line.send(f"{CARD}\r".encode())
    await diary.until(CARD)


async def test_half_a_frame_is_forgotten_with_the_cable(scanner, line, diary, until):
    line.send(CARD[:6].encode())
    await until(lambda: scanner._decoder.waiting)
    line.unplug()
    await diary.until("lost")
    await diary.quiet(0.15)
    line.plug()
    await diary.until("back", within=3)
    line.send(CARD[6:].encode() + b"\r")
    await diary.until(CARD[6:])


async def test_a_reader_that_is_missing_at_the_start_is_lost_then_back(line, diary):
    line.unplug()
    scanner = SerialScanner(line.settings())
    diary.open(scanner)
    await diary.until("lost", within=0.1)
    line.plug()
    await diary.until("back", within=3)
    line.send(f"{CARD}\r".encode())
    await diary.until(CARD)
    scanner.close()


async def test_a_closed_reader_says_nothing_and_can_be_opened_again(scanner, line, diary):
    scanner.close()
    scanner.close()
    line.send(f"{CARD}\r".encode())
    await diary.quiet()
    diary.open(scanner)
    line.send(f"{OTHER}\r".encode())
    await diary.until(OTHER)


async def test_closing_while_the_reader_is_away_ends_the_search(scanner, line, diary):
    line.unplug()
    await diary.until("lost")
    scanner.close()
    line.plug()
    await diary.quiet(0.8)


async def test_a_scan_that_closes_the_reader_is_the_last(line):
    scans, done = [], asyncio.Event()
    scanner = SerialScanner(line.settings())

    def on_scan(scan):
        scans.append(scan.code)
        scanner.close()
        done.set()

    scanner.open(on_scan, done.set, done.set)
    line.send(f"{CARD}\r{OTHER}\r".encode())
    async with asyncio.timeout(2):
        await done.wait()
    assert scans == [CARD]


class TroubledPort:
    """A pseudo-terminal whose every read fails as the test wants."""

    def __init__(self, line, error):
        self._ours, self._error = os.dup(line.ours), error

    in_waiting = 0

    def fileno(self):
        return self._ours

    def read(self, size=1):
        os.read(self._ours, 100)
        if self._error:
            raise self._error
        return b""

    def close(self):
        os.close(self._ours)


@pytest.mark.parametrize(
    "error",
    [
        None,
        OSError(),
        OSError(errno.EIO, "input/output error"),
        PermissionError(errno.EPERM, "not permitted"),
        FileNotFoundError(errno.ENOENT, "no such device"),
        termios.error(errno.EIO, "input/output error"),
    ],
    ids=repr,
)
async def test_every_way_to_fail_is_a_loss_and_is_overcome(line, diary, error, monkeypatch):
    monkeypatch.setattr(ports, "RETRY", 0.02)
    attempts = []

    def connect(settings):
        attempts.append(settings)
        if len(attempts) == 1:
            return TroubledPort(line, error)
        if len(attempts) == 2:
            raise error or OSError()
        return ports.connect(settings)

    scanner = SerialScanner(line.settings(), connect=connect)
    diary.open(scanner)
    other_end = os.open(line.name, os.O_RDWR | os.O_NOCTTY)
    os.write(other_end, b"x")
    await diary.until("lost", "back")
    os.close(other_end)
    line.send(f"{CARD}\r".encode())
    await diary.until(CARD)
    assert len(attempts) == 3
    scanner.close()


async def test_a_port_that_somebody_else_holds_is_lost_until_it_is_free(scanner, line, diary):
    second = SerialScanner(line.settings())
    diary.open(second)
    await diary.until("lost")
    scanner.close()
    await diary.until("back", within=3)
    second.close()
