"""The same words in every language, the one shown first: for what everybody must find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from db.texts import Words
from screens import i18n


def order() -> list[str]:
    """The language shown, then the others."""
    now = i18n.current()
    if now not in i18n.LANGUAGES:  # the pseudo-languages of the tests stand alone
        return [now]
    return [now, *(lang for lang in i18n.LANGUAGES if lang != now)]


def three(say: Callable[[], str]) -> tuple[str, ...]:
    """A sentence in every language, said once where two are the same: `three(lambda: _("Today"))`."""
    out = []
    for lang in order():
        with i18n.speaking(lang):
            out.append(say())
    return _once(out)


def names(words: Words, first: str) -> tuple[str, ...]:
    """A thing's name in the languages that it has, the one shown first; one, if only an empty one.

    `first` is the hall's own language: what is shown of a thing that has no name in this one.
    """
    known = dict(words.texts)
    rest = (known[lang] for lang in i18n.LANGUAGES if lang in known)
    return _once((words.best(i18n.current(), first), *rest))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts))) or ("",)
