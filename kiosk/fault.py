"""A fault as a small code for staff: the same fault, the same code, nothing personal in it."""

from __future__ import annotations

import traceback
import zlib


def code_of(error: BaseException) -> str:
    """Four hexadecimal digits from the kind of error and the place it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{zlib.crc32(f'{type(error).__name__} {where}'.encode()) & 0xFFFF:04X}"
