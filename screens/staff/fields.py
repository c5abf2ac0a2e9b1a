"""The fields of a person as keys: one tap asks for what is to stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal

from screens import i18n
from screens.i18n import _, p_
from screens.keyboards.digits import Digits
from screens.keyboards.names import names
from screens.staff.confirm import ConfirmScreen
from screens.staff.screen import StaffEntryScreen, StaffScreen
from screens.staff.words import LANGUAGE_NAMES, field_text, value_text
from screens.visit import Visit
from screens.widgets.cells import clean
from screens.widgets.key import Key
from screens.widgets.panel import Line

FIELDS = ("name", "second_name", "birth_year", "child", "phone", "lang")
YEAR, PHONE = 4, 15  # digits
CHOICES: Mapping[str, tuple[tuple[str, object, Callable[[], str]], ...]] = {
    "child": (
        ("adult", False, lambda: "●  " + p_("person", "Adult")),
        ("child", True, lambda: "•  " + p_("person", "Child")),
    ),
    "lang": tuple(
        (f"lang-{lang}", lang, partial(value_text, "lang", lang)) for lang in LANGUAGE_NAMES
    ),
}


class FieldsScreen(StaffScreen):
    """Six keys. Subclasses say what stands in a field and take what was typed."""

    DEFAULT_CSS = """
    FieldsScreen #fields { grid-size: 2 3; height: 1fr; }
    FieldsScreen #fields Key { height: 100%; }
    FieldsScreen #keys { height: 3; margin: 0 0 1 0; }
    FieldsScreen #keys > Key { width: 26; }
    FieldsScreen #keys > #go { width: 1fr; margin: 0 0 0 4; }
    FieldsScreen.-narrow #keys { margin: 0; }
    """

    goes = False  # whether there is a key that goes on with all fields

    def value(self, field: str) -> object:
        """What stands in a field."""
        raise NotImplementedError

    def given(self, field: str, value: object) -> None:
        """Something else is to stand there."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        with Grid(id="fields"):
            for field in FIELDS:
                yield Key(id=f"field-{field}")
        with Horizontal(id="keys"):
            yield Key(id="back")
            if self.goes:
                yield Key(id="go")

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        for field in FIELDS:
            head, said = field_text(field), value_text(field, self.value(field))
            both = f"{head}: {said}"
            # A low key has one line: the value stands behind its name, if there is room for it.
            fits = self.narrow and cell_len(clean(both)) <= self.app.size.width // 2 - 8
            self.query_one(f"#field-{field}", Key).show(*((both,) if fits else (head, said)))
        self.query_one("#back", Key).label = "◀  " + _("Back")

    def on_key_pressed(self, event: Key.Pressed) -> None:
        pressed = event.key.id or ""
        if pressed.startswith("field-"):
            event.stop()
            field = pressed.removeprefix("field-")
            self.app.push_screen(_asking(self.visit, field, self.value(field)), self._taken(field))

    def _taken(self, field: str) -> Callable[[str | None], None]:
        def taken(said: str | None) -> None:
            if said is not None:
                self.given(field, meant(field, said))

        return taken


def meant(field: str, said: str) -> object:
    """What was typed or chosen, as the records keep it."""
    if field in CHOICES:
        return next(value for key, value, _words in CHOICES[field] if key == said)
    if field == "birth_year":
        return int(said) if said else None
    return said.strip()


def _asking(visit: Visit, field: str, value: object) -> ConfirmScreen | StaffEntryScreen:
    title = partial(field_text, field)
    if field in CHOICES:
        now = partial(_now, field, value)
        keys = ((key, "normal", words) for key, _value, words in CHOICES[field])
        return ConfirmScreen(visit, title, now, *keys)
    text = "" if value is None else str(value)
    if field in ("birth_year", "phone"):
        longest = YEAR if field == "birth_year" else PHONE
        kept = text if text.isdigit() else ""
        return StaffEntryScreen(visit, Digits(longest=longest, text=kept), title, shortest=0)
    shortest = 1 if field == "name" else 0
    return StaffEntryScreen(visit, names(i18n.current(), text), title, shortest=shortest)


def _now(field: str, value: object) -> tuple[Line, ...]:
    said = value_text(field, value)
    return Line(field_text(field), bold=True), Line(""), Line(_("Now: {value}", value=said))
