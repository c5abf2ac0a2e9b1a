"""Clips are played one after the other; a tap cuts them off; what fails is logged once and passed by."""

from __future__ import annotations

import logging
import sys
import wave

import pytest

from devices import programs, voice
from devices.clips import Clips, broken
from devices.voice import Mute, Player

NOTE = "import sys; open(sys.argv[1], 'a').write(sys.argv[2].rpartition('/')[2] + chr(10))"
READ = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + ':' + sys.stdin.read() + chr(10))"
HANG = "import signal; signal.pause()"


def clip(folder, lang, name, kind=".wav"):
    path = folder / lang / f"{name}{kind}"
    path.parent.mkdir(exist_ok=True, parents=True)
    if kind == ".wav":
        with wave.open(str(path), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(b"\0\0" * 80)
    else:
        path.write_bytes(b"OggS")
    return path


@pytest.fixture
def clips(tmp_path):
    for name in ("one", "two", "three"):
        clip(tmp_path / "voice", "bo", name)
    return Clips(tmp_path / "voice")


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    monkeypatch.setattr(programs, "LOOK", 0.005)


@pytest.fixture
def done(until):
    async def done(player):
        await until(lambda: not player._programs.busy and not player._waiting)

    return done


def python(code, *arguments):
    return [sys.executable, "-S", "-c", code, *map(str, arguments)]


def sentence(*names):
    return [(name, f"words of {name}") for name in names]


async def test_clips_are_played_in_their_order_without_a_shell(clips, tmp_path, done):
    said = tmp_path / "$(said) 'x'"
    player = Player(clips, python(NOTE, said, "{file}"))
    assert player.say("bo", [sentence("one", "two"), sentence("three")])
    assert player._programs.busy
    await done(player)
    assert said.read_text().split() == ["one.wav", "two.wav", "three.wav"]


async def test_a_sentence_that_lacks_a_part_is_not_said_at_all(clips, tmp_path, done):
    said = tmp_path / "said"
    player = Player(clips, python(NOTE, said, "{file}"))
    assert player.say("bo", [sentence("one", "nowhere"), sentence("three")])
    await done(player)
    assert said.read_text().split() == ["three.wav"]
    assert not player.say("bo", [sentence("nowhere"), []])
    assert not player._programs.busy


async def test_what_is_said_next_cuts_off_what_plays(clips, tmp_path, done):
    said = tmp_path / "said"
    hang = tmp_path / "hang"
    code = f"import os, signal\nif os.path.exists({str(hang)!r}): signal.pause()\n{NOTE}"
    player = Player(clips, python(code, said, "{file}"))
    hang.touch()
    player.say("bo", [sentence("one", "two")])
    first = player._programs._playing[1]
    hang.unlink()
    player.say("bo", [sentence("three")])
    assert first.returncode == -9
    await done(player)
    assert said.read_text().split() == ["three.wav"]


async def test_hushing_and_closing_leave_no_program_behind(clips):
    player = Player(clips, python(HANG, "{file}"))
    for silence in (player.hush, player.close):
        player.say("bo", [sentence("one", "two")])
        process = player._programs._playing[1]
        silence()
        assert process.returncode == -9
        assert not player._waiting
        assert not player._timer
    player.close()


async def test_a_player_that_is_missing_never_raises_and_is_logged_once_without_words(
    clips, caplog, done
):
    player = Player(clips, ["/nowhere/player", "{file}"])
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            player.say("bo", [sentence("one", "two")])
            await done(player)
    assert len(caplog.records) == 2
    assert "words of" not in caplog.text


async def test_a_broken_clip_is_passed_by_and_logged_once(clips, tmp_path, caplog, done):
    said = tmp_path / "said"
    fails = f"import sys\nif sys.argv[2].endswith('two.wav'): sys.exit(3)\n{NOTE}"
    player = Player(clips, python(fails, said, "{file}"))
    for _ in range(2):
        player.say("bo", [sentence("one", "two", "three")])
        await done(player)
    assert said.read_text().split() == ["one.wav", "three.wav"] * 2
    assert [record.message for record in caplog.records] == [
        "the voice could not say two: ended with 3"
    ]


async def test_a_player_that_hangs_is_ended(clips, tmp_path, monkeypatch, done):
    monkeypatch.setattr(voice, "_LONGEST", 0.05)
    player = Player(clips, python(HANG, "{file}"))
    player.say("bo", [sentence("one", "two")])
    await done(player)


async def test_the_voice_waits_for_a_cue(clips, tmp_path, done, until):
    said, sounding = tmp_path / "said", [True]
    player = Player(clips, python(NOTE, said, "{file}"), wait_for=lambda: sounding[0])
    player.say("bo", [sentence("one")])
    assert not player._programs.busy
    sounding[0] = False
    await until(lambda: player._programs.busy)
    await done(player)
    assert said.read_text().split() == ["one.wav"]


async def test_words_without_a_clip_are_synthesised_but_never_tibetan(clips, tmp_path, done):
    said = tmp_path / "said"
    speaks = python(READ, said, "{lang}")
    player = Player(clips, python(NOTE, said, "{file}"), speaks)
    assert player.speaks("zh_CN")
    assert player.speaks("en")
    assert player.speaks("bo")
    assert not player.speaks("amdo")
    player.say("zh_CN", [[("one", "-w 一百; $HOME")]])
    await done(player)
    assert said.read_text() == "cmn:-w 一百; $HOME\n"
    assert not player.say("bo", [sentence("nowhere")])
    said.unlink()
    clip(tmp_path / "voice", "en", "hundred")
    number = [("one", "one"), ("hundred", "hundred"), ("and", "and"), ("two", "two")]
    player.say("en", [number, [("points", "points")]])
    await done(player)
    assert said.read_text().splitlines() == ["en:one", "hundred.wav", "en:and two", "en:points"]
    assert not Player(Clips(tmp_path / "none"), [], speaks).speaks("bo")
    assert not Player(Clips(tmp_path / "none"), [], ["/nowhere/espeak-ng"]).speaks("en")


async def test_a_speech_program_that_does_not_read_is_no_trouble(tmp_path, done):
    player = Player(Clips(tmp_path), [], python("raise SystemExit(0)"))
    player.say("en", [[("one", "word " * 5000)]])
    await done(player)


def test_no_voice_says_nothing():
    mute = Mute()
    assert not mute.speaks("en")
    assert mute.languages() == ()
    assert not mute.say("en", [sentence("one")])
    mute.close()


def test_clips_are_found_as_soon_as_they_lie_there(tmp_path):
    clips = Clips(tmp_path)
    assert clips.languages() == ()
    assert clips.find("bo", "one") is None
    old = clip(tmp_path, "bo", "one", ".opus")
    assert clips.find("bo", "one") == old
    new = clip(tmp_path, "bo", "one", ".wav")
    assert clips.find("bo", "one") == new
    (tmp_path / "bo" / ".one.part.wav").touch()
    (tmp_path / "bo" / "notes.txt").touch()
    (tmp_path / "empty").mkdir()
    assert clips.of("bo") == {"one": new}
    assert clips.languages() == ("bo",)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.wav", b""), ("a.wav", b"RIFF...."), ("a.ogg", b"RIFF"), ("a.opus", b""), ("b.wav", None)],
)
def test_what_is_no_clip_is_known(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert broken(path)


@pytest.mark.parametrize("kind", [".wav", ".ogg"])
def test_a_clip_is_a_clip(tmp_path, kind):
    assert broken(clip(tmp_path, "bo", "one", kind)) == ""
