"""The catalogues: complete in every language, in words that neighbours use."""

from __future__ import annotations

import ast
import gettext
import re
import unicodedata
from pathlib import Path

import polib
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from screens import i18n
from screens.locale import update

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = update.LANGUAGES
TEMPLATE = update.template_of(update.SCREENS)

# Words that explain nothing or blame (R46), and a form of address that is not polite enough.
CHINESE_NEVER = (
    "系统异常",
    "操作失败",
    "非法",
    "系统错误",
    "无效",
    "错误代码",
    "失败",
    "异常",
    "你",
)
CHINESE_SENTENCE = 15  # Han characters


def book(lang: str) -> polib.POFile:
    return polib.pofile(str(update.catalogue_path(lang)), wrapwidth=0)


def sayings(lang: str) -> list[str]:
    """Every translation of a language, placeholders filled with a number of three digits."""
    found = []
    for entry in book(lang):
        if not entry.obsolete:
            found += list(entry.msgstr_plural.values()) or [entry.msgstr]
    return [update.PLACEHOLDER.sub("128", text) for text in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_translated_with_its_placeholders_and_none_is_guessed(lang):
    catalogue = update.load(update.catalogue_path(lang), lang)
    before = str(catalogue)
    update.merge(catalogue, TEMPLATE, lang)
    assert update.problems_of(catalogue, lang) == []
    assert str(catalogue) == before, "run make i18n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_says_the_same(lang, tmp_path):
    path = tmp_path / "kiosk.mo"
    with update.catalogue_path(lang).open("rb") as po, path.open("wb") as mo:
        write_mo(mo, read_po(po, locale=lang))
    with path.open("rb") as mo:
        compiled = gettext.GNUTranslations(mo)
    for entry in book(lang):
        if entry.obsolete:
            continue
        if entry.msgid_plural:
            assert compiled.ngettext(entry.msgid, entry.msgid_plural, 2) in (
                entry.msgstr_plural.values()
            )
        elif entry.msgctxt:
            assert compiled.pgettext(entry.msgctxt, entry.msgid) == entry.msgstr
        else:
            assert compiled.gettext(entry.msgid) == entry.msgstr


def test_the_languages_of_the_tool_and_of_the_screens_are_the_same():
    assert update.LANGUAGES == i18n.LANGUAGES


def test_tibetan_says_whether_a_reader_has_seen_it():
    assert "X-Reviewed-By" in book("bo").metadata
    assert i18n.draft("bo") == (not book("bo").metadata["X-Reviewed-By"].strip())


def test_the_words_for_checking_in():
    said = {entry.msgid: entry.msgstr for entry in book("zh_CN")}
    assert said["Check in"] == "签到"
    said = {entry.msgid: entry.msgstr for entry in book("bo")}
    assert said["Check in"] == "ཐོ་འགོད"


# --- manners of each language ---------------------------------------------------------------


def test_chinese_is_polite_and_plain():
    for text in sayings("zh_CN"):
        assert not [word for word in CHINESE_NEVER if word in text], text


def test_chinese_uses_common_characters_only():
    for text in sayings("zh_CN"):
        for char in text:
            if "\u4e00" <= char <= "\u9fff":
                # The first level of GB 2312: the 3 755 characters in daily use.
                assert char.encode("gb2312")[0] <= 0xD7, (char, text)


def test_chinese_sentences_are_short():
    for text in sayings("zh_CN"):
        for sentence in re.split(r"[。！？；：，\n]", text):
            han = sum("\u4e00" <= char <= "\u9fff" for char in sentence)
            assert han <= CHINESE_SENTENCE, sentence


def test_chinese_punctuation_is_chinese():
    for text in sayings("zh_CN"):
        assert not re.search(r"[\u4e00-\u9fff][,!?;]", text), text


def test_tibetan_is_set_correctly():
    for text in sayings("bo"):
        assert not re.search(r"[\u4e00-\u9fff]", text), text
        assert not re.search(r"(?<!ང)་།", text), f"tsheg before shad only after ང: {text}"
        assert not re.search(r"ང།", text), f"tsheg between ང and shad: {text}"
        assert not re.search(r"ཀ།|ག།|ཤ།", text), f"no shad after ཀ ག ཤ: {text}"
        assert not re.search(r"།(?=[^\s།)」”:·])", text), f"a space after shad: {text}"
        assert not text.endswith("་"), f"no tsheg at the end: {text}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_mixes_digits(lang):
    for text in sayings(lang):
        assert not re.search("[༠-༳]", text), text
        assert not re.search("[０-９]", text), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_hidden_or_unnormalised_characters(lang):
    for text in sayings(lang):
        assert text == unicodedata.normalize("NFC", text), text
        assert all(c.isprintable() or c == "\n" for c in text), text
        assert text == text.strip(), text
        assert "  " not in text, text


# --- how the program asks for words ---------------------------------------------------------


def calls() -> list[tuple[str, ast.Call, bool]]:
    """Every call of _, n_ and p_ in the screens: file and line, the call, whether in a function."""
    found = []

    def visit(node: ast.AST, path: Path, inside: bool) -> None:
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in update.KEYWORDS
        ):
            found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node, inside))
        for child in ast.iter_child_nodes(node):
            visit(child, path, inside)

    for path in sorted(update.SCREENS.rglob("*.py")):
        if update.LOCALE not in path.parents:
            visit(ast.parse(path.read_text("utf-8")), path, False)
    return found


