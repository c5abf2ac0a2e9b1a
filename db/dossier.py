"""A resident's page as the desk sees it: from every room that has something to say of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db import activities, points, residents
from db.activities.views import SessionView
from db.audit import Actor
from db.duties import guarded
from db.residents import Page


@dataclass(frozen=True, slots=True)
class Dossier:
    """The page of a resident, the points, the answers to consent, and the places that are kept."""

    page: Page
    spendable: int
    coming: int
    consents: tuple[tuple[str, bool], ...]  # purpose, yes or no
    seats: tuple[SessionView, ...]


@guarded("dossier.open")
def open(  # the verb of the field
    resident: int, *, now: datetime, station: str, actor: Actor
) -> Dossier:
    """All that the desk sees of a resident; who opened it is written down once.

    Refusal: NO_SUCH_RESIDENT, FORGOTTEN.
    """
    page = residents.page(resident, now=now, station=station, actor=actor)
    have = points.balances(resident)
    return Dossier(
        page=page,
        spendable=have.spendable,
        coming=have.coming,
        consents=residents.consents(resident),
        seats=activities.places(resident, now=now),
    )
