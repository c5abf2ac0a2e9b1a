"""The order of names: as in a Tibetan dictionary, by pinyin, and each script by itself."""

from __future__ import annotations

import csv
import logging
import os
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import collation

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("KIOSK_TEST_DATA", str(ROOT.parent / "shared" / "data")))
# The order of a Tibetan dictionary: every word under its root letter, whatever stands around it.
DICTIONARY = [
    "ཀ་དཔེ",
    "ཀླུ",
    "དཀར",
    "བཀའ་འགྱུར",
    "རྐང",
    "སྐད",
    "ཁ",
    "ག",
    "མགོ",
    "རྒྱལ",
    "ང",
    "ཇ",
    "ལྗོངས",
    "དེབ",
    "མདོ",
    "བོད",
    "འབྲུ",
    "སྦྲང",
    "ཞིང",
    "གཞུང",
]
BY_PINYIN = ["阿里", "白玛", "拉萨", "李明", "那曲", "书法", "王芳", "卓玛"]


def ordered(names: list[str], lang: str) -> list[str]:
    shuffled = names.copy()
    random.Random(3).shuffle(shuffled)
    return sorted(shuffled, key=lambda name: collation.key(name, lang))


def test_icu_itself_is_asked_and_has_rules_for_tibetan_and_chinese():
    assert [collation.actual(lang) for lang in ("bo", "zh_CN")] == ["bo", "zh"]


@pytest.mark.parametrize("lang", ["bo", "zh_CN", "en"])
def test_tibetan_is_sorted_as_in_a_dictionary_for_every_reader(lang):
    assert ordered(DICTIONARY, lang) == DICTIONARY


@pytest.mark.parametrize("lang", ["bo", "zh_CN", "en"])
def test_chinese_is_sorted_by_pinyin_for_every_reader(lang):
    assert ordered(BY_PINYIN, lang) == BY_PINYIN


def test_latin_is_sorted_without_regard_to_case_and_accents():
    assert ordered(["Dance", "élan", "Elan", "early", "Zebra"], "en") == [
        "Dance", "early", "Elan", "élan", "Zebra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh_CN", ["书法", "ཀ་བ", "Chess", "𠮷野"]),
        ("bo", ["ཀ་བ", "书法", "𠮷野", "Chess"]),
        ("en", ["Chess", "ཀ་བ", "书法", "𠮷野"]),
    ],
)
def test_scripts_are_not_mixed_and_the_readers_own_comes_first(lang, wanted):
    found = ordered(wanted, lang)
    assert [name for name in found if name != "𠮷野"] == [n for n in wanted if n != "𠮷野"]
    assert abs(found.index("𠮷野") - found.index("书法")) == 1


def test_numbers_count_as_numbers():
    assert ordered(["3号楼", "12号楼", "203", "21"], "zh_CN").index("3号楼") < 2
    assert ordered(["Room 12", "Room 3"], "en") == ["Room 3", "Room 12"]


def test_sqlite_gives_the_same_order_from_stored_keys():
    names = [*DICTIONARY, *BY_PINYIN, "Chess"]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE book (title TEXT, sort BLOB)")
    connection.executemany(
        "INSERT INTO book VALUES (?, ?)",
        [(name, collation.key(name, "bo")) for name in sorted(names)],
    )
    found = [title for (title,) in connection.execute("SELECT title FROM book ORDER BY sort")]
    assert found == ordered(names, "bo")


@settings(deadline=None)  # the first one loads ICU
@given(st.lists(st.text(alphabet=st.characters(), max_size=12), max_size=8))
def test_any_text_has_a_key_and_the_same_text_the_same(names):
    for lang in ("bo", "zh_CN", "en", "qps", ""):
        keys = [collation.key(name, lang) for name in names]
        assert keys == [collation.key(name, lang) for name in names]
        assert sorted(names, key=lambda name: collation.key(name, lang)) is not None


def test_without_icu_names_still_have_an_order(monkeypatch, caplog):
    for cached in (collation._icu, collation._collator, collation._keys):
        cached.cache_clear()
    monkeypatch.setattr(collation, "_LIBRARIES", ("no-such-library",))
    try:
        with caplog.at_level(logging.WARNING):
            assert ordered(["b", "A", "c"], "en") == ["A", "b", "c"]
        assert "no collation of ICU" in caplog.text
        assert collation.actual("bo") == ""
    finally:
        for cached in (collation._icu, collation._collator, collation._keys):
            cached.cache_clear()


def test_real_tibetan_titles_stand_under_their_root_letters():
    path = DATA / "bo" / "kangyur_titles.csv"
    if not path.exists():
        pytest.skip(f"no test data at {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        titles = sorted({row["title_bo"].strip() for row in csv.DictReader(file)} - {""})
    found = ordered(titles, "bo")
    # Root letters ཀ ག ང ཆ ད པ ཕ བ མ ཚ ཞ: by code point འཕགས ("noble", half of all) would stand last.
    words = ["ཀུན", "དགའ", "མངོན", "མཆོག", "བདུད", "དཔལ", "འཕགས", "བྱང", "མུན", "ཚེ", "གཞན"]
    ranks = [next((n for n, word in enumerate(words) if t.startswith(word)), None) for t in found]
    seen = [rank for rank in ranks if rank is not None]
    assert len(seen) > 200
    assert set(seen) == set(range(len(words)))
    assert seen == sorted(seen)
    assert found != titles
