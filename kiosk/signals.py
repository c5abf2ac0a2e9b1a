"""An end when the machine says so: at the service's stop, and when the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.app import KioskApp

HUNG_UP = 128 + signal.SIGHUP
_PATIENCE = 1.0  # seconds that the event loop is given, when it may wait for the terminal itself


def obey(app: KioskApp) -> None:
    """SIGTERM: give the terminal back and leave with 0. SIGHUP: there is no terminal to give back."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, app.exit, 0)
    loop.add_signal_handler(signal.SIGHUP, _hung_up, app)


def terminal_ended(app: KioskApp) -> None:
    """The input thread has read the end of the terminal, and does not come back.

    SIGHUP goes to the leader of the session alone: a kiosk started by make or a script hears
    nothing of it, and would keep the reader and a processor busy for ever.
    """
    loop = app._loop
    if loop is not None and not loop.is_closed():
        loop.call_soon_threadsafe(_hung_up, app)
        threading.Event().wait(_PATIENCE)
    os._exit(HUNG_UP)


def _hung_up(app: KioskApp) -> None:
    """Textual's way out waits for ever to write to a terminal that is gone. Nothing else waits:
    what was acknowledged is on the disk.
    """
    app.hardware.close()
    os._exit(HUNG_UP)
