"""The chain: every ledger entry and every audit row is a link, numbered without a gap.

One row holds the head. It is updated first in each transaction that adds a link, which also puts
writers in a queue on any database (decisions 6). A link's digest covers the digest before it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from peewee import BlobField, Case, IntegerField

from db.base import Instant, Record, database, from_microseconds, to_microseconds
from db.sqlite import later
from db.statements import ANY, Statement

VERSION = b"\x01"
FIRST = bytes(32)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # the latest moment of a chain without links
BEHIND = timedelta(minutes=1)  # a clock may be set back by so much
AHEAD = timedelta(days=30)  # and a hall may have been closed for so long
_AHEAD = AHEAD // timedelta(microseconds=1)


class ChainHead(Record):
    """The last link: its number, its digest, and the latest moment that was ever entered."""

    id = IntegerField(primary_key=True)
    sequence = IntegerField()
    digest = BlobField()
    at = Instant()

    class Meta:
        table_name = "chain_head"


# A link from a clock that jumped far ahead does not move the latest moment (db/clock.py).
_TAKE = Statement(
    lambda: (
        ChainHead.update(
            {
                ChainHead.sequence: ChainHead.sequence + 1,
                ChainHead.at: Case(
                    None,
                    [
                        (
                            (ChainHead.at == 0) | (ChainHead.at + _AHEAD >= ANY),
                            later(ChainHead.at, ANY),
                        )
                    ],
                    ChainHead.at,
                ),
            }
        )
        .where(ChainHead.id == 1)
        .returning(ChainHead.sequence, ChainHead.digest)
    )
)
_PUT = Statement(lambda: ChainHead.update({ChainHead.digest: ANY}).where(ChainHead.id == 1))
_HEAD = Statement(
    lambda: ChainHead.select(ChainHead.sequence, ChainHead.digest, ChainHead.at).where(
        ChainHead.id == 1
    )
)


def in_doubt(now: datetime) -> bool:
    """Whether the clock stands before something already entered, or implausibly long after it."""
    latest = head()[2]
    if latest <= NEVER:
        return False
    return latest > now + BEHIND or now > latest + AHEAD


def moment(now: datetime) -> datetime:
    """The moment that rules go by: now, or the last one entered while the clock is in doubt."""
    return head()[2] if in_doubt(now) else now


def begin() -> tuple[int, bytes, datetime]:
    """Make the head row of an empty database; called once, by the first migration's caller."""
    ChainHead.insert(id=1, sequence=0, digest=FIRST, at=0).on_conflict_ignore().execute()
    return head()


def head() -> tuple[int, bytes, datetime]:
    """Number and digest of the last link, and the latest moment that was ever entered."""
    sequence, digest, at = _HEAD().fetchone()
    return sequence, bytes(digest), from_microseconds(at)


def link(entered_at: datetime, *fields: object) -> tuple[int, bytes]:
    """Add a link over these fields; returns its number and digest. Only inside a transaction.

    Fields are None, int, str or bytes; each is written with its length, so that no two lists of
    fields give the same bytes.
    """
    if not database.in_transaction():
        msg = "a link outside a transaction could be left alone"
        raise RuntimeError(msg)
    moment = to_microseconds(entered_at)
    sequence, before = _TAKE(moment, moment).fetchone()
    digest = digest_of(bytes(before), sequence, *fields)
    _PUT(digest)
    return sequence, digest


def digest_of(before: bytes, sequence: int, *fields: object) -> bytes:
    """The digest of a link whose predecessor's digest is `before`."""
    return hashlib.sha256(before + VERSION + encode(sequence, *fields)).digest()


def encode(*fields: object) -> bytes:
    """Fields as bytes that can be told apart: a letter, a length, the content."""
    return b"".join([_part(field) for field in fields])


def _part(field: object) -> bytes:
    if field is None:
        return b"n\0\0\0\0"
    if isinstance(field, int):
        letter, content = b"i", b"%d" % field
    elif isinstance(field, bytes | memoryview):
        letter, content = b"b", bytes(field)
    else:
        letter, content = b"s", str(field).encode()
    return letter + len(content).to_bytes(4, "big") + content


def salted(text: str) -> tuple[bytes, bytes]:
    """A fresh 16-byte salt and the digest of salt and text: the chain holds only the digest."""
    salt = secrets.token_bytes(16)
    return salt, salted_digest(salt, text)


def salted_digest(salt: bytes, text: str) -> bytes:
    """The digest that stands in the chain for a text whose salt and words can be erased."""
    return hashlib.sha256(bytes(salt) + text.encode()).digest()


def touch() -> None:
    """Write the head as it is."""
    ChainHead.update(id=1).where(ChainHead.id == 1).execute()


def believe(now: datetime) -> None:
    """Staff confirmed the clock: the latest moment is now, even if later ones were entered."""
    ChainHead.update(at=now).where(ChainHead.id == 1).execute()
