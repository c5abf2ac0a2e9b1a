"""Make what the Chinese keyboard and the search know of pinyin, once, when the program is built.

python -m screens.keyboards.bake

Readings are pypinyin's, how often a word is written is jieba's word list, what people are called is
`names.txt`. The kiosk itself needs neither library: it reads the two small files that come out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
LEXICON, INITIALS, NAMES = HERE / "lexicon.tsv", HERE / "initials.txt", HERE / "names.txt"

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
PERSONS = ("nr", "nrt", "nrfg")
PERSON_OFTEN, PLACE_OFTEN, WORD_OFTEN = 5, 50, 300  # from how many occurrences on a word is kept
RARER = 12  # how much less often a letter is read in its next reading
GIVEN = 5000  # occurrences that it counts to be a letter of one given name
NAMED = 10**7  # the letters, places and Tibetan names of names.txt come before everything else
SHORT = 24  # candidates for letters that are not yet a syllable, or the first letters of a word

Weighed = dict[str, dict[str, float]]  # pinyin → word → weight


def main() -> int:
    """Write both files; returns the exit code."""
    often, tags = _frequencies()
    given = Counter(c for word, tag in tags.items() if tag in PERSONS for c in word[1:])
    named = dict(_sections(NAMES.read_text("utf-8")))
    table: Weighed = defaultdict(dict)
    for letter, readings in _letters():
        for place, reading in enumerate(readings):
            table[reading][letter] = (often[letter] + GIVEN * given[letter]) / RARER**place
    syllables = frozenset(table)
    words = [word for word, tag in tags.items() if _kept(word, tag, often[word])]
    for word in words:
        _weigh(table, word, _reading(word), often[word])
    first: dict[str, list[str]] = defaultdict(list)
    for word, reading in named["surnames"]:
        begun = (reading[:end] for end in range(1, len(reading)))
        for key in (reading, *(key for key in begun if key not in syllables)):
            if len(first[key]) < SHORT or key == reading:
                first[key].append(word)
        _weigh(table, word, reading, often[word])
    for section in ("letters", "places", "tibetan"):
        for place, (word, reading) in enumerate(named[section]):
            _weigh(table, word, reading, NAMED * (1 + 9 * (len(word) > 1)) - place)
    best = {key: _best(weighed) for key, weighed in table.items()}
    _shortened(table, syllables)
    rows = (
        f"{key}\t{' '.join(first[key])}\t{' '.join(_sorted(table[key]))}\t{best.get(key, 0)}"
        for key in table
    )
    LEXICON.write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")
    INITIALS.write_text("\n".join(_by_initial()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(table)} readings of {len(words)} words\n")
    return 0


def _sections(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each section of names.txt: words with their readings, in order, each once."""
    for part in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("]")
        found: dict[str, str] = {}
        for entry in rest.split():
            word, _, reading = entry.partition(":")
            found.setdefault(word, reading or _reading(word))
        yield name, list(found.items())


def _frequencies() -> tuple[Counter[str], dict[str, str]]:
    """How often words and the letters in them are written, and what kind of word each is."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.submodule_search_locations
    often: Counter[str] = Counter()
    tags = {}
    source = Path(spec.submodule_search_locations[0]) / "dict.txt"
    for line in source.read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        if not HAN.fullmatch(word):
            continue
        for letter in word:
            often[letter] += int(count)
        if len(word) > 1:
            often[word], tags[word] = int(count), tag
    return often, tags


def _kept(word: str, tag: str, count: int) -> bool:
    """Names and what is written often, up to four letters."""
    if len(word) > 4:
        return False
    if tag in PERSONS:
        return count >= PERSON_OFTEN and len(word) == 2
    return count >= (PLACE_OFTEN if tag == "ns" else WORD_OFTEN)


def _reading(word: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word))


def _letters() -> Iterator[tuple[str, list[str]]]:
    """Every Han letter of the common planes with its readings, the usual one first; ü is v."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    for code, readings in PINYIN_DICT.items():
        letter = chr(code)
        if HAN.fullmatch(letter):
            plain = (to_normal(reading).lower() for reading in readings.split(","))
            yield letter, list(dict.fromkeys(r for r in plain if r.isascii() and r.isalpha()))


def _weigh(table: Weighed, word: str, reading: str, weight: float) -> None:
    table[reading][word] = max(weight, table[reading].get(word, 0))


def _best(weighed: dict[str, float]) -> int:
    """The weight of the likeliest word of several letters."""
    return int(max((weight for word, weight in weighed.items() if len(word) > 1), default=0))


def _sorted(weighed: dict[str, float]) -> Iterable[str]:
    return sorted(weighed, key=lambda word: (-weighed[word], word))


def _shortened(table: Weighed, syllables: frozenset[str]) -> None:
    """Candidates for the beginning of a syllable ("zh") and for first letters ("zx" is 扎西)."""
    short: Weighed = defaultdict(dict)
    for key, weighed in table.items():
        for word, weight in weighed.items():
            if len(word) == 1:
                for end in range(1, len(key)):
                    _weigh(short, word, key[:end], weight)
            elif len(word) < 4 and (letters := _first_letters(word, key, syllables)):
                _weigh(short, word, letters, weight)
    for key, weighed in short.items():
        if key not in syllables:
            for word in list(_sorted(weighed))[:SHORT]:
                table[key].setdefault(word, weighed[word])


def _first_letters(word: str, key: str, syllables: frozenset[str]) -> str:
    """The first letter of each syllable, if the reading parts into as many as the word has letters."""
    ways = [(key, "")]
    for _letter in word:
        ways = [
            (rest[end:], done + rest[0])
            for rest, done in ways
            for end in range(1, len(rest) + 1)
            if rest[:end] in syllables
        ]
    return next((done for rest, done in ways if not rest), "")


def _by_initial() -> Iterator[str]:
    """A line for each initial: every Han letter that is usually read so, and those that can be."""
    usual: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    for letter, readings in _letters():
        first, *more = dict.fromkeys(reading[0].upper() for reading in readings)
        usual[first].append(letter)
        for initial in more:
            other[initial].append(letter)
    return (f"{key}\t{''.join(usual[key])}\t{''.join(other[key])}" for key in sorted(usual | other))


if __name__ == "__main__":
    sys.exit(main())
