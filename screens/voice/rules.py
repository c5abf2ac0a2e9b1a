"""Which rule a language has; one that we know nothing of says numbers figure by figure."""

from __future__ import annotations

from functools import cache

from screens.voice.chinese import Chinese
from screens.voice.english import English
from screens.voice.rule import Ids, Rule
from screens.voice.tibetan import Tibetan


class Plain(Rule):
    """A language without a catalogue and without a rule: figures, hours and minutes, months."""

    parts = {
        **{f"number-{n}": str(n) for n in range(10)},
        "minus": "-",
        "plus": "+",
        "time-hour": "13:",
        "until": "–",
        **{f"month-{n}": f"{n}." for n in range(1, 13)},
    }

    def whole(self, n: int, *, counted: bool) -> Ids:
        return self.digits(n)

    def time(self, hour: int, minute: int) -> Ids:
        minutes = self.digits(minute) if minute else ()
        return (*self.digits(hour), "time-hour", *minutes)

    def date(self, month: int, day: int) -> Ids:
        return (f"month-{month}", *self.digits(day))

    def year(self, year: int) -> Ids:
        return self.digits(year)


_RULES: dict[str, type[Rule]] = {"zh_CN": Chinese, "bo": Tibetan, "en": English}


@cache
def rule(lang: str) -> Rule:
    """The rule of a language."""
    return _RULES.get(lang, Plain)()
