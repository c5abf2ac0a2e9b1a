"""Numbers, times and dates as English says them.

Numbers are CLDR's spellout rules for en (through unicode-rbnf), cut into words, with the British "and"
before what is below a hundred. Times go by the clock with hands: "nine fifteen a.m.", "nine oh five".
Days are "the twenty-fourth of November"; years are read in pairs: "twenty twenty-six".
"""

from __future__ import annotations

import re

from screens.voice.chinese import engine
from screens.voice.rule import Ids, Rule, twelve

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_SMALL, _TENS = _WORDS.split()[:20], _WORDS.split()[20:]
_NAMES = {
    **{word: str(n) for n, word in enumerate(_SMALL)},
    **{word: str(10 * n) for n, word in enumerate(_TENS, 2)},
    "hundred": "hundred",
    "thousand": "thousand",
    "million": "million",
}
_LARGE = ("hundred", "thousand", "million")
_DAYS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
)
MONTHS = "January February March April May June July August September October November December"


class English(Rule):
    """British English."""

    parts = {
        **{f"number-{name}": word for word, name in _NAMES.items()},
        "number-and": "and",
        "minus": "minus",
        "plus": "plus",
        "time-oh": "oh",
        "time-am": "a.m.",
        "time-pm": "p.m.",
        "until": "to",
        **{f"date-{n}": f"the {word} of" for n, word in enumerate(_DAYS.split(), 1)},
        **{f"month-{n}": word for n, word in enumerate(MONTHS.split(), 1)},
    }

    def whole(self, n: int, *, counted: bool) -> Ids:
        words = re.split(r"[ \-]", engine("en").format_number(n).text)
        said: list[str] = []
        for i, word in enumerate(words):
            before = words[i - 1] if i else ""
            if word not in _LARGE and (
                before == "hundred" or (before in _LARGE and n % 1000 < 100)
            ):
                said.append("number-and")
            said.append(f"number-{_NAMES[word]}")
        return tuple(said)

    def time(self, hour: int, minute: int) -> Ids:
        half = "time-am" if hour < 12 else "time-pm"
        oh = ("time-oh",) if 0 < minute < 10 else ()
        minutes = (*oh, *self.number(minute)) if minute else ()
        return (*self.number(twelve(hour)), *minutes, half)

    def date(self, month: int, day: int) -> Ids:
        return (f"date-{day}", f"month-{month}")

    def year(self, year: int) -> Ids:
        century, rest = divmod(year, 100)
        if not 10 <= century < 100 or (century % 10 == 0 and rest < 10):
            return self.number(year)
        if rest == 0:
            return (*self.number(century), "number-hundred")
        return (*self.number(century), *(("time-oh",) if rest < 10 else ()), *self.number(rest))
