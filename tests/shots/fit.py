"""What does not fit: every sentence is drawn on its screen, in every language, at both sizes.

python -m tests.shots.fit    part of `make i18n`. All stories of the pictures are told once at each
size; wherever one stops, the screen is said in each language and every box is asked what it had to
leave out. No limit is declared anywhere: what is reported is what a resident would see. In
shots/sentences.txt stands which pictures of `make shots` show a sentence.
"""

from __future__ import annotations

import ast
import asyncio
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from screens import i18n
from screens.locale import update
from tests.audit import facts
from tests.audit.checks import whole_text
from tests.audit.view import View
from tests.screens.conftest import GRIDS, Kiosk, furnish
from tests.shots.rare import rare
from tests.shots.story import Story, all_stories
from tests.shots.taking import tell

SHOTS = Path(__file__).parents[2] / "shots"
_QUOTED = re.compile(r"""('.*'|".*")""")


@dataclass(frozen=True, slots=True, order=True)
class Tight:
    """A sentence that does not fit."""

    lang: str
    sentence: str  # the English one; empty for a name that the hall has typed
    grid: tuple[int, int]
    screen: str
    what: str

    def told(self) -> str:
        """In words, for whoever can make it shorter."""
        about = f"“{self.sentence}”" if self.sentence else "a name of the demo hall"
        return f"too long at {self.grid[0]}×{self.grid[1]} on {self.screen}: {about}: {self.what}"


@dataclass
class Fitting:
    """Takes no pictures: writes down what is said, and what of it is lost."""

    grid: tuple[int, int]
    # msgids that stood on a screen, each with the pictures that show it
    said: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    tight: set[Tight] = field(default_factory=set)
    _now: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _heard: set[str] = field(default_factory=set)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Inside the block every sentence that is said is remembered with its msgid."""
        say = i18n._say

        def listen(template: str, msgid: str, named: dict[str, object]) -> str:
            text = say(template, msgid, named)
            self._heard.add(msgid)
            self._now[i18n.current()][text] = msgid
            return text

        with patch.object(i18n, "_say", listen):
            yield

    async def take(self, k: Kiosk, name: str, lang: str, _grid: tuple[int, int]) -> None:
        """One state of one screen in every language."""
        for one in sorted(i18n.LANGUAGES, key=lambda language: language == lang):
            self._heard.clear()
            k.app.switches.speak(one)
            await k.pilot.pause()
            for msgid in self._heard:
                self.said[msgid].add(name)
            for lost in whole_text(View(k, facts.of(k))):
                sentence = self._sentence(one, lost)
                self.tight.add(Tight(one, sentence, self.grid, f"{name} ({k.screen})", lost))

    def _sentence(self, lang: str, lost: str) -> str:
        """The msgid of what was lost: the said sentence that holds it, or that it holds."""
        quoted = _QUOTED.search(lost)
        text = str(ast.literal_eval(quoted[1])) if quoted else lost
        found = [said for said in self._now[lang] if said and (text in said or said in text)]
        return self._now[lang][max(found, key=len)] if found else ""


def measure(hall: Path, grid: tuple[int, int]) -> Fitting:
    """Every story, and every no, at one size."""
    fitting = Fitting(grid)
    with fitting.listening():
        asyncio.run(_all(hall, fitting))
    return fitting


async def _all(hall: Path, fitting: Fitting) -> None:
    told = [*all_stories(), Story(rare)]
    await tell(told, hall, fitting, i18n.LANGUAGES[0], fitting.grid)  # type: ignore[arg-type]


def places(fittings: list[Fitting]) -> dict[str, set[str]]:
    """The pictures on which each sentence stands; a plural under its singular."""
    plurals = {e.msgid_plural: e.msgid for e in update.template_of(update.SCREENS).values()}
    found: dict[str, set[str]] = defaultdict(set)
    for fitting in fittings:
        for msgid, names in fitting.said.items():
            found[plurals.get(msgid) or msgid] |= names
    return found


def report(fittings: list[Fitting]) -> list[str]:
    """What is too long, language by language, and what nobody has looked at."""
    lines = []
    for lang in i18n.LANGUAGES:
        tight = sorted({one for fitting in fittings for one in fitting.tight if one.lang == lang})
        lines.append(f"{lang}: {len(tight)} too long")
        lines += [f"  {one.told()}" for one in tight]
    template = update.template_of(update.SCREENS)
    said = places(fittings)
    unseen = sorted(one for _context, one in template if one not in said)
    lines.append(f"{len(template)} sentences; {len(unseen)} on no screen that was drawn:")
    lines += [f"  “{one}”" for one in unseen]
    return lines


def main() -> int:
    """Report; exit code 0 also when something is too long: the tests are the judge."""
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(len(GRIDS)) as pool:
        hall = furnish(Path(folder) / "hall.db")
        fittings = list(pool.map(measure, [hall] * len(GRIDS), GRIDS))
    sys.stdout.write("\n".join(report(fittings)) + "\n")
    SHOTS.mkdir(exist_ok=True)
    with (SHOTS / "sentences.txt").open("w", encoding="utf-8") as index:
        for sentence, names in sorted(places(fittings).items()):
            pictures = sorted(name for name in names if " " not in name)
            index.write(f"{sentence}\n    {', '.join(pictures) or 'no picture'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
