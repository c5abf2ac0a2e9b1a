"""Where a line may end, stated without the code under test: ICU's own boundaries and the house's marks.

ICU is asked directly, in the language of the text; its offsets are counted in UTF-16 here once more.
The marks are those of R47 and R48, tlreq and clreq.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from icu4py.breakers import CharacterBreaker, LineBreaker
from rich.cells import cell_len

NEVER_FIRST = frozenset("་།༎༏༐༑༔༌，。、；：！？）」』》〉】〕”’…")
# Catalogues write " :" with a blank before it; there the blank decides.
NEVER_FIRST_UNLESS_APART = frozenset(",.;:!?)]}")
NEVER_LAST = frozenset("（「『《〈【〔“‘" + "([{")
# In running Tibetan a line ends after one of these, or it cuts a syllable.
TIBETAN_ENDS = frozenset("་།༎༏༐༑༔ཿ༴")


def boundaries(text: str, lang: str) -> list[int]:
    """ICU's line break opportunities in code points, 0 and the end included."""
    units = text.encode("utf-16-le", "replace")
    ends = [0, *(end for _start, end in LineBreaker(text, lang).segments())]
    return [len(units[: 2 * end].decode("utf-16-le", "replace")) for end in ends]


def clusters(text: str) -> set[int]:
    """Where a character of a reader begins."""
    units = text.encode("utf-16-le", "replace")
    return {
        len(units[: 2 * end].decode("utf-16-le", "replace"))
        for _start, end in CharacterBreaker(text, "bo").segments()
    } | {0}


def illegal(text: str, width: int, lines: list[str], lang: str) -> Iterator[str]:
    """What is wrong with these lines of a text; an over-long Latin word may be cut."""
    if "".join("".join(lines).split()) != "".join(text.split()):
        yield "something was lost or added"
        return
    wide = [line for line in lines if cell_len(line) > width]
    if wide:
        yield f"wider than {width}: {wide[0]!r}"
    allowed, whole = boundaries(text, lang), clusters(text)
    at = 0
    for line, following in pairwise(lines):
        for char in "".join(line.split()):
            at = text.index(char, at) + 1
        after = at + len(text[at:]) - len(text[at:].lstrip())
        here = [end for end in allowed if at <= end <= after]
        if not here:
            start, end = next((s, e) for s, e in pairwise(allowed) if s < at < e)
            if not over_long(text[start:end].strip(), width):
                yield f"{line!r} / {following!r}: ICU lets no line end here"
            elif at not in whole:
                yield f"{line!r} / {following!r}: a letter is cut in two"
            continue
        first = following[:1]
        if first in NEVER_FIRST or (first in NEVER_FIRST_UNLESS_APART and after == at):
            yield f"a line begins with {following[0]!r}: {following!r}"
        if line[-1:] in NEVER_LAST:
            yield f"a line ends with {line[-1]!r}: {line!r}"
        joined = after == at and tibetan(line[-1:]) and tibetan(following[:1])
        if joined and line[-1] not in TIBETAN_ENDS:
            yield f"{line!r} / {following!r}: a syllable is cut in two"


def tibetan(char: str) -> bool:
    """Whether this belongs to the Tibetan script."""
    return "\u0f00" <= char <= "\u0fff" if char else False


def over_long(piece: str, width: int) -> bool:
    """A Latin word that no line can hold: the only thing that may be cut."""
    return cell_len(piece) > width and not any(map(tibetan, piece)) and any(map(latin, piece))


def latin(char: str) -> bool:
    """A letter or digit of the Latin kind, as in an address or a number."""
    return (char.isascii() and char.isalnum()) or "\u00c0" <= char <= "\u024f"
