"""Keep the catalogues complete: extract the sentences, bring each .po up to date, say what is open.

python -m screens.locale.update            write, then report
python -m screens.locale.update --check    write nothing; exit 1 if anything is open
python -m screens.locale.update --prune    also forget translations that nothing uses any more
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it carries no types
from babel.messages.extract import extract

from screens.locale.proof import PLACEHOLDER, PLURALS, faults, wrong

SCREENS = Path(__file__).parent.parent
LOCALE = Path(__file__).parent
LANGUAGES = ("zh_CN", "bo", "en")
SOURCE = "en"  # msgids are English: what has no other wording is filled with the msgid itself
KEYWORDS = {"_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
COMMENT_TAGS = ("max", "voice", "note")

Key = tuple[str | None, str]


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; returns the exit code: 1 for a damaged file, or if `--check` finds anything open."""
    parser = argparse.ArgumentParser(prog="python -m screens.locale.update", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if open")
    parser.add_argument("--prune", action="store_true", help="forget what is not used any more")
    options = parser.parse_args(arguments)
    template = template_of(SCREENS)
    open_points = refused = 0
    for lang in LANGUAGES:
        path = catalogue_path(lang)
        broken = faults(path, lang) if path.exists() else []
        if broken:  # nothing of a damaged file is guessed, and nothing is written over it
            open_points += len(broken)
            refused += 1
            _say(f"{lang}: refused, {len(broken)} faults; the file stays as it is")
            for fault in broken:
                _say(fault.told(path))
            continue
        book = load(path, lang)
        before = str(book)
        merge(book, template, lang, prune=options.prune)
        problems = problems_of(book, lang)
        if options.check and (str(book) != before or not path.exists()):
            problems.insert(0, "not up to date with the sentences in the program: run make i18n")
        elif not options.check and (str(book) != before or not path.exists()):
            path.parent.mkdir(parents=True, exist_ok=True)
            book.save(str(path))
        open_points += len(problems)
        _say(f"{lang}: {len(template)} sentences, {len(problems)} open")
        for problem in problems:
            _say(f"  {problem}")
    return 1 if refused or (options.check and open_points) else 0


def catalogue_path(lang: str) -> Path:
    """Where a language's .po file lies."""
    return LOCALE / lang / "LC_MESSAGES" / "kiosk.po"


def template_of(folder: Path) -> dict[Key, polib.POEntry]:
    """Every sentence in the folder's Python files, as entries without translation."""
    found: dict[Key, polib.POEntry] = {}
    for path in sorted(folder.rglob("*.py")):
        if LOCALE in path.parents:
            continue
        place = path.relative_to(folder.parent).as_posix()
        for context, one, many, comments in _messages(path):
            entry = found.setdefault((context, one), polib.POEntry(msgid=one, msgctxt=context))
            if many:
                entry.msgid_plural = many
            if PLACEHOLDER.search(one + (many or "")) and not entry.flags:
                entry.flags = ["python-brace-format"]
            if (place, "") not in entry.occurrences:
                entry.occurrences.append((place, ""))
            known = entry.comment.splitlines()
            entry.comment = "\n".join([*known, *(c for c in comments if c not in known)])
    return found


def _messages(path: Path) -> Iterator[tuple[str | None, str, str | None, list[str]]]:
    """Context, singular, plural and comments of each sentence in one file."""
    source = io.BytesIO(path.read_bytes())
    options = {"encoding": "utf-8"}
    for _line, message, comments, context in extract(
        "python", source, KEYWORDS, COMMENT_TAGS, options
    ):
        one, many = message if isinstance(message, tuple) else (message, None)
        if one:
            yield context, one, many, list(comments)


def load(path: Path, lang: str) -> polib.POFile:
    """The catalogue of a language, or a new empty one."""
    book = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
    book.metadata.setdefault("Project-Id-Version", "kiosk 0.1")
    book.metadata.setdefault("PO-Revision-Date", "2026-11-24 12:00+0800")
    book.metadata.update(
        {
            "Language": lang,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS[lang],
        }
    )
    return book


def merge(
    book: polib.POFile, template: dict[Key, polib.POEntry], lang: str, *, prune: bool = False
) -> None:
    """Bring a catalogue up to date: translations stay, nothing is guessed, unused ones step back.

    A sentence that nothing uses any more is kept as obsolete and comes back with its translation.
    """
    old = {(entry.msgctxt, entry.msgid): entry for entry in book}
    book.clear()
    for key in sorted(template, key=_order):
        fresh = template[key]
        entry = old.pop(key, None) or polib.POEntry(msgid=fresh.msgid, msgctxt=fresh.msgctxt)
        entry.obsolete = False
        entry.occurrences = sorted(fresh.occurrences)
        entry.comment = fresh.comment
        kept = [flag for flag in entry.flags if flag == "fuzzy"]
        entry.flags = [*kept, *fresh.flags]
        _shape(entry, fresh.msgid_plural, lang)
        book.append(entry)
    for key in sorted(old, key=_order):
        entry = old[key]
        if not prune and (entry.msgstr or any(entry.msgstr_plural.values())):
            entry.obsolete = True
            entry.occurrences, entry.comment, entry.flags = [], "", []
            book.append(entry)


def _order(key: Key) -> tuple[str, str]:
    return key[1].casefold() + key[1], key[0] or ""


def _shape(entry: polib.POEntry, plural: str, lang: str) -> None:
    """Give the entry the singular or plural form of its sentence, and English its own words."""
    forms = 2 if lang == "en" else 1
    entry.msgid_plural = plural
    if not plural:
        entry.msgstr = entry.msgstr or entry.msgstr_plural.get(0, "")
        entry.msgstr_plural = {}
        if lang == SOURCE and not entry.msgstr:
            entry.msgstr = entry.msgid
        return
    said = entry.msgstr_plural or {0: entry.msgstr}
    entry.msgstr = ""
    entry.msgstr_plural = {n: said.get(n, "") for n in range(forms)}
    if lang == SOURCE and not all(entry.msgstr_plural.values()):
        entry.msgstr_plural = {0: entry.msgid, 1: plural}


def problems_of(book: polib.POFile, lang: str) -> list[str]:
    """What keeps a catalogue from being complete, one line each."""
    problems = []
    for entry in book:
        if entry.obsolete:
            continue
        name = f"[{entry.msgctxt}] {entry.msgid}" if entry.msgctxt else entry.msgid
        said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(text.strip() for text in said):
            problems.append(f"untranslated: {name}")
            continue
        if entry.fuzzy:
            problems.append(f"fuzzy: {name}")
        problems += [f"{name}: {fault.wrong}" for fault in wrong(entry, lang)]
    return problems


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