def test_words_are_asked_for_inside_functions_only():
    assert [place for place, _call, inside in calls() if not inside] == []


def test_what_is_asked_for_is_a_literal_sentence():
    texts = {"_": 1, "n_": 2, "p_": 2}
    for place, call, _inside in calls():
        literals = call.args[: texts[call.func.id]]
        assert len(literals) == texts[call.func.id], place
        for literal in literals:
            assert isinstance(literal, ast.Constant), place
            assert isinstance(literal.value, str), place
            assert literal.value, place


def test_every_placeholder_is_filled_in():
    for place, call, _inside in calls():
        if any(keyword.arg is None for keyword in call.keywords):
            continue
        first = 1 if call.func.id == "p_" else 0
        last = 2 if call.func.id in ("n_", "p_") else 1
        text = "".join(arg.value for arg in call.args[first:last])
        wanted = {name.strip("{}") for name in update.PLACEHOLDER.findall(text)}
        given = {keyword.arg for keyword in call.keywords}
        if call.func.id == "n_":
            wanted.discard("n")
        if given or call.func.id == "n_":
            assert given == wanted, place
        else:
            assert not wanted, place


# --- the tool -------------------------------------------------------------------------------


def source(tmp_path: Path, code: str) -> dict[update.Key, polib.POEntry]:
    folder = tmp_path / "screens"
    folder.mkdir(exist_ok=True)
    (folder / "page.py").write_text(code, encoding="utf-8")
    return update.template_of(folder)


def fresh(lang: str) -> polib.POFile:
    return update.load(Path("does-not-exist.po"), lang)


def test_the_tool_finds_sentences_plurals_contexts_and_notes(tmp_path):
    found = source(
        tmp_path,
        "# max 26 cells\n_('Put your card here')\n"
        "n_('{n} point', '{n} points', 3)\np_('book', 'Back')\n_('Back')\n",
    )
    assert set(found) == {
        (None, "Put your card here"),
        (None, "{n} point"),
        ("book", "Back"),
        (None, "Back"),
    }
    assert found[(None, "Put your card here")].comment == "max 26 cells"
    assert found[(None, "{n} point")].msgid_plural == "{n} points"
    assert found[(None, "{n} point")].flags == ["python-brace-format"]
    assert found[(None, "Back")].occurrences == [("screens/page.py", "")]


def test_a_changed_sentence_is_untranslated_not_guessed(tmp_path):
    catalogue = fresh("zh_CN")
    update.merge(catalogue, source(tmp_path, "_('Check in')"), "zh_CN")
    catalogue[0].msgstr = "签到"
    changed = source(tmp_path, "_('Check in now')")
    update.merge(catalogue, changed, "zh_CN")
    assert update.problems_of(catalogue, "zh_CN") == ["untranslated: Check in now"]
    update.merge(catalogue, source(tmp_path, "_('Check in')"), "zh_CN")
    assert update.problems_of(catalogue, "zh_CN") == []
    assert catalogue[0].msgstr == "签到"
    update.merge(catalogue, changed, "zh_CN", prune=True)
    assert len(catalogue) == 1


def test_placeholders_must_be_the_same(tmp_path):
    catalogue = fresh("bo")
    update.merge(
        catalogue, source(tmp_path, "_('Room {room}'); n_('one seat', '{n} seats', 2)"), "bo"
    )
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "{m}"}
        else:
            entry.msgstr = "{rooms}"
    assert update.problems_of(catalogue, "bo") == [
        "one seat: {m} means nothing",
        "Room {room}: {room} is missing in “{rooms}”",
        "Room {room}: {rooms} means nothing",
    ]
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "ས་མིག་ {n}"}
        else:
            entry.msgstr = "ཁང་མིག་ {room}"
    assert update.problems_of(catalogue, "bo") == []


def test_fuzzy_is_open_and_english_fills_itself(tmp_path):
    catalogue = fresh("en")
    update.merge(catalogue, source(tmp_path, "_('Hello'); n_('one', '{n}', 2)"), "en")
    assert update.problems_of(catalogue, "en") == []
    catalogue[0].flags = ["fuzzy"]
    assert update.problems_of(catalogue, "en") == ["fuzzy: Hello"]


def test_check_writes_nothing_and_says_what_is_open(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(update, "LOCALE", tmp_path)
    assert update.main(["--check"]) == 1
    assert not list(tmp_path.iterdir())
    update.main([])
    assert update.main(["--check"]) == 1
    assert "untranslated: Check in" in capsys.readouterr().out
