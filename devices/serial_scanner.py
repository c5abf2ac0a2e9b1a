"""A reader on a serial line: its bytes become scans, a card that lies there is one scan."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from devices.frames import Decoder, Frame
from devices.ports import DescriptorWatch, Listener, Port, ThreadWatch, Watch, connect
from devices.scanner import Debounce, ReaderSettings, Scan, Scanner

# The event loop may be late (a screen is painting) and find bytes that came in time. Beyond this
# many silences between two reads they cannot have belonged together.
_SURELY_APART = 3


class SerialScanner(Scanner):
    """A barcode or RFID reader on a device file, `socket://` or `loop://`."""

    def __init__(
        self,
        settings: ReaderSettings,
        debounce: Debounce | None = None,
        connect: Callable[[ReaderSettings], Port] = connect,
    ) -> None:
        """`debounce` may be shared with a keyboard reader; `connect` opens the port (for tests)."""
        self._settings = settings
        self._debounce = debounce or Debounce()
        self._connect = partial(connect, settings)
        self._decoder = Decoder(settings.kind, settings.prefix, settings.suffix)
        self._silence = settings.silence_ms / 1000
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._watch: Watch | None = None

    def open(
        self,
        on_scan: Callable[[Scan], object],
        on_lost: Callable[[], object],
        on_back: Callable[[], object],
    ) -> None:
        """Start listening (see Scanner). A device file that is there is open when this returns."""
        self.close()
        self._loop = asyncio.get_running_loop()
        self._on_scan, self._on_lost = on_scan, on_lost
        listener = Listener(self._received, self._lost, on_back)
        kind = ThreadWatch if self._settings.remote else DescriptorWatch
        self._watch = kind(self._connect, listener)
        self._watch.start()

    def close(self) -> None:
        """Let go of the port; what was read in part is forgotten."""
        if self._watch:
            self._watch.stop()
            self._watch = None
        self._forget()

    def _received(self, data: bytes) -> None:
        now = self._loop.time()
        frames: list[Frame] = []
        if self._decoder.waiting and now - self._last > self._silence * _SURELY_APART:
            frames += self._decoder.silence()
        self._last = now
        frames += self._decoder.feed(data)
        self._stop_timer()
        if self._decoder.waiting:
            self._timer = self._loop.call_later(self._silence, self._silent)
        self._say(frames)

    def _silent(self) -> None:
        self._timer = None
        self._say(self._decoder.silence())

    def _say(self, frames: list[Frame]) -> None:
        for frame in frames:
            if self._watch is None:  # the listener closed the reader on an earlier frame
                return
            if self._debounce.is_new(frame.code, self._loop.time()):
                self._on_scan(Scan(frame.code, frame.symbology, datetime.now(UTC)))

    def _lost(self) -> None:
        self._forget()
        self._on_lost()

    def _forget(self) -> None:
        self._stop_timer()
        self._decoder.reset()

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
