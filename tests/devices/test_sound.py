"""Sounds are told apart by rhythm; a player that fails is never in the way."""

import asyncio
import logging
import sys

import pytest

from devices import sound
from devices.sound import CUES, Bell, Commands, Silent


@pytest.fixture
def brisk(monkeypatch):
    monkeypatch.setattr(sound, "_LOOK", 0.005)


async def idle(commands, within=5.0):
    async with asyncio.timeout(within):
        while commands._playing:
            await asyncio.sleep(0.005)


def noting(path, text, *, wait=""):
    """A command that appends a line to a file."""
    code = f"open({str(path)!r}, 'a').write({text + chr(10)!r});{wait}"
    return [sys.executable, "-S", "-c", code]


async def test_the_bell_rings_one_rhythm_per_cue(monkeypatch):
    monkeypatch.setattr(
        sound, "_RHYTHMS", {c: [d / 10 for d in r] for c, r in sound._RHYTHMS.items()}
    )
    loop, counts = asyncio.get_running_loop(), []
    for cue in CUES:
        rung = []
        Bell(lambda rung=rung: rung.append(loop.time())).play(cue)
        assert len(rung) == 1  # the first at once
        await asyncio.sleep(0.12)
        counts.append(len(rung))
    assert counts == [1, 2, 3]


async def test_a_new_cue_ends_the_old_rhythm():
    rung = []
    bell = Bell(lambda: rung.append("bell"))
    bell.play("refusal")
    bell.play("read")
    bell.play("success")
    bell.close()
    await asyncio.sleep(0.2)
    assert len(rung) == 3


async def test_a_command_is_run_without_waiting_and_without_a_shell(brisk, tmp_path):
    said = tmp_path / "said"
    commands = Commands({"read": noting(said, "$HOME; read")})
    commands.play("read")
    assert commands._playing
    await idle(commands)
    assert said.read_text() == "$HOME; read\n"


async def test_one_plays_at_a_time_and_only_the_newest_waits(brisk, tmp_path):
    said = tmp_path / "said"
    commands = Commands({cue: noting(said, cue) for cue in CUES})
    commands.play("read")
    process = commands._playing[1]
    commands.play("refusal")
    commands.play("success")
    assert commands._playing[1] is process
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


async def test_a_failing_command_is_logged_once(brisk, caplog):
    commands = Commands({"success": [sys.executable, "-S", "-c", "raise SystemExit(3)"]})
    for _ in range(2):
        commands.play("success")
        await idle(commands)
    assert [record.message.rpartition(" ")[2] for record in caplog.records] == ["3"]


async def test_a_command_that_hangs_is_ended(brisk, monkeypatch, tmp_path):
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
    process = commands._playing[1]
    commands.play("read")
    commands.close()
    commands.close()
    assert process.returncode == -9
    assert commands._next is None


async def test_a_cue_without_a_command_and_silence_do_nothing():
    commands = Commands({"read": []})
    commands.play("read")
    commands.play("refusal")
    assert not commands._playing
    silent = Silent()
    silent.play("read")
    silent.close()
