"""The limits of the house: file lengths, docstrings, words that do not belong in the code."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("kiosk", "screens", "db", "devices", "tests")


def files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).is_file()]


PYTHON = [path for path in files(".py") if path.relative_to(ROOT).parts[0] in PACKAGES]


def test_no_file_is_longer_than_400_lines() -> None:
    # A migration is frozen text that nobody edits.
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PYTHON
        if "migrations" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long


def test_the_app_stays_under_its_ceiling() -> None:
    assert len((ROOT / "kiosk/app.py").read_text("utf-8").splitlines()) <= 200


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PYTHON
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


def test_every_public_function_of_the_office_and_the_devices_has_a_docstring() -> None:
    silent = []
    for path in PYTHON:
        if path.relative_to(ROOT).parts[0] not in ("db", "devices") or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
                and node.name not in ("db_value", "python_value", "write")
            ):
                silent.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not silent


@pytest.mark.parametrize(
    "pattern",
    [
        r"except Exception\b",
        r"\btime\.sleep\(",
        "TO" + "DO|FIX" + "ME",
        r"/(home|root|work)/[a-z]",
        r"https?://[a-z.]*(deb" + r"ian|py" + r"pi|npm" + r"js)\.org",
    ],
)
def test_words_that_do_not_belong_here(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files(".py", ".md", ".toml", ".sh", ".tcss", ".po", "Makefile")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found
