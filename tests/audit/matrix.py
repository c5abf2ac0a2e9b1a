"""The matrix: every screen in every state, in a language and a size, looked at by every check."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from screens import i18n
from screens.widgets.bar import Bar
from tests.audit import blank, checks, facts
from tests.audit.view import View
from tests.screens.conftest import Kiosk
from tests.shots.story import all_stories
from tests.shots.taking import public_screens, tell
from tests.shots.tours import TOURS

LANGUAGES = ("bo", "zh_CN", "en", i18n.PSEUDO, i18n.BLANK)
FEWEST_STATES = 4
# What every screen must be seen with, by how the names of those states begin: names of 60 cells,
# names that attack, and a reader that is gone on a machine that cannot write: its refusal.
KINDS = ("long-names", "hostile", "trouble")


@dataclass
class Auditor:
    """Takes no pictures; writes down what is wrong wherever a story stops."""

    wrong: list[str] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _places: dict[str, object] = field(default_factory=dict)
    _shapes: dict[str, set[blank.Shape]] = field(default_factory=lambda: defaultdict(set))
    _of: tuple[Kiosk, facts.Facts] | None = None

    async def take(self, k: Kiosk, name: str, lang: str, _grid: tuple[int, int]) -> None:
        """One state of one screen; in the first language in the three palettes too."""
        if self._of is None or self._of[0] is not k:
            self._of = k, facts.of(k)
        view = View(k, self._of[1])
        if any(name in names for names in self.states.values()):
            self.wrong.append(f"two states are called {name}")
        self.states[k.screen].append(name)
        self._note(name, view, checks.of_screen(view, lang))
        self._bar(name, view)
        if lang == i18n.BLANK and (outcome := blank.outcome(view)):
            self._shapes[outcome].add(blank.silhouette(view))
        for theme in ("light", "contrast", "dark") if lang == i18n.LANGUAGES[0] else ():
            k.app.switches.theme(theme)
            await k.settle()
            self._note(f"{name} {theme}", View(k, self._of[1]), checks.IN_EVERY_PALETTE)

    def _note(self, name: str, view: View, wanted: tuple[checks.Check, ...]) -> None:
        for check in wanted:
            self.wrong += [f"{name}: {check.__name__}: {what}" for what in check(view)]

    def _bar(self, name: str, view: View) -> None:
        """The bar's keys never move (R9)."""
        for key in view.keys:
            if isinstance(key.parent, Bar):
                place = self._places.setdefault(str(key.id), key.region)
                if place != key.region:
                    self.wrong.append(f"{name}: #{key.id} stood at {place}, now {key.region}")

    def finish(self) -> None:
        """What only the whole run can say: screens nobody saw, too few states, shapes shared."""
        for screen in sorted(public_screens() | set(self.states)):
            states = self.states[screen]
            if len(states) < FEWEST_STATES:
                self.wrong.append(f"{screen} is seen in {len(states)} states: {states}")
            for kind in KINDS:
                if not any(state.startswith(kind) for state in states):
                    self.wrong.append(f"{screen} has no state of the kind {kind!r}")
            if all(state.startswith(KINDS) for state in states):
                self.wrong.append(f"{screen} has no picture in `make shots`")
        self.wrong += blank.shared(self._shapes)

    @property
    def count(self) -> int:
        """The states that were looked at."""
        return sum(map(len, self.states.values()))


async def walk(hall: Path, lang: str, grid: tuple[int, int]) -> Auditor:
    """Every story in one language and one size."""
    auditor = Auditor()
    await tell((*all_stories(), *TOURS), hall, auditor, lang, grid)  # type: ignore[arg-type]
    auditor.finish()
    return auditor
