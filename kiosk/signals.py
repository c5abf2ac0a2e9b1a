"""A clean end when the machine says so: the terminal gets back what the kiosk took from it."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.app import KioskApp


def obey(app: KioskApp) -> None:
    """Leave on SIGTERM (the service stops) and SIGHUP (the terminal is gone)."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, app.exit, 0)
