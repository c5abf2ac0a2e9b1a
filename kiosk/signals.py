"""An end when the machine says so: at the service's stop, and when the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.app import KioskApp

HUNG_UP = 128 + signal.SIGHUP


def obey(app: KioskApp) -> None:
    """SIGTERM: give the terminal back and leave with 0. SIGHUP: there is no terminal to give back."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, app.exit, 0)
    loop.add_signal_handler(signal.SIGHUP, _hung_up, app)


def _hung_up(app: KioskApp) -> None:
    """Textual's way out waits for ever to write to a terminal that is gone. Nothing else waits:
    what was acknowledged is on the disk.
    """
    app.hardware.close()
    os._exit(HUNG_UP)
