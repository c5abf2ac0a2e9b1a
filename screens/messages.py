"""What the house tells the screens, and what screens ask of the house."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from textual.message import Message

Cue = Literal["read", "success", "refusal", "again", "call"]


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
    """A screen is finished with this person: goodbye, or straight back to the first screen."""

    def __init__(self, *, silent: bool = False) -> None:
        super().__init__()
        self.silent = silent
