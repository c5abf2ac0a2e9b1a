"""PINs and sealed codes: drawn at random, kept as argon2id hashes, compared in a thread.

Everything here takes a third of a second and 64 MiB on purpose; nothing here touches the database.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.staff.pepper import keyed

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PIN_DIGITS = 6
SEALED_DIGITS = 20
# The hash of nothing that can be typed: what is compared where there is no card or no PIN.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=2,p=1$bm9ib2R5IGlzIGhlcmUhIQ"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)


@dataclass(frozen=True, slots=True)
class Secret:
    """Digits to be read once by a person, and the hash to be kept. Never shown by a traceback."""

    digits: str = field(repr=False)
    hash: str = field(repr=False)


def _hasher(*, quick: bool = False) -> PasswordHasher:
    from argon2 import PasswordHasher

    if quick:
        return PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    return PasswordHasher(time_cost=2, memory_cost=65536, parallelism=1)


def hashed(pepper: bytes, digits: str, *, quick: bool = False) -> str:
    """The hash of a PIN. `quick` is for the demo hall, whose PINs everybody may know."""
    return _hasher(quick=quick).hash(keyed(pepper, "pin", digits))


def fresh(pepper: bytes) -> Secret:
    """A new random PIN."""
    digits = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
    return Secret(digits, hashed(pepper, digits))


def fresh_sealed(*, quick: bool = False) -> Secret:
    """A new sealed code: long enough to need no pepper, so that it opens when that is lost."""
    digits = f"{secrets.randbelow(10**SEALED_DIGITS):0{SEALED_DIGITS}d}"
    return Secret(digits, _hasher(quick=quick).hash(digits))


def right(stored: str | None, pepper: bytes, digits: str) -> bool:
    """Whether these digits belong to this hash. As slow for nobody's hash as for anybody's."""
    return _verified(stored or _NOBODY, keyed(pepper, "pin", digits)) and stored is not None


def right_sealed(stored: str | None, digits: str) -> bool:
    """Whether these digits are the sealed code; blanks and hyphens between them do not count."""
    typed = "".join(c for c in digits if c.isdigit())
    return _verified(stored or _NOBODY, typed) and stored is not None


def _verified(stored: str, typed: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(stored, typed)
    except (VerificationError, InvalidHashError):
        return False
