"""Each keyboard as a value: what a press makes of the text, whatever is pressed in whatever order."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.keyboards import bake
from screens.keyboards.board import CLEAR, ERASE, Board
from screens.keyboards.digits import DOT, Digits
from screens.keyboards.letters import CONSONANTS, INITIALS, Consonants, Initials, Latin
from screens.keyboards.lexicon import lexicon
from screens.keyboards.names import SHIFT, LatinName, following, names
from screens.keyboards.pinyin import PICK, Pinyin
from screens.keyboards.tibetan import MORE, STACK, Tibetan

# However busy the machine is.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KNOWN = lexicon()
BOARDS: list[Board] = [
    Digits(),
    Digits(hidden=True, order="9081726354", longest=8),
    Initials(),
    Consonants(),
    Latin(),
    Tibetan(longest=9),
    Pinyin(longest=5, lexicon=KNOWN),
    LatinName(longest=7),
]
EACH = pytest.mark.parametrize("board", BOARDS, ids=lambda b: type(b).__name__)
STACKS = re.compile(
    "(?:[\u0f40-\u0f68][\u0f90-\u0fb8]{0,3}[\u0f72\u0f74\u0f7a\u0f7c]?|\u0f0b|\u0f0d|[\u0f20-\u0f29])*"
)


def pressed(board: Board, *presses: str) -> Board:
    for name in presses:
        board = board.press(name)
    return board


def played(data: st.DataObject, board: Board, most: int = 40) -> Board:
    """Any keys that are shown, one after the other."""
    for _ in range(data.draw(st.integers(0, most))):
        shown = [cap.name for row in board.rows() for cap in row if cap.name]
        board = board.press(data.draw(st.sampled_from(shown)))
    return board


@EACH
@UNHURRIED
@given(data=st.data())
def test_whatever_is_pressed_it_fits_and_can_be_taken_back_to_nothing(board, data) -> None:
    board = played(data, board)
    assert len(board.text) <= board.longest
    assert unicodedata.is_normalized("NFC", board.text)
    for wide in (True, False):
        rows = board.rows(wide=wide)
        caps = [cap for row in rows for cap in row if cap.name]
        assert len({cap.name for cap in caps}) == len(caps)
        assert all(cap.label.strip() or cap.label for cap in caps)
        assert all(cap.off or board.press(cap.name) is not None for cap in caps)
        # Six cells of eighty for the smallest key, however full its row is.
        most = max(sum(cap.share for cap in row) for row in rows)
        assert 80 // -(-most // 2) >= 6
    for _ in range(200):
        board = board.press(ERASE)
    assert (board.text, board.pending) == ("", "")
    assert pressed(played(data, board), CLEAR, CLEAR).text == ""


@EACH
@UNHURRIED
@given(data=st.data())
def test_what_was_just_typed_is_what_is_erased(board, data) -> None:
    before = played(data, board)
    for letter in sorted(before.alphabet):
        after = before.press(letter)
        if len(after.text) > len(before.text):
            assert after.press(ERASE).text == before.text


def test_telephone_order_and_dots_for_what_nobody_may_see() -> None:
    rows = Digits().rows()
    assert ["".join(cap.name for cap in row) for row in rows[:3]] == ["123", "456", "789"]
    assert [cap.name for cap in rows[3]] == [CLEAR, "0", ERASE]
    secret = pressed(Digits(hidden=True, longest=6), *"4711")
    assert secret.text == "4711"
    assert secret.shown.count(DOT) == 4
    assert not any(digit in secret.shown for digit in "4711")


def test_no_key_for_letters_that_no_pinyin_begins_with_and_thirty_for_tibetan() -> None:
    assert not {"Ｉ", "Ｕ", "Ｖ"} & Initials().alphabet
    assert len(INITIALS) == 23
    assert len(CONSONANTS) == len(set(CONSONANTS)) == 30


def test_a_key_that_leads_nowhere_is_flat_and_does_nothing() -> None:
    board = Initials(possible=frozenset("Ａ"))
    caps = {cap.name: cap for row in board.rows() for cap in row}
    assert not caps["Ａ"].off
    assert caps["Ｂ"].off
    assert board.press("Ｂ") is board
    assert not caps[ERASE].off


@pytest.mark.parametrize(
    ("presses", "text"),
    [
        ((*"ས", STACK, *"ག", STACK, *"རོལ་མ"), "སྒྲོལ་མ"),
        ((*"བཀ", STACK, *"ར་ཤིས"), "བཀྲ་ཤིས"),
        ((*"པད", STACK, *"མ"), "པདྨ"),  # not a Tibetan stack, and a common name
        ((*"ཚེ", "ི", *"་རིང"), "ཚི་རིང"),  # a wrong vowel is replaced
        ((*"རོ", STACK, *"ག", STACK, *"ཡ", "ུ"), "རྒྱུ"),  # the stack came after its vowel
        (("ི", "་", "།"), ""),  # nothing to stand on
        (tuple("ང་་།"), "ང་།"),  # one tsheg, then a shad
        ((*"ང", STACK, "་", *"ག"), "ང་ག"),  # a tsheg ends the stacking
        ((*"ང", STACK, STACK, *"ག"), "ངག"),
        ((*"ང", STACK, ERASE, *"ག"), "ངག"),
        ((*"སེམས", MORE, *"༡༢"), "སེམས༡༢"),
    ],
)
def test_tibetan_stacks(presses: tuple[str, ...], text: str) -> None:
    assert pressed(Tibetan(), *presses).text == text


@UNHURRIED
@given(st.lists(st.sampled_from([*sorted(Tibetan().alphabet), STACK, MORE, ERASE]), max_size=60))
def test_tibetan_is_always_whole_stacks_in_normal_form(presses: list[str]) -> None:
    board = Tibetan(longest=20)
    for name in presses:
        board = board.press(name)
        assert STACKS.fullmatch(board.text)
        assert unicodedata.is_normalized("NFC", board.text)
        assert "་་" not in board.text
        assert board.text[:1] not in ("་", "།")


def test_erasing_takes_the_vowel_then_the_lower_letter_then_the_letter() -> None:
    board, seen = Tibetan(text="སྒྲོ"), []
    while board.text:
        board = board.press(ERASE)
        seen.append(board.text)
    assert seen == ["སྒྲ", "སྒ", "ས", ""]


def test_keys_show_the_stack_as_it_will_look() -> None:
    caps = {cap.name: cap.label for row in pressed(Tibetan(), *"ས", STACK).rows() for cap in row}
    assert caps["ག"] == "སྒ"
    assert all(cell_len(caps[letter]) == 1 for letter in CONSONANTS)


def typed(pinyin: str, text: str = "") -> Pinyin:
    return pressed(Pinyin(text=text, lexicon=KNOWN), *pinyin)  # type: ignore[return-value]


def choices(board: Pinyin) -> list[str]:
    return [choice.text for choice in board.choices()]


SECTIONS = dict(bake._sections(bake.NAMES.read_text("utf-8")))


@pytest.mark.parametrize("section", ["surnames", "tibetan", "places"])
def test_every_name_that_we_know_is_found_by_its_pinyin_on_the_first_page(section: str) -> None:
    late = {}
    for word, reading in SECTIONS[section]:
        place = choices(typed(reading)).index(word)
        if place >= 10:
            late[word] = place
    # More surnames than a page has are read alike.
    assert set(late) <= ({"冀", "姬", "计"} if section == "surnames" else set())


@pytest.mark.parametrize(
    ("pinyin", "letter"),
    [
        *(("zhuo", "卓"), ("ga", "嘎"), ("ga", "尕"), ("cuo", "措"), ("dan", "旦"), ("cai", "才")),
        *(("ji", "吉"), ("suo", "索"), ("zha", "扎"), ("de", "德"), ("la", "拉"), ("wang", "旺")),
        *(("ma", "玛"), ("lv", "吕"), ("xi", "西"), ("yang", "央"), ("wa", "瓦"), ("e", "俄")),
    ],
)
def test_the_letters_of_tibetan_names_are_near(pinyin: str, letter: str) -> None:
    assert letter in choices(typed(pinyin))[:10]
    assert letter in choices(typed(pinyin, "次"))[:10]


def test_a_surname_first_where_a_name_begins_and_not_within_it() -> None:
    assert choices(typed("shan"))[0] == "单"
    assert choices(typed("shan", "王"))[0] == "山"
    assert choices(typed("wei"))[0] == "魏"
    assert "伟" in choices(typed("wei", "李"))[:5]


def test_a_choice_takes_its_letters_and_the_rest_waits() -> None:
    board = typed("zhuoga")
    assert choices(board)[0] == "卓嘎"
    board = board.press(f"{PICK}{choices(board).index('卓')}")
    assert (board.text, board.waiting) == ("卓", "ga")
    assert pressed(board, f"{PICK}0").text == "卓嘎"
    assert pressed(board, ERASE, ERASE, ERASE).text == ""


def test_first_letters_and_beginnings_are_enough() -> None:
    assert choices(typed("zx"))[0] == "扎西"
    assert "张" in choices(typed("zh"))[:5]  # a beginning of zhang
    assert "卓玛" in choices(typed("zhuom"))


@UNHURRIED
@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=30), st.booleans())
def test_no_letters_are_too_strange(pinyin: str, begins: bool) -> None:
    board = typed(pinyin, "" if begins else "王")
    found = board.choices()
    assert len({choice.text for choice in found}) == len(found)
    assert all(0 < choice.used <= len(board.waiting) for choice in found)
    assert Pinyin(waiting=board.waiting).choices() == ()  # the lexicon is not there yet


def test_choices_page_by_tap() -> None:
    board, seen = typed("yi"), []
    while True:
        row = board.rows(wide=False)[0]
        seen += [cap.label for cap in row if cap.name.startswith(PICK)]
        onward = next(cap for cap in row if cap.label == "▼")
        if onward.off:
            break
        board = board.press(onward.name)
    assert seen == choices(typed("yi"))
    assert board.press(ERASE).first == 0


def test_latin_names_begin_with_a_capital_by_themselves() -> None:
    board: Board = LatinName()
    for letter in "drolma lhamo":
        shown = {cap.name.lower(): cap.name for row in board.rows() for cap in row}
        board = board.press(shown[letter])
    assert board.text == "Drolma Lhamo"
    assert pressed(LatinName(), SHIFT, "d", SHIFT, "R").text == "dR"
    assert pressed(LatinName(), " ", "-", "A", " ", " ", "-").text == "A "


def test_the_scripts_go_round_and_the_text_stays() -> None:
    board, seen = names("bo", "卓玛"), []
    for _ in range(3):
        seen.append(type(board))
        kind = following(board)
        assert kind is not None
        board = kind(text=board.text)
    assert seen == [Tibetan, LatinName, Pinyin]
    assert board == replace(names("bo"), text="卓玛")
    assert following(Digits()) is None


@pytest.mark.parametrize(
    ("board", "key", "character", "name"),
    [
        (Digits(), "7", "7", "7"),
        (Digits(), "a", "a", None),
        (Digits(), "backspace", None, ERASE),
        (Initials(), "g", "g", "Ｇ"),
        (Initials(), "i", "i", None),
        (Latin(), "g", "g", "G"),
        (Consonants(), "U+0F40", "ཀ", "ཀ"),
        (Pinyin(), "G", "G", "g"),
        (Pinyin(waiting="ma"), "space", " ", "pick:0"),
        (Pinyin(waiting="ma", first=5), "2", "2", "pick:6"),
        (LatinName(text="A"), "space", " ", " "),
        (Latin(), "f1", None, None),
        (Initials(), "backspace", "\x7f", ERASE),
    ],
)
def test_a_real_keyboard(board: Board, key: str, character: str | None, name: str | None) -> None:
    assert board.key_of(key, character) == name


def test_no_screen_loads_the_lexicon_or_what_it_is_made_of() -> None:
    program = """
import importlib, pkgutil, sys, screens
for module in pkgutil.walk_packages(screens.__path__, "screens."):
    importlib.import_module(module.name)
from screens.keyboards import lexicon
assert not lexicon.loaded()
assert not {"pypinyin", "jieba"} & set(sys.modules)
assert lexicon.lexicon().exact("zhuo") and lexicon.loaded()
"""
    subprocess.run([sys.executable, "-c", program], check=True)
