"""A port that comes and goes: its bytes while it is there, and word when it leaves and returns."""

from __future__ import annotations

import asyncio
import logging
import termios
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from devices.scanner import ReaderSettings

RETRY = 0.5  # seconds between two attempts to open a port that is not there
_POLL = 0.2  # seconds after which a reading thread looks whether it should stop
_PORTION = 4096  # bytes
# What an absent, forbidden, busy or vanished port raises. pyserial's SerialException is an OSError,
# but termios.error leaks from it, and a baud rate that the device cannot do is a ValueError.
GONE = (OSError, termios.error, ValueError)

log = logging.getLogger(__name__)


class Port(Protocol):
    """The part of pyserial that is used here."""

    @property
    def in_waiting(self) -> int:
        """Bytes that can be read at once."""
        ...

    def fileno(self) -> int:
        """The descriptor to watch."""
        ...

    def read(self, size: int = 1, /) -> bytes:
        """At most `size` bytes."""
        ...

    def close(self) -> None:
        """Let go of the port."""
        ...


def connect(settings: ReaderSettings) -> Port:
    """Open the port that the settings name; one of GONE if it cannot be opened now."""
    import serial  # not on the start path of commands that touch no reader

    port: Port = serial.serial_for_url(
        settings.port,
        baudrate=settings.baud,
        bytesize=settings.bits,
        parity=settings.parity,
        stopbits=settings.stop_bits,
        timeout=_POLL if settings.remote else 0,
        exclusive=None if settings.remote else True,
    )
    return port


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told, always on the event loop. `lost` and `back` alternate, `lost` comes first."""

    received: Callable[[bytes], object]
    lost: Callable[[], object]
    back: Callable[[], object]


class Watch(ABC):
    """Keeps one port open, from start() to stop()."""

    def __init__(self, connect: Callable[[], Port], listener: Listener) -> None:
        self._connect = connect
        self._listener = listener
        self._there = True
        self._loop = asyncio.get_running_loop()

    @abstractmethod
    def start(self) -> None:
        """Open the port now, or as soon as it is there."""

    @abstractmethod
    def stop(self) -> None:
        """Close the port; nothing is told any more."""

    def _found(self) -> None:
        if not self._there:
            self._there = True
            log.info("the reader is back")
            self._listener.back()

    def _missed(self, error: Exception) -> None:
        if self._there:
            self._there = False
            log.warning("the reader is lost: %s", error)
            self._listener.lost()


class DescriptorWatch(Watch):
    """For device files: the event loop itself waits for the descriptor."""

    _port: Port | None = None
    _retry: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Open the port now, or as soon as it is there."""
        self._retry = None
        try:
            port = self._connect()
        except GONE as error:
            self._miss(error)
            return
        try:
            self._loop.add_reader(port.fileno(), self._ready)
        except GONE as error:
            _close(port)
            self._miss(error)
            return
        self._port = port
        self._found()

    def stop(self) -> None:
        """Close the port; nothing is told any more."""
        if self._retry:
            self._retry.cancel()
            self._retry = None
        self._let_go()

    def _ready(self) -> None:
        if self._port is None:
            return
        try:
            data = self._port.read(_PORTION)
            if not data:
                # Ready, but nothing to read: that is how a device that was pulled out looks.
                raise EOFError("end of file")
        except (*GONE, EOFError) as error:
            self._let_go()
            self._miss(error)
        else:
            self._listener.received(data)

    def _miss(self, error: Exception) -> None:
        self._retry = self._loop.call_later(RETRY, self.start)
        self._missed(error)

    def _let_go(self) -> None:
        if self._port is not None:
            with suppress(*GONE):
                self._loop.remove_reader(self._port.fileno())
            _close(self._port)
            self._port = None


class ThreadWatch(Watch):
    """For loop:// and socket://, which have no descriptor to wait for: a thread reads."""

    def __init__(self, connect: Callable[[], Port], listener: Listener) -> None:
        super().__init__(connect, listener)
        self._stopped = threading.Event()

    def start(self) -> None:
        """Open the port as soon as it is there."""
        threading.Thread(target=self._run, name="reader", daemon=True).start()

    def stop(self) -> None:
        """Nothing is told any more; the thread closes the port when its read returns (≤ 0.2 s)."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                port = self._connect()
            except GONE as error:
                self._tell(self._missed, error)
            else:
                self._tell(self._found)
                self._read(port)
            self._stopped.wait(RETRY)

    def _read(self, port: Port) -> None:
        try:
            while not self._stopped.is_set():
                data = bytearray()
                try:
                    data += port.read(1)
                    while len(data) < _PORTION and port.in_waiting:
                        data += port.read(1)
                finally:
                    # What came before the loss came whole: it is told before the loss.
                    if data:
                        self._tell(self._listener.received, bytes(data))
        except GONE as error:
            self._tell(self._missed, error)
        finally:
            _close(port)

    def _tell(self, what: Callable[..., object], *args: object) -> None:
        # A loop that is closed has nobody left to tell.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._hear, what, args)

    def _hear(self, what: Callable[..., object], args: tuple[object, ...]) -> None:
        if not self._stopped.is_set():
            what(*args)


def _close(port: Port) -> None:
    with suppress(*GONE):
        port.close()
