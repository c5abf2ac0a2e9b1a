"""Line breaks by ICU, clusters never cut, days and times that match the signs."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes
from rich.console import Console
from rich.text import Text
from textual.content import Content

from screens import i18n, typography
from screens.typography import breaking
from screens.typography.breaking import opportunities, words, wrap

ROOT = Path(__file__).resolve().parents[2]
NEVER_FIRST = "་།，。！」）"
NEVER_LAST = "（「《"


@pytest.fixture(autouse=True)
def hooked():
    """The line breaker as the kiosk installs it, and the first language afterwards."""
    typography.install()
    yield
    i18n.use("zh_CN")


def check_lines(text: str, width: int, lines: list[str]) -> None:
    """Nothing lost, nothing too wide, every line ends where ICU lets it end."""
    assert "".join("".join(lines).split()) == "".join(text.split())
    allowed = {len("".join(text[:end].split())) for end in opportunities(text)}
    done = 0
    for line in lines:
        assert cell_len(line) <= width, (width, line)
        done += len("".join(line.split()))
        assert done in allowed, (width, line)
    for line in lines[1:]:
        assert line[:1] not in NEVER_FIRST, (width, line)
    for line in lines[:-1]:
        assert line[-1:] not in NEVER_LAST, (width, line)


# --- the hook -------------------------------------------------------------------------------


def test_rich_and_textual_break_by_our_rules():
    text = "གེ་སར་རྒྱལ་པོའི་སྒྲུང་གི་དཔེ་ཆ་དེ་གཡར་ཟིན། ཟླ་བ་འདིའི་ཚེས་23 ཉིན་སྔོན་ལ་ཕྱིར་སློག་རོགས།"
    console = Console(width=22)
    by_rich = [line.plain.rstrip() for line in Text(text).wrap(console, 22)]
    by_textual = [line.plain.rstrip() for line in Content(text).wrap(22)]
    assert by_rich == by_textual == wrap(text, 22, "bo")
    check_lines(text, 22, by_rich)


def test_long_words_leave_no_line_of_blanks():
    text = "abcdefghijklmnopqrstuvwx next"
    lines = [line.plain.rstrip() for line in Content(text).wrap(12)]
    assert lines == ["abcdefghijkl", "mnopqrstuvwx", "next"]


# --- single rules ---------------------------------------------------------------------------


def test_icu_counts_letters_above_the_first_plane_twice_and_we_do_not():
    text = "𠮷野家的书，𠮷先生还了。"
    assert opportunities(text)[-1] == len(text)
    assert [text[start:end] for start, end, _ in words(text)] == [w for _, _, w in words(text)]
    assert "".join(w for _, _, w in words(text)) == text
    check_lines(text, 12, wrap(text, 12, "zh_CN"))
    assert wrap("𠮷野家𠮷野家𠮷野家", 8, "zh_CN") == ["𠮷野家𠮷", "野家𠮷野", "家"]


@pytest.mark.parametrize(
    "unit",
    ["10 分", "+10 分", "－30", "3号", "30 秒", "60秒", "2026年11月", "11月24日",
     "15:00–16:30", "2 / 5", "10 points", "30 分钟", "1,234.5 分"],
)  # fmt: skip
def test_a_number_stays_with_its_unit(unit):
    for before in range(30):
        lines = wrap("请" * before + unit + "请您来", 16, "zh_CN")
        assert any(unit in line for line in lines), lines


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("《格萨尔王传》在「书屋」B区，请到一楼服务台（周一至周五）找工作人员帮忙，谢谢！", 13),
        ("སྐར་གྲངས་འབྱོར། ། ཁྱེད་ལ་ཐུགས་རྗེ་ཆེ། །", 12),
        ("好 ，坏 。真的 ！「 引 」（ 注 ）好", 12),
        ("ངོ་། ང་། ཀ་ ། ཁ་ ་ག", 12),
    ],
)
def test_no_line_begins_or_ends_with_the_wrong_mark(text, width):
    for wide in range(width, 40):
        check_lines(text, wide, wrap(text, wide, "zh_CN"))


def test_a_long_latin_word_is_folded():
    assert wrap("a " + "x" * 30, 12, "en") == ["a", "x" * 12, "x" * 12, "x" * 6]
    assert wrap("see https://example.org/a/b now", 12, "en")[-1].endswith("now")


@pytest.mark.parametrize("cluster", ["👨‍👩‍👧", "བསྒྲུ", "ཧཱུྃ", "e\u0301", "🇨🇳", "한"])
def test_a_cluster_is_never_cut(cluster):
    text = cluster * 20
    for line in wrap(text, 5, "bo"):
        for start, _end, _cells in split_graphemes(line)[0]:
            assert start == 0 or line[start] not in "\u200d\u0301"
    assert "".join(wrap(text, 5, "bo")) == text


def test_line_feeds_tabs_and_nothing():
    assert wrap("", 10, "en") == [""]
    assert wrap("a\n\nb", 10, "en") == ["a", "", "b"]
    assert wrap("a\tb", 10, "en") == ["a b"]
    assert wrap("   ", 10, "en") == [""]
    assert wrap("请您", 0, "zh_CN") == ["请", "您"]


@given(st.text(max_size=60), st.integers(2, 40))
def test_any_text_can_be_wrapped(text, width):
    lines = wrap(text, width, "bo")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert "".join(piece for _start, _end, piece in words(text)) == text
    assert all(cell_len(line) <= width or len(split_graphemes(line)[0]) == 1 for line in lines)


def test_what_was_broken_can_be_forgotten():
    wrap("卓玛", 10, "zh_CN")
    assert breaking._pieces.cache_info().currsize
    typography.forget()
    assert not breaking._pieces.cache_info().currsize
    assert not breaking._wrap.cache_info().currsize


# --- days and times -------------------------------------------------------------------------

DAY = date(2026, 11, 24)


def test_days_in_every_language():
    assert typography.day_words(DAY, "zh_CN") == "11月24日 星期二"
    assert typography.day_words(DAY, "en") == "Tuesday 24 November"
    assert typography.day_words(DAY, "bo") == "ཟླ་ 11 ཚེས་ 24 གཟའ་མིག་དམར།"
    assert typography.day_words(DAY, "zh_CN", year=True) == "2026年11月24日"
    assert typography.day_words(DAY, "en", year=True) == "24 November 2026"
    assert typography.month_day(DAY, "zh_CN") == "11月24日"
    assert typography.weekday(DAY, "zh_CN", short=True) == "周二"
    assert typography.weekday(DAY, "en", short=True) == "Tue"


def test_days_near_today_have_names():
    near = [typography.relative_day(date(2026, 11, d), DAY, "zh_CN") for d in range(22, 31)]
    assert near[:5] == ["11月22日", "昨天", "今天", "明天", "后天"]
    assert near[5] == "星期五"
    assert near[-1] == "星期一"
    assert typography.relative_day(date(2026, 12, 1), DAY, "zh_CN") == "12月1日"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_date_never_mixes_digits(lang):
    for month in range(1, 13):
        for say in (typography.month_day, typography.day_words, typography.weekday):
            said = say(date(2026, month, 9), lang)
            assert not set(said) & set("༠༡༢༣༤༥༦༧༨༩")


def test_saying_a_day_does_not_change_the_language_shown():
    i18n.use("en")
    typography.day_words(DAY, "bo")
    assert i18n.current() == "en"


def test_times_match_the_signs():
    assert typography.time_text(datetime(2026, 11, 24, 9, 5)) == "09:05"
    assert typography.span(time(15, 0), time(16, 30)) == "15:00–16:30"
    assert typography.digits_bo("ཚེས་23") == "ཚེས་༢༣"


def test_line_breaking_needs_no_textual():
    code = "import sys, screens.typography; print('textual' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
