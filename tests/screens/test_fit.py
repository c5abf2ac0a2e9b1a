"""Every sentence fits its key or line on its screen; and what does not is reported with its place."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from screens import i18n
from tests.screens.conftest import GRIDS
from tests.shots.fit import Fitting, report
from tests.shots.rare import rare
from tests.shots.story import Story, all_stories
from tests.shots.taking import tell


@pytest.mark.timeout(300)
@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
async def test_what_no_story_reaches_fits_too(seeded: Path, grid: tuple[int, int]) -> None:
    """The audit goes through the stories in every language; this goes through the rest."""
    fitting = Fitting(grid)
    with fitting.listening():
        await tell([Story(rare)], seeded, fitting, "zh_CN", grid)  # type: ignore[arg-type]
    assert [one.told() for one in sorted(fitting.tight)] == []
    assert len(fitting.said) > 180
    assert [line for line in report([fitting]) if "too long" in line] == [
        f"{lang}: 0 too long" for lang in i18n.LANGUAGES
    ]


class Wordy(gettext.NullTranslations):
    """A translator who needs many words for one."""

    def gettext(self, message: str) -> str:
        return "སྣ་ཚོགས་ཀྱི་" * 9 if message == "Undo" else message


async def test_a_word_that_is_too_long_is_reported_with_its_screen(
    seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = i18n._catalogue
    monkeypatch.setattr(i18n, "_catalogue", lambda lang: Wordy() if lang == "bo" else real(lang))
    fitting = Fitting(GRIDS[0])
    stories = [story for story in all_stories() if story.name == "two_are_open"]
    with fitting.listening():
        await tell(stories, seeded, fitting, "zh_CN", GRIDS[0])  # type: ignore[arg-type]
    found = [line for line in report([fitting]) if "too long at" in line]
    assert found
    assert all("“Undo”" in line for line in found)
    assert any("100×22 on result-square (ResultScreen)" in line for line in found)
    assert all(one.lang == "bo" for one in fitting.tight)
