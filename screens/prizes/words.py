"""A prize in words: its pictogram, how many are left, or why it cannot be had."""

from __future__ import annotations

from datetime import date

from db.prizes import Category, PrizeReason, PrizeView, RedemptionState, RedemptionView
from screens import pictures
from screens.i18n import _, n_
from screens.typography import relative_day

# The first that is drawn is shown.
_ICONS = {
    Category.FOOD: ("food", "gift"),
    Category.HOUSEHOLD: ("household", "home"),
    Category.TOOLS: ("tools", "hand"),
    Category.CLOTHING: ("clothing", "people"),
    Category.CHILDREN: ("toys", "star"),
    Category.STUDY: ("study", "book"),
    Category.HEALTH: ("health", "care"),
    Category.VOUCHERS: ("shopping_card", "card"),
    Category.OTHER: ("gift",),
}


def icon(category: str, picture: str = "") -> str:
    """The pictogram of a prize: its own, or that of its category."""
    wanted = (picture, *_ICONS.get(Category(category), ()), "gift")
    return next(name for name in wanted if name and pictures.exists(name))


def price(points: int) -> str:
    """What it costs."""
    return n_("{n} point", "{n} points", points)


def can_have(prize: PrizeView) -> bool:
    """Whether it can be asked for; a child may still need a guardian's card."""
    return prize.why_not in (None, PrizeReason.GUARDIAN_NEEDED)


def can_share(prize: PrizeView, family: int) -> bool:
    """Whether a household can pay for it together: only points are missing, or nothing is."""
    missing = {PrizeReason.NOT_ENOUGH, PrizeReason.GUARDIAN_NEEDED}
    return family > 1 and prize.cost > 1 and missing.issuperset(prize.reasons)


def availability(prize: PrizeView, lang: str, today: date) -> str:
    """How many are left, or in few words why it cannot be had."""
    facts = prize.facts
    match prize.why_not:
        case None | PrizeReason.GUARDIAN_NEEDED:
            return n_("{n} left", "{n} left", prize.left)
        case PrizeReason.SOLD_OUT:
            return _("None left")
        case PrizeReason.NOT_ENOUGH:
            missing = facts.get("missing")
            count = missing if isinstance(missing, int) else 0
            return n_("{n} more point needed", "{n} more points needed", count)
        case PrizeReason.ALREADY_RESERVED:
            return _("Waits for you")
        case PrizeReason.TOO_MANY_RESERVED:
            return _("Fetch your other prizes first")
        case PrizeReason.PERSON_LIMIT:
            return _("You have had yours")
        case PrizeReason.HOUSEHOLD_LIMIT:
            return _("Your household has had its own")
        case PrizeReason.TOO_YOUNG:
            return _("From {age} years on", age=facts.get("age", ""))
        case PrizeReason.NOT_YET:
            start = facts.get("from")
            if isinstance(start, date):
                return _("From {day} on", day=relative_day(start, today, lang))
    return _("Not now")


def state(row: RedemptionView, lang: str, today: date) -> str:
    """Where a redemption stands, in words."""
    match row.state:
        case RedemptionState.RESERVED:
            return _("Waits for you until: {day}", day=relative_day(row.until, today, lang))
        case RedemptionState.HANDED_OVER:
            return _("You have it")
        case RedemptionState.LAPSED:
            return _("Not fetched: your points are back")
    return _("Cancelled: your points are back")
