"""A catalogue that a hand has damaged is refused: file, line, sentence, and what would do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from screens.locale import proof, update

ROOT = Path(__file__).resolve().parents[2]
HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
)
SECONDS = 'msgid "Put it back after {seconds} seconds"\nmsgstr '
POINTS = 'msgid "{n} point"\nmsgid_plural "{n} points"\n'


def written(tmp_path: Path, entry: str, lang: str = "bo", plurals: str = "") -> Path:
    path = tmp_path / lang / "LC_MESSAGES" / "kiosk.po"
    path.parent.mkdir(parents=True)
    head = HEAD.format(lang=lang, plurals=plurals or proof.PLURALS[lang])
    path.write_text(head + entry, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("entry", "wrong", "accepted"),
    [
        (SECONDS + '"སྐར་ཆ།"\n', "{seconds} is missing in “སྐར་ཆ།”", "placeholders: {seconds}"),
        (SECONDS + '"{སྐར་ཆ} {seconds}"\n', "{སྐར་ཆ} means nothing", "placeholders: {seconds}"),
        (SECONDS + '"{seconds} {"\n', "a brace stands alone", "placeholders: {seconds}"),
        (SECONDS + '"{seconds!r} {seconds}"\n', "{seconds!r} means nothing", "{seconds}"),
        (SECONDS + '"{seconds}\u200b།"\n', "cannot be seen (U+200B)", "without them"),
        (SECONDS + '"{seconds}\\n།"\n', "cannot be seen (U+000A)", "without them"),
        (SECONDS + '"\u202e{seconds}"\n', "cannot be seen (U+202E)", "without them"),
        (SECONDS + '"[b]{seconds}[/b]"\n', "[b] is a command of another program", "words only"),
        (SECONDS + '"[@click=app.quit]{seconds}[/]"\n', "[@click=app.quit] is a", "words only"),
        (SECONDS + '"{seconds}&nbsp;"\n', "&nbsp; is a command of another program", "words only"),
        (POINTS + 'msgstr[0] "{n}"\nmsgstr[1] "{n}"\n', "has msgstr[0], msgstr[1]",
         "msgstr[0], nothing else"),
        (POINTS + 'msgstr[0] "{m}"\n', "{m} means nothing", "placeholders: {n}"),
        ('msgid "Back"\nmsgstr[0] "ཕྱིར"\n', "has msgstr[0] and no plural", "one line msgstr"),
        ('msgid "OK"\nmsgstr "འགྲིག"\n\nmsgid "OK"\nmsgstr "ལགས"\n', "stands in line 7 already",
         "one entry of the two"),
    ],
)  # fmt: skip
def test_each_damage_is_named_with_its_line_and_what_would_do(
    tmp_path: Path, entry: str, wrong: str, accepted: str
) -> None:
    path = written(tmp_path, entry)
    found = proof.faults(path, "bo")
    assert found
    told = found[0].told(path)
    line = 10 if "already" in wrong else 7
    assert told.startswith(f"{path}:{line}: “{found[0].sentence}”: ")
    assert found[0].sentence in entry
    assert wrong in told
    assert accepted in told.split("accepted: ")[1]


@pytest.mark.parametrize(
    ("damage", "line", "says"),
    [
        (lambda whole: whole + b'msgid "OK"\nmsgstr "a"b"\n', 8, "unescaped double quote"),
        (lambda whole: whole + b"<<<<<<< HEAD\n", 7, "not an entry of a catalogue"),
        (lambda whole: whole + b'msgid "OK"\nmsgstr "\xd6\xd0"\n', 8, "not UTF-8"),
        (lambda whole: whole.replace(b"nplurals=1", b"nplurals=2"), 1, "nplurals=1; plural=0;"),
        (lambda whole: whole.replace(b"UTF-8", b"GB2312"), 1, "charset=UTF-8"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(
    tmp_path: Path, damage, line: int, says: str
) -> None:
    path = written(tmp_path, "")
    path.write_bytes(damage(path.read_bytes()))
    told = [fault.told(path) for fault in proof.faults(path, "bo")]
    assert told
    assert told[0].startswith(f"{path}:{line}: ")
    assert says in told[0]


@pytest.mark.parametrize(
    "entry",
    [
        SECONDS + '""\n',  # not translated yet: English is shown
        SECONDS + '"སྐར་ཆ་ {seconds} སྐར་ཆ་ {seconds}"\n',
        POINTS + 'msgstr[0] "སྐར་གྲངས།"\n',  # one thing may be said without its number
        'msgid "3 < 5 & [x]"\nmsgstr "3 < 5 & [x]"\n',
        '#~ msgid "Old {x}"\n#~ msgstr "རྙིང་པ"\n',
    ],
)
def test_what_is_only_missing_or_free_is_accepted(tmp_path: Path, entry: str) -> None:
    assert proof.faults(written(tmp_path, entry), "bo") == []


def test_the_three_catalogues_are_accepted() -> None:
    assert proof.main([str(update.catalogue_path(lang)) for lang in update.LANGUAGES]) == 0


def test_the_tool_refuses_a_damaged_file_and_leaves_it_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(update, "LOCALE", tmp_path)
    path = written(tmp_path, 'msgid "{n} on the way"\nmsgstr "ལམ་དུ།"\n')
    before = path.read_bytes()
    assert update.main([]) == 1
    assert path.read_bytes() == before
    said = capsys.readouterr().out
    assert "bo: refused, 1 faults; the file stays as it is" in said
    assert f"{path}:7: “{{n}} on the way”: {{n}} is missing" in said


def test_the_build_stops_with_the_place_and_keeps_the_words_it_has(tmp_path: Path) -> None:
    """The Makefile's own rule for a catalogue, in a folder of its own."""
    needs, recipe = (ROOT / "Makefile").read_text("utf-8").split("%.mo: %.po")[1].split("\n", 1)
    assert needs.split() == ["$(VENV)/.installed"]
    (tmp_path / "Makefile").write_text(
        f"BIN := {Path(sys.executable).parent}\n%.mo: %.po\n" + recipe.split("\n\n")[0] + "\n"
    )
    path = written(tmp_path, 'msgid "OK"\nmsgstr "[b]འགྲིག"\n')
    compiled = path.with_suffix(".mo")
    compiled.write_bytes(b"as it was")
    os.utime(compiled, (0, 0))  # older than what it is made of
    run = subprocess.run(
        ["make", str(compiled.relative_to(tmp_path))],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "kiosk.po:7: “OK”: [b] is a command of another program" in run.stderr
    assert compiled.read_bytes() == b"as it was"
