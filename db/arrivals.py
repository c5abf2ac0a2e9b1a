"""What a card at the reader means, and the home that opens for it: one hop to the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db import activities, calendar, clock, codes, notices, points, refused, residents, staff, texts
from db.activities.tables import Attendance, AttendanceState, Session
from db.activities.views import SessionView
from db.base import Refusal, from_microseconds, to_microseconds
from db.calendar import OpenHours, service_day
from db.codes import CodeKind
from db.notices import NoticeView
from db.residents import CardReason
from db.settings import Settings
from db.staff import StaffCard
from db.statements import ANY, Statement
from db.texts import Words


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """The last check-in, while it can still be taken back."""

    attendance: int
    title: Words
    points: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Home:
    """All that a resident's home shows. The name is masked."""

    resident: int
    masked: str
    lang: str | None
    child: bool
    first_visit: bool
    spendable: int
    coming: int
    open: tuple[SessionView, ...]
    inside: tuple[SessionView, ...]
    undo: UndoOffer | None
    notices: tuple[NoticeView, ...]
    plans: tuple[SessionView, ...]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was held to the reader: kind "member", "staff", "isbn" or "ambiguous"."""

    kind: str
    home: Home | None = None
    staff: StaffCard | None = None
    kinds: tuple[str, ...] = ()  # what an ambiguous number could be: ask


@dataclass(frozen=True, slots=True)
class Front:
    """What everybody may see without a card."""

    hall: Words
    now: datetime
    clock_confirmed: bool
    demo: bool
    open_now: bool
    opens: tuple[OpenHours, ...]
    first_lang: str


_LAST = Statement(
    lambda: (
        Attendance.select(Attendance.id, Attendance.points, Attendance.entered_at, Session.series)
        .join(Session)
        .where(
            Attendance.resident == ANY,
            Attendance.happened_at > ANY,
            Attendance.state == AttendanceState.LIVE.value,
            Attendance.entered_at > ANY,
        )
        .order_by(Attendance.id.desc())
        .limit(1)
    )
)
_EVER = Statement(
    lambda: Attendance.select(Attendance.id).where(Attendance.resident == ANY).limit(1)
)


def card_shown(code: str, kind: str | None = None, *, now: datetime, station: str) -> Arrived:
    """What this code is, and the home of a member. One SELECT decides, nothing is guessed.

    A number that is two things is "ambiguous"; `kind` says which one was meant.
    Refusal(CardReason.…) for a card that opens nothing; it is kept among the refused scans.
    """
    settings = Settings()
    today = service_day(clock.moment(now), settings.zone)  # with a wrong clock no card expires
    try:
        found = [m for m in codes.meanings(code) if kind in (None, m.kind)]
        if not found:
            raise Refusal(CardReason.UNKNOWN)
        if len(found) > 1:
            return Arrived("ambiguous", kinds=tuple(sorted(m.kind for m in found)))
        meaning = found[0]
        if meaning.kind not in (CodeKind.MEMBER, CodeKind.STAFF):
            return Arrived(meaning.kind)
        holder = residents.holder(meaning.ref, today)
        if meaning.kind == CodeKind.STAFF:
            card = staff.of_resident(holder.resident)
            if card is None:
                facts = {"card": holder.card, "resident": holder.resident}
                raise Refusal(CardReason.BLOCKED, facts)
            return Arrived("staff", staff=card)
    except Refusal as refusal:
        if isinstance(refusal.reason, CardReason):
            refused.record(refusal, now=now, station=station, code=code, **_numbers(refusal))
        raise
    return Arrived("member", home=home(holder.resident, now=now))


def _numbers(refusal: Refusal) -> dict[str, Any]:
    return {k: v for k, v in refusal.facts.items() if k in ("card", "resident")}


def home(resident: int, *, now: datetime) -> Home:
    """The home of a resident at this moment; Refusal(PersonReason.…) for somebody who has left."""
    residents.require_active(resident)
    settings = Settings()
    today = service_day(clock.moment(now), settings.zone)
    face = residents.face(resident, today, settings.number("child_age"))
    have = points.balances(resident)
    return Home(
        resident=resident,
        masked=face.masked,
        lang=face.lang,
        child=face.child,
        first_visit=_EVER(resident).fetchone() is None,
        spendable=have.spendable,
        coming=have.coming,
        open=activities.open_for(resident, now=now, settings=settings),
        inside=activities.inside(resident, now=now, settings=settings),
        undo=_undo(resident, now, settings),
        notices=notices.unread(resident),
        plans=activities.places(resident, now=now),
    )


def _undo(resident: int, now: datetime, settings: Settings) -> UndoOffer | None:
    seconds = settings.number("undo_seconds")
    since = now - timedelta(seconds=seconds)
    row = _LAST(
        resident,
        to_microseconds(clock.moment(now) - timedelta(days=1)),
        to_microseconds(since),
    ).fetchone()
    if row is None:
        return None
    attendance, earned, entered_at, series = row
    until = calendar.local(
        from_microseconds(entered_at) + timedelta(seconds=seconds), settings.zone
    )
    return UndoOffer(attendance, texts.of("series", [series], "title")[series], earned, until)


def front(*, now: datetime) -> Front:
    """The hall's name, its time, its open hours, and whether the clock can be believed."""
    settings = Settings()
    here = calendar.local(now, settings.zone)
    return Front(
        hall=texts.of("hall", [1], "name")[1],
        now=here,
        clock_confirmed=not clock.in_doubt(now),
        demo=settings.word("hall_kind") == "demo",
        open_now=calendar.open_at(now, settings),
        opens=calendar.hours(here.date(), 7),
        first_lang=settings.word("first_language"),
    )
