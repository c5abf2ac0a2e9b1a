"""Keys from the terminal: bytes that are not UTF-8, and the end of a terminal that is gone.

Textual's input thread ends on the first invalid byte (its issue 6456; a test says when an upgrade
has mended that), and reads for ever, at full speed, from a terminal that was closed.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

import textual.drivers.linux_driver


def install(at_end: Callable[[], object]) -> None:
    """Make Textual's input thread forgiving; it calls `at_end` when its terminal is gone."""

    def decoder(encoding: str) -> type[codecs.IncrementalDecoder]:
        return forgiving_decoder(encoding, at_end)

    vars(textual.drivers.linux_driver)["getincrementaldecoder"] = decoder


def forgiving_decoder(
    encoding: str, at_end: Callable[[], object] = lambda: None
) -> type[codecs.IncrementalDecoder]:
    """As codecs.getincrementaldecoder, but what cannot be decoded becomes U+FFFD."""

    class Forgiving(codecs.getincrementaldecoder(encoding)):  # type: ignore[misc]  # made at run time
        def __init__(self, errors: str = "replace") -> None:
            super().__init__("replace")

        def decode(self, data: bytes, final: bool = False) -> str:
            if not data and not final:  # a terminal that can be read and gives nothing has ended
                at_end()
            return str(super().decode(data, final))

    return Forgiving
