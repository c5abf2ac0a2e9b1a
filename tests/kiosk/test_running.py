"""One kiosk on a demo folder: the second is refused, the first can be asked to end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.running import AlreadyRuns, claimed, stop

_HOLDER = """
import sys, signal
from pathlib import Path
from kiosk.running import claimed
with claimed(Path(sys.argv[1])):
    print("held", flush=True)
    signal.pause()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_kiosk_is_refused_and_the_first_can_be_stopped(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        with pytest.raises(AlreadyRuns), claimed(tmp_path):
            pass
        assert stop(tmp_path)
        assert process.wait(10) == -signal.SIGTERM
    with claimed(tmp_path):
        pass


def test_a_killed_kiosk_holds_nothing(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
    assert not stop(tmp_path)
    with claimed(tmp_path):
        pass


def test_nothing_runs_on_an_empty_folder(tmp_path: Path) -> None:
    assert not stop(tmp_path)
