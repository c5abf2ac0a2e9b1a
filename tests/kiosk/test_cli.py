"""The command line on a real file: what it prints, what it exits with."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from stdnum import damm

from kiosk.cli import status
from kiosk.demo.cards import all_cards


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of our own, so that the demo hall is made in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_a, **_k: str(tmp_path / "data"))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    code = status(list(arguments))
    out = capsys.readouterr()
    return code, out.out.splitlines(), out.err


def test_check_makes_the_demo_on_first_use_and_says_ok(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check") == (0, ["ok"], "")
    assert (home / "data" / "demo" / "hall.db").exists()


def test_a_new_database_is_empty_and_says_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for named in (f"{tmp_path}/a/hall.db", f"{tmp_path}/b/", f"sqlite:///{tmp_path}/c.db"):
        assert said(capsys, "--database", named, "check") == (0, ["ok"], "")
    code, rows, _ = said(capsys, "--database", f"{tmp_path}/b", "export", "residents")
    assert (code, rows) == (0, [])
    assert (tmp_path / "b" / "hall.db").exists()


def test_check_lists_what_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hall.db"
    said(capsys, "--database", str(file), "check")
    raw = sqlite3.connect(file)
    raw.execute("INSERT INTO account (kind, balance) VALUES ('hall', 5)")
    raw.commit()
    raw.close()
    code, lines, _ = said(capsys, "--database", str(file), "check")
    assert code == 1
    assert lines == ["ledger: the balance of account 1 is not the sum of its postings"]


def test_check_of_something_else_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hall.db"
    file.write_text("not a database, but long enough to have a header " * 10)
    code, _, err = said(capsys, "--database", str(file), "check")
    assert code == 1
    assert len(err.splitlines()) == 1


def test_demo_cards_need_no_database(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines, err = said(capsys, "demo", "cards")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in lines]
    assert [row[1] for row in rows[:10]] == ["active"] * 10
    assert {row[1] for row in rows} >= {"active", "lost", "blocked", "replaced", "expired", "staff"}
    assert rows[-1][1] == "staff"
    assert all(len(row[0]) == 14 and damm.is_valid(row[0]) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
    assert all(len(row[-1]) == 6 and row[-1].isdigit() for row in rows if row[1] == "staff")
    assert not list(home.iterdir())


def test_sessions_close_and_points_arrive(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import UTC, datetime

    from db import activities, arrivals
    from db.base import new_operation_id
    from db.office import Office

    said(capsys, "check")
    office = Office(home / "data" / "demo" / "hall.db", station="t", now=datetime.now(UTC))
    now = datetime.now(UTC)
    me = office.call(arrivals.card_shown, all_cards()[9].number, now=now, station="t").home
    assert me is not None
    house = next(v for v in me.open if v.open_area)
    office.call(
        activities.check_in,
        me.resident,
        house.id,
        now=now,
        station="t",
        operation_id=new_operation_id(),
    )
    office.close()
    code, lines, _ = said(capsys, "sessions", "list")
    assert any(line.split("\t")[0] == str(house.id) for line in lines)
    code, lines, err = said(capsys, "sessions", "close", str(house.id), "--heads", "0")
    assert code == 1
    assert "more_cards_than_heads" in err
    assert said(capsys, "sessions", "close", str(house.id), "--heads", "1")[:2] == (0, ["1"])
    code, lines, _ = said(capsys, "export", "residents", "--format", "json")
    mine = next(r for r in json.loads("\n".join(lines)) if r["resident"] == me.resident)
    assert (mine["spendable"], mine["coming"]) == (10, 0)
    assert said(capsys, "check")[1] == ["ok"]


def test_forget_takes_a_card_number(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = all_cards()[0].number
    assert said(capsys, "residents", "forget", number)[0] == 0
    assert said(capsys, "residents", "forget", number)[0] == 1
    assert said(capsys, "check")[1] == ["ok"]
    _code, lines, _ = said(capsys, "export", "residents")
    assert "卓玛央金" not in "\n".join(lines)


def test_exports_are_csv_and_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = said(capsys, "export", "ledger")
    rows = list(csv.DictReader(StringIO("\n".join(lines))))
    assert sum(int(row["amount"]) for row in rows) == 0
    _, lines, _ = said(capsys, "export", "ledger", "--format", "json")
    assert len(json.loads("\n".join(lines))) == len(rows)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["fly"], "fly"),
        (["export", "secrets"], "secrets"),
        (["--database", "postgresql://localhost/hall", "check"], "PostgreSQL"),
        (["--database", "mysql://localhost/hall", "check"], "mysql"),
        (["settings", "set", "undo_seconds", "1"], "60 to 600"),
        (["settings", "set", "colour", "red"], "colour"),
    ],
)
def test_misuse_is_one_line_and_two(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], names: str
) -> None:
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (2, [])
    assert names in err
    assert len(err.splitlines()) == 1


def test_a_changed_setting_is_audited(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "settings", "set", "points_cap_day", "40")[0] == 0
    _, lines, _ = said(capsys, "settings", "list")
    assert "points_cap_day\t40\t60" in lines
    _, lines, _ = said(capsys, "export", "audit")
    assert "setting_changed" in lines[-1]


def test_somebody_leaves_and_the_household_keeps_the_points(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = [card.number for card in all_cards() if card.state == "active"]
    elder, heir, stranger = cards[0], cards[1], cards[2]
    code, _, error = said(
        capsys, "residents", "leave", elder, "--state", "moved", "--points-to", stranger
    )
    assert (code, error) == (1, "kiosk: refused: not_household\n")
    code, (left,), _ = said(
        capsys, "residents", "leave", elder, "--state", "moved", "--points-to", heir
    )
    assert code == 0
    assert int(left) > 0
    code, _, error = said(capsys, "residents", "leave", elder, "--state", "died")
    assert (code, error) == (1, "kiosk: refused: has_left\n")
    assert said(capsys, "residents", "leave", "123", "--state", "died")[0] == 1
    assert said(capsys, "check") == (0, ["ok"], "")


def test_no_demo_runs_that_could_be_stopped(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = said(capsys, "demo", "stop", "--in", str(home))
    assert code == 1
    assert error.startswith("kiosk: no demo is running")


@pytest.mark.parametrize(
    "arguments",
    [
        ("sessions", "attendances", "9" * 30),
        ("sessions", "attendances", "--", "-1"),
        ("sessions", "close", "9" * 30, "--heads", "1"),
        ("sessions", "close", "1", "--heads", "9" * 30),
        ("sessions", "close", "1", "--heads", "1", "--without", "9" * 30),
        ("sessions", "cancel", "9" * 30, "--reason", "x"),
        ("sessions", "cancel", "1", "--reason", " "),
        ("sessions", "annul", "9" * 30, "--reason", "x"),
        ("sessions", "annul", "1", "--reason", "\udcff"),
        ("sessions", "annul", "1", "--reason", "a\x1b[2J"),
        ("sessions", "move", "9" * 30, "1"),
        ("residents", "forget", "\udcff"),
        ("residents", "forget", ""),
        ("cards", "end", "\udcff", "--state", "lost"),
        ("settings", "set", "timezone", "Nowhere/Town"),
        ("settings", "set", "timezone", ""),
        ("settings", "set", "undo_limit", "--", "--5"),
        ("settings", "set", "undo_limit", "9" * 5000),
        ("settings", "set", "undo_limit", "٣"),
        ("sessions",),
    ],
)
def test_what_is_asked_wrongly_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, lines, err = said(capsys, "--database", f"{tmp_path}/hall.db", *arguments)
    assert (code, lines, len(err.splitlines())) == (2, [], 1), err
    assert said(capsys, "--database", f"{tmp_path}/hall.db", "check")[:2] == (0, ["ok"])


@pytest.mark.parametrize("database", ["", "sqlite://", "sqlite:///", "http://[x"])
def test_a_database_that_names_nothing_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    code, lines, err = said(capsys, "--database", database, "check")
    assert (code, lines, len(err.splitlines())) == (2, [], 1)
    assert not list(home.iterdir())


def test_a_group_without_its_command_names_what_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, "clock") == (
        2,
        [],
        "kiosk: which command? kiosk clock takes confirm, show\n",
    )
    assert said(capsys)[2].startswith("kiosk: which command? kiosk takes run, demo, scan, ")


def test_the_end_of_the_calendar_and_a_missing_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = ("--database", f"{tmp_path}/hall.db")
    days = ("--day", "9999-12-31", "--days", "31")
    assert said(capsys, *database, "sessions", "list", *days) == (0, [], "")
    code, lines, err = said(capsys, *database, "sessions", "attendances", "4711")
    assert (code, lines, err) == (1, [], "kiosk: refused: no_such_session\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("demo", "run", "--in", ""), 2),
        (("demo", "stop", "--in", ""), 2),
        (("scan", "--in", "", "1"), 2),
        (("demo", "run", "--in", "/dev/null/x"), 1),
        (("--database", "{}/hall.db", "run"), 1),
    ],
)
def test_a_kiosk_without_a_folder_or_a_terminal_says_so(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    command = [sys.executable, "-m", "kiosk", *(a.format(tmp_path) for a in arguments)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.db"))


def test_signs_are_written_for_every_room(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "signs.html"
    code, rows, err = said(
        capsys, "signs", "--picture", "201=books", "--picture", "大厅=x", str(file)
    )
    assert (code, rows) == (2, [])
    assert "x: not a picture" in err
    code, rows, err = said(capsys, "signs", "--picture", "999=books", str(file))
    assert (code, "999: no room" in err) == (2, True)
    assert not file.exists()
    code, rows, err = said(capsys, "signs", "--picture", "201=books", str(file))
    assert (code, err) == (0, "")
    assert "7\t201\tbooks\treading" in rows
    page = file.read_text("utf-8")
    assert page.count("<section") == len(rows) + 1
    assert "二楼书屋" in page


def test_signs_of_a_folder_that_holds_no_hall(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, rows, err = said(capsys, "signs", "--in", str(tmp_path))
    assert (code, rows) == (1, [])
    assert "no hall" in err
    assert list(tmp_path.iterdir()) == []
    both = said(capsys, "--database", str(tmp_path), "signs", "--in", str(tmp_path))
    assert both[0] == 2


def test_an_empty_hall_has_the_page_with_all_the_pictures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "s.html"
    assert said(capsys, "--database", f"{tmp_path}/h.db", "signs", str(file)) == (0, [], "")
    assert file.read_text("utf-8").count("<section") == 1
    nowhere = said(capsys, "--database", f"{tmp_path}/h.db", "signs", f"{tmp_path}/no/s.html")
    assert (nowhere[0], nowhere[1]) == (1, [])
    assert "cannot be written" in nowhere[2]
