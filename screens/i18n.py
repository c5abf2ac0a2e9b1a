"""The words: every sentence on a screen, said in the language that is shown now.

Msgids are English sentences; a language is loaded from its compiled catalogue when it is first
shown. `_`, `n_` and `p_` are called inside functions only, never at import.
"""

from __future__ import annotations

import gettext
import logging
import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from math import ceil
from pathlib import Path
from unicodedata import category

LANGUAGES = ("zh_CN", "bo", "en")
NAMES: Mapping[str, str] = {"zh_CN": "中文", "bo": "བོད་ཡིག", "en": "English"}
PSEUDO = "qps"  # every sentence of ours has accents and is 40 % longer: what has none was forgotten
BLANK = "blank"  # letters are blanked, digits stay: can a screen be used by one who cannot read?
LOCALE = Path(__file__).with_name("locale")
DOMAIN = "kiosk"

# Letters that no word of ours and no name of the demo has; two scripts, so that lines break as theirs.
_PADDING = "ཊོཌ་囗 ཋིཎ་囸 "
_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀƁĆĎÉƑĜĤÎĴĶĹṀŃÖƤǪŘŠŤÛṼŴẊÝŽàƀćďéƒĝĥîĵķĺṁńöƥǫřšťûṽŵẋýž",
)
_log = logging.getLogger(__name__)
_current = LANGUAGES[0]


def known(lang: str | None) -> str:
    """The language to show for a code from a card or a file: itself, a relative, or the first."""
    if lang in {*LANGUAGES, PSEUDO, BLANK}:
        return str(lang)
    family = (lang or "").replace("-", "_").split("_", 1)[0].lower()
    return next((one for one in LANGUAGES if one.split("_", 1)[0] == family), LANGUAGES[0])


def use(lang: str | None) -> str:
    """Show this language from now on; returns the one that is really used (see `known`)."""
    global _current
    _current = known(lang)
    return _current


def current() -> str:
    """The code of the language that is shown now."""
    return _current


@contextmanager
def speaking(lang: str | None) -> Iterator[None]:
    """Say the sentences inside the block in another language. Never await inside the block."""
    global _current
    before, _current = _current, known(lang)
    try:
        yield
    finally:
        _current = before


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang not in LANGUAGES:
        return gettext.NullTranslations()
    path = LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error) as error:
        _log.warning("no catalogue for %s, msgids are shown instead: %s", lang, error)
        return gettext.NullTranslations()


@cache
def draft(lang: str) -> bool:
    """Whether the catalogue still waits for a native reader: its X-Reviewed-By header is empty.

    A catalogue without that header does not wait for one. Read from the .po file, because the
    compiled one keeps standard headers only.
    """
    path = LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith('"X-Reviewed-By:'):
                    value = line.split(":", 1)[1].strip().strip('"')
                    return not value.removesuffix("\\n").strip()
                if not line.strip():
                    break
    except (OSError, ValueError):
        return False
    return False


def _(msgid: str, **named: object) -> str:
    """The sentence in the language shown, with its named placeholders filled in.

    What is filled in is data: braces or brackets in it stay what they are.
    """
    return _say(_catalogue(_current).gettext(msgid) if msgid else "", msgid, named)


def n_(one: str, many: str, n: int, **named: object) -> str:
    """The sentence for `n` things; `{n}` is filled in without being named again."""
    fallback = one if n == 1 else many
    return _say(_catalogue(_current).ngettext(one, many, n), fallback, {"n": n, **named})


def p_(context: str, msgid: str, **named: object) -> str:
    """As `_`, for a short word that needs its context to be translated ("Back" of a book)."""
    return _say(_catalogue(_current).pgettext(context, msgid) if msgid else "", msgid, named)


def _say(template: str, msgid: str, named: Mapping[str, object]) -> str:
    if _current == PSEUDO:
        template = pseudo(template)
    said = _fill(template, named)
    if said is None:
        _log.warning("cannot fill in %r", template)
        said = _fill(msgid, named) or msgid
    return blanked(said) if _current == BLANK else said


def _fill(template: str, named: Mapping[str, object]) -> str | None:
    if not named:
        return template
    try:
        return template.format_map(named)
    except (LookupError, ValueError, AttributeError, TypeError):
        return None


@cache
def pseudo(text: str) -> str:
    """The sentence with accents, between marks, at least 40 % wider in cells: the language `qps`."""
    from rich.cells import cell_len

    missing = max(0, ceil(cell_len(text) * 1.4) - cell_len(text) - 2)
    padding = (_PADDING * (missing // cell_len(_PADDING) + 1))[: missing + 8]
    while padding and cell_len(padding[:-1]) >= missing:
        padding = padding[:-1]
    accented = "".join(
        part if part.startswith("{") else part.translate(_ACCENTS)
        for part in re.split(r"(\{[^}]*\})", text)
    )
    return f"⟦{accented}{padding}⟧" if text else ""


def blanked(text: str) -> str:
    """The text with every letter blanked to its width in cells; digits, signs and spaces stay."""
    from rich.cells import cell_len

    return "".join(" " * cell_len(c) if category(c)[0] in "LM" else c for c in text)
