"""Nothing that stands on a screen is silent: somebody who cannot read can ask everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import texts
from screens import i18n
from screens.staff.screen import StaffOnly
from screens.voice.reader import Reader
from screens.voice.script import script
from screens.voice.speech import Speech
from screens.widgets.keyboard import Field, Letter
from tests.audit.view import boxes
from tests.screens.conftest import GRIDS, Kiosk
from tests.shots.story import all_stories
from tests.shots.taking import tell


class Listener:
    """Touches everything that stands on a screen wherever a story stops."""

    def __init__(self) -> None:
        self.silent: set[str] = set()
        self.without_a_clip: set[str] = set()
        self.touched = 0

    async def take(self, k: Kiosk, name: str, lang: str, _grid: tuple[int, int]) -> None:
        """One state of one screen."""
        if isinstance(k.app.screen, StaffOnly):  # full names: nothing of it is read aloud
            return
        named = k.app.office.call(texts.spoken)
        reader = Reader(lang, {text: one for one in named for _, text in one.words.texts})
        listed = {entry.id for entry in script(lang, named, "zh_CN")}
        for box in boxes(k.app.screen):
            if isinstance(box, Letter | Field):  # letters, and what was typed: for those who read
                continue
            said = [text for text in box.aloud or box.texts() if any(map(str.isalnum, text))]
            meanings = [meaning for text in said for meaning in reader.read(text)]
            if said and not meanings:
                self.silent.add(f"{name} #{box.id}: {said}")
            spoken = Speech(lang, lang, {}).say(meanings)
            self.without_a_clip |= {word for words in spoken for word, _ in words} - listed
            self.touched += bool(said)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
async def test_nothing_that_stands_on_a_screen_is_silent(seeded: Path, lang: str) -> None:
    listener = Listener()
    await tell(all_stories(), seeded, listener, lang, GRIDS[0])  # type: ignore[arg-type]  # takes no pictures
    assert listener.touched > 500
    assert listener.silent == set()
    assert listener.without_a_clip == set()
