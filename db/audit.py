"""Who did what: one chained row for every staff act, in the transaction of the act itself.

What a personal field was before and after stands in a detail row outside the chain, which holds only
its salted digest, so that a forgotten person leaves no name and the chain still verifies (rules 6).
Words that staff typed stand there too: a reason may name somebody, and nobody can know whom.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import BlobField, ForeignKeyField, IntegerField, TextField

from db import chain
from db.base import Instant, Record, to_microseconds


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a staff duty ("staff:3"), the command line ("os:anna"), or the program ("house").

    A member of staff without a duty is one whose card alone was read: that opens a door, no more.
    """

    name: str
    staff: int | None = None
    duty: int | None = None

    @classmethod
    def command_line(cls, user: str) -> Actor:
        """The person at the keyboard of the machine."""
        return cls(f"os:{user}")

    @classmethod
    def on_duty(cls, staff: int, duty: int | None = None) -> Actor:
        """A member of staff with a live duty (db/duties), or with the card alone."""
        return cls(f"staff:{staff}", staff, duty)


HOUSE = Actor("house")
NOBODY = 0  # no resident has this number
_SHORTEST = 2  # letters of a name that is looked for in typed words: "王" is in too many


class Audit(Record):
    """One act. `subject` is what it was done to; names stand in the detail row only."""

    sequence = IntegerField(unique=True)
    digest = BlobField()
    operation_id = TextField(null=True)
    actor = TextField()
    station = TextField()
    verb = TextField()
    subject_kind = TextField()
    subject_id = IntegerField()
    at = Instant(index=True)
    facts = TextField()  # JSON of what is not personal
    detail_digest = BlobField(null=True)


class AuditDetail(Record):
    """Before and after of personal fields: erasable, with the salt that its digest was made with.

    `resident` is NOBODY where words were typed about an activity and not about one person.
    """

    audit = ForeignKeyField(Audit, primary_key=True)
    resident = IntegerField(index=True)
    salt = BlobField()
    text = TextField()  # JSON {"before": …, "after": …}

    class Meta:
        table_name = "audit_detail"


def write(
    actor: Actor,
    verb: str,
    subject: tuple[str, int],
    *,
    now: datetime,
    station: str,
    operation_id: str | None = None,
    facts: Mapping[str, object] | None = None,
    personal: tuple[int, Mapping[str, object], Mapping[str, object]] | None = None,
    reason: str = "",
) -> int:
    """Write one act, inside the act's own transaction. Returns the row's id.

    `personal` is (resident, before, after) where personal fields changed. `reason` is what staff
    typed about something that is nobody's own: kept in the detail, never in the chain.
    """
    if personal is None and reason:
        personal = (NOBODY, {}, {"reason": reason})
    told = dict(facts or {})
    if actor.duty is not None:
        told["duty"] = actor.duty
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    salt = detail = digest = None
    if personal is not None:
        _resident, before, after = personal
        detail = json.dumps({"before": dict(before), "after": dict(after)}, ensure_ascii=False)
        salt, digest = chain.salted(detail)
    at = to_microseconds(now)
    number, link = chain.link(
        now, "audit", at, actor.name, station, verb, *subject, operation_id, text, digest
    )
    row = Audit.create(
        sequence=number,
        digest=link,
        operation_id=operation_id,
        actor=actor.name,
        station=station,
        verb=verb,
        subject_kind=subject[0],
        subject_id=subject[1],
        at=now,
        facts=text,
        detail_digest=digest,
    )
    if personal is not None:
        AuditDetail.create(audit=row.id, resident=personal[0], salt=salt, text=detail)
    return int(row.id)


def links() -> dict[int, tuple[bytes, tuple[object, ...]]]:
    """Every audit row's digest and chained fields by sequence, for `kiosk check`."""
    return {
        row.sequence: (
            bytes(row.digest),
            (
                "audit",
                to_microseconds(row.at),
                row.actor,
                row.station,
                row.verb,
                row.subject_kind,
                row.subject_id,
                row.operation_id,
                row.facts,
                None if row.detail_digest is None else bytes(row.detail_digest),
            ),
        )
        for row in Audit.select().iterator()
    }


def changed_details() -> list[int]:
    """Audit rows whose detail does not match the digest in the chain any more."""
    rows = AuditDetail.select(AuditDetail, Audit).join(Audit)
    return [
        row.audit.id
        for row in rows
        if row.audit.detail_digest is None
        or chain.salted_digest(row.salt, row.text) != bytes(row.audit.detail_digest)
    ]


def forget(resident: int) -> None:
    """Erase what the details say of a person; the rows and the chain stay."""
    AuditDetail.delete().where(AuditDetail.resident == resident).execute()


def forget_reasons(sessions: Iterable[int], names: Iterable[str]) -> int:
    """Erase typed reasons that may be about somebody who is forgotten; returns how many.

    Those of the sessions where the person was, and every reason that holds one of the names.
    """
    ours, wanted = set(sessions), [name for name in names if len(name) >= _SHORTEST]
    rows = AuditDetail.select(AuditDetail, Audit).join(Audit).where(AuditDetail.text % "*reason*")
    gone = [
        row.audit_id
        for row in rows
        if (
            row.resident == NOBODY
            and row.audit.subject_kind == "session"
            and row.audit.subject_id in ours
        )
        or any(name in _reason(row.text) for name in wanted)
    ]
    return int(AuditDetail.delete().where(AuditDetail.audit.in_(gone)).execute())


def erase_reasons_before(limit: datetime) -> int:
    """Erase reasons about an activity that are older; returns how many (rules 7)."""
    old = Audit.select(Audit.id).where(Audit.at < limit)
    return int(
        AuditDetail.delete()
        .where(AuditDetail.resident == NOBODY, AuditDetail.audit.in_(old))
        .execute()
    )


def _reason(detail: str) -> str:
    return str(json.loads(detail)["after"].get("reason", ""))
