"""One movement of points in words: when, what for, how many, and what was left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.points import EntryKind, StatementLine
from screens.i18n import _
from screens.typography import month_day, relative_day, time_text

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the statement, ready to be drawn. Signs and words, never colour alone."""

    day: str
    time: str
    name: str
    reason: str
    amount: str
    move: str
    balance: str
    account: str
    gain: bool
    waits: bool  # on the way: shown, but not to be added up with what has arrived


def line(entry: StatementLine, lang: str, today: date, first: str = "zh_CN") -> Line:
    """The words of one movement; `today` is the hall's own day."""
    reason = reason_words(entry.kind)
    title = entry.title.best(lang, first)
    details = [reason] if title else []
    if entry.entered_later:
        details.append(_("entered later"))
    return Line(
        day=_day(entry.at.date(), today, lang),
        time=time_text(entry.at),
        name=title or reason,
        reason=" · ".join(details),
        amount=signed(entry.amount),
        move=move_words(entry),
        balance=str(entry.balance),
        account=_("on the way") if entry.account == "coming" else _("to spend"),
        gain=entry.amount >= 0,
        waits=entry.account == "coming",
    )


def visible(entry: StatementLine) -> bool:
    """Whether a movement has a row of its own.

    Points that arrive leave "on the way" in the same entry: the resident reads it once.
    """
    return not (entry.kind == EntryKind.ARRIVED and entry.account == "coming")


def signed(amount: int) -> str:
    """+10 or −10; the sign is never left out."""
    return f"+{amount}" if amount >= 0 else f"{MINUS}{-amount}"


def move_words(entry: StatementLine) -> str:
    """What happened to the points, in two words."""
    match entry.kind:
        case EntryKind.ARRIVED:
            return _("arrived")
        case EntryKind.UNDO | EntryKind.ANNUL:
            return _("taken back")
        case EntryKind.SPEND if entry.amount < 0:
            return _("used")
        case EntryKind.EXPIRY | EntryKind.LAPSE:
            return _("expired")
    if entry.reverses:
        return _("given back") if entry.amount >= 0 else _("taken back")
    if entry.account == "coming":
        return _("on the way") if entry.amount >= 0 else _("left")
    return _("added") if entry.amount >= 0 else _("taken off")


def reason_words(kind: str) -> str:
    """The reason of a movement, named in full. Every kind of entry has one."""
    match kind:
        case EntryKind.CHECK_IN:
            return _("Check-in")
        case EntryKind.ARRIVED:
            return _("Points have arrived")
        case EntryKind.UNDO:
            return _("Check-in was undone")
        case EntryKind.ANNUL:
            return _("Taken back by staff")
        case EntryKind.LOSS_COVER:
            return _("Paid by the hall")
        case EntryKind.OPENING:
            return _("From the paper points book")
        case EntryKind.AWARD:
            return _("Thank you from the hall")
        case EntryKind.CORRECTION:
            return _("Corrected by staff")
        case EntryKind.SPEND:
            return _("Prize")
        case EntryKind.PRIZE_CANCELLED:
            return _("Prize was cancelled")
        case EntryKind.PRIZE_LAPSED:
            return _("Prize was not fetched")
        case EntryKind.EXPIRY:
            return _("Points that were too old")
        case EntryKind.MOVED:
            return _("Moved to another activity")
        case EntryKind.INHERITED:
            return _("From your household")
        case EntryKind.LAPSE:
            return _("Account was closed")
    return _("Ask staff what this is")


def _day(day: date, today: date, lang: str) -> str:
    """Today and yesterday by name, other days by month and day."""
    near = 0 <= (today - day).days <= 1
    return relative_day(day, today, lang) if near else month_day(day, lang)
