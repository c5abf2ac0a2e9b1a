"""kiosk.toml: an error names the file, the key and what would be accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import ConfigError, load


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            'database = "hall.db"\nstation = "door"\n[reader]\nport = "loop://"\nbaud = 115200\n'
            'bits = 7\nparity = "E"\n[sound]\nmode = "command"\nread = "aplay \'a b.wav\'"\n'
            '[display]\npictures = "octants"\nwedge = true\n'
            '[voice]\nplayer = "play -q {file}"\nsynthesiser = "espeak-ng --stdin"\nheadphones = true\n',
        )
    )
    assert config.station == "door"
    assert config.voice.player == ("play", "-q", "{file}")
    assert (config.voice.headphones, config.voice.outcomes) == (True, True)
    assert config.reader is not None
    assert (config.reader.baud, config.reader.bits, config.reader.parity) == (115200, 7, "E")
    assert config.sound.read == ("aplay", "a b.wav")
    assert config.display.wedge


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('databse = "x"', ["databse", "database", "[reader]"]),
        ("[reader]\nport = 3", ["reader.port", "a device"]),
        ("[reader]\nbaud = 9600", ["reader.port", "missing"]),
        ('[reader]\nport = "loop://"\nbaud = "fast"', ["reader.baud", "300 to 4000000"]),
        ('[reader]\nport = "loop://"\nparity = "X"', ["reader.parity", "N, E, O"]),
        ('[reader]\nport = "loop://"\ncolour = 1', ["reader.colour", "baud"]),
        ('[sound]\nmode = "loud"', ["sound.mode", "bell, command, off"]),
        ('[sound]\nread = "aplay \'x"', ["sound.read", "command"]),
        ('[voice]\nplayer = "aplay"', ["voice.player", "{file}"]),
        ('[voice]\nrecorder = "{file}"', ["voice.recorder", "{file}"]),
        ("[voice]\nheadphones = 1", ["voice.headphones", "true or false"]),
        ('[voice]\nspeaker = "x"', ["voice.speaker", "synthesiser"]),
        ("[display]\nwedge = 1", ["display.wedge", "true or false"]),
        ("reader = 3", ["reader", "[reader]"]),
        ("= 3", ["TOML"]),
    ],
)
def test_an_error_names_file_key_and_what_is_accepted(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, text))
    message = str(caught.value)
    assert "kiosk.toml" in message
    assert "\n" not in message
    for name in names:
        assert name in message


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "nothing.toml")
