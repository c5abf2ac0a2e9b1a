"""What the house tells the screens, and what screens ask of the house."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from textual.message import Message

Cue = Literal["read", "success", "refusal", "again", "call"]


class Held:
    """A code on its way into a worker, to be taken out once.

    A worker's arguments, and their description, live as long as any screen that it opened: the home
    is never closed, and a card's number would stay with it.
    """

    def __init__(self, code: str) -> None:
        self._code = code

    def take(self) -> str:
        """The code; what is held here afterwards is nothing."""
        code, self._code = self._code, ""
        return code


class CardShown(Message):
    """Something was held to the reader. Unhandled it bubbles to the app: someone has arrived."""

    def __init__(self, code: str, at: datetime) -> None:
        super().__init__()
        self.code = code
        self.at = at


class ReaderLost(Message):
    """The card reader does not answer any more."""


class ReaderBack(Message):
    """The card reader is there again."""


class SoundWanted(Message):
    """A screen has an outcome that can be heard."""

    def __init__(self, cue: Cue) -> None:
        super().__init__()
        self.cue = cue


class HomeWanted(Message):
    """Back to the home of whoever is here, or to the first screen."""


class VisitEnded(Message):
    """A screen is finished with this person: goodbye, or straight back to the first screen.

    `resident`: whose visit it was, so that nobody is sent away who came in this very instant.
    """

    def __init__(self, resident: int | None, *, silent: bool = False) -> None:
        super().__init__()
        self.resident = resident
        self.silent = silent
