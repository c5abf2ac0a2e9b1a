"""Numbers, times and dates as Chinese says them.

Numbers are CLDR's spellout rules for zh (through unicode-rbnf), cut into characters: 一百二十三. CLDR
writes zero as 〇; one character is read as 零. Two that is counted is 两 (GB/T 15835 leaves it to
speech; Lü Shuxiang, 现代汉语八百词, 二: before measure words 两). Parts of the day are CLDR's day periods
for zh: 凌晨, 早上, 上午, 中午, 下午, 晚上. Half past is 半, a single minute takes 零: 九点零五分.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from screens.voice.rule import Ids, Rule

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

_FIGURES = "零一二三四五六七八九"
_UNITS = {"十": "ten", "百": "hundred", "千": "thousand", "万": "ten-thousand"}
_CHARACTERS = {**{c: str(n) for n, c in enumerate(_FIGURES)}, "〇": "0", **_UNITS}
# From which hour on (CLDR, day periods of zh).
_PERIODS = ((19, "evening"), (13, "afternoon"), (12, "noon"), (8, "morning"), (5, "early"))


@cache
def engine(lang: str) -> RbnfEngine:
    """CLDR's rules for a language; loaded when the first number is said."""
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(lang)


class Chinese(Rule):
    """Chinese, as on the mainland."""

    parts = {
        **{f"number-{n}": figure for n, figure in enumerate(_FIGURES)},
        "number-two-counted": "两",
        **{f"number-{name}": unit for unit, name in _UNITS.items()},
        "minus": "减",
        "plus": "加",
        "time-night": "凌晨",
        "time-early": "早上",
        "time-morning": "上午",
        "time-noon": "中午",
        "time-afternoon": "下午",
        "time-evening": "晚上",
        "time-hour": "点",
        "time-half": "半",
        "time-minute": "分",
        "until": "到",
        "date-month": "月",
        "date-day": "号",
        "date-year": "年",
    }

    def whole(self, n: int, *, counted: bool) -> Ids:
        if n == 2 and counted:
            return ("number-two-counted",)
        return tuple(f"number-{_CHARACTERS[c]}" for c in engine("zh").format_number(n).text)

    def time(self, hour: int, minute: int) -> Ids:
        period = next((name for start, name in _PERIODS if hour >= start), "night")
        shown = hour - 12 if hour > 12 else hour
        said = (f"time-{period}", *self.number(shown, counted=True), "time-hour")
        if minute == 0:
            return said
        if minute == 30:
            return (*said, "time-half")
        zero = ("number-0",) if minute < 10 else ()
        return (*said, *zero, *self.number(minute), "time-minute")

    def date(self, month: int, day: int) -> Ids:
        return (*self.number(month), "date-month", *self.number(day), "date-day")

    def year(self, year: int) -> Ids:
        return (*self.digits(year), "date-year")
