"""Writing to the ledger: one entry, its postings, its link in the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db import chain
from db.base import Refusal, to_microseconds
from db.points.reasons import PointsReason
from db.points.tables import Account, AccountKind, Entry, EntryKind, EntryNote, Posting
from db.statements import ANY, Statement

Subject = tuple[str, int]

_ACCOUNT = Statement(
    lambda: Account.select(Account.id, Account.balance).where(
        Account.resident == ANY, Account.kind == ANY
    )
)
_HALL = Statement(
    lambda: Account.select(Account.id, Account.balance).where(
        Account.resident.is_null(), Account.kind == ANY
    )
)
# Nothing changes when a resident's balance would fall below 0: no row comes back.
_ADD = Statement(
    lambda: (
        Account.update({Account.balance: Account.balance + ANY})
        .where(Account.id == ANY, (Account.resident.is_null()) | (Account.balance + ANY >= 0))
        .returning(Account.balance)
    )
)
_ENTRY = Statement(
    lambda: Entry.insert(
        sequence=ANY,
        digest=ANY,
        operation_id=ANY,
        kind=ANY,
        happened_at=ANY,
        entered_at=ANY,
        reverses=ANY,
        subject_kind=ANY,
        subject_id=ANY,
        note_digest=ANY,
    )
)
_POSTING = Statement(lambda: Posting.insert(entry=ANY, account=ANY, amount=ANY, balance_after=ANY))
_OPEN = Statement(lambda: Account.insert(kind=ANY, resident=ANY, balance=0))
_BALANCES = Statement(
    lambda: Account.select(Account.kind, Account.balance).where(Account.resident == ANY)
)


@dataclass(frozen=True, slots=True)
class Balances:
    """Whole points of a resident: what can be spent, and what is on the way."""

    spendable: int
    coming: int


def balances(resident: int) -> Balances:
    """A resident's two balances; zero before the first point."""
    rows = dict(_BALANCES(resident).fetchall())
    return Balances(rows.get(AccountKind.SPENDABLE, 0), rows.get(AccountKind.COMING, 0))


def account(kind: AccountKind, resident: int | None = None) -> int:
    """The id of an account, opened when it is first used."""
    row = (_HALL(kind) if resident is None else _ACCOUNT(resident, kind)).fetchone()
    if row is not None:
        return int(row[0])
    return int(_OPEN(kind, resident).lastrowid)


def post(
    kind: EntryKind,
    moves: Sequence[tuple[int, int]],
    subject: Subject,
    *,
    now: datetime,
    operation_id: str,
    happened_at: datetime | None = None,
    reverses: int | None = None,
    note: tuple[int, str] | None = None,
) -> int:
    """Write one entry and return its id. Only inside a transaction.

    `moves` are (account id, points) that sum to 0. `note` is (resident, reason in words). Raises
    Refusal(NOT_ENOUGH) when a resident's balance would fall below 0; nothing is written then.
    """
    if sum(amount for _, amount in moves) != 0:
        msg = "the postings of an entry sum to 0"
        raise ValueError(msg)
    salt, note_digest = (None, None) if note is None else chain.salted(note[1])
    happened = to_microseconds(happened_at or now)
    entered = to_microseconds(now)
    sequence, digest = chain.link(
        now,
        *chained(operation_id, kind, happened, entered, reverses, subject, note_digest, moves),
    )
    cursor = _ENTRY(
        sequence, digest, operation_id, kind, happened, entered, reverses, *subject, note_digest
    )
    entry = int(cursor.lastrowid)
    for target, amount in moves:
        row = _ADD(amount, target, amount).fetchone()
        if row is None:
            raise Refusal(PointsReason.NOT_ENOUGH, {"needed": -amount})
        _POSTING(entry, target, amount, row[0])
    if note is not None:
        EntryNote.insert(entry=entry, resident=note[0], salt=salt, text=note[1]).execute()
    return entry


def chained(
    operation_id: str,
    kind: str,
    happened: int,
    entered: int,
    reverses: int | None,
    subject: Subject,
    note_digest: bytes | None,
    moves: Sequence[tuple[int, int]],
) -> tuple[object, ...]:
    """The fields of an entry that its link covers, in their order (decisions 6)."""
    flat = [number for move in moves for number in move]
    return (
        "entry",
        operation_id,
        str(kind),
        happened,
        entered,
        reverses,
        *subject,
        note_digest,
        *flat,
    )


def reverse(
    entry: int,
    kind: EntryKind,
    *,
    now: datetime,
    operation_id: str,
    note: tuple[int, str] | None = None,
) -> int:
    """Take an entry back in full by a new one that names it; an entry is reversed at most once.

    Raises Refusal(NOT_ENOUGH) when the points are already used, Refusal(ALREADY_REVERSED).
    """
    if Entry.select().where(Entry.reverses == entry).exists():
        raise Refusal(PointsReason.ALREADY_REVERSED)
    row = Entry.get_by_id(entry)
    moves = [(p.account_id, -p.amount) for p in Posting.select().where(Posting.entry == entry)]
    return post(
        kind,
        moves,
        (row.subject_kind, row.subject_id),
        now=now,
        operation_id=operation_id,
        reverses=entry,
        note=note,
    )
