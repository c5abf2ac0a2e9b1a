"""Every reason of every room has words in every language: what happened, what to do, whom to ask."""

from __future__ import annotations

import inspect
import pkgutil
from enum import StrEnum
from importlib import import_module

import pytest

import db
from db.residents import CardReason
from screens import i18n
from screens.refusals import REASONS, says


def enums_of_reasons() -> set[type[StrEnum]]:
    found = set()
    for module in pkgutil.walk_packages(db.__path__, "db."):
        if ".migrations." in module.name:
            continue
        for name, value in vars(import_module(module.name)).items():
            if inspect.isclass(value) and issubclass(value, StrEnum) and name.endswith("Reason"):
                found.add(value)
    return found


def test_every_enum_of_reasons_is_listed() -> None:
    assert enums_of_reasons() == set(REASONS)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("reason", [reason for enum in REASONS for reason in enum])
def test_every_reason_has_three_sentences(reason: StrEnum, lang: str) -> None:
    with i18n.speaking(lang):
        said = says(reason)
    assert said.what
    assert said.do
    assert said.ask
    assert reason.value not in said.what or reason.value in (
        "full",
        "over",
        "busy",
        "lost",
        "closed",
        "cancelled",
        "gone",
        "blocked",
        "waiting",
        "expired",
        "replaced",
    )


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_an_unknown_card_is_told_what_to_do_and_whom_to_ask(lang: str) -> None:
    with i18n.speaking(lang):
        said = says(CardReason.UNKNOWN)
    assert all((said.what, said.do, said.ask))
