"""A pure decoder: bytes from a reader go in, in any portions; the codes that they spell come out.

A frame ends with CR, LF, TAB, ETX or EOT, or with silence, which the caller measures. What cannot
be read is never repaired: it comes out as a code with U+FFFD in it, which no card carries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import xor

from devices.scanner import ReaderKind

UNREADABLE = "\ufffd"
EM4100 = "EM4100"
LONGEST = 256  # bytes in a frame

_STX, _ETX = b"\x02", b"\x03"
_ENDS = "\r\n\t\x03\x04"
_END = re.compile(rb"[\r\n\t\x03\x04]")
_TWELVE = re.compile(rb"[0-9A-Fa-f]{12}")
_TAIL = re.compile(rb"[0-9A-Fa-f]{1,12}")
# ISO/IEC 15424: the code characters that are assigned, then one modifier.
_AIM = re.compile(r"\][ABCDEFGHIKLMNOPQRSTUVXYZcdehopsz][0-9A-Za-z]")
_IDEOGRAPHIC_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class Frame:
    """One code and how it was encoded, as far as the reader said (see Scan)."""

    code: str
    symbology: str | None = None


def clean(text: str) -> str:
    """The text with U+FFFD for each character that a terminal must not see (controls, bidi, …)."""
    return "".join(
        character if character.isprintable() or character == _IDEOGRAPHIC_SPACE else UNREADABLE
        for character in text
    )


def read_text(text: str, prefix: str = "", suffix: str = "") -> Frame | None:
    """The code in a line of text without prefix, suffix and AIM identifier; None if nothing is left.

    Terminators and STX in `prefix` or `suffix` do not count: they never reach the line.
    """
    text = text.removeprefix(prefix.lstrip(_ENDS + "\x02")).removesuffix(suffix.rstrip(_ENDS))
    aim = _AIM.match(text)
    code = clean(text[aim.end() :] if aim else text)
    return Frame(code, aim.group() if aim else None) if code else None


class Decoder:
    """Turns the bytes of one reader into frames. It never raises, whatever the bytes."""

    def __init__(self, kind: ReaderKind = "auto", prefix: str = "", suffix: str = "") -> None:
        self._kind = kind
        self._prefix, self._suffix = prefix, suffix
        self.reset()

    def reset(self) -> None:
        """Forget a frame that was begun: the port was closed, its other half will never come."""
        self._bytes = bytearray()
        self._too_long = False
        self._first = True

    @property
    def waiting(self) -> bool:
        """Whether a frame was begun that only a terminator or silence can end."""
        return self._too_long or bool(self._bytes)

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that these bytes complete, in order."""
        frames = []
        start = 0
        for end in _END.finditer(data):
            self._keep(data[start : end.start()])
            frames.append(self._finish(end.group()))
            start = end.end()
        self._keep(data[start:])
        return [frame for frame in frames if frame]

    def silence(self) -> list[Frame]:
        """The frame that silence ended, if there is one; what comes next starts a new frame."""
        too_long = self._too_long
        frame = self._finish(b"")
        # Noise on the line (a plug, a motor) has no terminator and spells nothing.
        noise = frame and not too_long and not frame.code.strip(UNREADABLE)
        return [frame] if frame and not noise else []

    def _keep(self, part: bytes) -> None:
        if self._too_long:
            return
        self._bytes += part
        if len(self._bytes) > LONGEST:
            self._too_long = True
            self._bytes.clear()

    def _finish(self, end: bytes) -> Frame | None:
        raw, too_long, first = bytes(self._bytes), self._too_long, self._first
        if not raw and not too_long:
            return None
        self.reset()
        self._first = False
        if too_long:
            return None if self._kind == "rfid" else Frame(UNREADABLE)
        if self._kind != "barcode":
            # A stream that started mid-frame: what counts is what follows the last STX.
            _, start, body = raw.rpartition(_STX)
            if start and _TWELVE.fullmatch(body):
                if _sums_up(body):
                    return Frame(body[:10].decode("ascii").upper(), EM4100)
                if end == _ETX:
                    return None
            if first and not start and end == _ETX and _TAIL.fullmatch(raw):
                return None
        if self._kind == "rfid":
            return None
        text = raw.lstrip(_STX).decode("utf-8", "replace")
        return read_text(text, self._prefix, self._suffix)


def _sums_up(digits: bytes) -> bool:
    """Whether the sixth byte is the exclusive or of the five before it (RDM6300)."""
    *body, checksum = bytes.fromhex(digits.decode("ascii"))
    return reduce(xor, body) == checksum
