"""loop:// and socket://: a thread reads, the event loop is told."""

import asyncio

import pytest

from devices import ports
from devices.scanner import ReaderSettings
from devices.serial_scanner import SerialScanner

CARD = "10428813579246"
OTHER = "10977531864202"


@pytest.fixture
def opened():
    """The ports that connect() opened."""
    return []


@pytest.fixture
def connect(opened):
    def connect(settings):
        opened.append(ports.connect(settings))
        return opened[-1]

    return connect


async def test_a_loop_port_is_read_by_a_thread(diary, connect, opened, until):
    scanner = SerialScanner(ReaderSettings("loop://"), connect=connect)
    diary.open(scanner)
    await until(lambda: opened)
    opened[0].write(f"{CARD}\r".encode())
    await diary.until(CARD)
    opened[0].write(OTHER.encode())
    await diary.until(OTHER)
    opened[0].close()
    await diary.until("lost", "back", within=3)
    scanner.close()
    opened[1].write(b"nobody\r")
    await diary.quiet()


async def test_a_socket_port_is_lost_and_back(diary, connect, opened, until):
    writers = asyncio.Queue()
    server = await asyncio.start_server(lambda _, w: writers.put_nowait(w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    scanner = SerialScanner(ReaderSettings(f"socket://127.0.0.1:{port}"), connect=connect)
    diary.open(scanner)
    async with asyncio.timeout(5):
        first = await writers.get()
        await until(lambda: opened)  # opening throws away what came before
        first.write(f"{CARD}\r".encode())
        first.close()  # a whole code that came before the end is not lost
        await diary.until(CARD, "lost")
        second = await writers.get()
    await diary.until("back")
    second.write(f"{OTHER}\r".encode())
    await diary.until(OTHER)
    scanner.close()
    second.close()
    server.close()


class ShortPort:
    """Gives these bytes, then fails."""

    def __init__(self, data):
        self._data = list(data)

    in_waiting = 1

    def read(self, size=1):
        if not self._data:
            raise OSError("gone")
        return bytes([self._data.pop(0)])

    def close(self):
        pass


async def test_a_whole_code_that_came_with_the_loss_is_told_and_half_a_code_is_not(diary):
    there = [ShortPort(f"{CARD}\r1042".encode())]

    def connect(settings):
        if not there:
            raise OSError("still gone")
        return there.pop()

    scanner = SerialScanner(ReaderSettings("loop://"), connect=connect)
    diary.open(scanner)
    await diary.until(CARD, "lost")
    await diary.quiet()
    scanner.close()
