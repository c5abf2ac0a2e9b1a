"""A finger on the hall's panel: a pointer that the compositor takes for a real one.

Speaks just enough of the Wayland protocol (wlr-virtual-pointer-unstable-v1): one pointer that stays
plugged in, because a terminal that has just been told of a pointer misses its first press.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

DISPLAY, REGISTRY, DONE, MANAGER, POINTER = 1, 2, 3, 4, 5  # object numbers, ours from 2 on
LEFT_BUTTON = 0x110
PRESSED = 0.05  # seconds that a finger stays down


class Finger:
    """Taps at pixels of a panel of this size, at any scale."""

    def __init__(self, size: tuple[int, int] = (1920, 1080)) -> None:
        self._size = size
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.settimeout(10)
        place = Path(os.environ["XDG_RUNTIME_DIR"]) / os.environ["WAYLAND_DISPLAY"]
        self._wire.connect(str(place))
        self._say(DISPLAY, 1, REGISTRY)
        self._say(DISPLAY, 0, DONE)
        name, version = next(
            found for found in self._globals() if found[0] == "zwlr_virtual_pointer_manager_v1"
        )[1:]
        kind = b"zwlr_virtual_pointer_manager_v1\0"
        self._say(REGISTRY, 0, name, len(kind), kind, min(version, 1), MANAGER)
        self._say(MANAGER, 0, 0, POINTER)
        self._away()

    def tap(self, x: int, y: int) -> float:
        """Down and up at a pixel, then away to a corner; when it went down (monotonic seconds)."""
        self._move(x, y)
        at = time.monotonic()
        self._button(down=True)
        select.select([], [], [], PRESSED)
        self._button(down=False)
        self._away()
        return at

    def _away(self) -> None:
        """Into a corner: the compositor draws an arrow where a pointer is."""
        self._move(self._size[0] - 1, self._size[1] - 1)

    def _move(self, x: int, y: int) -> None:
        self._say(POINTER, 1, _now(), x, y, *self._size)
        self._say(POINTER, 4)

    def _button(self, *, down: bool) -> None:
        self._say(POINTER, 2, _now(), LEFT_BUTTON, int(down))
        self._say(POINTER, 4)

    def _globals(self) -> Iterator[tuple[str, int, int]]:
        """Interface, number and version of what the compositor offers."""
        heard = b""
        while True:
            while len(heard) < 8 or len(heard) < (
                size := struct.unpack_from("=I", heard, 4)[0] >> 16
            ):
                heard += self._wire.recv(4096)
            whose, kind = struct.unpack_from("=II", heard)
            if whose == DONE:
                return
            if whose == REGISTRY and kind & 0xFFFF == 0:
                number, length = struct.unpack_from("=II", heard, 8)
                name = heard[16 : 15 + length].decode()
                yield name, number, struct.unpack_from("=I", heard, size - 4)[0]
            heard = heard[size:]

    def _say(self, whose: int, what: int, *words: int | bytes) -> None:
        body = b"".join(
            struct.pack("=I", word)
            if isinstance(word, int)
            else word.ljust(-len(word) % 4 + len(word), b"\0")
            for word in words
        )
        self._wire.sendall(struct.pack("=II", whose, (8 + len(body)) << 16 | what) + body)


def _now() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF
