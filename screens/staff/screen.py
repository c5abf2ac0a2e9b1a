"""StaffScreen: what every screen of staff mode is built on. Without a duty there is none."""

from __future__ import annotations

from collections.abc import Callable

from db.staff import OnDuty
from screens.base import KioskScreen
from screens.entry import EntryScreen
from screens.keyboards.board import Board
from screens.messages import Cue
from screens.visit import Visit
from screens.widgets.key import Key

# A keyboard that is plugged in does everything; public screens have no such keys (decisions 17).
KEYS = [
    ("tab,down,right", "app.focus_next", ""),
    ("shift+tab,up,left", "app.focus_previous", ""),
    ("escape", "screen.back", ""),
]


class NobodyOnDutyError(RuntimeError):
    """A screen of staff mode was asked for and nobody is on duty: a fault of ours."""


class StaffOnly:
    """Marks what only staff see: full names may stand there, nothing of it is read aloud, and who
    uses it can read. The audit of the public screens asks for this class and for nothing else.
    """


def on_duty(visit: Visit) -> OnDuty:
    """Who is on duty in this visit; NobodyOnDutyError without."""
    if visit.duty is None:
        raise NobodyOnDutyError
    return visit.duty


class StaffScreen(StaffOnly, KioskScreen):
    """A page of staff mode. It is kept, and locked, by `duty.watch` and not by its own idle time."""

    BINDINGS = KEYS  # type: ignore[assignment]  # Textual takes tuples
    idle = None

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.duty = on_duty(visit)

    def may(self, operation: str) -> bool:
        """Whether the role on duty may do this: what it may not is not shown."""
        from db.duties import DUTIES

        return self.duty.role in DUTIES[operation]

    def sound(self, cue: Cue) -> None:
        """Sound a cue."""
        self.kiosk.play(cue)

    def action_back(self) -> None:
        """Escape."""
        self.back()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "back":
            event.stop()
            self.back()


class StaffEntryScreen(StaffOnly, EntryScreen):
    """Something that staff type. What is not yet a word can be given too: initials find a name."""

    idle = None

    def __init__(
        self,
        visit: Visit,
        board: Board,
        title: Callable[[], str],
        hint: Callable[[], str] = str,
        *,
        shortest: int = 1,
        letters: bool = False,
    ) -> None:
        """`letters`: pinyin letters that were not chosen from count as they are."""
        on_duty(visit)
        super().__init__(visit, board, title, hint, shortest=shortest)
        self._letters = letters

    @property
    def ready(self) -> bool:
        if self._letters and self.board.pending:
            return True
        return super().ready

    def give(self) -> None:
        self.dismiss(self.board.text + (self.board.pending if self._letters else ""))
