"""kiosk import on a real file: what it prints for every row, and what it exits with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import status
from tests.db.test_importing import FAKER, needs_data


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on an empty hall: exit code, lines, errors."""

    def run(*arguments: str) -> tuple[int, list[str], str]:
        code = status(["--database", str(tmp_path / "hall.db"), *arguments])
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err

    return run


def people(tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text("姓名;出生日期\n德吉;1980\n;1990\n米玛;87\n旺姆;\n", "gb18030")
    return str(file)


def test_a_verdict_for_every_row_and_the_counts(said: Any, tmp_path: Path) -> None:
    file = people(tmp_path)
    verdicts = [
        "people.csv:2\tadded\t\t",
        "people.csv:3\trefused\tname\ta name in any script",
        "people.csv:4\trefused\tbirth\ta year from 1890 to",
        "people.csv:5\twarned\tbirth\ta birth year; without one this is an adult",
    ]
    code, lines, err = said("import", "residents", file, "--dry-run")
    assert (code, err) == (0, "")
    assert all(line.startswith(v) for line, v in zip(lines, verdicts, strict=False))
    assert lines[4:] == ["dry run: 4 rows, 2 would be added, 1 of them with a warning, 2 refused"]
    assert said("export", "residents")[1] == []
    assert said("import", "list") == (0, [], "")
    code, lines, _ = said("import", "residents", file)
    assert (code, len(lines)) == (0, 5)
    assert lines[4] == "import 1: 4 rows, 2 added, 1 of them with a warning, 2 refused"
    (row,) = said("import", "list")[1]
    fields = row.split("\t")
    assert [fields[0], *fields[2:8]] == ["1", "people.csv", "4", "2", "1", "2", "there"]
    assert len(said("export", "residents")[1]) == 3
    assert said("check")[1] == ["ok"]


def test_an_import_goes_again_and_nothing_of_it_is_left_in_the_files(
    said: Any, tmp_path: Path
) -> None:
    said("import", "residents", people(tmp_path))
    before = said("export", "residents")[1]
    said("import", "residents", people(tmp_path))
    assert [row.split("\t")[0] for row in said("import", "list")[1]] == ["2", "1"]
    assert said("import", "undo", "2") == (0, ["2"], "")
    assert said("export", "residents")[1] == before
    assert said("import", "undo", "2")[2] == "kiosk: refused: already_undone\n"
    assert said("import", "undo", "1")[0] == 0
    assert said("export", "residents")[1] == []
    assert [row.split("\t")[7] for row in said("import", "list")[1]] == ["undone", "undone"]
    files = b"".join(f.read_bytes() for f in tmp_path.iterdir() if f.name != "people.csv")
    assert "德吉".encode() not in files
    assert said("check")[1] == ["ok"]


def test_a_column_of_another_name_is_mapped_once(said: Any, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("Who;When\nTenzin;1974\n", "utf-16")
    code, lines, err = said("import", "residents", str(file))
    assert (code, lines) == (1, [])
    assert err.startswith("kiosk: refused: no_names")
    assert (
        said("import", "residents", str(file), "--map", "Who=name", "--map", "When=birth")[0] == 0
    )
    assert said("import", "residents", str(file))[0] == 0
    assert said("import", "residents", str(file), "--map", "Who")[0] == 2
    assert said("import", "residents", str(file), "--map", "Who=king")[0] == 2
    assert said("import", "residents", str(file), "--map", "身份证=name")[0] == 2


@pytest.mark.parametrize("name", ["missing.csv", "folder", "noise.xlsx"])
def test_a_file_that_cannot_be_read_is_one_line(said: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "noise.xlsx").write_bytes(b"PK\x03\x04" + bytes(200))
    code, lines, err = said("import", "residents", str(tmp_path / name))
    assert code in (1, 2)
    assert (lines, len(err.splitlines())) == ([], 1)


@needs_data
def test_the_600_residents_have_600_verdicts(said: Any) -> None:
    code, lines, _ = said("import", "residents", str(FAKER))
    assert (code, len(lines)) == (0, 601)
    assert lines[-1].startswith("import 1: 600 rows, 600 added, ")
    assert len(said("export", "residents")[1]) == 601
    assert said("import", "undo", "1") == (0, ["600"], "")
    assert said("export", "residents")[1] == []
    assert said("check")[1] == ["ok"]
