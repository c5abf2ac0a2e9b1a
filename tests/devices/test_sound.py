"""Sounds are told apart by rhythm; a player that fails is never in the way."""

import logging
import sys

import pytest

from devices import programs, sound
from devices.sound import CUES, Bell, Commands, Silent


@pytest.fixture
def brisk(monkeypatch):
    monkeypatch.setattr(programs, "LOOK", 0.005)


@pytest.fixture
def idle(until):
    async def idle(commands):
        await until(lambda: not commands.busy)

    return idle


def noting(path, text, *, wait=""):
    """A command that appends a line to a file."""
    code = f"open({str(path)!r}, 'a').write({text + chr(10)!r});{wait}"
    return [sys.executable, "-S", "-c", code]


@pytest.mark.parametrize(
    ("cue", "count"), [("read", 1), ("success", 2), ("refusal", 3), ("again", 2), ("call", 4)]
)
async def test_the_bell_rings_one_rhythm_per_cue(cue, count, monkeypatch, until):
    brisk = {c: [delay / 10 for delay in rhythm] for c, rhythm in sound._RHYTHMS.items()}
    monkeypatch.setattr(sound, "_RHYTHMS", brisk)
    rung = []
    bell = Bell(lambda: rung.append("bell"))
    bell.play(cue)
    assert len(rung) == 1  # the first at once
    assert len(bell._rest) == count - 1
    await until(lambda: len(rung) == count)


def test_every_cue_has_a_rhythm_of_its_own():
    assert len({sound._RHYTHMS[cue] for cue in CUES}) == len(CUES)


async def test_a_new_cue_ends_the_old_rhythm():
    rung = []
    bell = Bell(lambda: rung.append("bell"))
    bell.play("refusal")
    old = bell._rest
    bell.play("success")
    assert [handle.cancelled() for handle in old] == [True, True]
    new = bell._rest
    bell.close()
    assert [handle.cancelled() for handle in new] == [True]
    assert len(rung) == 2


async def test_a_command_is_run_without_waiting_and_without_a_shell(brisk, tmp_path, idle):
    said = tmp_path / "said"
    commands = Commands({"read": noting(said, "$HOME; read")})
    commands.play("read")
    assert commands.busy
    await idle(commands)
    assert said.read_text() == "$HOME; read\n"


async def test_one_plays_at_a_time_and_only_the_newest_waits(brisk, tmp_path, idle):
    said = tmp_path / "said"
    commands = Commands({cue: noting(said, cue) for cue in CUES})
    commands.play("read")
    process = commands._programs._playing[1]
    commands.play("refusal")
    commands.play("success")
    assert commands._programs._playing[1] is process
    await idle(commands)
    assert said.read_text().split() == ["read", "success"]
    assert process.returncode == 0  # collected: no zombie


async def test_a_missing_command_never_raises_and_is_logged_once(caplog):
    commands = Commands({"read": ["/nowhere/player", "read.wav"]})
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            commands.play("read")
    assert len(caplog.records) == 1
    assert "'read'" in caplog.text


async def test_a_failing_command_is_logged_once(brisk, caplog, idle):
    commands = Commands({"success": [sys.executable, "-S", "-c", "raise SystemExit(3)"]})
    for _ in range(2):
        commands.play("success")
        await idle(commands)
    assert [record.message.rpartition(" ")[2] for record in caplog.records] == ["3"]


async def test_a_command_that_hangs_is_ended(brisk, monkeypatch, tmp_path, idle):
    monkeypatch.setattr(sound, "_LONGEST", 0.05)
    said = tmp_path / "said"
    hang = [sys.executable, "-S", "-c", "import signal; signal.pause()"]
    commands = Commands({"read": hang, "success": noting(said, "success")})
    commands.play("read")
    monkeypatch.setattr(sound, "_LONGEST", 5.0)
    commands.play("success")
    await idle(commands)
    assert said.read_text() == "success\n"


async def test_closing_ends_the_program_that_plays():
    commands = Commands({"read": [sys.executable, "-S", "-c", "import signal; signal.pause()"]})
    commands.play("read")
    process = commands._programs._playing[1]
    commands.play("read")
    commands.close()
    commands.close()
    assert process.returncode == -9
    assert commands._next is None


async def test_a_cue_without_a_command_and_silence_do_nothing():
    commands = Commands({"read": []})
    commands.play("read")
    commands.play("refusal")
    assert not commands.busy
    silent = Silent()
    silent.play("read")
    silent.close()
