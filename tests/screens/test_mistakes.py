"""Nobody is punished for a second tap, an early tap, or for going away: on every screen, by every key."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.screens.mistakes import Trial
from tests.shots.taking import public_screens

PARTS = 4  # more than there are cores: most of the time is waiting for a picture


@pytest.mark.timeout(600)
def test_a_second_tap_an_early_tap_and_walking_away_do_no_harm(seeded: Path) -> None:
    with ProcessPoolExecutor(PARTS) as pool:
        trials = [pool.submit(Trial(part, PARTS).run, seeded) for part in range(PARTS)]
        done = [trial.result() for trial in trials]
    wrong = [what for trial in done for what in trial.wrong]
    assert not wrong, "\n".join(wrong)
    tried = {signature for trial in done for signature in trial.tried}
    walked = {screen for trial in done for screen, _visiting in trial.walked}
    assert public_screens() <= {screen for screen, _key, _label in tried}
    assert len(tried) > 120
    assert len(walked) > 12
