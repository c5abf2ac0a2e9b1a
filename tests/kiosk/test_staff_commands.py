"""kiosk staff, refused, oddities on a real file: an empty hall gets its first lead."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from stdnum import damm

from db import arrivals, staff
from db.base import Refusal
from db.office import Office
from db.staff import pins
from kiosk.cli import status


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on a new hall: exit code, lines, errors."""

    def run(*arguments: str) -> tuple[int, list[str], str]:
        code = status(["--database", str(tmp_path / "hall.db"), *arguments])
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err

    return run


def first(said: Any) -> tuple[str, str, str]:
    """The first lead: card, PIN, sealed code."""
    code, lines, err = said("staff", "add", "德吉", "--role", "lead", "--birth-year", "1980")
    assert (code, err, len(lines)) == (0, "", 2)
    number, role, card, pin = lines[0].split("\t")
    assert (number, role) == ("1", "lead")
    what, sealed = lines[1].split("\t")
    assert what == "sealed code"
    return card, pin, sealed


def test_an_empty_hall_gets_its_first_lead_who_can_sign_in(said: Any, tmp_path: Path) -> None:
    card, pin, sealed = first(said)
    assert card.startswith("20")
    assert damm.is_valid(card)
    assert (len(pin), len(sealed.replace("-", ""))) == (6, 20)
    office = Office(tmp_path / "hall.db", station="kiosk", now=datetime.now(UTC))

    async def ask(operation: Any, *args: Any) -> Any:
        return await office.ask(operation, *args, now=datetime.now(UTC), station="kiosk")

    try:
        entered = asyncio.run(staff.sign_in(ask, card, pin))
        assert (entered.role, entered.masked) == (staff.Role.LEAD, "德**")
        with pytest.raises(Refusal):
            asyncio.run(staff.sign_in(ask, card, "no"))
        assert pins.right_sealed(office.call(staff.sealed), sealed)
        shown = office.call(arrivals.card_shown, card, now=datetime.now(UTC), station="kiosk")
        assert shown.kind == "staff"
    finally:
        office.close()
    assert said("check") == (0, ["ok"], "")


def test_no_pin_and_no_sealed_code_stands_in_any_file(said: Any, tmp_path: Path) -> None:
    _, pin, sealed = first(said)
    _, (newer,), _ = said("staff", "new-pin", "1")
    assert (len(newer), newer.isdigit()) == (6, True)
    texts = b"".join(f.read_bytes() for f in tmp_path.iterdir() if not f.name.endswith(".pepper"))
    # Six digits may stand in a file by chance; as a field of its own they do not.
    for secret in (f'"{pin}"', f'"{newer}"', f"\t{pin}", sealed, sealed.replace("-", "")):
        assert secret.encode() not in texts
    assert "pin_given" in "\n".join(said("export", "audit")[1])


def test_the_team_grows_and_shrinks(said: Any) -> None:
    first(said)
    assert said("staff", "add", "米玛", "--role", "organiser")[1][0].startswith("2\torganiser\t20")
    code, lines, _ = said("staff", "list")
    assert (code, lines) == (
        0,
        ["1\t1\tlead\tactive\tPIN\t德吉", "2\t2\torganiser\tactive\tPIN\t米玛"],
    )
    assert said("staff", "retire", "1")[2] == "kiosk: refused: last_lead\n"
    code, lines, _ = said("staff", "seal")
    assert (code, len(lines[0].replace("-", ""))) == (0, 20)
    assert said("staff", "retire", "2") == (0, [], "")
    assert said("staff", "retire", "2")[2] == "kiosk: refused: no_such_staff\n"
    assert said("staff", "list")[1][1] == "2\t2\torganiser\tretired\t\t米玛"
    assert said("check")[1] == ["ok"]


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("add", "何伟", "--role", "helper"), 1, "the first member of staff is a lead"),
        (("add", "12345"), 1, "no resident has this number"),
        (("add", " "), 2, "words"),
        (("add", "德吉", "--role", "king"), 2, "king"),
        (("add", "德吉", "--birth-year", "1066"), 1, "not_a_year"),
        (("retire", "1"), 1, "no_such_staff"),
        (("new-pin", "1"), 1, "no_such_staff"),
    ],
)
def test_what_is_refused_is_one_line_and_leaves_nobody(
    said: Any, arguments: tuple[str, ...], code: int, error: str
) -> None:
    got, lines, err = said("staff", *arguments)
    assert (got, lines, len(err.splitlines())) == (code, [], 1)
    assert error in err
    assert said("export", "residents")[1] == []


def test_a_second_member_needs_a_role(said: Any) -> None:
    first(said)
    code, _, err = said("staff", "add", "米玛")
    assert (code, err) == (2, "kiosk: --role is missing\n")


def test_why_lists_the_refused_scans_of_today(said: Any, tmp_path: Path) -> None:
    said("check")
    office = Office(tmp_path / "hall.db", station="door", now=datetime.now(UTC))
    for code in ("12345678901234", "x"):
        with pytest.raises(Refusal):
            office.call(arrivals.card_shown, code, now=datetime.now(UTC), station="door")
    office.close()
    code, lines, _ = said("refused")
    assert code == 0
    assert [line.split("\t")[1:] for line in lines] == [
        ["door", "unknown", "", "", "…"],
        ["door", "unknown", "", "", "12…34"],
    ]
    assert said("refused", "--day", "2020-01-01") == (0, [], "")
    assert said("oddities") == (0, [], "")


def test_the_audit_export_names_every_act(said: Any) -> None:
    first(said)
    said("settings", "set", "points_cap_day", "40")
    _, lines, _ = said("export", "audit", "--format", "json")
    rows = json.loads("\n".join(lines))
    verbs = [row["verb"] for row in rows]
    assert verbs == [
        "resident_added", "staff_added", "code_sealed", "card_issued", "setting_changed",
    ]  # fmt: skip
    assert all(row["actor"].startswith("os:") for row in rows)
    assert "德吉" not in "\n".join(lines)


def test_the_command_line_loads_no_argon2_before_it_is_needed() -> None:
    code = "import sys, kiosk.wiring, db.staff; print('argon2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
