"""kiosk voice: the script for the reader, recording without losing the old clip, looking at the clips."""

from __future__ import annotations

import signal
import sys
import wave
from pathlib import Path

import pytest

from devices.clips import broken
from devices.voice import Mute, Player
from kiosk import cli, recording, wiring
from kiosk.config import VoiceSettings
from screens import i18n
from tests.screens.conftest import furnish

WRITE = (
    "import sys, wave\n"
    "with wave.open(sys.argv[1], 'wb') as s:\n"
    "    s.setparams((1, 2, 8000, 0, 'NONE', '')); s.writeframes(b'\\1\\0' * int(sys.argv[2]))\n"
)
NOTE = "import sys; open(sys.argv[2], 'a').write(sys.argv[1] + chr(10))"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnish(tmp_path_factory.mktemp("hall") / "hall.db")


class Desk:
    """A person at the keyboard of a hall with a recorder, a player and a folder of clips."""

    def __init__(self, folder: Path, hall: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.clips, self.played, self.capsys = folder / "clips", folder / "played", capsys
        for name, code in (("write", WRITE), ("note", NOTE)):
            (folder / f"{name}.py").write_text(code, "utf-8")
        self.config = folder / "kiosk.toml"
        self.folder, self.hall = folder, hall
        self.recorder(f"{sys.executable} -S {folder / 'write.py'} {{file}} 800")

    def recorder(self, command: str) -> None:
        player = f"{sys.executable} -S {self.folder / 'note.py'} {{file}} {self.played}"
        self.config.write_text(
            f'database = "{self.hall}"\n[voice]\nfolder = "{self.clips}"\n'
            f'recorder = "{command}"\nplayer = "{player}"\n',
            "utf-8",
        )

    def say(self, *arguments: str) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = cli.status(["--config", str(self.config), "voice", *arguments])
        done = self.capsys.readouterr()
        return code, done.out, done.err

    def rows(self, *arguments: str) -> list[list[str]]:
        code, out, _ = self.say("list", *arguments)
        assert code == 0
        return [line.split("\t") for line in out.splitlines()]


@pytest.fixture
def desk(tmp_path: Path, furnished: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, furnished, capsys)


def test_the_list_is_a_script_for_the_reader(desk: Desk) -> None:
    rows = desk.rows("--lang", "bo")
    assert {len(row) for row in rows} == {4}
    assert ["number-20-and", "རྩ", "numbers, times, dates", "bo"] in rows
    assert ["room-1-name", "ཚོམས་ཆེན།", "room 1, name", "bo"] in rows
    checked_in = next(row for row in rows if row[0].startswith("checked-in-"))
    assert checked_in[1:] == ["མིང་ཐོ་བཀོད་ཟིན།", "door, result", "bo"]
    assert {row[3] for row in desk.rows()} == set(i18n.LANGUAGES)


def test_what_is_recorded_is_not_missing_any_more(desk: Desk) -> None:
    before = [row[0] for row in desk.rows("--lang", "bo", "--missing")]
    code, out, err = desk.say("record", "room-1-name", "--lang", "bo", "--play")
    clip = desk.clips / "bo" / "room-1-name.wav"
    assert (code, out, err) == (0, f"ཚོམས་ཆེན།\n{clip}\n", "")
    assert broken(clip) == ""
    assert desk.played.read_text() == f"{clip}\n"
    after = [row[0] for row in desk.rows("--lang", "bo", "--missing")]
    assert set(before) - set(after) == {"room-1-name"}
    assert "room-1-name" in [row[0] for row in desk.rows("--lang", "bo")]
    assert sorted(p.name for p in clip.parent.iterdir()) == [".room-1-name.txt", clip.name]


@pytest.mark.parametrize(
    "recorder",
    [
        "{python} -c 'raise SystemExit(0)' {file}",
        "{python} -S {write} {file} 0",
        "/nowhere/arecord {file}",
    ],
)
def test_a_recording_that_fails_leaves_the_old_clip(desk: Desk, recorder: str) -> None:
    assert desk.say("record", "language", "--lang", "bo")[0] == 0
    clip = desk.clips / "bo" / "language.wav"
    old = clip.read_bytes()
    write = desk.folder / "write.py"
    recorder = recorder.replace("{python}", sys.executable).replace("{write}", str(write))
    desk.recorder(recorder)
    code, _, err = desk.say("record", "language", "--lang", "bo")
    assert code == 1
    assert err.count("\n") == 1
    assert clip.read_bytes() == old
    assert not [p for p in clip.parent.iterdir() if ".part" in p.name]


def test_the_old_clip_stays_until_the_new_one_is_complete(desk: Desk) -> None:
    """The recorder sees the old clip as it was, and writes beside it; another kind replaces it."""
    assert desk.say("record", "language", "--lang", "bo")[0] == 0
    clip = desk.clips / "bo" / "language.wav"
    look = desk.folder / "look.py"
    look.write_text(
        f"import sys\nassert open({str(clip)!r}, 'rb').read()\nopen(sys.argv[1], 'wb').write(b'OggS')\n"
    )
    desk.recorder(f"{sys.executable} {look} {{file}}.ogg")
    assert desk.say("record", "language", "--lang", "bo")[0] == 0
    assert [p.name for p in clip.parent.glob("language.*")] == ["language.ogg"]


def test_ctrl_c_ends_the_recorder_and_not_the_command(tmp_path: Path) -> None:
    """A recorder that goes on until it is interrupted, as a person at a terminal does."""
    code = (
        f"import os, signal\n{WRITE}"
        "signal.signal(signal.SIGINT, lambda *_: os._exit(1))\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
    )
    clips = recording.Clips(tmp_path)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    made = recording.record(
        clips, [sys.executable, "-c", code, "{file}", "80"], "bo", "one", "words"
    )
    assert made == tmp_path / "bo" / "one.wav"


def test_what_is_asked_wrongly(desk: Desk) -> None:
    assert desk.say("record", "nothing", "--lang", "bo")[0] == 2
    assert desk.say("record", "language", "--lang", "../bo")[0] == 2
    assert desk.say("list", "--lang", ".")[0] == 2
    desk.config.write_text(f'database = "{desk.hall}"\n', "utf-8")
    code, _, err = desk.say("record", "language", "--lang", "bo")
    assert (code, "voice.recorder" in err) == (1, True)


def test_check_names_broken_unused_and_changed_clips(desk: Desk) -> None:
    assert desk.say("check") == (0, "ok\n", "")
    for name in ("language", "number-1", "number-2"):
        assert desk.say("record", name, "--lang", "bo")[0] == 0
    assert desk.say("check") == (0, "ok\n", "")
    folder = desk.clips / "bo"
    (folder / "number-1.wav").write_bytes(b"RIFF")
    (folder / ".number-2.txt").write_text("other words\n", "utf-8")
    (folder / "old-one.ogg").write_bytes(b"OggS")
    code, out, _ = desk.say("check")
    assert code == 1
    found = {line.split("\t")[1]: line.split("\t")[2] for line in out.splitlines()}
    assert set(found) == {"number-1", "number-2", "old-one"}
    assert "changed" in found["number-2"]


def test_a_language_that_is_only_heard_is_listed_and_recorded(desk: Desk) -> None:
    code, out, _ = desk.say("record", "room-1-name", "--lang", "amdo")
    assert (code, out.splitlines()[0]) == (0, "一楼大厅")
    rows = desk.rows()
    assert {row[3] for row in rows} == {*i18n.LANGUAGES, "amdo"}
    assert ["language", "amdo", "the language key", "amdo"] in rows
    assert desk.say("check")[0] == 0


def test_the_kiosk_has_a_voice_only_where_something_can_be_played(tmp_path: Path) -> None:
    quiet = wiring.Silent()
    assert isinstance(wiring._voice(VoiceSettings(), tmp_path, quiet), Mute)
    settings = VoiceSettings(player=("play", "{file}"), headphones=True, outcomes=False)
    assert isinstance(wiring._voice(settings, None, quiet), Mute)
    made = wiring._voice(settings, tmp_path, quiet)
    assert isinstance(made, Player)
    assert (made.private, made.outcomes, made.speaks("bo")) == (True, False, False)
    clip = tmp_path / "voice" / "bo" / "language.wav"
    clip.parent.mkdir(parents=True)
    with wave.open(str(clip), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
    assert made.speaks("bo")
    assert VoiceSettings(folder="/clips").clips(tmp_path) == Path("/clips")
