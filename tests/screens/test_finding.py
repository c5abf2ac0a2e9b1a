"""The search by first letters: of every reading, of either letter of a Tibetan syllable, of words."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.texts import Words
from screens.finding import Findable, next_letters
from screens.keyboards.letters import CONSONANTS, INITIALS, LATIN, WIDER
from screens.typography.roots import root, syllables

# However busy the machine is.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DATA = Path(os.environ.get("KIOSK_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
NEEDS_DATA = pytest.mark.skipif(not DATA.is_dir(), reason="KIOSK_TEST_DATA is not there")
GESAR = Findable.of(
    Words.of({"zh_CN": "格萨尔王传", "bo": "གེ་སར་རྒྱལ་པོའི་སྒྲུང་།", "en": "The Epic of Gesar"})
)
TURNED = str.maketrans("ཊཋཌཎཥཪ", "ཏཐདནཤར")
HALL = [
    Findable.of(Words.of(dict(zip(("zh_CN", "bo", "en"), texts, strict=True))))
    for texts in (
        ("邻里开放日", "ཁྱིམ་མཚེས་སྒོ་འབྱེད།", "Open house"),
        ("藏文书法课", "བོད་ཡིག་ལག་རྩལ།", "Tibetan calligraphy"),
        ("广场锅庄", "སྐོར་བྲོ།", "Circle dance"),
        ("老人健身操", "རྒན་པའི་ལུས་རྩལ།", "Exercise for elders"),
    )
]


def wide(letters: str) -> str:
    """Pinyin letters as the keyboard types them."""
    return "".join(chr(ord(letter) + WIDER) for letter in letters)


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        *(("格萨尔王传", wide("GSEWZ")), ("格萨尔王传", wide("GSEWC"))),  # 传 is read in two ways
        *(("西藏藏医学", wide("ZZYX")), ("藏族艺行", wide("ZZYX")), ("西藏藏医学", wide("CZY"))),
        ("《格萨尔》王传", wide("SEW")),
        *(("གེ་སར་རྒྱལ་པོའི་སྒྲུང་།", "གསརཔས"), ("གེ་སར་རྒྱལ་པོའི་སྒྲུང་།", "གསགཔག")),
        ("གེ་སར་རྒྱལ་པོའི་སྒྲུང་།", "རཔག"),
        *(
            ("The Epic of Gesar", "GESAR"),
            ("The Epic of Gesar", "EPICOF"),
            ("Gesar's épic", "GESARSEPIC"),
        ),
        *(("Tibetan calligraphy", "TC"), ("ＡＢＣ 101", "AB")),
    ],
)
def test_a_title_is_found_by(title: str, typed: str) -> None:
    assert Findable.of(Words.of({"any": title})).found(typed)


@pytest.mark.parametrize(
    "typed", [wide("GSW"), wide("EWC") + wide("G"), "PIC", "གརཔ", "GESARX", wide("T"), "ས" * 20]
)
def test_a_title_is_not_found_by(typed: str) -> None:
    assert not GESAR.found(typed)


def test_a_pinyin_letter_is_not_a_latin_one_and_runs_of_both_must_be_found() -> None:
    assert GESAR.found(wide("GS") + "EPIC" + "ག")
    assert not GESAR.found(wide("E") + "PIC")
    assert not GESAR.found(wide("T"))  # The
    assert GESAR.found("")


LETTERS = st.sampled_from([*INITIALS, *CONSONANTS, *LATIN])


@UNHURRIED
@given(st.lists(LETTERS, max_size=8))
def test_no_key_leads_to_a_dead_end_and_every_flat_one_would(path: list[str]) -> None:
    typed = ""
    for letter in path:
        possible = next_letters(HALL, typed)
        for other in (*INITIALS, *CONSONANTS, *LATIN):
            found = any(title.found(typed + other) for title in HALL)
            assert found == (other in possible), (typed, other)
        if letter not in possible:
            break
        typed += letter


@pytest.mark.parametrize("title", HALL)
@pytest.mark.parametrize("alphabet", [INITIALS, CONSONANTS, LATIN])
def test_an_example_finds_its_title(title: Findable, alphabet: str) -> None:
    example = title.example(frozenset(alphabet))
    assert example
    assert set(example) <= set(alphabet)
    assert title.found(example)


@pytest.mark.parametrize(
    ("syllable", "letter"),
    [
        *(("བོད", "བ"), ("དབང", "བ"), ("བསྒྲུབས", "ག"), ("རྒྱལ", "ག"), ("སྒྲོལ", "ག"), ("ཟླ", "ཟ")),
        *(("གྲྭ", "ག"), ("རྩྭ", "ཙ"), ("ལྷ", "ཧ"), ("སྲུང", "ས"), ("གངས", "ག"), ("མགར", "ག")),
        *(("བཀའ", "ཀ"), ("བཀའི", "ཀ"), ("པོའི", "པ"), ("པའི", "པ"), ("དག", "ད"), ("འབྲུ", "བ")),
        *(("གཞུང", "ཞ"), ("དཔེ", "པ"), ("ཀ", "ཀ"), ("ལྗོངས", "ཇ"), ("མཚེས", "ཚ"), ("ཡིག", "ཡ")),
        *(("འབྱེད", "བ"), ("ཚངས", "ཚ"), ("ཨ", "ཨ"), ("", "")),
    ],
)
def test_the_letter_that_a_dictionary_finds_it_under(syllable: str, letter: str) -> None:
    assert root(syllable) == letter


@NEEDS_DATA
def test_every_real_tibetan_title_is_found_by_its_written_and_by_its_root_letters() -> None:
    with (DATA / "bo" / "kangyur_titles.csv").open(encoding="utf-8-sig") as file:
        titles = sorted({cell for row in csv.reader(file) for cell in row if cell > "\u0f40"})
    missed = []
    for title in titles:
        found = Findable.of(Words.of({"bo": title}))
        parts = [part.translate(TURNED) for part in syllables(title)]
        for ways in ([part[0] for part in parts], [root(part) for part in parts]):
            if not found.found("".join(ways[:6]).translate(TURNED)):
                missed.append((title, ways))
    assert len(titles) > 400
    assert missed == []


@NEEDS_DATA
def test_every_real_chinese_title_is_found_by_the_usual_reading() -> None:
    from pypinyin import Style, lazy_pinyin

    with (DATA / "zh" / "douban2020_titles.csv").open(encoding="utf-8-sig") as file:
        titles = sorted({row["Title"] for row in csv.DictReader(file)})[::10]
    missed = []
    for title in titles:
        han = "".join(c for c in title if "\u4e00" <= c <= "\u9fff")
        usual = "".join(lazy_pinyin(han, style=Style.FIRST_LETTER)).upper()
        if (
            han
            and usual.isascii()
            and not Findable.of(Words.of({"zh_CN": title})).found(wide(usual))
        ):
            missed.append((title, usual))
    assert len(titles) > 2000
    assert len(missed) <= len(titles) // 500, missed
