"""kiosk cards: issuing, replacing and printing on a real file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db import arrivals
from db.base import Refusal
from db.office import Office
from db.residents import CardReason
from kiosk.cli import status
from screens.paper import fonts
from tests.screens.test_paper import pages, pytestmark, read_back

__all__ = ["pytestmark"]


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on a hall with two residents: exit code, lines, errors."""

    def run(*arguments: str) -> tuple[int, list[str], str]:
        code = status(["--database", str(tmp_path / "hall.db"), *arguments])
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err

    run("staff", "add", "德吉", "--role", "lead")
    run("staff", "add", "བསྒྲུབས་པ་རྒྱལ་མཚན།", "--role", "carer")
    return run


def shown(folder: Path, number: str) -> Any:
    office = Office(folder / "hall.db", station="kiosk", now=datetime.now(UTC))
    try:
        return office.call(arrivals.card_shown, number, now=datetime.now(UTC), station="kiosk")
    except Refusal as refusal:
        return refusal.reason
    finally:
        office.close()


def test_a_card_is_issued_once_and_then_replaced(said: Any, tmp_path: Path) -> None:
    code, (number,), _ = said("cards", "issue", "1")
    assert code == 0
    assert said("cards", "issue", "1")[2] == "kiosk: refused: has_card\n"
    code, (newer,), _ = said("cards", "issue", "1", "--replace")
    assert shown(tmp_path, number) is CardReason.REPLACED
    assert shown(tmp_path, newer).home.resident == 1
    assert said("cards", "issue", "99")[:2] == (1, [])
    assert said("check")[1] == ["ok"]


def test_blank_cards_are_printed_ahead_and_bound_by_one_scan(said: Any, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    assert said("cards", "blank", "12", "--out", str(out)) == (0, ["12"], "")
    numbers = read_back(pages(out.read_bytes()), tmp_path)
    assert len(set(numbers)) == 12
    assert shown(tmp_path, numbers[0]) is CardReason.UNBOUND
    assert said("cards", "issue", "2", "--blank", numbers[0]) == (0, [numbers[0]], "")
    assert shown(tmp_path, numbers[0]).home.resident == 2
    assert said("cards", "issue", "1", "--blank", numbers[0])[2] == "kiosk: refused: not_blank\n"
    assert said("cards", "issue", "2", "--blank", numbers[1])[2] == "kiosk: refused: has_card\n"
    assert said("cards", "issue", "2", "--replace", "--blank", numbers[1])[0] == 0
    assert shown(tmp_path, numbers[0]) is CardReason.REPLACED
    assert said("check")[1] == ["ok"]


def test_all_and_single_cards_are_printed(said: Any, tmp_path: Path) -> None:
    numbers = [said("cards", "issue", who)[1][0] for who in ("1", "2")]
    out = tmp_path / "cards.pdf"
    assert said("cards", "print", "--all", "--out", str(out)) == (0, ["2"], "")
    assert set(read_back(pages(out.read_bytes()), tmp_path)) == set(numbers)
    single = ("cards", "print", "2", "--format", "single", "--out", str(out))
    assert said(*single) == (0, ["1"], "")
    assert read_back(pages(out.read_bytes()), tmp_path) == [numbers[1]]
    assert "cards_printed" in "\n".join(said("export", "audit")[1])
    assert [f.name for f in tmp_path.glob(".*")] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("print", "--out", "{}/x.pdf"), 2),
        (("print", "--all", "1", "--out", "{}/x.pdf"), 2),
        (("print", "--all"), 2),
        (("print", "--all", "--out", "{}/x.pdf"), 1),
        (("print", "4711", "--out", "{}/x.pdf"), 1),
        (("print", "\x1b[2J", "--out", "{}/x.pdf"), 2),
        (("blank", "0", "--out", "{}/x.pdf"), 2),
        (("blank", "3", "--out", "{}/nowhere/x.pdf"), 1),
    ],
)
def test_what_cannot_be_printed_is_one_line_and_leaves_no_file(
    said: Any, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    before = said("cards", "list")[1]
    got, lines, err = said("cards", *(a.format(tmp_path) for a in arguments))
    assert (got, lines, len(err.splitlines())) == (code, [], 1), err
    assert not (tmp_path / "x.pdf").exists()
    assert said("cards", "list")[1] == before


def test_without_a_font_nothing_is_issued(
    said: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_script: str) -> fonts.FontFile:
        raise fonts.NoFontError("no font: install the package fonts-ddc-uchen")

    monkeypatch.setattr(fonts, "named", none)
    before = said("cards", "list")[1]
    code, _, err = said("cards", "blank", "3", "--out", str(tmp_path / "x.pdf"))
    assert (code, err) == (1, "kiosk: no font: install the package fonts-ddc-uchen\n")
    assert said("cards", "list")[1] == before
