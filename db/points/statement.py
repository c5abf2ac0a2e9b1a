"""The statement: every line with its reason, paged by cursor from the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from peewee import Case, fn

from db import texts
from db.base import from_microseconds, to_microseconds
from db.calendar import local
from db.points.ledger import account, balances
from db.points.tables import AccountKind, Entry, EntryKind, EntryNote, Posting
from db.settings import Settings
from db.statements import ANY, Statement
from db.texts import Words


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement: when, why, how much, and what was left on that account."""

    id: int
    at: datetime
    entered_later: bool
    kind: str
    amount: int
    balance: int
    account: str
    title: Words
    reverses: bool


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Lines newest first; `older` is the cursor of the next page, None on the last."""

    lines: tuple[StatementLine, ...]
    older: int | None
    spendable: int
    coming: int
    earned_this_year: int
    used_this_year: int


_NEWEST = 2**62


_PAGE = Statement(
    lambda: (
        Posting.select(
            Posting.id,
            Posting.account,
            Posting.amount,
            Posting.balance_after,
            Posting.entry,
        )
        .where(Posting.account == ANY, Posting.id < ANY)
        .order_by(Posting.id.desc())
        .limit(ANY)
    )
)
# A move between the two accounts of one resident is one line: the spendable side.
_TRANSFER = Statement(
    lambda: Posting.select(Posting.id).where(Posting.entry == ANY, Posting.account == ANY)
)
_ENTRY = Statement(
    lambda: Entry.select(
        Entry.kind,
        Entry.happened_at,
        Entry.entered_at,
        Entry.reverses,
        Entry.subject_kind,
        Entry.subject_id,
    ).where(Entry.id == ANY)
)

_USED = Entry.kind.in_(
    [
        EntryKind.SPEND.value,
        EntryKind.PRIZE_CANCELLED.value,
        EntryKind.PRIZE_LAPSED.value,
        EntryKind.EXPIRY.value,
        EntryKind.LAPSE.value,
    ]
) | ((Entry.kind == EntryKind.INHERITED.value) & (Posting.amount < 0))
_SUMS = Statement(
    lambda: (
        Posting.select(
            fn.SUM(Case(None, [(_USED, 0)], Posting.amount)),
            fn.SUM(Case(None, [(_USED, Posting.amount)], 0)),
        )
        .join(Entry)
        .where(Posting.account == ANY, Entry.happened_at >= ANY)
    )
)


def statement(resident: int, before: int | None, limit: int, *, now: datetime) -> StatementPage:
    """A page of at most `limit` lines older than the cursor `before` (None: the newest).

    Titles are names of activities and prizes, never of people.
    """
    zone = Settings().zone
    names = {
        account(AccountKind.SPENDABLE, resident): "spendable",
        account(AccountKind.COMING, resident): "coming",
    }
    cursor = _NEWEST if before is None else before
    spendable, coming = names
    rows = _lines(spendable, coming, cursor, limit)
    shown = rows[:limit]
    entries = {row[4]: _ENTRY(row[4]).fetchone() for row in shown}
    subjects: dict[str, set[int]] = {}
    for entry in entries.values():
        subjects.setdefault(entry[4], set()).add(entry[5])
    titles = {kind: texts.of(kind, ids, "title") for kind, ids in subjects.items()}
    lines = []
    for posting, of_account, amount, balance, entry_id in shown:
        kind, happened, entered, reverses, subject, subject_id = entries[entry_id]
        lines.append(
            StatementLine(
                id=posting,
                at=local(from_microseconds(happened), zone),
                entered_later=entered - happened > 3_600_000_000,
                kind=kind,
                amount=amount,
                balance=balance,
                account=names[of_account],
                title=titles[subject][subject_id],
                reverses=reverses is not None,
            )
        )
    year = local(now, zone).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    earned, used = _year(account(AccountKind.SPENDABLE, resident), year)
    have = balances(resident)
    return StatementPage(
        tuple(lines),
        shown[-1][0] if len(rows) > limit else None,
        have.spendable,
        have.coming,
        earned,
        used,
    )


def _lines(
    spendable: int, coming: int, cursor: int, limit: int
) -> list[tuple[int, int, int, int, int]]:
    """Postings of both accounts, newest first, at least limit + 1 where there are so many."""
    wanted = limit + 1
    while True:
        rows = _PAGE(spendable, cursor, wanted).fetchall()
        waiting = _PAGE(coming, cursor, wanted).fetchall()
        exhausted = len(rows) < wanted and len(waiting) < wanted
        # Where one account has more rows than were read, older rows of the other must wait.
        floor = max((r[-1][0] for r in (rows, waiting) if len(r) == wanted), default=0)
        own = [row for row in waiting if _TRANSFER(row[4], spendable).fetchone() is None]
        merged = sorted((row for row in [*rows, *own] if row[0] >= floor), reverse=True)
        merged = _without_echo(merged, coming)
        if exhausted or len(merged) > limit:
            return merged
        wanted *= 2


def _without_echo(
    rows: list[tuple[int, int, int, int, int]], coming: int
) -> list[tuple[int, int, int, int, int]]:
    """Taking back points that had arrived reverses two entries; the person sees one line."""
    kept: list[tuple[int, int, int, int, int]] = []
    for row, older in zip_longest(rows, rows[1:]):
        echo = (
            older is not None
            and row[1] == coming
            and older[1] != coming
            and row[2] == older[2] < 0
            and row[4] == older[4] + 1
            and _ENTRY(row[4]).fetchone()[3] is not None
            and _ENTRY(older[4]).fetchone()[3] is not None
        )
        if not echo:
            kept.append(row)
    return kept


def _year(of_account: int, since: datetime) -> tuple[int, int]:
    """Points that arrived and points that were used since; reversals count against their kind."""
    earned, used = _SUMS(of_account, to_microseconds(since)).fetchone()
    return earned or 0, -(used or 0)


def forget(resident: int) -> None:
    """Erase the words that were written about a person's points."""
    EntryNote.delete().where(EntryNote.resident == resident).execute()
