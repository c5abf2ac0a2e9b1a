"""Days, times and digits in words.

Tibetan dates follow our own pattern: locale data mixes two sets of digits in one date. Times,
rooms, tickets and points keep European digits in every language, so that they match the signs on
the doors and the voice.
"""

from __future__ import annotations

from datetime import date, datetime, time

from screens.i18n import _, p_, speaking

_TO_BO = str.maketrans("0123456789", "༠༡༢༣༤༥༦༧༨༩")


def _weekdays() -> tuple[str, ...]:
    return (
        p_("weekday", "Monday"),
        p_("weekday", "Tuesday"),
        p_("weekday", "Wednesday"),
        p_("weekday", "Thursday"),
        p_("weekday", "Friday"),
        p_("weekday", "Saturday"),
        p_("weekday", "Sunday"),
    )


def _short_weekdays() -> tuple[str, ...]:
    return (
        p_("short weekday", "Mon"),
        p_("short weekday", "Tue"),
        p_("short weekday", "Wed"),
        p_("short weekday", "Thu"),
        p_("short weekday", "Fri"),
        p_("short weekday", "Sat"),
        p_("short weekday", "Sun"),
    )


def _months() -> tuple[str, ...]:
    return (
        p_("month in a date", "January"),
        p_("month in a date", "February"),
        p_("month in a date", "March"),
        p_("month in a date", "April"),
        p_("month in a date", "May"),
        p_("month in a date", "June"),
        p_("month in a date", "July"),
        p_("month in a date", "August"),
        p_("month in a date", "September"),
        p_("month in a date", "October"),
        p_("month in a date", "November"),
        p_("month in a date", "December"),
    )


def weekday(day: date, lang: str, short: bool = False) -> str:
    """The day of the week: "Tuesday", or "Tue" where `short`."""
    with speaking(lang):
        return (_short_weekdays() if short else _weekdays())[day.weekday()]


def month_day(day: date, lang: str) -> str:
    """Day and month without the year: "24 November"."""
    with speaking(lang):
        return p_("day and month", "{day} {month}", day=day.day, month=_months()[day.month - 1])


def day_words(day: date, lang: str, year: bool = False) -> str:
    """A day with its weekday: "Tuesday 24 November"; with `year` instead "24 November 2026"."""
    words = month_day(day, lang)
    with speaking(lang):
        if year:
            return p_("date with year", "{date} {year}", date=words, year=day.year)
        return p_("date with weekday", "{weekday} {date}", weekday=weekday(day, lang), date=words)


def relative_day(day: date, today: date, lang: str) -> str:
    """A day as neighbours say it: yesterday to the day after tomorrow, then weekday, then date."""
    away = (day - today).days
    with speaking(lang):
        near = {
            -1: _("Yesterday"),
            0: _("Today"),
            1: _("Tomorrow"),
            2: p_("day", "In two days"),
        }
        if away in near:
            return near[away]
    return weekday(day, lang) if 0 < away < 7 else month_day(day, lang)


def time_text(moment: datetime | time) -> str:
    """The time of day, 24 hours, European digits: "15:05". Give it local time."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def span(start: datetime | time, end: datetime | time) -> str:
    """From one time of day to another: "15:00–16:30"."""
    return f"{time_text(start)}–{time_text(end)}"


def digits_bo(text: str) -> str:
    """The text with Tibetan digits, for running Tibetan prose that has no European ones."""
    return text.translate(_TO_BO)
