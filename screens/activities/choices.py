"""What a resident can do with one session at this moment: one word, one symbol, one action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from db.activities.reasons import ActivityReason
from db.activities.views import Enrolment, SessionView, Standing
from screens.i18n import _, n_
from screens.typography import span, time_text

_DAY = timedelta(hours=23, minutes=59)


class Act(StrEnum):
    """What tapping the key beside a session does; NONE is flat and cannot be tapped."""

    NONE = "none"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    ENROL = "enrol"
    LEAVE = "leave"
    CARD = "card"  # nobody has shown a card yet: say so


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of a session as a symbol and a word, and what a tap would do."""

    act: Act
    symbol: str
    word: str
    more: str = ""

    @property
    def label(self) -> str:
        """The symbol and the word, never one without the other."""
        return f"{self.symbol} {self.word}"


def choice(session: SessionView, *, identified: bool) -> Choice:
    """The one thing that can be done with a session, or the reason why nothing can."""
    if (done := _finished(session)) is not None:
        return done
    if not identified:
        return _anonymous(session)
    if session.standing is Standing.IN:
        if session.per_hour:
            return Choice(Act.CHECK_OUT, "→", _("Check out"), _("You are in"))
        return Choice(Act.NONE, "✓", _("You are in"))
    if session.can_check_in or session.why_not is ActivityReason.ELSEWHERE:
        return Choice(Act.CHECK_IN, "✓", _("Check in"))
    if session.standing is Standing.WAITING:
        return Choice(Act.LEAVE, "…", _("Waiting list"), _place(session))
    if session.standing is Standing.ENROLLED:
        return Choice(Act.LEAVE, "✓", _("Enrolled"), _opens(session))
    if session.can_enrol:
        if session.seats_left == 0:
            return Choice(Act.ENROL, "＋", _("Waiting list"), _("No seat left"))
        return Choice(Act.ENROL, "＋", _("Enrol"))
    return _closed(session)


def _finished(session: SessionView) -> Choice | None:
    """Sessions that nobody can enter any more, and those that this resident has left."""
    if session.cancelled or session.why_not is ActivityReason.CANCELLED:
        return Choice(Act.NONE, "✕", _("Cancelled"))
    if session.standing is Standing.OUT or session.why_not is ActivityReason.ALREADY_OUT:
        return Choice(Act.NONE, "✓", _("You were here"))
    live = session.standing is Standing.IN
    if session.closed or (session.why_not is ActivityReason.OVER and not live):
        return Choice(Act.NONE, "■", _("Ended"))
    return None


def _anonymous(session: SessionView) -> Choice:
    """Without a card the state is told all the same; a tap asks for the card."""
    if session.can_check_in:
        return Choice(Act.CARD, "✓", _("Open now"), _("Check in with your card"))
    if session.can_enrol and session.seats_left != 0:
        return Choice(Act.CARD, "＋", _("Enrol"), _("With your card"))
    return _closed(session)


def _closed(session: SessionView) -> Choice:
    """Why nothing can be done now: later, full, or only with enrolment."""
    if session.why_not is ActivityReason.NOT_YET:
        if session.seats_left == 0:
            return Choice(Act.NONE, "✕", _("Full"))
        return Choice(Act.NONE, "○", _opens(session))
    if session.why_not is ActivityReason.FULL:
        return Choice(Act.NONE, "✕", _("Full"))
    if session.why_not is ActivityReason.ENROLMENT_NEEDED:
        return Choice(Act.NONE, "✕", _("Enrolment needed"))
    return Choice(Act.NONE, "○", _("Not now"))


def _opens(session: SessionView) -> str:
    return _("Opens {time}", time=time_text(session.opens_at))


def _place(session: SessionView) -> str:
    if session.waiting_place is None:
        return ""
    return _("Your place: {place}", place=session.waiting_place)


def hours(session: SessionView) -> str:
    """From when to when, in words where that is the whole day."""
    if session.ends_at - session.starts_at >= _DAY:
        return _("All day")
    return span(session.starts_at, session.ends_at)


def seats(session: SessionView) -> str:
    """How many seats are left, in words, or that nobody needs to enrol."""
    if session.enrolment is Enrolment.NONE:
        return _("No enrolment needed")
    if session.seats_left is None:
        return _("Enrolment is open")
    if session.seats_left == 0:
        return _("Full")
    return n_("{n} seat left", "{n} seats left", session.seats_left)
