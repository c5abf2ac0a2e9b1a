"""The words: which language is shown, and what happens when a sentence or a catalogue is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from rich.cells import cell_len

from screens import i18n
from screens.i18n import _, n_, p_, use

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def catalogues(tmp_path, monkeypatch):
    """A folder with catalogues of our own, and the first language again afterwards."""
    sentences = {
        "zh_CN": 'msgid "Hello {name}"\nmsgstr "您好，{name}"\n\n'
        'msgid "{n} point"\nmsgid_plural "{n} points"\nmsgstr[0] "{n} 分"\n\n'
        'msgctxt "book"\nmsgid "Back"\nmsgstr "还书"\n\n'
        'msgid "Back"\nmsgstr "返回"\n\n'
        'msgid "Broken {name}"\nmsgstr "坏 {nobody}"\n\n'
        'msgid "Torn {name}"\nmsgstr "坏 {name"\n',
        "bo": '"X-Reviewed-By: \\n"\n\nmsgid "Back"\nmsgstr "ཕྱིར་ལོག"\n',
    }
    for lang, text in sentences.items():
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        head = (
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
            '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        )
        glue = "" if text.startswith('"') else "\n"
        (folder / "kiosk.po").write_text(head + glue + text, encoding="utf-8")
        with (folder / "kiosk.po").open("rb") as po, (folder / "kiosk.mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=lang))
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    i18n._catalogue.cache_clear()
    i18n.draft.cache_clear()
    use("zh_CN")
    yield tmp_path
    i18n._catalogue.cache_clear()
    i18n.draft.cache_clear()
    use("zh_CN")


def test_a_sentence_is_said_in_the_language_shown():
    assert _("Hello {name}", name="卓**") == "您好，卓**"
    use("bo")
    assert _("Back") == "ཕྱིར་ལོག"


def test_a_missing_sentence_or_catalogue_is_said_in_english():
    assert _("Never written") == "Never written"
    use("en")
    assert n_("{n} point", "{n} points", 1) == "1 point"
    assert n_("{n} point", "{n} points", 2) == "2 points"


def test_a_damaged_catalogue_is_no_crash(catalogues):
    (catalogues / "bo" / "LC_MESSAGES" / "kiosk.mo").write_bytes(b"\xde\x12\x04\x95\x00")
    use("bo")
    assert _("Back") == "Back"


def test_context_tells_short_words_apart():
    assert p_("book", "Back") == "还书"
    assert _("Back") == "返回"
    assert p_("page", "Back") == "Back"


def test_the_number_need_not_be_named_twice():
    assert n_("{n} point", "{n} points", 3) == "3 分"


@pytest.mark.parametrize(
    "name", ["{name}", "{", "}{", "{0.__class__}", "[@click=app.quit]x[/]", "%s"]
)
def test_what_is_filled_in_stays_data(name):
    assert _("Hello {name}", name=name) == f"您好，{name}"


def test_a_translation_with_wrong_placeholders_falls_back_to_english():
    assert _("Broken {name}", name="x") == "Broken x"
    assert _("Torn {name}", name="x") == "Torn x"


def test_a_placeholder_nobody_filled_is_shown_and_does_not_crash():
    assert _("Hello {name}", other="x") == "Hello {name}"


def test_the_empty_sentence_is_not_the_header_of_the_catalogue():
    assert _("") == ""
    assert p_("page", "") == ""


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("zh_CN", "zh_CN"),
        ("zh-TW", "zh_CN"),
        ("bo_IN", "bo"),
        ("EN", "en"),
        ("ug", "zh_CN"),
        ("", "zh_CN"),
        (None, "zh_CN"),
        ("qps", "qps"),
    ],
)
def test_an_unknown_language_shows_the_nearest(code, shown):
    assert use(code) == shown
    assert i18n.current() == shown


def test_speaking_another_language_for_a_moment():
    with i18n.speaking("bo"):
        assert _("Back") == "ཕྱིར་ལོག"
    assert i18n.current() == "zh_CN"
    with pytest.raises(KeyError), i18n.speaking("bo"):
        raise KeyError
    assert i18n.current() == "zh_CN"


def test_every_language_is_named_in_its_own_script():
    assert set(i18n.NAMES) == set(i18n.LANGUAGES)
    assert i18n.NAMES["bo"] == "བོད་ཡིག"


@pytest.mark.parametrize("text", ["OK", "Check in", "Put your card here", "x" * 100])
def test_the_pseudo_language_marks_and_lengthens(text):
    use("qps")
    said = _(text)
    assert said.startswith("⟦")
    assert not any(c.isascii() and c.isalpha() for c in said)
    assert said.endswith("⟧")
    assert 1.4 * cell_len(text) <= cell_len(said) <= 1.4 * cell_len(text) + 4
    assert _("Hello {name}", name="{x}").startswith("⟦Ĥéĺĺö {x}")


def test_the_blank_language_leaves_digits_only():
    use("blank")
    said = _("Room {room}, 15:05", room="203 楼")
    assert said.split() == ["203", ",", "15:05"]
    assert cell_len(said) == cell_len("Room 203 楼, 15:05")
    assert not any(c.isalpha() for c in i18n.blanked("བཀྲ་ཤིས 12 卓玛"))


def test_a_draft_waits_for_its_reader(catalogues):
    assert i18n.draft("bo")
    assert not i18n.draft("zh_CN")
    assert not i18n.draft("en")
    path = catalogues / "bo" / "LC_MESSAGES" / "kiosk.po"
    path.write_text(path.read_text("utf-8").replace("By: ", "By: Drolma"), encoding="utf-8")
    i18n.draft.cache_clear()
    assert not i18n.draft("bo")


def test_the_words_need_neither_babel_nor_polib():
    code = (
        "import sys; from screens import i18n; i18n.use('bo'); i18n._('Check in')\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'babel', 'polib', 'icu4py'}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
