"""What was done today, and by whom: every act of staff with what was before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from textual import work

from db import looking, staff
from db.looking import Act
from screens.i18n import _, p_
from screens.roles import role_text
from screens.staff.records import Record, RecordsScreen
from screens.staff.verbs import fact_text, subject_text, verb_text
from screens.staff.words import card_state_text, field_text, value_text
from screens.typography import time_text
from screens.visit import Visit


class ActsScreen(RecordsScreen):
    """The audit of today, the newest first."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._rows: tuple[Act, ...] | None = None
        self._team: dict[str, tuple[str, str]] = {}  # actor → name and role

    def title_text(self) -> str:
        return p_("desk", "What was done")

    def empty_text(self) -> str:
        return _("Nothing was done today.")

    def on_mount(self) -> None:
        self.load()

    @work
    async def load(self) -> None:
        """Read the acts, and who the staff are."""
        team = await self.asked(staff.listed) if self.may("staff.listed") else None
        self._team = {f"staff:{one.staff}": (one.name, one.role) for one in team or ()}
        self._rows = await self.asked(looking.acts)
        self.refill()

    def records(self) -> tuple[Record, ...] | None:
        if self._rows is None:
            return None
        return tuple(Record(time_text(act.at), self._lines(act)) for act in self._rows)

    def _lines(self, act: Act) -> tuple[str, ...]:
        facts: Mapping[str, Any] = json.loads(act.facts)
        about = (self._who(act.actor), subject_text(*act.subject), *fact_text(act.verb, facts))
        return (verb_text(act.verb), " · ".join(filter(None, about)), *changes(act, facts))

    def _who(self, actor: str) -> str:
        if actor in self._team:
            name, role = self._team[actor]
            return f"{name} ({role_text(role)})"
        if actor == "house":
            return _("The kiosk by itself")
        return actor


def changes(act: Act, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Before and after, one line a field; what was erased with a person is said to be."""
    if act.detail:
        kept = json.loads(act.detail)
        before, after = kept["before"], kept["after"]
        return tuple(
            _line(field, before.get(field), value)
            for field, value in after.items()
            if field in before or value not in (None, "", False)
        )
    if "fields" in facts:
        return (_("The words were erased."),)
    if facts.get("before") is not None or facts.get("after") is not None:
        said = card_state if act.verb.startswith("card_") else _plain
        return (f"{said(facts.get('before'))} → {said(facts.get('after'))}",)
    return ()


def _line(field: str, before: object, after: object) -> str:
    return f"{field_text(field)}: {value_text(field, before)} → {value_text(field, after)}"


def card_state(value: object) -> str:
    """A state of a card in words; a dash where there was none."""
    return "–" if value is None else card_state_text(str(value))


def _plain(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(one)}" for name, one in value.items())
    return str(value)
