"""Code 128 as black bars in a PDF: vectors, so that any printer draws sharp edges."""

from __future__ import annotations

import itertools

import barcode

from screens.paper.setting import Sheet

QUIET = 10  # modules of white on either side that a reader needs


def modules(payload: str) -> str:
    """The bars of a payload as "1" and "0", without the quiet zones."""
    (bars,) = barcode.get("code128", payload).build()
    return str(bars)


def draw(sheet: Sheet, payload: str, x: float, y: float, width: float, height: float) -> None:
    """The barcode of a payload with its quiet zones, filling `width`."""
    bars = modules(payload)
    module = width / (len(bars) + 2 * QUIET)
    at = x + QUIET * module
    sheet.set_fill_color(0, 0, 0)
    for bar, group in itertools.groupby(bars):
        run = len(list(group)) * module
        if bar == "1":
            sheet.rect(at, y, run, height, style="F")
        at += run
