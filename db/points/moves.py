"""What other rooms do with points: reward, let arrive, spend, take back, cover a loss, open."""

from __future__ import annotations

from datetime import datetime

from db.base import Refusal, derived_operation_id
from db.points.ledger import Subject, account, balances, post, reverse
from db.points.reasons import PointsReason
from db.points.tables import AccountKind, Entry, EntryKind, Posting


def reward(
    resident: int,
    amount: int,
    subject: Subject,
    *,
    now: datetime,
    operation_id: str,
    happened_at: datetime | None = None,
    kind: EntryKind = EntryKind.CHECK_IN,
) -> int:
    """Points on the way: hall → coming. Returns the entry. `amount` ≥ 1."""
    moves = [(account(AccountKind.HALL), -amount), (account(AccountKind.COMING, resident), amount)]
    return post(
        kind,
        _positive(amount, moves),
        subject,
        now=now,
        operation_id=operation_id,
        happened_at=happened_at,
    )


def arrive(
    resident: int, amount: int, subject: Subject, *, now: datetime, operation_id: str
) -> int:
    """Points become spendable: coming → spendable. Returns the entry."""
    moves = [
        (account(AccountKind.COMING, resident), -amount),
        (account(AccountKind.SPENDABLE, resident), amount),
    ]
    return post(
        EntryKind.ARRIVED, _positive(amount, moves), subject, now=now, operation_id=operation_id
    )


def spend(
    resident: int,
    amount: int,
    subject: Subject,
    *,
    now: datetime,
    operation_id: str,
    kind: EntryKind = EntryKind.SPEND,
) -> int:
    """Spendable → hall, in the transaction of what is bought. Refusal(NOT_ENOUGH: needed)."""
    moves = [
        (account(AccountKind.SPENDABLE, resident), -amount),
        (account(AccountKind.HALL), amount),
    ]
    return post(kind, _positive(amount, moves), subject, now=now, operation_id=operation_id)


def take_back(
    resident: int,
    entries: list[int],
    kind: EntryKind,
    *,
    now: datetime,
    operation_id: str,
    cover: bool = False,
) -> int:
    """Reverse entries, the newest first; returns the points that went back to the hall.

    Without `cover`, points that are already used raise Refusal(NOT_ENOUGH). With it, what is gone is
    covered first by a linked "hall's loss" entry, so that no balance falls below 0 and no later
    earning is taken (rules 19).
    """
    ours = {account(AccountKind.COMING, resident), account(AccountKind.SPENDABLE, resident)}
    taken = 0
    for entry in sorted(entries, reverse=True):
        postings = list(Posting.select().where(Posting.entry == entry))
        spendable = account(AccountKind.SPENDABLE, resident)
        needed = sum(p.amount for p in postings if p.account_id == spendable)
        missing = needed - balances(resident).spendable
        if cover and missing > 0:
            row = Entry.get_by_id(entry)
            post(
                EntryKind.LOSS_COVER,
                [(account(AccountKind.LOSS), -missing), (spendable, missing)],
                (row.subject_kind, row.subject_id),
                now=now,
                operation_id=derived_operation_id(operation_id, "loss", entry),
            )
        reverse(
            entry,
            kind,
            now=now,
            operation_id=derived_operation_id(operation_id, "reverse", entry),
        )
        taken += sum(p.amount for p in postings if p.account_id in ours)
    return taken


def open_with(
    resident: int, amount: int, *, now: datetime, operation_id: str, happened_at: datetime
) -> int:
    """The balance of the paper points book: opening → spendable, once per resident (rules 21)."""
    target = account(AccountKind.SPENDABLE, resident)
    opened = (
        Entry.select()
        .join(Posting)
        .where(Posting.account == target, Entry.kind == EntryKind.OPENING)
        .exists()
    )
    if opened:
        raise Refusal(PointsReason.ALREADY_OPENED)
    return post(
        EntryKind.OPENING,
        _positive(amount, [(account(AccountKind.OPENING), -amount), (target, amount)]),
        ("points_book", 1),
        now=now,
        operation_id=operation_id,
        happened_at=happened_at,
    )


def inherit(resident: int, heir: int, amount: int, *, now: datetime, operation_id: str) -> int:
    """What somebody who leaves could have spent goes to their household. `amount` ≥ 1."""
    moves = [
        (account(AccountKind.SPENDABLE, resident), -amount),
        (account(AccountKind.SPENDABLE, heir), amount),
    ]
    return post(
        EntryKind.INHERITED,
        _positive(amount, moves),
        ("resident", resident),
        now=now,
        operation_id=derived_operation_id(operation_id, "inherited"),
    )


def lapse(resident: int, *, now: datetime, operation_id: str) -> int:
    """Everything a leaving resident has goes back to the hall; returns the points."""
    have = balances(resident)
    moves = [
        (account(AccountKind.COMING, resident), -have.coming),
        (account(AccountKind.SPENDABLE, resident), -have.spendable),
        (account(AccountKind.HALL), have.coming + have.spendable),
    ]
    moves = [move for move in moves if move[1] != 0]
    if moves:
        post(
            EntryKind.LAPSE,
            moves,
            ("resident", resident),
            now=now,
            operation_id=derived_operation_id(operation_id, "lapse"),
        )
    return have.coming + have.spendable


def _positive(amount: int, moves: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if amount <= 0:
        raise Refusal(PointsReason.NOT_POSITIVE)
    return moves
