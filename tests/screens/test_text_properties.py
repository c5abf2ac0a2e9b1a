"""Digits and days can be read back, and text from outside is cleaned once and for all."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from db.texts import printable
from screens import i18n, typography
from screens.widgets.cells import clean, clusters, fitted, padded

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("KIOSK_TEST_DATA", str(ROOT.parent / "shared" / "data")))
FILES = ("bo/kangyur_titles.csv", "zh/douban_isbn.csv", "en/goodbooks.csv")
FROM_BO = str.maketrans("༠༡༢༣༤༥༦༧༨༩", "0123456789")
HOSTILE = "\x00\x07\x1b[2J\u202e\u200b\u200d\ufeff\u2028\ud800\U000e0041\r\n\t"


@cache
def cells_of_data() -> tuple[str, ...]:
    """Every cell of some files that others have typed."""
    found = set()
    for name in FILES:
        if (DATA / name).exists():
            with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
                found |= {value for row in csv.reader(file) for value in row}
    return tuple(sorted(found))


def real() -> tuple[str, ...]:
    """The same, or the test is skipped."""
    return cells_of_data() or pytest.skip(f"no test data at {DATA}")


# --- digits ----------------------------------------------------------------------------------


@given(st.text())
def test_tibetan_digits_can_be_read_back(text: str) -> None:
    said = typography.digits_bo(text)
    assert not re.search("[0-9]", said)
    assert said.translate(FROM_BO) == text.translate(FROM_BO)
    assert typography.digits_bo(said) == said
    assert cell_len(said) == cell_len(text)


# --- days ------------------------------------------------------------------------------------


READ = {
    "zh_CN": r"(?P<year>\d{4})年(?P<month>\d+)月(?P<day>\d+)日",
    "bo": r"སྤྱི་ལོ་ (?P<year>\d{4}) ཟླ་ (?P<month>\d+) ཚེས་ (?P<day>\d+)",
    "en": r"(?P<day>\d+) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})",
}


def read_back(said: str, lang: str) -> date:
    """The day that a neighbour understands."""
    found = re.fullmatch(READ[lang], said)
    assert found, said
    names = [f"{date(2026, month, 1):%B}" for month in range(1, 13)]
    month = names.index(found["month"]) + 1 if lang == "en" else int(found["month"])
    return date(int(found["year"]), month, int(found["day"]))


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_day_of_ten_years_can_be_read_back(lang: str) -> None:
    for n in range(3653):
        day = date(2024, 1, 1) + timedelta(days=n)
        said = typography.day_words(day, lang, year=True)
        assert read_back(said, lang) == day
        assert typography.month_day(day, lang) in said
        assert typography.weekday(day, lang) in typography.day_words(day, lang)
        assert not re.search("[༠-༩]", said)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_week_has_seven_words_long_and_short(lang: str) -> None:
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    for short in (False, True):
        assert len({typography.weekday(day, lang, short) for day in week}) == 7
    for day in week:
        long, brief = (cell_len(typography.weekday(day, lang, short)) for short in (False, True))
        assert brief <= long


# --- cleaning --------------------------------------------------------------------------------


def check_clean(text: str) -> None:
    for cleaner in (printable, clean):
        said = cleaner(text)
        assert all(c.isprintable() or c == "\u3000" for c in said)
        assert cleaner(said) == said
        assert not {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} & set(map(unicodedata.category, said))
    kept = [c for c in text if c.isprintable() and not c.isspace()]
    assert [c for c in printable(text) if not c.isspace()] == kept
    assert len(clean(text)) == len(text)


@given(st.text(alphabet=st.characters()))
def test_any_text_is_cleaned_once(text: str) -> None:
    check_clean(text)


@settings(deadline=None)  # the first one reads the files
@given(data=st.data(), width=st.integers(0, 40))
def test_what_others_have_typed_is_cleaned_cut_and_filled(data: st.DataObject, width: int) -> None:
    text = data.draw(st.sampled_from(real()))
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.text(alphabet=HOSTILE, max_size=6)) + text[at:]
    check_clean(text)
    said = clean(text)
    assert "".join(clusters(said)).replace(" ", "") in said.replace(" ", "")
    cut = fitted(said, width)
    assert cell_len(cut) <= width
    assert cut == said or said.startswith(cut.removesuffix("…"))
    assert fitted(cut, width) == cut
    assert cell_len(padded(cut, width)) == width
