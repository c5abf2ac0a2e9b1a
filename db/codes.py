"""What a scanned code is: one table for every number that somebody issued, and the ISBN rule.

Issued numbers have 14 digits: two for the kind, eleven random, one Damm check digit (decisions 7).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum

from peewee import CompositeKey, IntegerField, TextField

from db.base import Record
from db.statements import ANY, Statement


class CodeKind(StrEnum):
    """What a code can stand for; the value is written to the table."""

    MEMBER = "member"
    STAFF = "staff"
    PICK_UP = "pick_up"  # a reservation at the desk; gives nothing alone


PREFIXES = {CodeKind.MEMBER: "10", CodeKind.STAFF: "20", CodeKind.PICK_UP: "60"}


class Code(Record):
    """One number that means one thing of a kind. Two rows with one number = ambiguous."""

    code = TextField()
    kind = TextField()
    ref = IntegerField()

    class Meta:
        primary_key = CompositeKey("code", "kind")
        indexes = ((("kind", "ref"), False),)
        without_rowid = True


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind and the row it points to; kind "isbn" has no row."""

    kind: str
    ref: int


_FIND = Statement(lambda: Code.select(Code.kind, Code.ref).where(Code.code == ANY))


def meanings(code: str) -> list[Meaning]:
    """Everything this code could be: nothing, one thing, or several (then ask)."""
    found = [Meaning(kind, ref) for kind, ref in _FIND(code).fetchall()]
    if not found and is_isbn(code):
        return [Meaning("isbn", 0)]
    return found


def is_isbn(code: str) -> bool:
    """Whether this is a book's number (EAN-13 with 978 or 979, or ISBN-10), check digit included."""
    if len(code) not in (10, 13) or not code.isascii():
        return False
    from stdnum import isbn

    return bool(isbn.is_valid(code))


def issue(kind: CodeKind, ref: int) -> str:
    """Draw a random number of this kind, store it for `ref`, return its 14 digits."""
    while True:
        code = with_check_digit(PREFIXES[kind] + f"{secrets.randbelow(10**11):011d}")
        if not _FIND(code).fetchone():
            bind(code, kind, ref)
            return code


def bind(code: str, kind: CodeKind, ref: int) -> None:
    """Let a number that exists already (printed, foreign, RFID) stand for `ref`."""
    Code.insert(code=code, kind=kind, ref=ref).execute()


def number_of(ref: int, kind: CodeKind) -> str:
    """The number of a row: the one that the hall issued, else any; empty when it was erased."""
    rows = Code.select(Code.code).where(Code.ref == ref, Code.kind == kind).order_by(Code.code)
    found = [row.code for row in rows]
    return next(filter(is_ours, found), found[0] if found else "")


def is_part_of_ours(code: str) -> bool:
    """Whether this may be the beginning of a member card's number that was not read to its end."""
    return code.startswith(PREFIXES[CodeKind.MEMBER]) and code.isdigit() and len(code) < 14


def with_check_digit(digits: str) -> str:
    """Digits with their Damm check digit behind."""
    from stdnum import damm

    return digits + str(damm.calc_check_digit(digits))


def is_ours(code: str) -> bool:
    """Whether this has the form of a number that the hall issues, check digit included."""
    return (
        len(code) == 14
        and code.isascii()
        and code.isdigit()
        and code == with_check_digit(code[:-1])
    )


def shortened(code: str) -> str:
    """A code as logs and lists may show it: the first two and the last two characters."""
    return f"{code[:2]}…{code[-2:]}" if len(code) > 6 else "…"
