"""Numbers, times and dates: what is said can be heard back, and every part of it has a clip."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from babel.dates import get_period_id
from hypothesis import given
from hypothesis import strategies as st

from screens.voice import chinese
from screens.voice.rule import LARGEST
from screens.voice.rules import rule

LANGS = ("zh_CN", "bo", "en", "an_own")
NUMBERS = st.one_of(st.integers(0, 1200), st.integers(-(10**12), 10**12))
BELOW = st.one_of(st.integers(0, 1200), st.integers(0, LARGEST - 1))
JOINTS = {"zh_CN": "", "bo": "་", "en": " "}


def words(lang: str, ids: tuple[str, ...]) -> str:
    return JOINTS[lang].join(rule(lang).parts[name] for name in ids)


# A listener's own way back to the value, that knows nothing of how it was made ----------------

HAN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def heard_chinese(text: str) -> int:
    total = section = figure = 0
    for char in text:
        if char in HAN:
            figure = HAN[char]
        elif char == "万":
            total, section, figure = (total + section + figure) * 10_000, 0, 0
        else:
            section += (figure or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            figure = 0
    return total + section + figure


ENGLISH = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * n
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}


def heard_english(text: str) -> int:
    total = group = 0
    for word in text.replace(" and ", " ").split():
        if word == "hundred":
            group *= 100
        elif word in ("thousand", "million"):
            total += group * {"thousand": 1000, "million": 10**6}[word]
            group = 0
        else:
            group += ENGLISH[word]
    return total + group


FIGURES = ["གཅིག", "གཉིས", "གསུམ", "བཞི", "ལྔ", "དྲུག", "བདུན", "བརྒྱད", "དགུ"]
DECADES = ["ཉི་ཤུ་རྩ", "སུམ་ཅུ་སོ", "བཞི་བཅུ་ཞེ", "ལྔ་བཅུ་ང", "དྲུག་ཅུ་རེ", "བདུན་ཅུ་དོན", "བརྒྱད་ཅུ་གྱ", "དགུ་བཅུ་གོ"]
BELOW_HUNDRED = {"ཀླད་ཀོར": 0, "བཅོ་ལྔ": 15, "བཅོ་བརྒྱད": 18, "བཅུ": 10}
BELOW_HUNDRED |= {word: n for n, word in enumerate(FIGURES, 1)}
BELOW_HUNDRED |= {f"བཅུ་{word}": 10 + n for n, word in enumerate(FIGURES, 1) if n not in (5, 8)}
for _n, _decade in enumerate(DECADES, 2):
    BELOW_HUNDRED[_decade.rpartition("་")[0]] = 10 * _n
    BELOW_HUNDRED |= {f"{_decade}་{word}": 10 * _n + n for n, word in enumerate(FIGURES, 1)}
UNITS = {"བྱེ་བ": 10**7, "ས་ཡ": 10**6, "འབུམ": 10**5, "ཁྲི": 10**4}
BEFORE = ["ཆིག", "ཉིས", "སུམ", "བཞི", "ལྔ", "དྲུག", "བདུན", "བརྒྱད", "དགུ"]
ALONE = {f"{word}་སྟོང": 1000 * n for n, word in enumerate(BEFORE, 1)}
ALONE |= {f"{word}་བརྒྱ": 100 * n for n, word in enumerate(BEFORE, 1) if n > 1} | {"བརྒྱ": 100}


def heard_tibetan(text: str) -> int:
    total, rest = 0, text
    while rest:
        rest = rest.removeprefix("དང་")
        for unit, size in UNITS.items():
            if rest.startswith(unit + "་"):
                rest = rest.removeprefix(unit + "་")
                figure = _longest(BELOW_HUNDRED, rest)
                total += size * BELOW_HUNDRED[figure]
                break
        else:
            figure = _longest(ALONE | BELOW_HUNDRED, rest)
            total += (ALONE | BELOW_HUNDRED)[figure]
        rest = rest.removeprefix(figure).removeprefix("་")
    return total


def _longest(known: dict[str, int], text: str) -> str:
    fits = [k for k in known if text == k or text.startswith(k + "་")]
    return max(fits, key=len)


HEARD = {"zh_CN": heard_chinese, "bo": heard_tibetan, "en": heard_english}


@pytest.mark.parametrize("lang", HEARD)
@given(n=BELOW)
def test_a_number_that_is_said_can_be_heard_back(lang: str, n: int) -> None:
    assert HEARD[lang](words(lang, rule(lang).number(n))) == n


@pytest.mark.parametrize("lang", LANGS)
@given(n=NUMBERS)
def test_every_number_is_said_with_parts_that_have_a_clip(lang: str, n: int) -> None:
    for counted in (False, True):
        said = rule(lang).number(n, counted=counted)
        assert said
        assert set(said) <= set(rule(lang).parts)
        assert (said[0] == "minus") == (n < 0)


@pytest.mark.parametrize("lang", LANGS)
@given(moment=st.times(), until=st.times())
def test_every_time_and_span_is_said_with_parts_that_have_a_clip(
    lang: str, moment: time, until: time
) -> None:
    one, other = (moment.hour, moment.minute), (until.hour, until.minute)
    assert set(rule(lang).span(one, other)) <= set(rule(lang).parts)


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_times_of_a_day_sound_alike(lang: str) -> None:
    said = {rule(lang).time(h, m) for h in range(24) for m in range(60)}
    assert len(said) == 24 * 60


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_days_of_a_year_sound_alike(lang: str) -> None:
    days = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
    said = {rule(lang).date(day.month, day.day) for day in days}
    assert len(said) == 366
    assert set().union(*said) <= set(rule(lang).parts)


@pytest.mark.parametrize("lang", LANGS)
@given(year=st.integers(1, 9999))
def test_every_year_is_said_with_parts_that_have_a_clip(lang: str, year: int) -> None:
    assert set(rule(lang).year(year)) <= set(rule(lang).parts)


# As people say it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "zh", "bo", "en"),
    [
        (0, "零", "ཀླད་ཀོར", "zero"),
        (2, "二", "གཉིས", "two"),
        (15, "十五", "བཅོ་ལྔ", "fifteen"),
        (21, "二十一", "ཉི་ཤུ་རྩ་གཅིག", "twenty one"),
        (38, "三十八", "སུམ་ཅུ་སོ་བརྒྱད", "thirty eight"),
        (44, "四十四", "བཞི་བཅུ་ཞེ་བཞི", "forty four"),
        (55, "五十五", "ལྔ་བཅུ་ང་ལྔ", "fifty five"),
        (61, "六十一", "དྲུག་ཅུ་རེ་གཅིག", "sixty one"),
        (72, "七十二", "བདུན་ཅུ་དོན་གཉིས", "seventy two"),
        (83, "八十三", "བརྒྱད་ཅུ་གྱ་གསུམ", "eighty three"),
        (99, "九十九", "དགུ་བཅུ་གོ་དགུ", "ninety nine"),
        (101, "一百零一", "བརྒྱ་དང་གཅིག", "one hundred and one"),
        (123, "一百二十三", "བརྒྱ་དང་ཉི་ཤུ་རྩ་གསུམ", "one hundred and twenty three"),
        (1010, "一千零一十", "ཆིག་སྟོང་དང་བཅུ", "one thousand and ten"),
    ],
)
def test_numbers_as_people_say_them(n: int, zh: str, bo: str, en: str) -> None:
    assert words("zh_CN", rule("zh_CN").number(n)) == zh
    assert words("bo", rule("bo").number(n)) == bo
    assert words("en", rule("en").number(n)) == en


@pytest.mark.parametrize(
    ("moment", "zh", "bo", "en"),
    [
        ((14, 30), "下午两点半", "ཕྱི་དྲོ་ཆུ་ཚོད་གཉིས་པ་དང་ཕྱེད་ཀ", "two thirty p.m."),
        ((9, 15), "上午九点十五分", "སྔ་དྲོ་ཆུ་ཚོད་དགུ་པ་དང་སྐར་མ་བཅོ་ལྔ", "nine fifteen a.m."),
        ((9, 5), "上午九点零五分", "སྔ་དྲོ་ཆུ་ཚོད་དགུ་པ་དང་སྐར་མ་ལྔ", "nine oh five a.m."),
        ((13, 0), "下午一点", "ཕྱི་དྲོ་ཆུ་ཚོད་དང་པོ", "one p.m."),
        ((0, 0), "凌晨零点", "སྔ་དྲོ་ཆུ་ཚོད་བཅུ་གཉིས་པ", "twelve a.m."),
    ],
)
def test_times_as_people_say_them(moment: tuple[int, int], zh: str, bo: str, en: str) -> None:
    assert words("zh_CN", rule("zh_CN").time(*moment)) == zh
    assert words("bo", rule("bo").time(*moment)) == bo
    assert words("en", rule("en").time(*moment)) == en


def test_dates_years_and_what_is_counted() -> None:
    assert words("zh_CN", rule("zh_CN").date(11, 24)) == "十一月二十四号"
    assert words("bo", rule("bo").date(11, 24)) == "ཟླ་བ་བཅུ་གཅིག་པའི་ཚེས་ཉི་ཤུ་རྩ་བཞི"
    assert words("en", rule("en").date(11, 24)) == "the twenty-fourth of November"
    assert words("zh_CN", rule("zh_CN").year(2026)) == "二零二六年"
    assert words("en", rule("en").year(2026)) == "twenty twenty six"
    assert words("zh_CN", rule("zh_CN").number(2, counted=True)) == "两"
    assert words("zh_CN", rule("zh_CN").number(12, counted=True)) == "十二"


def test_the_parts_of_a_chinese_day_are_those_of_the_locale_data() -> None:
    changes = [h for h in range(1, 24) if _period(h) != _period(h - 1)]
    assert sorted(start for start, _ in chinese._PERIODS) == changes


def _period(hour: int) -> str:
    return get_period_id(time(hour, 30), locale="zh_CN")


@pytest.mark.parametrize("lang", LANGS)
def test_a_part_is_named_as_a_file_can_be(lang: str) -> None:
    assert [n for n in rule(lang).parts if not re.fullmatch(r"[a-z][a-z0-9-]*", n)] == []
