"""The same words in every language, the one shown first: for tiles that everybody must find."""

from __future__ import annotations

from collections.abc import Callable

from db.texts import Words
from screens import i18n


def order() -> list[str]:
    """The language shown, then the others."""
    now = i18n.current()
    if now not in i18n.LANGUAGES:  # the pseudo-languages of the tests stand alone
        return [now]
    return [now, *(lang for lang in i18n.LANGUAGES if lang != now)]


def three(say: Callable[[], str]) -> tuple[str, ...]:
    """A sentence in every language: `three(lambda: _("Today"))`."""
    out = []
    for lang in order():
        with i18n.speaking(lang):
            out.append(say())
    return tuple(out)


def names(words: Words, first: str) -> tuple[str, ...]:
    """A thing's name in the languages that it has, the one shown first."""
    known = dict(words.texts)
    out = [words.best(i18n.current(), first)]
    out += [known[lang] for lang in i18n.LANGUAGES if known.get(lang, out[0]) not in out]
    return tuple(out)
