"""Refused scans: stored with reason and time, because people ask "I scanned and got nothing"."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from peewee import IntegerField, PeeweeException, TextField

from db.base import Instant, Record, Refusal, database
from db.codes import shortened
from db.sqlite import driver, reason_of

log = logging.getLogger(__name__)


class RefusedScan(Record):
    """A no that was said: to whom (number only), where, why, and every further reason."""

    at = Instant(index=True)
    station = TextField()
    card = IntegerField(null=True)
    resident = IntegerField(null=True, index=True)
    session = IntegerField(null=True)
    reason = TextField()
    also = TextField(default="")  # further reasons, comma-separated
    code = TextField(default="")  # the first and last two characters only

    class Meta:
        table_name = "refused_scan"


def record(
    refusal: Refusal,
    *,
    now: datetime,
    station: str,
    card: int | None = None,
    resident: int | None = None,
    session: int | None = None,
    code: str = "",
) -> None:
    """Keep a no. Runs in a transaction of its own, after the refused one has rolled back.

    Where nothing can be written (full disk, busy file) the no is said all the same.
    """
    try:
        with database.atomic():
            RefusedScan.create(
                at=now,
                station=station,
                card=card,
                resident=resident,
                session=session,
                reason=str(refusal.reason),
                also=",".join(map(str, refusal.also)),
                code=shortened(code) if code else "",
            )
    except (PeeweeException, driver().Error) as error:
        trouble = reason_of(error)
        if trouble is None:
            raise
        log.warning("a refused scan was not kept: %s", trouble)


def erase_before(moment: datetime) -> int:
    """Retention (rules 7): erase refused scans older than this; returns how many."""
    return int(RefusedScan.delete().where(RefusedScan.at < moment).execute())


def forget(resident: int, cards: Iterable[int]) -> None:
    """Take a forgotten person's numbers out of the list of refused scans."""
    RefusedScan.update(resident=None, card=None, code="").where(
        (RefusedScan.resident == resident) | RefusedScan.card.in_(list(cards))
    ).execute()
