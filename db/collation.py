"""The order in which a reader looks for a name: Tibetan as in a dictionary, Chinese by pinyin, by ICU.

icu4py has no collator of its own, but its wheel carries all of ICU, data included, so ICU is asked
there. The key is bytes: it can be stored, and SQLite's ORDER BY gives the same order.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import Any

# A number counts as a number: room 3 stands before room 12.
_RULES = {
    "bo": "bo@colNumeric=yes",
    "zh_CN": "zh@collation=pinyin;colNumeric=yes",
    "": "en@colNumeric=yes",
}
_SCRIPTS = (("bo", 0x0F00, 0x0FFF), ("zh_CN", 0x2E80, 0x9FFF), ("zh_CN", 0xF900, 0xFAFF))
_HAN_ABOVE = 0x20000  # Han letters beyond the first plane
_ORDER = ("bo", "zh_CN", "")
_LIBRARIES = ("icui18n", "icuin")  # the same one, as Windows calls it
_log = logging.getLogger(__name__)


def key(text: str, lang: str) -> bytes:
    """What to sort by for a reader of `lang`: their own script first, each script by its own rules."""
    written = _written(text)
    own = lang if lang in _RULES else ""
    group = 0 if written in (own, None) else 1 + _ORDER.index(written)
    return bytes([group]) + _keys(written if written is not None else own)(text)


def actual(lang: str) -> str:
    """The locale whose rules ICU really uses for a language; empty where there is no ICU."""
    icu = _icu()
    if icu is None:
        return ""
    status = ctypes.c_int(0)
    said = icu("getLocaleByType", ctypes.c_char_p)(_collator(lang), 0, ctypes.byref(status))
    return (said or b"").decode()


def _written(text: str) -> str | None:
    """The language whose rules fit the first letter's script; None where there is no letter."""
    letter = next((ord(c) for c in text if c.isalpha()), None)
    if letter is None:
        return None
    if letter >= _HAN_ABOVE:
        return "zh_CN"
    return next((lang for lang, first, last in _SCRIPTS if first <= letter <= last), "")


@cache
def _icu() -> Callable[[str, Any], Any] | None:
    """Gives ICU's collation functions by name and type; None where ICU cannot be found."""
    import icu4py
    import icu4py.messageformat

    home = Path(icu4py.__file__).parent
    folders = (home.with_name("icu4py.libs"), home / ".dylibs")
    found = [path for folder in folders for path in folder.glob("*icui*") if _collates(path.name)]
    system = next(filter(None, map(find_library, _LIBRARIES)), None)
    name = str(found[0]) if found else system
    version = icu4py.icu_version_info[0]
    try:
        library = ctypes.CDLL(name) if name else None
        if library is not None:
            getattr(library, f"ucol_open_{version}")
    except (OSError, AttributeError):
        library = None
    if library is None:
        _log.warning("no collation of ICU: names are sorted by their code points")
        return None

    def function(said: str, gives: Any) -> Any:
        """ICU's function of this name, which returns that type."""
        made = library[
            f"ucol_{said}_{version}"
        ]  # by index: a function of its own, with its own types
        made.restype = gives
        return made

    return function


def _collates(name: str) -> bool:
    return any(part in name for part in _LIBRARIES)


@cache
def _collator(lang: str) -> ctypes.c_void_p:
    icu = _icu()
    assert icu is not None
    status = ctypes.c_int(0)
    made = icu("open", ctypes.c_void_p)(_RULES[lang].encode(), ctypes.byref(status))
    if status.value > 0:
        raise OSError(f"ICU knows no collation for {lang!r}: error {status.value}")
    return ctypes.c_void_p(made)


@cache
def _keys(lang: str) -> Callable[[str], bytes]:
    """The function that makes keys by the rules of one language."""
    icu = _icu()
    if icu is None:
        return lambda text: text.casefold().encode("utf-8", "replace")
    collator, make = _collator(lang), icu("getSortKey", ctypes.c_int32)

    def made(text: str) -> bytes:
        """The key of one text."""
        units = text.encode("utf-16-le", "surrogatepass")
        size = make(collator, units, len(units) // 2, None, 0)
        buffer = ctypes.create_string_buffer(size)
        make(collator, units, len(units) // 2, buffer, size)
        return buffer.raw[: size - 1]  # without the zero at the end

    return made
