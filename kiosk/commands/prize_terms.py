"""The options of `kiosk prizes add` and `change`: names in each language, price, limits, window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from db.prizes import Category, Terms
from kiosk.commands.common import WORDS

LANGUAGES = {"zh": "zh_CN", "bo": "bo", "en": "en"}
_NUMBER = click.IntRange(1, 100_000)
_NONE = click.IntRange(0, 100_000)


class Yuan(click.ParamType[int]):
    """An amount of money such as 12 or 12.50, kept in fen."""

    name = "yuan"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            fen = Decimal(str(value)) * 100
        except InvalidOperation:
            fen = Decimal(-1)
        if not fen.is_finite() or fen < 0 or fen > 10**9 or fen != fen.to_integral_value():
            self.fail("it takes an amount such as 12 or 12.50", param, ctx)
        return int(fen)


_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option("--zh", type=WORDS, help="Its name in Chinese."),
    click.option("--bo", type=WORDS, help="Its name in Tibetan."),
    click.option("--en", type=WORDS, help="Its name in English."),
    click.option("--about-zh", type=WORDS, help="A sentence about it in Chinese."),
    click.option("--about-bo", type=WORDS, help="The same in Tibetan."),
    click.option("--about-en", type=WORDS, help="The same in English."),
    click.option("--category", type=click.Choice([c.value for c in Category])),
    click.option("--points", type=_NUMBER, help="What it costs."),
    click.option("--yuan", type=Yuan(), help="What it is worth."),
    click.option("--per-person", type=_NONE, help="At most so many a person (0: any number)."),
    click.option("--per-household", type=_NONE, help="At most so many a household (0: any)."),
    click.option("--period", type=_NONE, help="Both within so many days (0: for ever)."),
    click.option("--age", type=_NONE, help="From this age on (0: any)."),
    click.option("--from", "from_day", type=_DAY, help="Not before this day."),
    click.option("--until", "until_day", type=_DAY, help="Not after this day."),
    click.option("--place", type=WORDS, help="Where it lies."),
    click.option("--low", type=_NONE, help="Warn when so few are left."),
    click.option("--hidden/--shown", default=None, help="Whether residents see it."),
)


def with_terms(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a prize, in the order in which --help lists them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def titles(given: dict[str, Any]) -> dict[str, str]:
    """The names that were given: language → text."""
    return {lang: given[key] for key, lang in LANGUAGES.items() if given[key]}


def summaries(given: dict[str, Any]) -> dict[str, str]:
    """The sentences that were given."""
    found = {lang: given[f"about_{key}"] for key, lang in LANGUAGES.items()}
    return {lang: text for lang, text in found.items() if text}


def terms(given: dict[str, Any], before: Terms) -> Terms:
    """The terms with what was given; what was not named stays."""
    changed: dict[str, Any] = {}
    for option, field in (
        ("per_person", "per_person"),
        ("per_household", "per_household"),
        ("period", "period_days"),
        ("age", "minimum_age"),
    ):
        if given[option] is not None:
            changed[field] = given[option] or None
    for option, field in (
        ("points", "cost"),
        ("yuan", "fen"),
        ("place", "place"),
        ("low", "low_at"),
    ):
        if given[option] is not None:
            changed[field] = given[option]
    if given["category"] is not None:
        changed["category"] = Category(given["category"])
    if given["hidden"] is not None:
        changed["visible"] = not given["hidden"]
    for field in ("from_day", "until_day"):
        if given[field] is not None:
            changed[field] = _date(given[field])
    return replace(before, **changed)


def _date(value: Any) -> date:
    found: date = value.date()
    return found
