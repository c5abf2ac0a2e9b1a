"""kiosk activities: what it prints, what it refuses, and what a demo hall looks like afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli import status


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of our own, so that the demo hall is made in it."""
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_a, **_k: str(tmp_path / "data"))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    code = status(["activities", *arguments])
    out = capsys.readouterr()
    return code, out.out.splitlines(), out.err


PLAN = ("add-series", "--zh", "藏戏", "--kind", "arts", "--room", "203")


def test_an_activity_is_planned_published_and_retired(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (number,), _ = said(capsys, *PLAN, "--on", "mon", "--on", "fri", "--at", "14:00")
    assert code == 0
    row = next(line for line in said(capsys, "list")[1] if line.startswith(f"{number}\t"))
    assert row.split("\t")[1:3] == ["draft", "arts"]
    assert row.split("\t")[4:] == ["mon@14:00+60 fri@14:00+60", "10", "", "藏戏"]
    code, (planned,), _ = said(capsys, "publish", number)
    assert (code, int(planned) >= 4) == (0, True)
    code, (gone,), _ = said(capsys, "retire", number, "--reason", "no teacher")
    assert (code, int(gone) >= 3) == (0, True)
    code, lines, err = said(capsys, "publish", number)
    assert (code, lines, err) == (1, [], f"kiosk: refused: retired (series {number})\n")
    assert status(["check"]) == 0


def test_single_sessions_are_copied_to_the_next_week(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import date, timedelta

    today = date.today()
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    _, (number,), _ = said(capsys, *PLAN, "--publish")
    single = ("add", number, "--day", monday.isoformat(), "--at", "10:00")
    assert said(capsys, *single) == (0, [], "")
    assert said(capsys, *single)[0] == 1
    following = (monday + timedelta(days=7)).isoformat()
    assert said(capsys, "copy-week", "--to", following)[1] == ["1\t0\t0"]
    assert said(capsys, "copy-week", "--to", following)[1] == ["0\t1\t0"]
    code, _, err = said(capsys, "copy-week", "--to", (monday + timedelta(days=1)).isoformat())
    assert (code, "monday takes a Monday" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("add-series", "--kind", "arts", "--room", "203"), "--zh"),
        (("add-series", "--zh", "藏戏", "--kind", "opera", "--room", "203"), "learning"),
        (("add-series", "--zh", "藏戏", "--kind", "arts", "--room", "999"), "999"),
        ((*PLAN, "--on", "mon"), "--at"),
        ((*PLAN, "--at", "14:00"), "--on"),
        ((*PLAN, "--on", "mon", "--at", "25:00"), "%H:%M"),
        ((*PLAN, "--points", "-1"), "0<=x<=1000"),
        ((*PLAN, "--seats", "0"), "1<=x<=10000"),
        (("add-series", "--zh", "a\x1b[2J", "--kind", "arts", "--room", "203"), "control"),
        (("add", "1", "--day", "2020-01-01", "--at", "10:00"), "day takes"),
        (("add", "1", "--day", "x", "--at", "10:00"), "%Y-%m-%d"),
    ],
)
def test_an_error_names_the_field_and_what_is_accepted(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], names: str
) -> None:
    code, lines, err = said(capsys, *arguments)
    assert (code, lines, len(err.splitlines())) == (2, [], 1), err
    assert names in err


def test_a_paper_page_is_entered_line_by_line(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status(["sessions", "list"])
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    house = next(row[0] for row in rows if row[4] == "planned" and row[2] == "06:00")
    day = next(row[1] for row in rows if row[0] == house)
    assert day
    code = status(["sessions", "enter", house, "1", "2@25:00"])
    assert (code, "HH:MM" in capsys.readouterr().err) == (2, True)
    code = status(["sessions", "enter", house, "1", "1", "999999"])
    out = capsys.readouterr()
    entered, again, unknown = (line.split("\t") for line in out.out.splitlines())
    assert (entered[:3], again[2]) == (["1", "1", "entered"], "already")
    assert "no resident" in unknown[2]
    assert (code, out.err) == (1, "kiosk: 1 of 3 lines were refused\n")
