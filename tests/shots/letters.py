"""Pages of letters with air round each: whatever a screen may say, to be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polib
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from screens import i18n
from screens.theme import DARK
from screens.widgets.cells import clusters
from tests.shots.frames import Rows

Place = tuple[int, int]  # column, row
LOCALE = Path(i18n.__file__).parent / "locale"

# Each is another word than its neighbour, and differs from it in one sign only.
PAIRS = (
    ("སྒྲུང", "སྒྲང"),
    ("པ", "པ་"),
    ("ཀི", "ཀེ"),
    ("ཀུ", "ཀ"),
    ("བསྒྲུབས", "བསྒྲབས"),
    ("ལྗོངས", "ལྗེངས"),
    ("རྒྱུ", "རྒྱ"),
    ("ཧཱུྃ", "ཧཱུ"),
    ("ནག་ཆུ", "ནག་ཆ"),
    ("ཚོ", "ཙོ"),
    ("བཞུགས", "བཟུགས"),
    ("དོ", "ངོ"),
    ("བོད", "པོད"),
    ("སྨྱུ", "སྨྱ"),
    ("ཁྱེ", "ཁྲེ"),
    ("མིག", "མེག"),
    ("ཐོན་", "ཐོན།"),
    ("己", "已"),
    ("未", "末"),
    ("土", "士"),
    ("O", "0"),
    ("l", "1"),
    ("S", "5"),
    ("B", "8"),
)


def said() -> list[str]:
    """Every cluster of every sentence in every language."""
    found: dict[str, None] = {}
    for lang in i18n.LANGUAGES:
        for entry in polib.pofile(str(LOCALE / lang / "LC_MESSAGES" / "kiosk.po")):
            for sentence in (entry.msgstr, *entry.msgstr_plural.values()):
                found |= dict.fromkeys(clusters(sentence))
    return [cluster for cluster in found if cluster.strip()]


def pages(
    texts: Sequence[str], grid: tuple[int, int], *, bold: bool = False
) -> Iterator[tuple[Rows, dict[str, Place]]]:
    """As many screens as it takes, and where each text stands on its screen."""
    room = max(map(cell_len, texts)) + 2
    style = Style(color=DARK.text, bgcolor=DARK.page, bold=bold)
    in_a_row = (grid[0] - 1) // room
    for page in _parts(texts, in_a_row * grid[1]):
        rows, places = [], {}
        for y, row in enumerate(_parts(page, in_a_row)):
            line = "".join(f" {text}{' ' * (room - 1 - cell_len(text))}" for text in row)
            rows.append([Segment(line, style)])
            places |= {text: (x * room + 1, y) for x, text in enumerate(row)}
        yield rows, places


def _parts(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]
