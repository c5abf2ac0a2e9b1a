"""Who did what: one chained row for every staff act, in the transaction of the act itself.

What a personal field was before and after stands in a detail row outside the chain, which holds only
its salted digest, so that a forgotten person leaves no name and the chain still verifies (rules 6).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    """Before and after of personal fields: erasable, with the salt that its digest was made with."""

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
) -> int:
    """Write one act, inside the act's own transaction. Returns the row's id.

    `personal` is (resident, before, after) where personal fields changed.
    """
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
