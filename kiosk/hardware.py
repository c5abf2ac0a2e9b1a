"""What is plugged into a machine, handed to the app as one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from devices.scanner import Debounce, Scanner
from devices.sound import Silent, Sounds
from devices.voice import Mute, Voice
from devices.wedge import Wedge
from kiosk.simulator import Simulator


@dataclass(frozen=True)
class Hardware:
    """`scale` sets the output's scale to 1.0 or 1.25, None where it cannot. The simulator is the
    demo's: it is opened before the scanner that listens to it and closed after.
    """

    scanner: Scanner | None = None
    sounds: Sounds = field(default_factory=Silent)
    voice: Voice = field(default_factory=Mute)
    wedge: Wedge | None = None
    debounce: Debounce = field(default_factory=Debounce)
    scale: Callable[[float], None] | None = None
    simulator: Simulator | None = None

    def close(self) -> None:
        """Let go of everything."""
        for device in (self.scanner, self.simulator, self.sounds, self.voice):
            if device is not None:
                device.close()
