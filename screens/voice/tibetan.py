"""Numbers, times and dates as Tibetan says them. No library knows them: CLDR has no spellout rules
for bo. A draft: no native reader has reviewed it.

Cardinals as in Wiktionary's number list for Tibetan and the tables of Tibetan numerals in general use:
15 and 18 are བཅོ་ལྔ and བཅོ་བརྒྱད; each decade has a connector of its own before its units (རྩ་ སོ་ ཞེ་ ང་ རེ་
དོན་ གྱ་ གོ་); two and three before a hundred or a thousand are ཉིས་ and སུམ་. After the last hundred, or
higher unit, what is left below a hundred is joined with དང་: བརྒྱ་དང་ཉི་ཤུ་རྩ་གསུམ. Hours and months are
ordinals: ཆུ་ཚོད་དགུ་པ, ཟླ་བ་བཅུ་གཅིག་པ (CLDR's months of bo); morning and afternoon are CLDR's, སྔ་དྲོ and
ཕྱི་དྲོ; half past is དང་ཕྱེད་ཀ. Hours, months and tens are recorded whole, as a speaker says them.
"""

from __future__ import annotations

from screens.voice.rule import Ids, Rule, twelve

_SMALL = [
    "ཀླད་ཀོར",
    "གཅིག",
    "གཉིས",
    "གསུམ",
    "བཞི",
    "ལྔ",
    "དྲུག",
    "བདུན",
    "བརྒྱད",
    "དགུ",
    "བཅུ",
    "བཅུ་གཅིག",
    "བཅུ་གཉིས",
    "བཅུ་གསུམ",
    "བཅུ་བཞི",
    "བཅོ་ལྔ",
    "བཅུ་དྲུག",
    "བཅུ་བདུན",
    "བཅོ་བརྒྱད",
    "བཅུ་དགུ",
]
_TENS = ["ཉི་ཤུ", "སུམ་ཅུ", "བཞི་བཅུ", "ལྔ་བཅུ", "དྲུག་ཅུ", "བདུན་ཅུ", "བརྒྱད་ཅུ", "དགུ་བཅུ"]
_CONNECTORS = ["རྩ", "སོ", "ཞེ", "ང", "རེ", "དོན", "གྱ", "གོ"]
_BEFORE_UNITS = ["ཆིག", "ཉིས", "སུམ", "བཞི", "ལྔ", "དྲུག", "བདུན", "བརྒྱད", "དགུ"]
# From ten thousand on the figure stands behind its unit.
_UNITS = ((10**7, "བྱེ་བ"), (10**6, "ས་ཡ"), (10**5, "འབུམ"), (10**4, "ཁྲི"))
_ORDINALS = ("དང་པོ", *(f"{word}་པ" for word in _SMALL[2:13]))


def _hundreds() -> dict[str, str]:
    """One hundred has no figure, the others have it in front."""
    words = ("བརྒྱ", *(f"{word}་བརྒྱ" for word in _BEFORE_UNITS[1:]))
    return {f"number-{n}00": word for n, word in enumerate(words, 1)}


class Tibetan(Rule):
    """Tibetan, in the written form that all dialects read aloud."""

    parts = {
        **{f"number-{n}": word for n, word in enumerate(_SMALL)},
        **{f"number-{n}0": word for n, word in enumerate(_TENS, 2)},
        **{f"number-{n}0-and": word for n, word in enumerate(_CONNECTORS, 2)},
        **_hundreds(),
        **{f"number-{n}000": f"{word}་སྟོང" for n, word in enumerate(_BEFORE_UNITS, 1)},
        **{f"number-unit-{len(str(size)) - 1}": word for size, word in _UNITS},
        "number-and": "དང",
        "minus": "ཕབ་པའི",
        "plus": "བསྣན་པའི",
        "time-morning": "སྔ་དྲོ",
        "time-afternoon": "ཕྱི་དྲོ",
        **{f"time-hour-{n}": f"ཆུ་ཚོད་{word}" for n, word in enumerate(_ORDINALS, 1)},
        "time-half": "ཕྱེད་ཀ",
        "time-minute": "སྐར་མ",
        "until": "ནས",
        "until-end": "བར",
        **{f"month-{n}": f"ཟླ་བ་{word}འི" for n, word in enumerate(_ORDINALS, 1)},
        "date-day": "ཚེས",
        "date-year": "སྤྱི་ལོ",
    }

    def whole(self, n: int, *, counted: bool) -> Ids:
        said: list[str] = []
        for size, _word in _UNITS:
            figure, n = divmod(n, size)
            if figure:
                said += [f"number-unit-{len(str(size)) - 1}", *self._below_hundred(figure)]
        for size in (1000, 100):
            figure, n = divmod(n, size)
            if figure:
                said.append(f"number-{figure * size}")
        if said and n:
            said.append("number-and")
        if n or not said:
            said += self._below_hundred(n)
        return tuple(said)

    def _below_hundred(self, n: int) -> Ids:
        if n < 20:
            return (f"number-{n}",)
        tens, unit = n - n % 10, n % 10
        joined = (f"number-{tens}-and", f"number-{unit}") if unit else ()
        return (f"number-{tens}", *joined)

    def time(self, hour: int, minute: int) -> Ids:
        half = "time-morning" if hour < 12 else "time-afternoon"
        said = (half, f"time-hour-{twelve(hour)}")
        if minute == 0:
            return said
        if minute == 30:
            return (*said, "number-and", "time-half")
        return (*said, "number-and", "time-minute", *self.number(minute))

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> Ids:
        """The postpositions stand behind: from ནས, until བར."""
        return (*super().span(first, last), "until-end")

    def date(self, month: int, day: int) -> Ids:
        return (f"month-{month}", "date-day", *self.number(day))

    def year(self, year: int) -> Ids:
        return ("date-year", *self.number(year))
