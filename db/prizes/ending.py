"""How a reservation ends without the prize: cancelled or lapsed; points and stock go back, linked."""

from __future__ import annotations

from datetime import datetime, timedelta

from db import audit, chain, clock, notices, points, residents, staff, texts
from db.audit import HOUSE, Actor
from db.base import Refusal, database, derived_operation_id
from db.calendar import service_day
from db.codes import Code, CodeKind
from db.duties import guarded
from db.operations import once
from db.points import EntryKind
from db.prizes.keeping import promised
from db.prizes.moving import move
from db.prizes.reasons import PrizeReason
from db.prizes.tables import MoveKind, Redemption, RedemptionState, Share
from db.prizes.views import Ended
from db.residents.tables import ResidentState
from db.settings import Settings
from db.texts import printable

_KINDS = {
    RedemptionState.CANCELLED: EntryKind.PRIZE_CANCELLED,
    RedemptionState.LAPSED: EntryKind.PRIZE_LAPSED,
}


def cancel(
    resident: int, redemption: int, *, now: datetime, station: str, operation_id: str
) -> Ended:
    """A resident does not want it any more: every share goes back to who paid it.

    Whoever pays a share may cancel; the others are told. Refusal: NO_SUCH_REDEMPTION, NOT_YOURS,
    ALREADY_…; PersonReason.… for somebody who has left.
    """

    def write() -> dict[str, int]:
        residents.require_active(resident)
        row = open_one(redemption)
        if resident not in payers(redemption):
            raise Refusal(PrizeReason.NOT_YOURS)
        _end(row, RedemptionState.CANCELLED, "resident", now, station, operation_id)
        _tell(row, "prize_cancelled", now, but=resident)
        return {}

    once(operation_id, "cancel_redemption", (resident, redemption), now, write)
    return ended(redemption, resident)


@guarded("prizes.cancel_by_staff")
def cancel_by_staff(
    redemption: int,
    reason: str,
    *,
    now: datetime,
    station: str,
    actor: Actor,
    operation_id: str,
) -> Ended:
    """Staff cancel a reservation, with a reason in words; whoever paid is told. Audited.

    Refusal: NO_SUCH_REDEMPTION, ALREADY_…, NO_REASON, StaffReason.NOT_ALLOWED, OWN (rules 26).
    """

    def write() -> dict[str, int]:
        row = open_one(redemption)
        if not printable(reason):
            raise Refusal(PrizeReason.NO_REASON)
        for payer in payers(redemption):
            staff.not_for_own(actor.staff, payer)
        _end(row, RedemptionState.CANCELLED, actor.name, now, station, operation_id)
        _tell(row, "prize_cancelled", now)
        audit.write(
            actor,
            "redemption_cancelled",
            ("redemption", redemption),
            now=now,
            station=station,
            operation_id=operation_id,
            facts={"resident": row.resident_id, "prize": row.prize_id, "points": row.cost},
            personal=(row.resident_id, {}, {"reason": printable(reason)}),
        )
        return {}

    once(operation_id, "staff_cancel_redemption", (redemption, reason), now, write)
    return ended(redemption)


def lapse_old(now: datetime) -> int:
    """Give back what nobody fetched by the end of its last day; returns how many.

    Not while the clock is in doubt (rules 13).
    """
    if clock.in_doubt(now):
        return 0
    settings = Settings()
    today = service_day(now, settings.zone)
    due = Redemption.select().where(
        Redemption.state == RedemptionState.RESERVED, Redemption.keep_until < today
    )
    lapsed = 0
    for row in list(due):
        if today <= promised(row.reserved_on, row.keep_until, settings):
            continue  # days were closed since: what was promised still holds
        with database.atomic():
            operation_id = derived_operation_id("0" * 32, "prize lapsed", row.id)
            _end(row, RedemptionState.LAPSED, HOUSE.name, now, "", operation_id)
            _tell(row, "prize_lapsed", now)
            _house(row, "redemption_lapsed", now, operation_id)
        lapsed += 1
    return lapsed


def leave(resident: int, now: datetime, operation_id: str) -> None:
    """Somebody leaves or is forgotten: what they pay for is cancelled first (rules 4, 6)."""
    for row in _paid_by(resident):
        own = derived_operation_id(operation_id, "leaves", row.id)
        _end(row, RedemptionState.CANCELLED, HOUSE.name, now, "", own)
        _tell(row, "prize_cancelled", now, but=resident)
        _house(row, "redemption_cancelled", now, own)


def give_back(resident: int, missing: int, now: datetime, operation_id: str) -> None:
    """Staff take points back that are not there: cancel what was not handed over (rules 19).

    The newest first, and only as many as it takes.
    """
    for row in _paid_by(resident):
        if missing <= 0:
            return
        part = Share.get(Share.redemption == row.id, Share.resident == resident).points
        own = derived_operation_id(operation_id, "gives back", row.id)
        _end(row, RedemptionState.CANCELLED, HOUSE.name, now, "", own)
        _tell(row, "prize_cancelled", now)
        _house(row, "redemption_cancelled", now, own)
        missing -= part


