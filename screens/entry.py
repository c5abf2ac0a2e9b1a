"""Something is typed: what for, what was typed, a keyboard; ✓ at the right gives it, ✕ at the left not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region

from screens.base import KioskScreen
from screens.i18n import _, p_
from screens.keyboards import names
from screens.keyboards.board import Board
from screens.keyboards.lexicon import lexicon
from screens.keyboards.pinyin import PICK, Pinyin
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.keyboard import HIGH, Field, Keyboard, Letter
from screens.widgets.panel import Line, Panel

BAND = 3  # rows of ✕, field and ✓
FIGURE = 5  # rows of a field that shows a number large
BURST = 0.1  # seconds between the first two keys of a reader that types, and some more


class EntryScreen(KioskScreen):
    """Dismissed with the text, or with None.

    `title` and `hint` are said again in another language. `shortest`: how much must be typed before
    it can be given. What was typed is the board's, so nothing that happens to the widgets loses it.
    """

    DEFAULT_CSS = """
    EntryScreen #entry { height: 1fr; }
    EntryScreen #entry > Key, EntryScreen #entry > Panel { position: absolute; }
    """
    idle: int | None = 120
    typing = True

    def __init__(
        self,
        visit: Visit,
        board: Board,
        title: Callable[[], str],
        hint: Callable[[], str] = str,
        *,
        shortest: int = 1,
    ) -> None:
        super().__init__(visit)
        self.board = board
        self._title, self._hint, self._shortest = title, hint, shortest
        self._before_key: tuple[float, Board] = (float("-inf"), board)
        self._reader = (float("-inf"), float("-inf"))

    @property
    def visiting(self) -> bool:
        return self.visit.identified

    def title_text(self) -> str:
        return self._title()

    def body(self) -> ComposeResult:
        with Container(id="entry"):
            yield Key(id="no")
            yield Field(id="field")
            yield Key(id="script")
            yield Key(id="yes", variant="primary")
            yield Panel(bare=True, fill="page", id="below")
            yield Keyboard(id="keyboard")

    def on_mount(self) -> None:
        self.learn()

    @work
    async def learn(self) -> None:
        """Read the lexicon, if this keyboard needs it; the letters wait meanwhile."""
        if isinstance(self.board, Pinyin) and self.board.lexicon is None:
            known = await asyncio.to_thread(lexicon)
            if isinstance(self.board, Pinyin):
                self.change(replace(self.board, lexicon=known))

    # What is shown ----------------------------------------------------------------------------

    def fill(self) -> None:
        width, height = self.app.size.width, self.app.size.height - 5
        rows = self.board.rows(wide=not self.narrow)
        places = arranged(self.board, width, height, len(rows))
        other = names.following(self.board)
        for name, place in places.items():
            widget = self.query_one(f"#{name}")
            widget.display = bool(place.area)
            widget.styles.offset = place.offset
            widget.styles.width, widget.styles.height = max(1, place.width), max(1, place.height)
        keyboard = places["keyboard"]
        self.query_one(Keyboard).show(rows, keyboard.width, keyboard.height)
        self.query_one(Field).tell(self.board, self._hint())
        self.query_one("#no", Key).label = "✕  " + self.no_text()
        yes = self.query_one("#yes", Key)
        yes.variant = "primary" if self.ready else "off"
        yes.label = "✓  " + self.yes_text()
        script = self.query_one("#script", Key)
        script.aloud = (p_("voice", "Another script"),)
        script.variant = "off" if self.board.pending else "normal"
        script.label = names.SCRIPTS[other] if other else ""
        self.show_below(self.query_one("#below", Panel))

    @property
    def ready(self) -> bool:
        """Whether what was typed can be given."""
        return len(self.board.text) >= self._shortest and not self.board.pending

    def no_text(self) -> str:
        """What the key at the left says."""
        return _("Back")

    def yes_text(self) -> str:
        """What the key at the right says."""
        return _("Done")

    def show_below(self, panel: Panel) -> None:
        """Fill the rows below the field."""
        waits = isinstance(self.board, Pinyin) and self.board.lexicon is None
        panel.show(Line(_("One moment") if waits else "", "muted", wraps=False))

    # What happens -----------------------------------------------------------------------------

    def change(self, board: Board) -> None:
        """Another board: with more typed, with less, in another script."""
        if board is not self.board:
            self.board = board
            self.refill()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if isinstance(event.key, Letter):
            event.stop()
            self.change(self.board.press(event.key.cap.name))
        elif pressed == "no":
            event.stop()
            self.back()
        elif pressed == "yes":
            event.stop()
            self.give()
        elif pressed == "script" and (other := names.following(self.board)) is not None:
            event.stop()
            self.change(other(text=self.board.text))
            self.learn()

    def give(self) -> None:
        """What was typed is what was meant."""
        self.dismiss(self.board.text)

    def back(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """A real keyboard does the same; the first key of a reader that types is taken back."""
        began, ended = self._reader
        if began - BURST <= event.time <= ended:
            event.stop()
            return
        if event.key == "escape":
            self.back()
        elif event.key == "enter" and isinstance(self.board, Pinyin) and self.board.pending:
            self.change(self.board.press(f"{PICK}{self.board.first}"))
        elif event.key == "enter":
            if self.ready:
                self.give()
        elif (name := self.board.key_of(event.key, event.character)) is not None:
            self._before_key = event.time, self.board
            self.change(self.board.press(name))
        else:
            return
        event.stop()

    def take_back(self, at: float) -> None:
        began, ended = self._reader
        self._reader = (began if at - ended <= BURST else at, at)
        typed_at, before = self._before_key
        if at - typed_at <= BURST:
            self.change(before)


def arranged(board: Board, width: int, height: int, rows: int) -> dict[str, Region]:
    """Where everything stands in so many cells; what has no place is empty.

    A high keyboard stands beside field and keys; a wide one below them.
    """
    if board.beside:
        return _beside(width, height)
    side = 16 if width >= 100 else 14
    script = 12 if type(board) in names.ROUND else 0
    high = min(rows * HIGH, height - BAND)
    return {
        "no": Region(0, 0, side, BAND),
        "field": Region(side, 0, width - 2 * side - script, BAND),
        "script": Region(width - side - script, 0, script, BAND),
        "yes": Region(width - side, 0, side, BAND),
        "below": Region(0, BAND, width, height - BAND - high),
        "keyboard": Region(0, height - high, width, high),
    }


def _beside(width: int, height: int) -> dict[str, Region]:
    """Four rows of three keys: between ✕ and ✓ below the field, or beside all three if that is too high."""
    rows, three = 4 * HIGH, width * 9 // 20
    if height >= rows + FIGURE:
        end = width - (side := (width - three) // 2)
        places = {
            "field": Region(0, 0, width, height - rows),
            # A row of keys higher than the bar: what ends the visit keeps off the yes.
            "no": Region(0, height - 2 * BAND, side, BAND),
            "yes": Region(end, height - 2 * BAND, width - end, BAND),
            "keyboard": Region(side, height - rows, end - side, rows),
        }
    else:
        left = width - three
        places = {
            "field": Region(0, 0, left, height - BAND),
            "no": Region(0, height - BAND, left // 2, BAND),
            "yes": Region(left // 2, height - BAND, left - left // 2, BAND),
            "keyboard": Region(left, height - rows, three, rows),
        }
    return {"script": Region(), "below": Region(), **places}
