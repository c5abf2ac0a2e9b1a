"""What a public screen shows of a name: never the whole of it, never a crash."""

from __future__ import annotations

import csv
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from db.residents.masking import HIDDEN, mask
from db.texts import printable

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("KIOSK_TEST_DATA", str(ROOT.parent / "shared" / "data")))


def check(name: str) -> None:
    """The promises that hold for every name."""
    masked = mask(name)
    assert masked.endswith(HIDDEN)
    assert cell_len(masked) <= 12
    assert masked == printable(masked)
    shown = masked.removesuffix(HIDDEN)
    whole = printable(unicodedata.normalize("NFC", name))
    letters = [c for c in whole if c.isalpha()]
    assert sum(c.isalpha() for c in shown) < max(len(letters), 1)
    assert not any(c.isdigit() for c in shown)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("卓玛央金", "卓**"),
        ("王芳", "王**"),
        ("欧阳娜娜", "欧**"),
        ("𠮷田太郎", "𠮷**"),
        ("བཀྲ་ཤིས་སྒྲོལ་མ", "བཀྲ**"),
        ("སྒྲོལ་མ།", "སྒྲོལ**"),
        ("Tashi Dorje", "T**"),
        ("ئالىم ئەخمەت", "ئ**"),
        ("김철수", "김**"),
    ],
)
def test_a_name_is_shown_by_its_first_syllable(name, masked):
    assert mask(name) == masked


@pytest.mark.parametrize(
    "name", ["卓", "T", "ཀ", "𠮷", "á", "", " ", "😀", "13800138000", "**", "卓1", "\u202e卓"]
)
def test_a_name_of_one_letter_is_not_shown_at_all(name):
    assert mask(name) == "**"


def test_a_tibetan_name_of_one_syllable_shows_one_letter():
    assert mask("རྒྱལ") == "རྒྱ**"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("  卓玛", "卓**"),
        ("\u200d\u202e卓玛", "卓**"),
        ("[b]卓玛[/b]", "b**"),
        ("\x1b[2J卓玛", "J**"),
        ("\ud800卓玛", "卓**"),
        ("卓\u200d玛", "卓**"),
        ("👩\u200d👧 卓玛", "卓**"),
        ("ཀ" * 400, "ཀ**"),
        ("ཀ" + "ི" * 400 + "་ཁ", "ཀིིིི**"),
        ("a" + "\u0301" * 400 + "b", "á**"),
    ],
)
def test_hostile_names(name, masked):
    assert mask(name) == masked
    check(name)


@given(st.text())
@example("卓\U000e0100玛")
@example("ﷺ")
@example("İi")
def test_any_name(name):
    check(name)


@given(st.text(alphabet=[*"བཀྲིཤསྒོལམ་། ྲ", "ྒ", "ཿ", "༿"], max_size=40))
def test_any_tibetan_name(name):
    check(name)


@given(st.text(alphabet="卓玛央金欧阳 ·a1", max_size=8))
def test_any_han_name(name):
    check(name)


@pytest.mark.parametrize(
    ("file", "column"),
    [("faker_zh_CN_residents.csv", None), ("evergreen_patrons.csv", None)],
)
def test_names_of_the_example_residents(file, column):
    path = DATA / "residents" / file
    if not path.exists():
        pytest.skip(f"no test data at {path}")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for value in row.values():
                check(value or "")
