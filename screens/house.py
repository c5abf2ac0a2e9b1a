"""What the screens expect of the app: who is here, what the hall looks like, how to say no."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.app import App

from db.arrivals import Front
from db.base import Refusal
from screens.messages import Cue, Held
from screens.theme import Palette
from screens.visit import Visit

if TYPE_CHECKING:
    from screens.display import Display
    from screens.listening import Listening


class House(App[int], inherit_bindings=False):
    """The app as screens know it; the key ring fills it in."""

    front: Front
    visit: Visit
    palette: Palette
    switches: Display
    voice: Listening
    reader_lost: bool = False
    writable: bool = True
    covered: bool = False  # what happens now is painted when all of it has happened

    @abstractmethod
    def anonymous(self) -> Visit:
        """A visit of nobody in particular."""

    @abstractmethod
    def arrive(self, held: Held, kind: str | None = None) -> object:
        """Somebody holds this to the reader; `kind` says which of two things it is."""

    @abstractmethod
    async def end_visit(self) -> None:
        """Back to the first screen; everything of the person who was here is dropped."""

    @abstractmethod
    def refuse(self, refusal: Refusal) -> None:
        """Say a no, with its sound."""

    @abstractmethod
    def call_staff(self) -> object:
        """Call staff; the visit goes on where it was."""

    @abstractmethod
    def play(self, cue: Cue) -> None:
        """Sound a cue."""
