"""Operations that a tap, a scan or a retry can repeat: answered once, and the same answer again.

SIGKILL can land after the commit and before the answer; the same operation_id must then be answered
"done", not "duplicate" (reliability.md 10). So the answer is stored with the write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from peewee import BlobField, TextField

from db.base import GeneralReason, Instant, Record, Refusal, database, to_microseconds
from db.chain import encode
from db.statements import ANY, Statement


class Operation(Record):
    """An answered operation: its id, a digest of its arguments, and the facts it answered with."""

    operation_id = TextField(primary_key=True)
    verb = TextField()
    digest = BlobField()
    answer = TextField()
    at = Instant(index=True)


_FIND = Statement(
    lambda: Operation.select(Operation.digest, Operation.answer).where(
        Operation.operation_id == ANY
    )
)
_KEEP = Statement(
    lambda: Operation.insert(operation_id=ANY, verb=ANY, digest=ANY, answer=ANY, at=ANY)
)


def once(
    operation_id: str | None,
    verb: str,
    arguments: tuple[object, ...],
    now: datetime,
    write: Callable[[], dict[str, Any]],
) -> dict[str, Any]:
    """Run `write` in one transaction, unless this operation_id was answered before.

    `write` returns plain facts (numbers and codes, never a name) that are stored as the answer. The
    same id with the same arguments gives those facts again; with other arguments it raises
    Refusal(OTHER_CONTENT). When `write` raises, nothing is left. Without an operation_id nobody can
    ask again, and no answer is kept.
    """
    if operation_id is None:
        with database.atomic():
            return write()
    digest = hashlib.sha256(encode(verb, *arguments)).digest()
    with database.atomic():
        row = _FIND(operation_id).fetchone()
        if row is not None:
            if bytes(row[0]) != digest:
                raise Refusal(GeneralReason.OTHER_CONTENT)
            facts: dict[str, Any] = json.loads(row[1])
            return facts
        facts = write()
        _KEEP(operation_id, verb, digest, json.dumps(facts), to_microseconds(now))
    return facts
