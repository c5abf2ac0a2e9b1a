"""The fonts on this machine that can set Tibetan and Han, found by fontconfig."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache


class NoFontError(RuntimeError):
    """Nothing can be printed; the message says which package is missing."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font in a file; `index` is its place in a collection."""

    path: str
    index: int


# Which family is wanted, the language that it must be able to set, and the package that brings it.
_WANTED = {
    "han": ("Noto Sans CJK SC", "zh-cn", "fonts-noto-cjk"),
    "tibetan": ("DDC Uchen", "bo", "fonts-ddc-uchen"),
}


@cache
def named(script: str) -> FontFile:
    """The font for "han" (which sets Latin too) or "tibetan". NoFontError names the package."""
    family, lang, package = _WANTED[script]
    for pattern in (family, f":lang={lang}"):
        file, index, languages = _match(pattern, "%{file}\t%{index}\t%{lang}").split("\t")
        if lang in languages.split("|"):
            return FontFile(file, _index(index))
    msg = f"no font on this machine sets {script}: install the package {package}"
    raise NoFontError(msg)


@cache
def covering(letter: str) -> FontFile | None:
    """Any font that has this letter; None when there is none on this machine."""
    pattern = f":charset={ord(letter):x}:scalable=true"
    form = "%{file}\t%{index}\n"
    best = _match(f"{pattern}:weight=80", form)
    if best not in _run("fc-list", f"--format={form}", pattern).splitlines(keepends=True):
        return None  # the nearest font, but it does not have the letter
    file, index = best.split("\t")
    return FontFile(file, _index(index))


def _index(index: str) -> int:
    return int(index) & 0xFFFF  # above that stands the instance of a variable font


def _match(pattern: str, form: str) -> str:
    return _run("fc-match", f"--format={form}", pattern)


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)  # noqa: S603 - no shell, our own arguments
    except (OSError, subprocess.SubprocessError) as error:
        msg = "fontconfig does not answer: install the package fontconfig"
        raise NoFontError(msg) from error
    return done.stdout
