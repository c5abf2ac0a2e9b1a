"""One thing said large: a no, staff are coming, a fault, goodbye, are you still there."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from db.activities import ActivityReason
from db.base import Refusal
from screens import i18n, outcomes
from screens.base import KioskScreen
from screens.i18n import _, n_
from screens.refusals import says
from screens.visit import Visit
from screens.widgets.key import Key
from screens.widgets.panel import Countdown, Line, Panel


class NoticeScreen(KioskScreen):
    """A picture at the left, words at the right, keys below. Closes by itself."""

    DEFAULT_CSS = """
    NoticeScreen #said { height: 1fr; margin: 1 0 0 0; }
    NoticeScreen.-narrow #said { margin: 0; }
    NoticeScreen #verdict { width: 40%; }
    NoticeScreen #words { width: 1fr; }
    NoticeScreen #keys { height: 3; }
    NoticeScreen #keys Key { width: 1fr; }
    NoticeScreen #count { width: 40%; height: 3; }
    NoticeScreen.-asking #count { width: 20%; }
    NoticeScreen.-primary #keys { margin: 0 0 1 0; }
    """
    idle = None
    closes_after: int | None = 30
    picture, fill_token, ink = "cross", "panel", "text"
    outcome = True
    passes_cards = True

    def body(self) -> ComposeResult:
        with Horizontal(id="said"):
            yield Panel(
                fill=self.fill_token, ink=self.ink, picture=self.picture, centred=True, id="verdict"
            )
            yield Panel(id="words")
        with Horizontal(id="keys"):
            yield Countdown(id="count")
            for key in self.keys():
                yield Key(variant=key[1], id=key[0])

    def keys(self) -> tuple[tuple[str, str], ...]:
        """(id, variant) of the keys below; their texts come from labels()."""
        return (("ok", "normal"),)

    def labels(self) -> dict[str, str]:
        """The texts of the keys."""
        return {"ok": _("OK")}

    def verdict(self) -> str:
        """One or two words under the picture."""
        return ""

    def words(self) -> tuple[Line, ...]:
        """What is said at the right."""
        return ()

    def spoken(self) -> tuple[str, ...]:
        words, keys = self.query_one("#words", Panel).texts(), tuple(self.labels().values())
        return (self.verdict(), *words, *(keys if len(keys) > 1 else ()))

    def fill(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self.set_class(len(self.keys()) > 1, "-asking")
        # Between a yes and what ends the visit a finger has room.
        self.set_class(any(variant == "primary" for _key, variant in self.keys()), "-primary")
        lang = i18n.current()
        tone = {"okfill": "onok", "errfill": "onerr"}.get(self.fill_token, "text")
        self.query_one("#verdict", Panel).show(Line(self.verdict(), tone, bold=True), lang=lang)
        self.query_one("#words", Panel).show(*self.words(), lang=lang)
        for key, text in self.labels().items():
            self.query_one(f"#{key}", Key).label = text
        self.count_down()

    def count_down(self) -> None:
        whole = self.closes_after or 1
        self.query_one("#count", Countdown).show(self.left, whole)

    def tick(self) -> None:
        if self.closes_after is not None:
            self.left -= 1
            self.count_down()
            if self.left == 0:  # once, however long the goodbye takes
                self.expired()

    def expired(self) -> None:
        """The countdown has ended."""
        from screens import flow

        behind = self.visit.identified or flow.asking(self.kiosk) is not None
        self.back() if behind else self.finish()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "ok":
            event.stop()
            self.back()


class RefusalScreen(NoticeScreen):
    """A no: what happened, what to do, whom to ask; "switch" where that helps."""

    fill_token, ink = "errfill", "onerr"

    def __init__(self, visit: Visit, refusal: Refusal) -> None:
        super().__init__(visit)
        self.refusal = refusal
        self.picture = outcomes.of(refusal.reason)

    @property
    def visiting(self) -> bool:
        return self.visit.identified

    @property
    def can_switch(self) -> bool:
        """Whether the resident may leave the other activity for this one."""
        return (
            self.refusal.reason is ActivityReason.ELSEWHERE
            and not self.refusal.also
            and isinstance(self.refusal.facts.get("wanted"), int)
        )

    def keys(self) -> tuple[tuple[str, str], ...]:
        back = (("ok", "normal"),)
        return (*back, ("switch", "primary")) if self.can_switch else back

    def labels(self) -> dict[str, str]:
        if not self.can_switch:
            return {"ok": _("OK")}
        return {"ok": "✕  " + _("Stay there"), "switch": "✓  " + _("Switch to this one")}

    def title_text(self) -> str:
        return _("Not possible now")

    def verdict(self) -> str:
        return _("Not possible now")

    def words(self) -> tuple[Line, ...]:
        said = says(self.refusal.reason, self.refusal.facts)
        return (
            Line(said.what, bold=True),
            Line(""),
            Line(said.do),
            Line(""),
            Line(said.ask, "muted"),
        )

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "switch":
            event.stop()
            self.dismiss("switch")


class BookScreen(NoticeScreen):
    """A book was held to the reader where a card is wanted."""

    closes_after = 20
    picture, fill_token, ink = "book", "panel", "att"

    @property
    def visiting(self) -> bool:
        return self.visit.identified

    def verdict(self) -> str:
        return _("This is a book.")

    def words(self) -> tuple[Line, ...]:
        return (
            Line(_("This is a book."), bold=True),
            Line(""),
            Line(_("Please take it to the book room.")),
            Line(""),
            Line(_("Staff at the desk can help you."), "muted"),
        )

    def expired(self) -> None:
        self.back()


class StaffCalledScreen(NoticeScreen):
    """Staff were called; the visit goes on underneath."""

    closes_after = 20
    picture, fill_token, ink = "staff_coming", "okfill", "onok"

    @property
    def visiting(self) -> bool:
        return self.visit.identified

    def verdict(self) -> str:
        return _("Staff have been called")

    def words(self) -> tuple[Line, ...]:
        return (Line(_("Please wait."), bold=True), Line(""), Line(_("Somebody is coming to you.")))

    def expired(self) -> None:
        self.back()


class SorryScreen(NoticeScreen):
    """Our fault. The small code is for staff."""

    picture, fill_token, ink = outcomes.OUR_FAULT, "errfill", "onerr"

    def __init__(self, visit: Visit, code: str, *, written: bool = True) -> None:
        """`written`: something may have been written, so the points are not sworn to."""
        super().__init__(visit)
        self.code = code
        self.written = written

    def verdict(self) -> str:
        return _("Sorry")

    def words(self) -> tuple[Line, ...]:
        points = (
            _("Please have your points checked at the desk.")
            if self.written
            else _("Your points have not changed.")
        )
        return (
            Line(_("The machine has a problem. It is not your fault."), bold=True),
            Line(""),
            Line(points),
            Line(_("Staff at the desk can help you.")),
            Line(""),
            Line(self.code, "muted"),
        )

    def expired(self) -> None:
        self.finish()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "ok":
            event.stop()
            event.prevent_default()
            self.finish()


class IdleScreen(NoticeScreen):
    """Are you still there? One large key, as often as it is needed."""

    picture, fill_token, ink = "tap", "panel", "att"

    def __init__(self, visit: Visit, seconds: int) -> None:
        self.closes_after = seconds
        super().__init__(visit)

    @property
    def visiting(self) -> bool:
        return self.visit.identified

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("ok", "primary"),)

    def labels(self) -> dict[str, str]:
        return {"ok": "✓  " + _("I am here")}

    def verdict(self) -> str:
        return _("Are you still there?")

    def words(self) -> tuple[Line, ...]:
        return (
            Line(str(max(0, self.left)), "att", figure=True),
            Line(""),
            Line(_("Please tap the key “I am here”."), bold=True),
            Line(
                n_(
                    "If not, we sign you out in {n} second.",
                    "If not, we sign you out in {n} seconds.",
                    max(0, self.left),
                )
            ),
        )

    def count_down(self) -> None:
        super().count_down()
        self.query_one("#words", Panel).show(*self.words())

    def on_mount(self) -> None:
        self.kiosk.play("read")

    def tick(self) -> None:
        super().tick()
        if self.left == 10:
            self.kiosk.play("read")

    def expired(self) -> None:
        self.finish()


class GoodbyeScreen(NoticeScreen):
    """Signed out; nothing of the person is left."""

    closes_after = 3
    picture, fill_token, ink = "wave", "okfill", "onok"

    @property
    def visiting(self) -> bool:
        return False

    def verdict(self) -> str:
        return _("You are signed out.")

    def words(self) -> tuple[Line, ...]:
        return (Line(_("Your details are cleared."), bold=True), Line(""), Line(_("Goodbye!")))

    def expired(self) -> None:
        self.finish()

    def on_key_pressed(self, event: Key.Pressed) -> None:
        if event.key.id == "ok":
            event.stop()
            event.prevent_default()
            self.finish()
