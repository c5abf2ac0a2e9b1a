"""How text is set: line breaks for Tibetan and Chinese, days, times and digits."""

from screens.typography.breaking import forget, install, words, wrap
from screens.typography.dates import (
    day_words,
    digits_bo,
    month_day,
    relative_day,
    span,
    time_text,
    weekday,
)

__all__ = [
    "day_words",
    "digits_bo",
    "forget",
    "install",
    "month_day",
    "relative_day",
    "span",
    "time_text",
    "weekday",
    "words",
    "wrap",
]
