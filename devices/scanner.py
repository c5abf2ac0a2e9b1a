"""What a card reader is to the rest of the house: it opens, it says Scan, lost and back, it closes."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Literal

ReaderKind = Literal["auto", "barcode", "rfid"]

_KINDS = ("auto", "barcode", "rfid")
_SCHEMES = ("loop", "socket")


@dataclass(frozen=True, slots=True)
class Scan:
    """One card or barcode that was read; `at` is an aware UTC datetime.

    `symbology` is the AIM identifier the reader sent ("]C0" is Code 128), "EM4100", or None.
    """

    code: str
    symbology: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How a serial reader is attached; a value that cannot be is a ValueError that names the field.

    `port` is a device file, `socket://host:port` or `loop://`; `silence_ms` (milliseconds) of quiet
    ends a scan that carries no terminator; `prefix` and `suffix` are what the reader was told to
    add. `kind` "barcode" never looks for RFID frames, "rfid" looks for nothing else; "auto" takes
    twelve hexadecimal digits between STX and ETX for RFID.
    """

    port: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: float = 1
    prefix: str = ""
    suffix: str = ""
    silence_ms: int = 80
    kind: ReaderKind = "auto"

    def __post_init__(self) -> None:
        scheme, remote, _ = self.port.partition("://")
        for field, sound in (
            ("port", bool(self.port) and (not remote or scheme in _SCHEMES)),
            ("baud", self.baud > 0),
            ("bits", self.bits in (5, 6, 7, 8)),
            ("parity", self.parity in ("N", "E", "O", "M", "S")),
            ("stop_bits", self.stop_bits in (1, 1.5, 2)),
            ("silence_ms", 10 <= self.silence_ms <= 1000),
            ("kind", self.kind in _KINDS),
        ):
            if not sound:
                msg = f"reader {field} cannot be {getattr(self, field)!r}"
                raise ValueError(msg)

    @property
    def remote(self) -> bool:
        """Whether the port is a URL rather than a device file."""
        return "://" in self.port


class Scanner(ABC):
    """A reader. Everything it says, it says on the event loop that called open()."""

    @abstractmethod
    def open(
        self,
        on_scan: Callable[[Scan], object],
        on_lost: Callable[[], object],
        on_back: Callable[[], object],
    ) -> None:
        """Start listening. A reader that is not there is lost (said at once, before open() returns
        if that is when it is noticed) and is looked for until it is back. Call it on a running loop.
        """

    @abstractmethod
    def close(self) -> None:
        """Stop listening and let go of the port; nothing is said any more. May be called twice."""


class Debounce:
    """Tells a card that comes from a card that lies there: new only after `absence` seconds away.

    Each code is timed by itself, because two cards on one RFID reader are read in turn. What is kept
    of a code is a digest under a key of this run: no card's number waits here for the next card.
    """

    def __init__(self, absence: float = 5.0) -> None:
        self._absence = absence
        self._key = secrets.token_bytes(16)
        self._seen: dict[bytes, float] = {}

    def is_new(self, code: str, at: float) -> bool:
        """Whether this reading is a new scan; every reading starts the absence again.

        `at` is in seconds of a monotonic clock.
        """
        seen = blake2b(
            code.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16
        ).digest()
        # Taken out and put back, the dictionary stays in order of time: the oldest are in front.
        last = self._seen.pop(seen, None)
        while self._seen:
            oldest = next(iter(self._seen))
            if at - self._seen[oldest] < self._absence:
                break
            del self._seen[oldest]
        self._seen[seen] = at
        return last is None or at - last >= self._absence
