"""The shelf on the command line: from a new prize to its hand-over, with what is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db import points, prizes, residents
from db.audit import Actor
from db.base import database, new_operation_id
from db.office import Office
from kiosk.cli import status

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Say:
    """Run a command on one hall; exit code, output, error line."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = status(["--database", str(tmp_path / "hall.db"), *arguments])
        out, err = capfd.readouterr()
        return code, out.strip(), err.strip()

    return run


def _customer(path: Path) -> tuple[int, str]:
    """Somebody with 100 points and a card."""
    now = datetime.now(UTC)
    office = Office(path / "hall.db", station="test", now=now)

    def make() -> tuple[int, str]:
        with database.atomic():
            who = residents.add(
                "卓玛央金",
                now=now,
                station="test",
                actor=Actor("os:test"),
                joined_on=date(2026, 1, 1),
                birth_year=1988,
            )
            points.open_with(who, 100, now=now, operation_id=new_operation_id(), happened_at=now)
            return who, residents.issue(
                who,
                now=now,
                station="test",
                actor=Actor("os:test"),
            )[1]

    made = office.call(make)
    office.close()
    return made


def _reserve(path: Path, who: int, prize: int) -> prizes.Reserved:
    now = datetime.now(UTC)
    office = Office(path / "hall.db", station="test", now=now)
    kept = office.call(
        prizes.reserve, who, prize, 30, now=now, station="test", operation_id=new_operation_id()
    )
    office.close()
    return kept


def test_a_prize_from_the_shelf_to_the_hand(say: Say, tmp_path: Path) -> None:
    who, card = _customer(tmp_path)
    add = ("prizes", "add", "--zh", "保温杯", "--category", "household", "--points", "30")
    assert say(*add, "--yuan", "12.50", "--low", "9", "--place", "柜子 B") == (0, "1", "")
    assert say("prizes", "receive", "1", "10") == (0, "10", "")
    kept = _reserve(tmp_path, who, 1)
    assert say("prizes", "list")[1] == "1\thousehold\t30\t10\t1\tshown\tlow\t柜子 B\t保温杯"
    assert say("prizes", "look", kept.code, card)[1] == "卓玛央金\t1988\t\t保温杯\t柜子 B"
    assert say("prizes", "hand-over", kept.code, card) == (0, "保温杯", "")
    code, out, err = say("prizes", "hand-over", kept.code, card)
    assert (code, out) == (1, "")
    assert err == "kiosk: refused: already_handed_over"
    other = _reserve(tmp_path, who, 1)
    code, _, err = say("prizes", "count", "1", "0", "--reason", "monthly")
    assert (code, err) == (
        1,
        "kiosk: refused: below_reserved (counted 0, reserved 1, on_hand 9)",
    )
    assert say("prizes", "cancel", str(other.redemption), "--reason", "broken")[:2] == (0, "30")
    assert say("prizes", "count", "1", "8", "--reason", "monthly")[:2] == (0, "-1")
    assert say("prizes", "damage", "1", "1", "--reason", "fell")[:2] == (0, "7")
    assert say("prizes", "return", "1", "1", "--reason", "came back")[:2] == (0, "8")
    assert [line.split("\t")[1] for line in say("prizes", "redemptions")[1].split("\n")] == [
        "cancelled",
        "handed_over",
    ]
    assert say("prizes", "redemptions", "--state", "reserved")[1] == ""
    assert say("check") == (0, "ok", "")
    for name, lines in (("prizes", 2), ("stock", 9), ("redemptions", 3)):
        assert len(say("export", name)[1].split("\n")) == lines, name


def test_a_change_keeps_what_is_not_named_and_zero_takes_a_limit_away(say: Say) -> None:
    say(
        "prizes", "add", "--en", "Rice", "--category", "food", "--points", "90", "--per-person", "2"
    )
    say("prizes", "change", "1", "--points", "80", "--per-person", "0", "--hidden")
    row = say("export", "prizes", "--format", "json")[1]
    assert '"points": 80' in row
    assert '"per_person": null' in row
    assert '"category": "food"' in row
    assert say("prizes", "list")[1].split("\t")[5] == "hidden"
    assert say("prizes", "retire", "1")[0] == 0
    assert say("prizes", "change", "1", "--points", "70")[2] == "kiosk: refused: retired"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "--zh", "x", "--points", "3"), 2),
        (("add", "--zh", "x", "--category", "food", "--points", "0"), 2),
        (("add", "--zh", "x", "--category", "food", "--points", "3", "--yuan", "1.005"), 2),
        (("add", "--zh", "x", "--category", "food", "--points", "3", "--yuan", "NaN"), 2),
        (("receive", "7", "3"), 1),
        (("hand-over", "60", "10"), 1),
        (("hand-over", "60", "10", "--fetched-by", "99"), 1),
        (("cancel", "7", "--reason", "x"), 1),
    ],
)
def test_what_is_wrong_is_one_line(say: Say, arguments: tuple[str, ...], code: int) -> None:
    found, out, err = say("prizes", *arguments)
    assert (found, out) == (code, "")
    assert err.startswith("kiosk: ")
    assert "\n" not in err
