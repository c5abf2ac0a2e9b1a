"""Everything that must hold in the records office: `kiosk check` prints what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from db import audit, chain, rooms
from db.base import database, to_microseconds
from db.points.ledger import chained
from db.points.tables import Entry, EntryNote, Posting
from db.schema import differences


def broken() -> list[str]:
    """One line for every invariant that does not hold; empty when all do.

    Reads the whole file; run it at start, nightly and after a restore, outside visiting hours.
    """
    first = list(_file())
    if first:
        return first
    return [line for check in CHECKS for line in check()]


def _file() -> Iterator[str]:
    for (line,) in database.execute_sql("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield f"file: {line}"
    for table, rowid, parent, _ in database.execute_sql("PRAGMA foreign_key_check").fetchall():
        yield f"file: {table} row {rowid} points to a missing {parent}"
    yield from differences()


def _chain() -> Iterator[str]:
    """Sequence without a gap, every digest over the one before, head = last link."""
    links = audit.links()
    moves = _moves()
    for entry in Entry.select().iterator():
        fields = chained(
            entry.operation_id,
            entry.kind,
            to_microseconds(entry.happened_at),
            to_microseconds(entry.entered_at),
            entry.reverses_id,
            (entry.subject_kind, entry.subject_id),
            None if entry.note_digest is None else bytes(entry.note_digest),
            moves.get(entry.id, []),
        )
        if entry.sequence in links:
            yield f"chain: number {entry.sequence} is used twice"
        links[entry.sequence] = (bytes(entry.digest), fields)
    before = chain.FIRST
    for number in range(1, len(links) + 1):
        if number not in links:
            yield f"chain: number {number} is missing"
            return
        digest, fields = links[number]
        if chain.digest_of(before, number, *fields) != digest:
            yield f"chain: link {number} ({fields[0]}) was changed"
            return
        before = digest
    head, digest, _ = chain.head()
    if head != len(links) or digest != before:
        yield f"chain: the head says {head}, the last link is {len(links)}"


def _moves() -> dict[int, list[tuple[int, int]]]:
    moves: dict[int, list[tuple[int, int]]] = {}
    rows = Posting.select(Posting.entry, Posting.account, Posting.amount).order_by(Posting.id)
    for entry, account, amount in rows.tuples().iterator():
        moves.setdefault(entry, []).append((account, amount))
    return moves


_QUERIES: tuple[tuple[str, str], ...] = (
    (
        (
            "SELECT e.id FROM entry e LEFT JOIN posting p ON p.entry_id = e.id GROUP BY e.id "
            "HAVING COALESCE(SUM(p.amount), 1) <> 0"
        ),
        "ledger: the postings of entry {} do not sum to 0",
    ),
    (
        (
            "SELECT a.id FROM account a LEFT JOIN posting p ON p.account_id = a.id GROUP BY a.id "
            "HAVING a.balance <> COALESCE(SUM(p.amount), 0)"
        ),
        "ledger: the balance of account {} is not the sum of its postings",
    ),
    (
        "SELECT id FROM account WHERE resident IS NOT NULL AND balance < 0",
        "ledger: the balance of account {} is below 0",
    ),
    (
        (
            "SELECT id FROM (SELECT id, balance_after, SUM(amount) OVER (PARTITION BY account_id "
            "ORDER BY id) AS run FROM posting) WHERE run <> balance_after"
        ),
        "ledger: posting {} has a wrong running balance",
    ),
    (
        (
            "SELECT p.id FROM posting p JOIN account a ON a.id = p.account_id "
            "WHERE a.resident IS NOT NULL AND p.balance_after < 0"
        ),
        "ledger: posting {} took an account below 0",
    ),
    (
        (
            "SELECT r.id FROM entry r WHERE r.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM "
            "(SELECT account_id, -amount AS amount FROM posting WHERE entry_id = r.reverses_id EXCEPT "
            "SELECT account_id, amount FROM posting WHERE entry_id = r.id))"
        ),
        "ledger: entry {} does not reverse what it names",
    ),
    (
        (
            "SELECT reverses_id FROM entry WHERE reverses_id IS NOT NULL GROUP BY reverses_id "
            "HAVING COUNT(*) > 1"
        ),
        "ledger: entry {} was reversed more than once",
    ),
    (
        "SELECT id FROM entry WHERE reverses_id >= id",
        "ledger: entry {} reverses one that came later",
    ),
    (
        (
            "SELECT a.resident FROM account a LEFT JOIN resident r ON r.id = a.resident "
            "WHERE a.resident IS NOT NULL AND r.id IS NULL"
        ),
        "ledger: an account belongs to resident {}, who does not exist",
    ),
    (
        (
            "SELECT a.id FROM attendance a LEFT JOIN entry e ON e.id = a.earned_id "
            "WHERE a.state = 'live' AND a.points > 0 AND (a.earned_id IS NULL OR EXISTS "
            "(SELECT 1 FROM entry r WHERE r.reverses_id = a.earned_id))"
        ),
        "attendance: {} is live, but its points are not in the ledger",
    ),
    (
        (
            "SELECT a.id FROM attendance a WHERE a.state <> 'live' AND (a.points <> 0 OR "
            "(a.earned_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses_id = "
            "a.earned_id)) OR (a.arrived_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE "
            "r.reverses_id = a.arrived_id)))"
        ),
        "attendance: {} was taken back, but its points were not",
    ),
    (
        (
            "SELECT a.id FROM attendance a JOIN posting p ON p.entry_id = a.earned_id JOIN account c "
            "ON c.id = p.account_id WHERE a.state = 'live' AND a.points > 0 AND c.kind = 'coming' AND "
            "(p.amount <> a.points OR c.resident <> a.resident_id)"
        ),
        "attendance: {} earned other points than the ledger says",
    ),
    (
        (
            "SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id JOIN resident r ON "
            "r.id = a.resident_id WHERE s.state = 'closed' AND a.state = 'live' AND a.points > 0 "
            "AND a.arrived_id IS NULL"
        ),
        "attendance: {} is in a closed session, but its points did not arrive",
    ),
    (
        (
            "SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id "
            "WHERE s.state = 'planned' AND a.arrived_id IS NOT NULL"
        ),
        "attendance: the points of {} arrived before the session was closed",
    ),
    (
        (
            "SELECT e.id FROM entry e WHERE e.kind = 'check_in' AND NOT EXISTS "
            "(SELECT 1 FROM attendance a WHERE a.earned_id = e.id) AND NOT EXISTS "
            "(SELECT 1 FROM entry back WHERE back.reverses_id = e.id)"
        ),
        "attendance: entry {} is a check-in without an attendance",
    ),
    (
        (
            "SELECT session_id FROM attendance WHERE state = 'live' GROUP BY session_id, resident_id "
            "HAVING COUNT(*) > 1"
        ),
        "attendance: somebody is in session {} twice",
    ),
    (
        (
            "SELECT s.id FROM session s JOIN series r ON r.id = s.series_id WHERE r.capacity_hard "
            "IS NOT NULL AND (SELECT COUNT(*) FROM seat WHERE session_id = s.id AND state = 'enrolled') "
            "> r.capacity_hard"
        ),
        "seats: session {} has more seats given away than it has",
    ),
    (
        (
            "SELECT id FROM session WHERE (state = 'closed') <> (closed_at IS NOT NULL) "
            "AND state <> 'cancelled'"
        ),
        "session: {} is closed without a time, or open with one",
    ),
    (
        (
            "SELECT c.code FROM code c LEFT JOIN card k ON k.id = c.ref WHERE c.kind IN ('member', "
            "'staff') AND (k.id IS NULL OR k.kind <> c.kind)"
        ),
        "cards: a number means a card of kind {} that does not exist",
    ),
    (
        (
            "SELECT k.id FROM card k WHERE k.state IN ('active', 'unbound') AND NOT EXISTS "
            "(SELECT 1 FROM code c WHERE c.ref = k.id AND c.kind = k.kind)"
        ),
        "cards: card {} is in use, but has no number",
    ),
    (
        (
            "SELECT k.id FROM card k LEFT JOIN card n ON n.id = k.replaced_by_id WHERE "
            "(k.replaced_by_id IS NOT NULL AND (k.state <> 'replaced' OR n.resident_id <> "
            "k.resident_id OR n.id = k.id))"
        ),
        "cards: card {} was replaced by a card of somebody else, or not at all",
    ),
    (
        (
            "SELECT resident_id FROM card WHERE state = 'active' GROUP BY resident_id, kind "
            "HAVING COUNT(*) > 1"
        ),
        "cards: resident {} has two active cards of one kind",
    ),
    (
        (
            "SELECT k.id FROM card k JOIN resident r ON r.id = k.resident_id WHERE k.state = 'active' "
            "AND r.state <> 'active'"
        ),
        "cards: card {} is in use, but its holder has left",
    ),
    (
        (
            "SELECT r.id FROM resident r LEFT JOIN person p ON p.resident_id = r.id "
            "WHERE (r.state = 'forgotten') = (p.resident_id IS NOT NULL)"
        ),
        "residents: {} is forgotten and still named, or neither",
    ),
    (
        "SELECT g.child_id FROM guardian g WHERE g.child_id = g.adult_id",
        "residents: {} is their own guardian",
    ),
    (
        (
            "SELECT d.id FROM duty d LEFT JOIN staff s ON s.id = d.staff AND s.active "
            "WHERE d.ended_at IS NULL AND s.id IS NULL"
        ),
        "staff: duty {} is live, but its holder is not staff",
    ),
    (
        (
            "SELECT a.id FROM audit a LEFT JOIN duty d ON d.id = json_extract(a.facts, '$.duty') "
            "WHERE a.verb <> 'refused' AND a.actor LIKE 'staff:%' AND "
            "json_extract(a.facts, '$.duty') IS NOT NULL AND "
            "(d.id IS NULL OR 'staff:' || d.staff <> a.actor OR a.at > d.ended_at)"
        ),
        "staff: audit row {} was written without a live duty of its own",
    ),
    (
        (
            "SELECT MAX(id) FROM staff WHERE role = 'lead' HAVING SUM(active) = 0 OR (SUM(active) = 1 "
            "AND MAX(active AND pin_hash IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM sealed_code WHERE "
            "used_at IS NULL))"
        ),
        "staff: no lead is left, or one without a sealed code (the last was staff {})",
    ),
    (
        (
            "SELECT r.id FROM resident r JOIN reading_line l ON l.resident = r.id "
            "WHERE r.state = 'forgotten'"
        ),
        "residents: {} is forgotten, and who read about them is still written down",
    ),
    (
        (
            "SELECT i.ref FROM import_item i JOIN resident_import b ON b.id = i.batch_id "
            "JOIN person p ON p.resident_id = i.ref WHERE i.kind = 'resident' AND b.undone_at IS NOT NULL"
        ),
        "residents: {} is still named, but the import was undone",
    ),
    (
        "SELECT operation_id FROM operation GROUP BY operation_id HAVING COUNT(*) > 1",
        "operations: {} was answered twice",
    ),
)


def _rules() -> Iterator[str]:
    for sql, sentence in _QUERIES:
        for (found,) in database.execute_sql(sql).fetchall():
            # A card's number is never printed.
            yield sentence.format(found if isinstance(found, int) else "…")


def _details() -> Iterator[str]:
    for row in audit.changed_details():
        yield f"audit: the detail of row {row} was changed"
    for note in EntryNote.select(EntryNote, Entry).join(Entry):
        digest = note.entry.note_digest
        if digest is None or chain.salted_digest(note.salt, note.text) != bytes(digest):
            yield f"ledger: the note of entry {note.entry_id} was changed"


def _rooms() -> Iterator[str]:
    for room in rooms.all_of_them():
        yield from room.broken()


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (_chain, _rules, _details, _rooms)
