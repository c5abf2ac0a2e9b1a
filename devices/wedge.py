"""A pure decoder for readers that pretend to be a keyboard: keys go in, codes come out.

The caller intercepts every key before focus sees it and asks feed(); a swallowed key goes nowhere
else, least of all the Enter that ends a scan and would press the focused button.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.frames import LONGEST, UNREADABLE, clean, read_text

BURST = 0.035  # seconds: the longest pause between two keys of a reader; people are slower
PAUSE = 10.0  # seconds: the longest pause while a person types a number in the demo
SHORTEST = 4  # keys: two or three at once may be a person's fingers

_ENDS = ("enter", "tab", "ctrl+j")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the key is used up here, and the code if it ended a scan."""

    swallow: bool
    code: str | None = None


_NOT_MINE = Outcome(swallow=False)
_MINE = Outcome(swallow=True)


class Wedge:
    """Tells a reader's keys from a person's.

    Installed: only bursts count (35 ms a key at most, four keys at least, then Enter or Tab).
    Demo: digits that a person types where nothing is to be typed, then Enter, count as well.
    """

    def __init__(self, *, demo: bool = False, prefix: str = "", suffix: str = "") -> None:
        self._demo = demo
        self._prefix, self._suffix = prefix, suffix
        self._at = float("-inf")
        self.reset()

    def reset(self) -> None:
        """Forget the keys so far."""
        self._line = ""
        self._ended = False

    def feed(self, key: str, character: str | None, at: float, *, typing: bool = False) -> Outcome:
        """Take one key: Textual's name for it, the character it types, when it was pressed.

        `at` is in seconds of a monotonic clock; take the event's own time, not the time of its
        handling. `typing` says that somebody may be typing: then only bursts count in the demo
        too, and the first key of a burst is let through, for it may be a person's (and a person's
        two keys within 35 ms lose the second).
        """
        pause, self._at = at - self._at, at
        fast = pause <= BURST and bool(self._line)
        slow = self._demo and not typing and pause <= PAUSE and self._line.isdecimal()
        # Some readers end a scan twice (CR LF): the second Enter is theirs too.
        echo, self._ended = self._ended and pause <= BURST and key in _ENDS, False
        if echo:
            self._ended = True
            return _MINE
        if key in _ENDS:
            return self._end(scan=(fast and len(self._line) >= SHORTEST) or (slow and key != "tab"))
        typed = (
            character if character and len(character) == 1 and clean(character) == character else ""
        )
        digit = typed.isascii() and typed.isdecimal()
        if not (fast or (slow and digit)):
            self.reset()
            if not typed:
                return _NOT_MINE
        if len(self._line) <= LONGEST:
            self._line += typed or UNREADABLE
        return _MINE if fast or (not typing and (digit or not self._demo)) else _NOT_MINE

    def _end(self, *, scan: bool) -> Outcome:
        line = self._line
        self.reset()
        if not scan:
            return _NOT_MINE
        self._ended = True
        if len(line) > LONGEST:
            return Outcome(swallow=True, code=UNREADABLE)
        frame = read_text(line, self._prefix, self._suffix)
        return Outcome(swallow=True, code=frame.code if frame else None)
