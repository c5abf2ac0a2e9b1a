"""What staff read of a person, a card and an act: the words for what the records hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from db.activities.views import SessionView
from db.residents import CardState, Found, ResidentState
from screens import i18n
from screens.i18n import _, p_
from screens.refusals import REASONS, says
from screens.typography import month_day, span
from screens.visit import Visit

LANGUAGE_NAMES = i18n.NAMES


def field_text(field: str) -> str:
    """A field of a person, as the desk calls it."""
    return _FIELDS.get(field, lambda: field)()


_FIELDS: Mapping[str, Callable[[], str]] = {
    "name": lambda: p_("field", "Name"),
    "second_name": lambda: p_("field", "Name in another script"),
    "household": lambda: p_("field", "Household"),
    "grid": lambda: p_("field", "Grid"),
    "birth_year": lambda: p_("field", "Birth year"),
    "child": lambda: p_("field", "Child or adult"),
    "phone": lambda: p_("field", "Telephone"),
    "lang": lambda: p_("field", "Language"),
}


def value_text(field: str, value: object) -> str:
    """What stands in a field; a dash where nothing does."""
    if field == "child":
        return p_("person", "Child") if value else p_("person", "Adult")
    if field == "lang":
        return LANGUAGE_NAMES.get(str(value), "–")
    return str(value) if value not in (None, "") else "–"


def state_text(state: ResidentState | str) -> str:
    """Whether somebody belongs to the hall; nothing for those who do."""
    return {
        ResidentState.MOVED: lambda: p_("person", "moved away"),
        ResidentState.DIED: lambda: p_("person", "died"),
        ResidentState.FORGOTTEN: lambda: p_("person", "forgotten"),
    }.get(ResidentState(state), str)()


def card_state_text(state: CardState | str) -> str:
    """A card's life."""
    return {
        CardState.ACTIVE: lambda: p_("card", "in use"),
        CardState.LOST: lambda: p_("card", "lost"),
        CardState.BLOCKED: lambda: p_("card", "blocked"),
        CardState.REPLACED: lambda: p_("card", "replaced"),
        CardState.EXPIRED: lambda: p_("card", "expired"),
        CardState.UNBOUND: lambda: p_("card", "blank"),
    }[CardState(state)]()


def card_kind_text(kind: str) -> str:
    """A member's card or one of the staff."""
    return _("Staff card") if kind == "staff" else _("Member card")


def about(found: Found) -> str:
    """What tells people of one name apart: birth year, household, grid."""
    born = str(found.birth_year) if found.birth_year else value_text("child", found.child)
    parts = (
        state_text(found.state),
        born,
        found.household,
        found.grid,
        _("No. {n}", n=found.resident),
    )
    return " · ".join(filter(None, parts))


def seat_text(view: SessionView, visit: Visit) -> str:
    """A session that somebody has a place in."""
    day = month_day(view.day, i18n.current())
    return f"{day}  {span(view.starts_at, view.ends_at)}  {visit.say(view.title)}"


def purpose_text(purpose: str) -> str:
    """What a consent is for."""
    return {
        "membership": lambda: p_("consent", "Membership"),
        "ethnic_group": lambda: p_("consent", "Ethnic group"),
        "photographs": lambda: p_("consent", "Photographs"),
        "voice": lambda: p_("consent", "Voice"),
        "public_name": lambda: p_("consent", "Name in public"),
        "doctor": lambda: p_("consent", "Doctor"),
        "shop": lambda: p_("consent", "Shop"),
        "twin": lambda: p_("consent", "Twin hall"),
        "office": lambda: p_("consent", "Office"),
    }.get(purpose, lambda: purpose)()


def reason_text(reason: str) -> str:
    """A reason that was written down, as it was said."""
    for kind in REASONS:
        if reason in {one.value for one in kind}:
            return says(kind(reason)).what
    return reason
