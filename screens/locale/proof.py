"""Refuse a catalogue that a hand has damaged: file, line, sentence, what is wrong, what would do.

python -m screens.locale.proof FILE…    exit 1 if any is refused; the build asks before it compiles
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it carries no types

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "zh_CN": "nplurals=1; plural=0;",
    "bo": "nplurals=1; plural=0;",
}
_BRACE = re.compile(r"[{}]")
# What a text program or a web page would take for a command. The screen never does: it would show it.
_MARKUP = re.compile(r"\[/?[@#a-zA-Z][^\[\]]*\]|\[/\]|</?[a-zA-Z][^<>]*>|&#?\w+;")
_PLACE = re.compile(r"\(line (\d+)\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that makes a catalogue unusable."""

    line: int
    sentence: str  # the English one; empty where it is about the whole file
    wrong: str
    accepted: str

    def told(self, path: Path) -> str:
        """In words, with the place that an editor can jump to."""
        about = f"“{self.sentence}”: " if self.sentence else ""
        return f"{path}:{self.line}: {about}{self.wrong}\n    accepted: {self.accepted}"


def faults(path: Path, lang: str) -> list[Fault]:
    """Everything for which this file is refused. What is merely missing is no fault: it is English."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return [Fault(line, "", "not UTF-8", "the file saved as UTF-8 (in Poedit it always is)")]
    try:
        book = polib.pofile(text, wrapwidth=0)
    except (OSError, ValueError, IndexError) as error:
        found = _PLACE.search(str(error))
        what = str(error).rpartition("): ")[2] or "cannot be read"
        return [
            Fault(
                int(found[1]) if found else 1,
                "",
                f"this is not an entry of a catalogue ({what})",
                'lines that begin with #, msgctxt, msgid, msgid_plural, msgstr or ", each text in '
                'straight quotes; a quote inside a text is written \\"',
            )
        ]
    return [*_head(book, lang), *_twice(book), *(f for entry in book for f in wrong(entry, lang))]


def _head(book: polib.POFile, lang: str) -> Iterator[Fault]:
    """The header: the number of plural forms, and the letters."""
    said = book.metadata.get("Plural-Forms", "")
    if _bare(said) != _bare(PLURALS[lang]):
        wrong = f"the header counts plural forms as “{said}”"
        yield Fault(1, "", wrong, f"Plural-Forms: {PLURALS[lang]}")
    kind = book.metadata.get("Content-Type", "")
    if "charset=utf-8" not in _bare(kind).lower():
        yield Fault(1, "", f"the header says “{kind}”", "Content-Type: text/plain; charset=UTF-8")


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip(";")


def _twice(book: polib.POFile) -> Iterator[Fault]:
    seen: dict[tuple[str | None, str], int] = {}
    for entry in book:
        first = seen.setdefault((entry.msgctxt, entry.msgid), entry.linenum)
        if first != entry.linenum and not entry.obsolete:
            yield Fault(
                entry.linenum,
                entry.msgid,
                f"stands in line {first} already",
                "one entry of the two",
            )


def wrong(entry: polib.POEntry, lang: str) -> Iterator[Fault]:
    """What is wrong with one entry; an empty or obsolete one has no fault."""
    if entry.obsolete:
        return

    def fault(what: str, accepted: str) -> Fault:
        return Fault(entry.linenum or 0, entry.msgid, what, accepted)

    forms = int(PLURALS[lang][len("nplurals=")])
    if entry.msgid_plural:
        if sorted(entry.msgstr_plural) != list(range(forms)):
            given = ", ".join(f"msgstr[{n}]" for n in sorted(entry.msgstr_plural)) or "msgstr"
            wanted = " and ".join(f"msgstr[{n}]" for n in range(forms))
            yield fault(f"has {given}", f"{wanted}, nothing else")
    elif entry.msgstr_plural:
        yield fault("has msgstr[0] and no plural", "one line msgstr")
    for text in entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,):
        if text.strip():
            for what, accepted in _text(entry, text):
                yield fault(what, accepted)


def _text(entry: polib.POEntry, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one translation, and what would be accepted."""
    needed = set(PLACEHOLDER.findall(entry.msgid))
    known = needed | set(PLACEHOLDER.findall(entry.msgid_plural))
    if entry.msgid_plural:
        needed = known - {"{n}"}  # one thing may be said without its number
    used = set(PLACEHOLDER.findall(text))
    names = " ".join(sorted(known)) or "none: this sentence has no placeholder"
    if missing := needed - used:
        yield f"{' '.join(sorted(missing))} is missing in “{text}”", f"placeholders: {names}"
    if strange := used - known:
        yield f"{' '.join(sorted(strange))} means nothing", f"placeholders: {names}"
    if _BRACE.search(PLACEHOLDER.sub("", text)):
        yield f"a brace stands alone in “{text}”", f"placeholders: {names}"
    source = entry.msgid + entry.msgid_plural
    hidden = sorted({c for c in text if not c.isprintable() and c not in source})
    if hidden:
        codes = " ".join(f"U+{ord(c):04X}" for c in hidden)
        yield f"holds characters that cannot be seen ({codes})", "the same sentence without them"
    for mark in _MARKUP.findall(text):
        if mark not in source:
            yield (
                f"{mark} is a command of another program",
                "words only; it would be shown as it is",
            )


def _language(path: Path) -> str:
    """The folder above LC_MESSAGES; for a file that lies elsewhere what its header says."""
    said = re.search(rb'"Language: (\w+)', path.read_bytes())
    for lang in (path.absolute().parent.parent.name, said[1].decode() if said else ""):
        if lang in PLURALS:
            return lang
    raise SystemExit(f"{path}: the header must say Language: {', '.join(PLURALS)}")


def main(arguments: list[str]) -> int:
    """Look at each file."""
    found = [
        fault.told(path) for path in map(Path, arguments) for fault in faults(path, _language(path))
    ]
    for told in found:
        sys.stderr.write(told + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
