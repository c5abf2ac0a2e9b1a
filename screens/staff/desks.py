"""The desks of staff mode: one row for each thing that staff do at the kiosk.

Another room adds one row; who may do its operation (db/duties/roles.py) sees it, nobody else does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.duties import DUTIES
from db.staff import Role
from screens.i18n import p_
from screens.visit import Visit

if TYPE_CHECKING:
    from screens.base import KioskScreen


@dataclass(frozen=True, slots=True)
class Desk:
    """A tile of the first page. `opens` loads its screen when it is first wanted."""

    key: str
    icon: str
    words: Callable[[], str]
    operation: str  # of DUTIES
    opens: Callable[[Visit], KioskScreen]


def _people(visit: Visit) -> KioskScreen:
    from screens.staff.people import PeopleScreen

    return PeopleScreen(visit)


def _shelf(visit: Visit) -> KioskScreen:
    from screens.staff.shelf import ShelfDeskScreen

    return ShelfDeskScreen(visit)


def _refusals(visit: Visit) -> KioskScreen:
    from screens.staff.refusals import RefusedScreen

    return RefusedScreen(visit)


def _oddities(visit: Visit) -> KioskScreen:
    from screens.staff.oddities import OdditiesScreen

    return OdditiesScreen(visit)


def _acts(visit: Visit) -> KioskScreen:
    from screens.staff.acts import ActsScreen

    return ActsScreen(visit)


DESKS: tuple[Desk, ...] = (
    Desk("people", "people", lambda: p_("desk", "People"), "residents.find", _people),
    Desk("shelf", "gift", lambda: p_("desk", "Prizes"), "prizes.hand_over", _shelf),
    Desk(
        "refused",
        "no_entry",
        lambda: p_("desk", "Refused: why?"),
        "looking.refusals",
        _refusals,
    ),
    Desk("odd", "find", lambda: p_("desk", "What looks odd"), "looking.oddities", _oddities),
    Desk("acts", "statement", lambda: p_("desk", "What was done"), "looking.acts", _acts),
)
MOST = 8  # tiles of the first page


def desks_of(role: Role | str) -> tuple[Desk, ...]:
    """What this role may do here, in the order of the table."""
    return tuple(desk for desk in DESKS if Role(role) in DUTIES[desk.operation])[:MOST]


def any_for(role: Role | str) -> bool:
    """Whether staff mode holds anything for this role."""
    return bool(desks_of(role))