def erase_codes(now: datetime) -> int:
    """Retention (rules 7): numbers of what is over are erased with the refused scans."""
    old = now - timedelta(days=Settings().number("refused_days"))
    over = Redemption.select(Redemption.id).where(Redemption.ended_at < old)
    query = Code.delete().where(Code.kind == CodeKind.PICK_UP.value, Code.ref.in_(over))
    return int(query.execute())


def forget(resident: int) -> None:
    """Nothing here names a person; the numbers of what they reserved or fetched go."""
    own = Redemption.select(Redemption.id).where(Redemption.resident == resident)
    Code.delete().where(Code.kind == CodeKind.PICK_UP.value, Code.ref.in_(own)).execute()
    Redemption.update(fetched_by=None).where(Redemption.fetched_by == resident).execute()


# What the others build on -----------------------------------------------------------------------


def open_one(redemption: int) -> Redemption:
    """A reservation that still waits. Refusal: NO_SUCH_REDEMPTION, ALREADY_…"""
    row = Redemption.get_or_none(Redemption.id == redemption)
    if row is None:
        raise Refusal(PrizeReason.NO_SUCH_REDEMPTION)
    if row.state == RedemptionState.HANDED_OVER:
        raise Refusal(PrizeReason.ALREADY_HANDED_OVER, {"at": row.ended_at})
    if row.state == RedemptionState.CANCELLED:
        raise Refusal(PrizeReason.ALREADY_CANCELLED)
    if row.state == RedemptionState.LAPSED:
        raise Refusal(PrizeReason.ALREADY_LAPSED, {"until": row.keep_until})
    return row


def payers(redemption: int) -> list[int]:
    """Who pays a share, the asker among them."""
    return [row.resident_id for row in Share.select().where(Share.redemption == redemption)]


def ended(redemption: int, resident: int | None = None) -> Ended:
    """The outcome of a redemption that is over, as `resident` (or who asked for it) sees it."""
    row = Redemption.get_by_id(redemption)
    who = row.resident_id if resident is None else resident
    share = Share.get_or_none(Share.redemption == redemption, Share.resident == who)
    back = share is not None and share.back_id is not None
    return Ended(
        redemption=redemption,
        title=texts.of("prize", [row.prize_id], "title")[row.prize_id],
        state=row.state,
        points=share.points if share is not None and back else 0,
        spendable=points.balances(who).spendable,
    )


def conclude(row: Redemption, state: RedemptionState, by: str, now: datetime) -> None:
    """reserved → `state`, exactly once. Refusal: ALREADY_… when somebody else was faster."""
    changed = (
        Redemption.update(state=state, ended_at=now, ended_by=by)
        .where(Redemption.id == row.id, Redemption.state == RedemptionState.RESERVED)
        .execute()
    )
    if changed != 1:
        open_one(row.id)


def _end(
    row: Redemption,
    state: RedemptionState,
    by: str,
    now: datetime,
    station: str,
    operation_id: str,
) -> None:
    chain.touch()
    conclude(row, state, by, now)
    move(
        row.prize_id,
        MoveKind.RELEASE,
        0,
        -1,
        now=now,
        station=station,
        actor=by,
        operation_id=derived_operation_id(operation_id, "release", row.id),
        redemption=row.id,
    )
    for share in Share.select().where(Share.redemption == row.id):
        back = points.reverse(
            share.paid_id,
            _KINDS[state],
            now=now,
            operation_id=derived_operation_id(operation_id, "back", share.resident_id),
        )
        Share.update(back=back).where(
            Share.redemption == row.id, Share.resident == share.resident_id
        ).execute()


def _paid_by(resident: int) -> list[Redemption]:
    rows = (
        Redemption.select()
        .join(Share)
        .where(Share.resident == resident, Redemption.state == RedemptionState.RESERVED)
        .order_by(Redemption.id.desc())
    )
    return list(rows)


def _tell(row: Redemption, kind: str, now: datetime, *, but: int | None = None) -> None:
    for share in Share.select().where(Share.redemption == row.id):
        who = share.resident_id
        if who != but and residents.state(who) is ResidentState.ACTIVE:
            notices.tell(who, kind, {"prize": row.prize_id, "points": share.points}, now)


def _house(row: Redemption, verb: str, now: datetime, operation_id: str) -> None:
    audit.write(
        HOUSE,
        verb,
        ("redemption", row.id),
        now=now,
        station="",
        operation_id=operation_id,
        facts={"resident": row.resident_id, "prize": row.prize_id, "points": row.cost},
    )
