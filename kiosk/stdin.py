"""Keys from the terminal: bytes that are not UTF-8 must not kill the thread that reads them.

Textual's input thread ends on the first invalid byte (its issue 6456). A test says when an upgrade
has mended that.
"""

from __future__ import annotations

import codecs


def forgiving_decoder(encoding: str) -> type[codecs.IncrementalDecoder]:
    """As codecs.getincrementaldecoder, but what cannot be decoded becomes U+FFFD."""

    class Forgiving(codecs.getincrementaldecoder(encoding)):  # type: ignore[misc]  # made at run time
        def __init__(self, errors: str = "replace") -> None:
            super().__init__("replace")

    return Forgiving
