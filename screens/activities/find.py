"""Find an activity of the next days by its first letters; what is found stands beside it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual import work

from db import activities
from db.activities import SessionView
from screens.activities.choices import hours
from screens.entry import EntryScreen
from screens.finding import Findable, next_letters
from screens.i18n import _, n_
from screens.keyboards.board import Board
from screens.keyboards.letters import Consonants, Initials, Latin
from screens.typography import relative_day
from screens.visit import Visit
from screens.widgets.cells import padded
from screens.widgets.panel import Line, Panel

LINES = 4  # sessions between field and keyboard
MARGINS = 4  # cells beside a line of the panel
BOARDS: dict[str, type[Board]] = {"zh_CN": Initials, "bo": Consonants}


def board(lang: str, text: str = "") -> Board:
    """The keyboard of a language."""
    return BOARDS.get(lang, Latin)(text=text)


def found(sessions: Iterable[SessionView], typed: str) -> tuple[SessionView, ...]:
    """The sessions whose title has these letters. Off the UI's thread: it reads a file."""
    views = tuple(sessions)
    both = zip(views, _findable(views), strict=True)
    return tuple(view for view, title in both if title.found(typed))


class FindScreen(EntryScreen):
    """Dismissed with the letters. Keys that lead to nothing are flat, so something is always found."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit, board(visit.lang), lambda: _("Find an activity"), _hint)
        self._sessions: tuple[SessionView, ...] = ()
        self._titles: tuple[Findable, ...] | None = None  # not read yet

    @work
    async def learn(self) -> None:
        """Read what can be found."""
        visit = self.visit
        sessions = await self.asked(activities.week, visit.resident)
        if sessions is None or self.visit is not visit:
            return
        titles = await asyncio.to_thread(_findable, sessions)
        self._sessions, self._titles = sessions, titles
        self.change(replace(self.board, possible=self._possible(self.board.text)))

    def fill(self) -> None:
        # Another language has other letters; what was typed stays.
        if type(self.board) is not BOARDS.get(self.visit.lang, Latin):
            text = self.board.text
            self.board = replace(board(self.visit.lang, text), possible=self._possible(text))
        super().fill()

    def change(self, board: Board) -> None:
        if board.text != self.board.text:
            board = replace(board, possible=self._possible(board.text))
        super().change(board)

    def _possible(self, typed: str) -> frozenset[str] | None:
        return None if self._titles is None else next_letters(self._titles, typed)

    @property
    def matches(self) -> tuple[SessionView, ...]:
        """What is found with the letters so far."""
        both = zip(self._sessions, self._titles or (), strict=True)
        return tuple(view for view, title in both if title.found(self.board.text))

    def yes_text(self) -> str:
        return _("Show")

    def show_below(self, panel: Panel) -> None:
        if not self._titles:
            said = _("One moment") if self._titles is None else _("There is nothing here now.")
            panel.show(Line(said, "muted", wraps=False))
            return
        if not self.board.text:
            panel.show(Line(self._example(), "muted", wraps=False))
            return
        views = self.matches
        count = n_("{n} found", "{n} found", len(views))
        if self.narrow:
            panel.show(Line(_as_many((count, *_names(views, self.visit)), 76), wraps=False))
            return
        self._list(panel, count, views[:LINES])

    def _example(self) -> str:
        """A title of these days and its letters, so that nobody has to guess what is meant."""
        for view, title in zip(self._sessions, self._titles or (), strict=True):
            if shown := title.example(self.board.alphabet):
                said = _(
                    "For example {title}: {letters}",
                    title=self.visit.say(view.title),
                    letters=shown,
                )
                if cell_len(said) <= self.app.size.width - MARGINS:
                    return said
        return ""

    def _list(self, panel: Panel, count: str, views: Sequence[SessionView]) -> None:
        """When, what and where, one session a line."""
        today, lang = self.kiosk.front.now.date(), self.visit.lang
        columns = (
            [relative_day(view.day, today, lang) for view in views],
            [hours(view) for view in views],
            [self.visit.say(view.title) for view in views],
            [self.visit.say(view.room) for view in views],
        )
        widths = [max(map(cell_len, column), default=0) for column in columns]
        rows = ([*map(padded, row, widths)] for row in zip(*columns, strict=True))
        lines = [Line("   ".join(row), wraps=False) for row in rows]
        panel.show(Line(count, bold=True, wraps=False), *lines)


def _hint() -> str:
    return _("First letters of the name")


def _findable(sessions: Iterable[SessionView]) -> tuple[Findable, ...]:
    known = {view.series: view.title for view in sessions}
    made = {series: Findable.of(title) for series, title in known.items()}
    return tuple(made[view.series] for view in sessions)


def _names(views: Iterable[SessionView], visit: Visit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(visit.say(view.title) for view in views))


def _as_many(parts: Iterable[str], room: int) -> str:
    """As many parts as there is room for, and … if there are more."""
    said = ""
    for part in filter(None, parts):
        longer = f"{said} · {part}" if said else part
        if cell_len(longer) > room - 4:
            return f"{said} · …"
        said = longer
    return said
