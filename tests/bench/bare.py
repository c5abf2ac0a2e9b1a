"""The floor of the screen rows: a Textual app of one Static, on a line and a finger.

Run as `python -m tests.bench.bare LINE`.
"""

from __future__ import annotations

import asyncio
import os
import sys

from textual.app import App, ComposeResult
from textual.widgets import Static

CELLS = 100 * 20


class Bare(App[None]):
    """Shows what was read, or how often it was touched, all over the screen."""

    def compose(self) -> ComposeResult:
        yield Static("ready", markup=False)

    def on_mount(self) -> None:
        self._line = os.open(sys.argv[1], os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        self._touched, self._read_so_far = 0, b""
        asyncio.get_running_loop().add_reader(self._line, self._read)

    def _read(self) -> None:
        self._read_so_far += os.read(self._line, 4096)
        if self._read_so_far.endswith(b"\r"):
            self._show(self._read_so_far.decode())
            self._read_so_far = b""

    def on_mouse_up(self) -> None:
        self._touched += 1
        self._show(str(self._touched))

    def _show(self, text: str) -> None:
        self.query_one(Static).update((text.strip() + " ").ljust(16, ".") * (CELLS // 16))


if __name__ == "__main__":
    Bare().run()
