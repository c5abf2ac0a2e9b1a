"""No line of ours breaks where it may not: every sentence, and real titles, at every width."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.locale import update
from screens.typography import wrap
from tests.screens.oracle import illegal

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("KIOSK_TEST_DATA", str(ROOT.parent / "shared" / "data")))
WIDTHS = range(12, 101)
# What the hall may type, as long as it gets, in every script: placeholders are filled with it.
LONG = (
    "128",
    "那曲市色尼区邻里中心舞蹈排练厅（二楼）",
    "རྡོ་རྗེ་རྒྱལ་མཚན་གྱི་སྒྲུང་གཏམ། །",
    "Gesar epic, told aloud (Room 203)",
)
TITLES = {
    "bo": ("bo/kangyur_titles.csv", "title_bo", 400),
    "zh_CN": ("zh/douban2020_titles.csv", "Title", 2500),
    "isbn": ("zh/douban_isbn.csv", "书名", 1700),
}


def wrong(text: str, lang: str) -> Iterator[str]:
    """What is wrong with a text at any width."""
    done = set()
    for width in WIDTHS:
        lines = wrap(text, width, lang)
        if (known := tuple(lines)) not in done:
            done.add(known)
            yield from (f"at {width}: {what}" for what in illegal(text, width, lines, lang))


@cache
def titles(which: str) -> tuple[str, ...]:
    """Some titles of a file of real data, always the same ones; none where the file is missing."""
    name, column, count = TITLES[which]
    if not (DATA / name).exists():
        return ()
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        found = sorted({(row.get(column) or "").strip() for row in csv.DictReader(file)} - {""})
    return tuple(random.Random(1).sample(found, min(count, len(found))))


def real(which: str) -> tuple[str, ...]:
    """The same, or the test is skipped."""
    return titles(which) or pytest.skip(f"no test data at {DATA / TITLES[which][0]}")


# --- the oracle sees what it is there for ----------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "lines", "what"),
    [
        ("bo", ["གེ་སར་རྒྱལ་པོའི་སྒྲུང", "་གི་དཔེ་ཆ།"], "ICU lets no line end here"),
        ("bo", ["གེ་སར་རྒྱལ་པོའི་སྒྲ", "ུང་གི་དཔེ་ཆ།"], "ICU lets no line end here"),
        ("en", ["Touch (", "here) now"], "ICU lets no line end here"),
        ("zh_CN", ["请您到一楼服务台", "，谢谢"], "ICU lets no line end here"),
        ("zh_CN", ["在（", "二楼）书屋"], "ICU lets no line end here"),
        ("zh_CN", ["好… ", "…坏"], "a line begins with '…'"),
        ("bo", ["ཀ ", "་ཁ"], "a line begins with '་'"),
        ("zh_CN", ["请您到一楼服务台", "谢"], "something was lost"),
        ("zh_CN", ["请您到一楼服务台谢谢"], "wider than 16"),
        ("en", ["the ho", "use"], "ICU lets no line end here"),
    ],
)
def test_the_oracle_sees_each_mistake(lang: str, lines: list[str], what: str) -> None:
    text = "请您到一楼服务台，谢谢" if what == "something was lost" else "".join(lines)
    assert what in "; ".join(illegal(text, 16, lines, lang))


def test_an_over_long_latin_word_may_be_cut_and_nothing_else_may() -> None:
    assert not list(illegal("x" * 20, 12, ["x" * 12, "x" * 8], "en"))
    assert list(illegal("x" * 20, 30, ["x" * 12, "x" * 8], "en"))


# --- every sentence, every title -------------------------------------------------------------


@pytest.mark.parametrize("lang", update.LANGUAGES)
def test_no_sentence_breaks_where_it_may_not(lang: str) -> None:
    found, breaks = [], 0
    for entry in polib.pofile(str(update.catalogue_path(lang))):
        for said in entry.msgstr_plural.values() or [entry.msgstr]:
            for value in LONG if "{" in said else LONG[:1]:
                text = update.PLACEHOLDER.sub(value, said)
                breaks += len(wrap(text, WIDTHS[0], lang)) - 1
                found += [f"{entry.msgid}: {what}" for what in wrong(text, lang)]
    assert breaks > 200
    assert found == []


@pytest.mark.parametrize("which", TITLES)
def test_no_real_title_breaks_where_it_may_not(which: str) -> None:
    lang = "zh_CN" if which == "isbn" else which
    found = [f"{text}: {what}" for text in real(which) for what in wrong(text, lang)]
    assert found == []


# --- what holds for every text ---------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(data=st.data(), width=st.integers(4, 100))
@pytest.mark.parametrize("which", TITLES)
def test_breaking_loses_nothing_and_is_done_once(
    which: str, data: st.DataObject, width: int
) -> None:
    """Titles put together, with what a person might type between them."""
    parts = data.draw(st.lists(st.sampled_from(real(which)), min_size=1, max_size=4))
    glue = data.draw(st.sampled_from(["", " ", "，", "་", "། ", " 12:30–14:00 ", "(", "\u3000"]))
    text = glue.join(parts)
    lines = wrap(text, width, "bo")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    for line in lines:
        assert wrap(line, width, "bo") == [line]
    assert wrap("\n".join(lines), width, "bo") == lines
    assert len(wrap(text, width * 2, "bo")) <= len(lines)
