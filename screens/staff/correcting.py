"""Correcting what is written of a person: one field at a time, before and after beside each other."""

from __future__ import annotations

from textual import work

from db import residents
from db.residents import Page
from screens.i18n import _
from screens.staff.cards import whom
from screens.staff.confirm import ConfirmScreen
from screens.staff.fields import CHOICES, FieldsScreen
from screens.staff.words import field_text, value_text
from screens.visit import Visit
from screens.widgets.panel import Line


class CorrectScreen(FieldsScreen):
    """Dismissed with what was done, in words, or with None."""

    def __init__(self, visit: Visit, page: Page) -> None:
        super().__init__(visit)
        self.person = page

    def title_text(self) -> str:
        return _("Correct")

    def value(self, field: str) -> object:
        page, who = self.person, self.person.who
        return {
            "name": who.name,
            "second_name": who.second_name,
            "birth_year": who.birth_year,
            "child": who.child,
            "phone": page.phone,
            "lang": page.lang,
        }[field]

    def given(self, field: str, value: object) -> None:
        if value == self.value(field):
            return
        if field in CHOICES:  # chosen and not typed: nothing to read again
            self.write(field, value)
            return

        def said() -> tuple[Line, ...]:
            before, after = (value_text(field, one) for one in (self.value(field), value))
            change = (Line(before, "muted"), Line(f"→ {after}", bold=True))
            return *whom(self.person.who), Line(""), Line(field_text(field)), *change

        def answered(yes: str | None) -> None:
            if yes:
                self.write(field, value)

        self.app.push_screen(ConfirmScreen(self.visit, self.title_text, said), answered)

    @work
    async def write(self, field: str, value: object) -> None:
        """One field; what it was before stands in the audit."""
        visit, who = self.visit, self.person.who.resident
        changed = await self.asked(residents.correct, who, **{field: value})
        if changed is not None and self.in_front(visit):
            self.dismiss("✓  " + _("Corrected: {field}", field=field_text(field)))
