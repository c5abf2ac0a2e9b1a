"""The sounds of a kiosk, told apart by rhythm: read, done, no, once is enough, staff are called."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from devices.programs import Programs

Cue = Literal["read", "success", "refusal", "again", "call"]
CUES: tuple[Cue, ...] = get_args(Cue)

# Seconds after the cue at which the bell rings.
_RHYTHMS: Mapping[Cue, tuple[float, ...]] = {
    "read": (0.0,),
    "success": (0.0, 0.15),
    "refusal": (0.0, 0.4, 0.8),
    "again": (0.0, 0.5),
    "call": (0.0, 0.12, 0.24, 0.36),
}
_LONGEST = 5.0  # seconds; a command that plays longer hangs


class Sounds(ABC):
    """Plays cues; it never waits and never raises. Call it on a running event loop."""

    @abstractmethod
    def play(self, cue: Cue) -> None:
        """Sound this cue now; a newer cue matters more than an older one that is still sounding."""

    @property
    def busy(self) -> bool:
        """Whether a cue is sounding, so that nobody speaks over it."""
        return False

    @abstractmethod
    def close(self) -> None:
        """Fall silent."""


class Silent(Sounds):
    """Sound is off."""

    def play(self, cue: Cue) -> None:
        """Nothing is heard."""

    def close(self) -> None:
        """There is nothing to stop."""


class Bell(Sounds):
    """The terminal's bell. `ring` writes one BEL character to the terminal."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring = ring
        self._rest: list[asyncio.TimerHandle] = []

    def play(self, cue: Cue) -> None:
        """Ring the cue's rhythm: the first bell at once, the rest of an older rhythm never."""
        self.close()
        first, *rest = _RHYTHMS[cue]
        assert first == 0
        self._ring()
        loop = asyncio.get_running_loop()
        self._rest = [loop.call_later(delay, self._ring) for delay in rest]

    def close(self) -> None:
        """Drop the bells that have not rung yet."""
        for handle in self._rest:
            handle.cancel()
        self._rest = []


class Commands(Sounds):
    """A configured program per cue, for example a player and a file; never through a shell.

    One at a time: a cue that comes while another sounds waits for its end, and only the newest
    waits. A program that is missing, fails or hangs is logged once per cue.
    """

    def __init__(self, commands: Mapping[Cue, Sequence[str]]) -> None:
        """A cue without a command, or with an empty one, is silent."""
        self._commands = {cue: list(command) for cue, command in commands.items() if command}
        self._programs = Programs("the command for the sound %r failed: %s", self._ended)
        self._next: Cue | None = None

    @property
    def busy(self) -> bool:
        """Whether a program is playing."""
        return self._programs.busy

    def play(self, cue: Cue) -> None:
        """Start the cue's program, or let it wait for the one that is running."""
        if cue not in self._commands:
            return
        if self.busy:
            self._next = cue
        else:
            self._programs.start(cue, self._commands[cue], _LONGEST)

    def close(self) -> None:
        """End a program that still runs and forget what waits."""
        self._next = None
        self._programs.stop()

    def _ended(self) -> None:
        following, self._next = self._next, None
        if following:
            self.play(following)
