"""What stands on a screen is found again as something that has a clip; what has none is not said."""

from __future__ import annotations

import re

import pytest

from db.texts import SPOKEN, SpokenName, Words
from screens import i18n
from screens.voice import catalogue
from screens.voice.catalogue import HOLE, PRIVATE, instead, sentence_id, sentences
from screens.voice.reader import Date, Name, Number, Reader, Said, Time, Year
from screens.voice.rules import rule
from screens.voice.script import script
from screens.voice.speech import Speech, private

DANCE = SpokenName("series", 12, "title", Words.of({"zh_CN": "锅庄", "bo": "སྒོར་བྲོ།"}))
NAMES = {text: DANCE for _, text in DANCE.words.texts}
VALUES = {
    "time": "14:30",
    "title": "锅庄",
    "name": "卓*",
    "day": "24",
    "year": "2026",
}


def filled(text: str, lang: str) -> str:
    month = next(s.text for s in sentences(lang) if s.key[1] == "November")
    date = next(s.text for s in sentences(lang) if s.key[0] == "day and month")
    weekday = next(s.text for s in sentences(lang) if s.key == ("weekday", "Tuesday"))
    values = {**VALUES, "month": month, "weekday": weekday}
    values["date"] = date.format_map(values)
    return HOLE.sub(lambda m: values.get(m[1], "123"), text)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_sentence_is_understood_and_said_whole(lang: str) -> None:
    reader, speech = Reader(lang, NAMES), Speech(lang, lang, {})
    listed = {entry.id for entry in script(lang, (DANCE,), "zh_CN")}
    for sentence in sentences(lang):
        if sentence.key[0] in catalogue.SILENT or sentence.key[0] in catalogue.BY_RULE[3:]:
            continue
        if catalogue.staff_only(sentence):
            continue
        meanings = reader.read(filled(sentence.text, lang))
        assert meanings, sentence
        spoken = speech.say(meanings)
        assert {name for words in spoken for name, _ in words} <= listed, sentence
        if sentence.key[0] in catalogue.BY_RULE:
            assert Date(11, 24) in meanings
        elif sentence.key not in instead():
            said = meanings[0]
            assert isinstance(said, Said)
            texts = {s.text for s in sentences(lang) if s.key == said.key}
            assert sentence.text in texts, (sentence, said)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_signs_before_the_words_are_not_read(lang: str) -> None:
    reader = Reader(lang)
    for text in [s.text for s in sentences(lang) if s.key == ("", "Check in")]:
        for sign in ("✓  ", "✕  ", "▲  ", "＋ ", "◀  ", "… "):
            assert reader.read(sign + text) == reader.read(text) != ()


def test_what_stands_in_a_line_is_read_in_its_order() -> None:
    reader = Reader("zh_CN", NAMES)
    assert reader.read("15:00–16:30  锅庄") == (
        Time((15, 0), (16, 30)),
        Name("series", 12, "title"),
    )
    assert reader.read("+10") == (Number(10, signed=True),)
    assert reader.read("−10") == (Number(-10),)
    english = Reader("en", NAMES)
    nothing, balance = english.read("Nothing more to do. 123 points to spend")
    assert (nothing.key[1], balance.values) == ("Nothing more to do.", (("n", (Number(123),)),))
    assert english.read("24 November 2026") == (Date(11, 24), Year(2026))


@pytest.mark.parametrize("text", ["卓*", "13800000000", "[@click=app.quit]", "{n}", "", "   ", "✓"])
def test_what_is_not_ours_means_nothing(text: str) -> None:
    for lang in i18n.LANGUAGES:
        assert Reader(lang, NAMES).read(text) == ()


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_no_clip_holds_a_person(lang: str) -> None:
    """R32: the greeting is said without its name, and no name of a person can have a clip."""
    reader, speech = Reader(lang, NAMES), Speech(lang, lang, {})
    with i18n.speaking(lang):
        greeting = i18n._("Welcome, {name}", name="卓*")
    spoken = speech.say(reader.read(greeting))
    assert len(spoken) == 1
    assert "卓" not in "".join(words for _, words in spoken[0])
    for entry in script(lang, (), "zh_CN"):
        assert "{" not in entry.text, entry
    assert not {kind for kind, _ in SPOKEN} & {"resident", "person", "staff", "household", "card"}


def test_what_somebody_has_is_known_to_be_private() -> None:
    keys = {s.key for lang in i18n.LANGUAGES for s in sentences(lang)}
    assert keys >= PRIVATE
    for lang in i18n.LANGUAGES:
        for sentence in sentences(lang):
            if sentence.key in PRIVATE:
                assert private(Reader(lang).read(filled(sentence.text, lang)))


# Ids -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", [*i18n.LANGUAGES, "an_own"])
def test_every_clip_has_a_name_of_its_own_that_a_file_can_have(lang: str) -> None:
    ids = [name for s in catalogue.recorded(lang) for name, _ in s.parts if name]
    ids += rule(lang).parts
    assert len(ids) == len(set(ids))
    for entry in script(lang, (DANCE,), "zh_CN"):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{2,80}", entry.id), entry
        assert entry.text.strip() == entry.text != "", entry


def test_sentences_of_different_context_or_place_never_share_an_id() -> None:
    keys = {(s.key, s.form) for lang in i18n.LANGUAGES for s in sentences(lang)}
    assert len({sentence_id(*key) for key in keys}) == len(keys)


def test_an_id_stays_what_it_was() -> None:
    """Clips lie in folders for years; a changed translation does not change the id."""
    assert sentence_id(("", "Put your card here")) == "put-your-card-here-4cdc"
    assert sentence_id(("", "{n} point"), 1) == "point-33c5-many"


def test_the_parts_of_a_sentence_follow_the_order_of_the_language() -> None:
    def shape(lang: str) -> str:
        sentence = catalogue.by_key(lang)[("", "{n} is here"), 0]
        return "".join("." if name else "#" for name, _ in sentence.parts)

    assert (shape("zh_CN"), shape("en")) == (".#.", "#.")
    said = Said(("", "{n} is here"), 0, (("n", (Number(2),)),))
    (chinese,) = Speech("zh_CN", "zh_CN", {}).say([said])
    assert [words for _, words in chinese][1] == "两"
