"""Every sentence of the screens as something to be read aloud: its id, and the parts between holes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from screens import i18n
from screens.i18n import p_

Key = tuple[str, str]  # context and English sentence

HOLE = re.compile(r"\{([a-z_]+)\}")
# What the catalogue says of days is said by the language's rule instead; the rest is never spoken.
BY_RULE = ("day and month", "date with year", "date with weekday", "month in a date")
ASIDE = ("screens/staff/signing_in.py", "screens/staff/ended.py")  # seen by everybody
SILENT = ("short weekday", "translation")
# What somebody has, and what was done to it: through headphones only (rules of the house, R32).
PRIVATE: frozenset[Key] = frozenset(
    ("", text)
    for text in (
        "{spendable} points to spend, {coming} on the way",
        "{n} point to spend",
        "{n} on the way",
        "{n} points have arrived",
        "Earned this year: {n}",
        "Used this year: {n}",
        "Staff changed your points: see the list",
        "You are number {n} on the waiting list.",
        "Your place: {place}",
    )
)


def instead() -> dict[Key, Callable[[], str]]:
    """What is said where the written form cannot be read aloud."""
    return {
        ("", "A+"): lambda: p_("voice", "Larger letters"),
        ("guest", "Adult"): lambda: p_("voice", "One more guest, grown up"),
        ("guest", "Child"): lambda: p_("voice", "One more guest, a child"),
    }


@dataclass(frozen=True, slots=True)
class Sentence:
    """One form of a sentence in one language. `parts`: what is recorded, and the holes between."""

    key: Key
    form: int  # 0, or 1 for the plural of English
    text: str
    where: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name of its clip, or of its clips before their numbers."""
        return sentence_id(self.key, self.form)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """(id, words) for what is recorded and ("", hole) for what is filled in, in their order."""
        found, number = [], 0
        pieces = HOLE.split(self.text)
        for i, piece in enumerate(pieces):
            if i % 2:
                found.append(("", piece))
            elif any(c.isalnum() for c in piece):
                number += 1
                name = self.id if len(pieces) == 1 else f"{self.id}-{number}"
                found.append((name, piece.strip()))
        return tuple(found)


def sentence_id(key: Key, form: int = 0) -> str:
    """A readable and stable name: words of the English sentence, and what tells equal ones apart."""
    context, msgid = key
    words = re.findall(r"[a-z0-9]+", HOLE.sub("", msgid).lower())
    digest = hashlib.sha256(f"{context}\x04{msgid}".encode()).hexdigest()[:4]
    return "-".join([*words[:5], digest, *(["many"] if form else [])])


@cache
def sentences(lang: str) -> tuple[Sentence, ...]:
    """Every sentence of a language's catalogue, in its order."""
    import polib  # type: ignore[import-untyped]  # it carries no types

    path = i18n.LOCALE / lang / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"
    found = []
    for entry in polib.pofile(str(path)) if path.exists() else ():
        if entry.obsolete:
            continue
        key = (entry.msgctxt or "", entry.msgid)
        where = tuple(name for name, _line in entry.occurrences)
        forms = entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
        found += [Sentence(key, form, text, where) for form, text in enumerate(forms) if text]
    return tuple(found)


@cache
def by_key(lang: str) -> dict[tuple[Key, int], Sentence]:
    """A language's sentences by what they are."""
    return {(sentence.key, sentence.form): sentence for sentence in sentences(lang)}


def recorded(lang: str) -> tuple[Sentence, ...]:
    """The sentences that are read aloud as they stand."""
    replaced = instead()
    return tuple(
        s for s in public(lang) if s.key not in replaced and s.key[0] not in (*BY_RULE, *SILENT)
    )


@cache
def public(lang: str) -> tuple[Sentence, ...]:
    """The sentences that residents can come upon: what is never read aloud stands for no other."""
    return tuple(sentence for sentence in sentences(lang) if not staff_only(sentence))


def staff_only(sentence: Sentence) -> bool:
    """Staff mode is not read aloud, but for what stands before its PIN and after its end."""
    staff = ("screens/staff/", "screens/roles.py")
    inside = [name.startswith(staff) and name not in ASIDE for name in sentence.where]
    return bool(inside) and all(inside)
