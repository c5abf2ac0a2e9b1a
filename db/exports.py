"""Taking data out: every export is a list of plain rows, the caller writes CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from db import calendar, rooms, texts
from db.activities.tables import Attendance, Room, Series, Session
from db.audit import Audit
from db.points.tables import Account, Entry, Posting
from db.refused import RefusedScan
from db.residents.tables import Card, Grid, Household, Person, Resident, undone
from db.settings import Settings

Row = dict[str, Any]


def _times() -> Callable[[Any], str | None]:
    zone = Settings().zone
    return lambda at: None if at is None else calendar.local(at, zone).isoformat(timespec="seconds")


def ledger() -> Iterator[Row]:
    """Every posting with its entry; people by number only."""
    when = _times()
    rows = Posting.select(Posting, Entry, Account).join(Entry).switch(Posting).join(Account)
    for row in rows.order_by(Posting.id).iterator():
        entry = row.entry
        yield {
            "sequence": entry.sequence,
            "entry": entry.id,
            "kind": entry.kind,
            "happened_at": when(entry.happened_at),
            "entered_at": when(entry.entered_at),
            "operation_id": entry.operation_id,
            "reverses": entry.reverses_id,
            "subject": entry.subject_kind,
            "subject_id": entry.subject_id,
            "account": row.account.kind,
            "resident": row.account.resident,
            "amount": row.amount,
            "balance_after": row.balance_after,
            "digest": bytes(entry.digest).hex(),
        }


def attendance() -> Iterator[Row]:
    """Every attendance, also what was undone, annulled or moved."""
    when = _times()
    rows = Attendance.select(Attendance, Session).join(Session).order_by(Attendance.id)
    found = list(rows)
    titles = texts.of("series", (row.session.series_id for row in found), "title")
    for row in found:
        yield {
            "attendance": row.id,
            "session": row.session_id,
            "title": titles[row.session.series_id].best("zh_CN"),
            "day": row.session.day.isoformat(),
            "resident": row.resident_id,
            "state": row.state,
            "happened_at": when(row.happened_at),
            "entered_at": when(row.entered_at),
            "out_at": when(row.out_at),
            "ended_at": when(row.ended_at),
            "source": row.source,
            "station": row.station,
            "points": row.points,
            "earned": row.earned_id,
            "arrived": row.arrived_id,
            "marked": int(row.marked),
            "clock_doubt": int(row.clock_doubt),
        }


def residents() -> Iterator[Row]:
    """Every resident with the erasable half, where it still exists."""
    rows = (
        Resident.select(Resident, Person, Household, Grid)
        .left_outer_join(Person)
        .left_outer_join(Household)
        .left_outer_join(Grid)
        .where(Resident.id.not_in(undone()))
        .order_by(Resident.id)
    )
    balances: dict[int, dict[str, int]] = {}
    for account in Account.select().where(Account.resident.is_null(False)):
        balances.setdefault(int(account.resident or 0), {})[account.kind] = account.balance
    for row in rows:
        person = getattr(row, "person", None)
        home = person.household if person is not None and person.household_id else None
        have = balances.get(row.id, {})
        yield {
            "resident": row.id,
            "state": row.state,
            "joined_on": row.joined_on.isoformat(),
            "name": person.name if person is not None else None,
            "second_name": person.second_name if person is not None else None,
            "birth_year": person.birth_year if person is not None else None,
            "child": None if person is None else int(person.child),
            "phone": person.phone if person is not None else None,
            "lang": person.lang if person is not None else None,
            "household": home.label if home is not None else None,
            "grid": home.grid.code if home is not None and home.grid_id else None,
            "spendable": have.get("spendable", 0),
            "coming": have.get("coming", 0),
        }


def sessions() -> Iterator[Row]:
    """Every dated session with what was counted."""
    when = _times()
    rows = Session.select(Session, Series, Room).join(Series).switch(Session).join(Room)
    found = list(rows.order_by(Session.starts_at, Session.id))
    titles = texts.of("series", (row.series_id for row in found), "title")
    live: dict[int, int] = {}
    for came in Attendance.select(Attendance.session).where(Attendance.state == "live"):
        live[came.session_id] = live.get(came.session_id, 0) + 1
    for row in found:
        yield {
            "session": row.id,
            "title": titles[row.series_id].best("zh_CN"),
            "category": row.series.category,
            "day": row.day.isoformat(),
            "starts_at": when(row.starts_at),
            "ends_at": when(row.ends_at),
            "room": row.room.code,
            "state": row.state,
            "points": row.series.points,
            "attendances": live.get(row.id, 0),
            "heads": row.heads,
            "closed_at": when(row.closed_at),
            "closed_by": row.closed_by,
        }


def cards() -> Iterator[Row]:
    """Every card and its state, without numbers."""
    when = _times()
    for row in Card.select().order_by(Card.id):
        yield {
            "card": row.id,
            "kind": row.kind,
            "state": row.state,
            "resident": row.resident_id,
            "issued_at": when(row.issued_at),
            "ended_at": when(row.ended_at),
            "expires_on": None if row.expires_on is None else row.expires_on.isoformat(),
            "replaced_by": row.replaced_by_id,
        }


def refused() -> Iterator[Row]:
    """Refused scans: when, why, and every further reason."""
    when = _times()
    for row in RefusedScan.select().order_by(RefusedScan.id):
        yield {
            "at": when(row.at),
            "station": row.station,
            "reason": row.reason,
            "also": row.also,
            "card": row.card,
            "resident": row.resident,
            "session": row.session,
            "code": row.code,
        }


def audit() -> Iterator[Row]:
    """Every act of staff and of the house, without what was personal in it."""
    when = _times()
    for row in Audit.select().order_by(Audit.sequence):
        yield {
            "sequence": row.sequence,
            "at": when(row.at),
            "actor": row.actor,
            "station": row.station,
            "verb": row.verb,
            "subject": row.subject_kind,
            "subject_id": row.subject_id,
            "facts": row.facts,
            "digest": bytes(row.digest).hex(),
        }


EXPORTS: dict[str, Callable[[], Iterator[Row]]] = {
    "ledger": ledger,
    "attendance": attendance,
    "residents": residents,
    "sessions": sessions,
    "cards": cards,
    "refused": refused,
    "audit": audit,
}
for _room in rooms.all_of_them():
    EXPORTS |= _room.exports


def rows(name: str) -> list[Row]:
    """One export, whole. `name` is a key of EXPORTS."""
    return list(EXPORTS[name]())
