"""KioskScreen: header, content, bar; idle time; language without losing what is shown.

Texts are set by `fill()`, never in `compose`: a change of language, theme or size fills again and
keeps every widget and all data.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen

from db.base import Refusal
from screens import i18n
from screens.house import House
from screens.i18n import _, n_, p_
from screens.messages import HomeWanted, VisitEnded
from screens.roles import role_text
from screens.typography import time_text
from screens.visit import Visit
from screens.widgets.bar import NARROW, Bar
from screens.widgets.box import Box
from screens.widgets.header import Header
from screens.widgets.key import Key

T = TypeVar("T")
PAINT_TAKES = 0.1  # seconds from a filled screen to its picture on the terminal, at the most


class KioskScreen(Screen[Any], inherit_bindings=False):
    """A public screen. Subclasses give `body()` and `fill()`.

    `idle`: seconds without a touch until the warning, None for never. `closes_after`: seconds of a
    visible countdown after which the screen says goodbye by itself (results). `asks_for_card`: the
    screen wants further cards and handles CardShown itself. `typing`: a real keyboard is for it.
    """

    AUTO_FOCUS = ""
    ESCAPE_TO_MINIMIZE = False
    idle: int | None = 45
    closes_after: int | None = None
    asks_for_card = False
    typing = False
    festive = False
    passes_cards = False  # stands before another screen: a card is for the one behind
    outcome = False  # what came of a tap or a card: it is said aloud by itself

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit
        self._seen_at = float("inf")
        self._filled_at = float("inf")
        self.left = self.closes_after or 0

    # What a screen is made of -----------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Header(festive=self.festive, id="header")
        yield from self.body()
        yield Bar(visiting=self.visiting, id="bar")

    def body(self) -> ComposeResult:
        """The widgets between header and bar, without texts."""
        raise NotImplementedError

    def fill(self) -> None:
        """Say everything in the language of the moment. Called at mount and after each change."""

    def right_text(self) -> str:
        """What stands before the time: whose visit it is."""
        return self.visit.masked

    def spoken(self) -> tuple[str, ...]:
        """What the screen says of itself, in the words that stand on it."""
        return (self.title_text(),)

    def title_text(self) -> str:
        """What stands in the middle of the header."""
        return ""

    @property
    def visiting(self) -> bool:
        """Whether there is something to finish and a home to go to."""
        return True

    # Setting and changing texts ---------------------------------------------------------------

    @property
    def kiosk(self) -> House:
        """The app, by its own type."""
        return cast(House, self.app)

    @property
    def narrow(self) -> bool:
        """The large type size: 80 columns."""
        return self.app.size.width < NARROW

    def on_mount(self) -> None:
        self.styles.background = self.kiosk.palette.page
        self.refill()
        self.wait_for_paint()

    def on_screen_resume(self) -> None:
        self.refill()
        self.wait_for_paint()
        self.kiosk.voice.shown(self)

    def on_resize(self) -> None:
        if self.is_mounted:
            self.refill()

    @property
    def painted_at(self) -> float:
        """From when on a tap was made on this picture and on no other (monotonic seconds).

        The callback after the paint may be late on a busy machine: a picture that was filled
        PAINT_TAKES ago is on the terminal, and a tap on it must not be lost.
        """
        if self.kiosk.covered:
            return float("inf")
        return min(self._seen_at, self._filled_at + PAINT_TAKES)

    def wait_for_paint(self) -> None:
        """From now on no tap counts until the picture stands on the terminal."""
        self._filled_at, self._seen_at = time.monotonic(), float("inf")
        self.call_after_refresh(self._paint_seen)

    def _paint_seen(self) -> None:
        self._seen_at = time.monotonic()

    @property
    def stands(self) -> bool:
        """Whether there is something to write on. An answer may come when the screen is gone."""
        kept = self in self.app.screen_stack or self.app.is_screen_installed(self)
        return self.is_mounted and self.is_running and kept

    def refill(self) -> None:
        """Header, content and bar in the language, theme and size of the moment."""
        if not self.stands:
            return
        self.fill_header()
        bar = self.query_one("#bar", Bar)
        bar.show(*self._labels())
        bar.query_one("#bar-lang", Key).aloud = (p_("voice", "Another language"),)
        self.fill()

    def recolour(self) -> None:
        """Another palette: draw every box again."""
        for box in self.query(Box):
            box.redraw()
        self.refresh()

    def fill_header(self) -> None:
        """The header alone: once a minute, and with every fill."""
        front = self.kiosk.front
        brand: tuple[str, ...] = (self.visit.say(front.hall),)
        if self.festive:
            shown = dict(front.hall.texts)
            order = [i18n.current(), *(lang for lang in i18n.LANGUAGES if lang != i18n.current())]
            brand = tuple(shown[lang] for lang in order if lang in shown) or brand
        right = "   ".join(filter(None, (self.right_text(), time_text(front.now))))
        badge = _("demo") if front.demo else ""
        title, trouble = self.title_text(), self._trouble()
        header = self.query_one("#header", Header)
        header.on_duty(self._on_duty())
        if self.visit.duty is not None:  # everything that staff see says so (R60)
            title = " · ".join(filter(None, (_("Staff mode"), title)))
        header.show(brand, title, right, badge, trouble)
        draft = p_("translation", "draft") if i18n.draft(i18n.current()) else ""
        how = _("One tap: hear. Two taps: choose.") if self.kiosk.voice.on else ""
        header.mark(how, draft)

    def _on_duty(self) -> str:
        """Who of the staff is here, or when the screen locks; nothing on a public screen."""
        if self.visit.duty is None:
            return ""
        if self.visit.locks_in is not None:
            return "▲ " + n_(
                "Locks in {n} second: touch the screen.",
                "Locks in {n} seconds: touch the screen.",
                self.visit.locks_in,
            )
        return _("On duty: {role}", role=role_text(self.visit.duty.role))

    def _trouble(self) -> str:
        """What does not work now, on every screen; the first screen says it larger."""
        if self.festive:
            return ""
        if not self.kiosk.writable:
            return "▲ " + _("Cannot save")
        return "▲ " + _("No card reader") if self.kiosk.reader_lost else ""

    def _labels(self) -> tuple[dict[str, tuple[str, ...]], frozenset[str], frozenset[str]]:
        voice = self.kiosk.voice
        hear = "✓ " + p_("bar", "on") if voice.on else p_("bar", "Hear")
        possible = (voice.on or voice.possible) and self.visit.duty is None
        can_scale = self.kiosk.switches.can_scale
        size = (_("A+"),) if can_scale else (_("A+"), _("not here"))
        labels: dict[str, tuple[str, ...]] = {
            "bar-speaker": (hear,) if possible else (hear, p_("bar", "mute")),
            "bar-lang": (_languages(voice.own),),
            "bar-size": size,
            "bar-contrast": (_("Contrast"),),
            "bar-display": (_("Display"),),
            "bar-staff": (_("Call staff"),),
            "bar-home": (_("Home"),),
            "bar-finish": (_("Finish"),),
        }
        off = set() if can_scale else {"bar-size"}
        off |= set() if possible else {"bar-speaker"}
        return labels, frozenset(off), frozenset({"bar-speaker"} if voice.on else ())

    # What happens -----------------------------------------------------------------------------

    async def asked(self, operation: Callable[..., T], /, *args: object, **kw: object) -> T | None:
        """Ask the office; a Refusal is shown in words and gives None. Call from async @work only."""
        visit = self.visit
        try:
            return await visit.ask(operation, *args, **kw)
        except Refusal as refusal:
            if self.in_front(visit):
                self.kiosk.refuse(refusal)
            return None

    def in_front(self, visit: Visit) -> bool:
        """Whether an answer for this visit may still change the screen: the person may have left, or
        a second tap may have been answered first.
        """
        return self.app.screen is self and self.kiosk.visit is visit

    def on_click(self, event: events.Click) -> None:
        """A tap on what is no key: it can be heard."""
        box = event.widget
        if isinstance(box, Box) and not (isinstance(box, Key) and box.variant != "off"):
            self.kiosk.voice.tapped(box)

    def on_key_pressed(self, event: Key.Pressed) -> None:
        """Keys of the bar. Textual calls this besides a subclass's own handler; once is enough."""
        if event.taken:
            return
        event.taken = True
        switches = self.kiosk.switches
        handler: Callable[[], object] | None = {
            "bar-speaker": self.kiosk.voice.toggle,
            "bar-lang": switches.next_language,
            "bar-size": switches.next_size,
            "bar-contrast": switches.next_theme,
            "bar-display": switches.next_look,
            "bar-staff": self.kiosk.call_staff,
            "bar-home": self.go_home,
            "bar-finish": self.finish,
        }.get(event.key.id or "")
        if handler is not None:
            event.stop()
            handler()

    def go_home(self) -> None:
        """To the home of whoever is here; to the first screen for somebody without a card."""
        self.post_message(HomeWanted())

    def finish(self) -> None:
        """This person is done: goodbye."""
        self.post_message(VisitEnded(self.visit.resident, silent=not self.visit.identified))

    def back(self) -> None:
        """One step back."""
        self.dismiss()

    def card_seen(self) -> None:
        """A card was read this instant: change something that can be seen, in place."""
        self.query_one("#header", Header).show(("●",), _("Reading the card"), "")

    def take_back(self, at: float) -> None:
        """A reader that types pressed a key at this moment: it was not for this screen."""

    def tick(self) -> None:
        """Once a second while this screen is in front."""
        if self.closes_after is not None:
            self.left -= 1
            self.count_down()
            if self.left == 0:  # once, however long the goodbye takes
                self.finish()

    def count_down(self) -> None:
        """Show `left`, the seconds until this screen closes by itself."""

    def stay(self) -> None:
        """ "Stay longer": the countdown begins again."""
        self.left = self.closes_after or 0
        self.count_down()


def too_early(app: App[Any], event: events.Event) -> bool:
    """Whether a finger came down on the picture before this one.

    Asked where events arrive: what Textual hands on to a key is a copy that was made later.
    """
    if isinstance(event, events.MouseDown) and isinstance(app.screen, KioskScreen):
        return event.time < app.screen.painted_at
    return False


def _languages(own: str | None) -> str:
    """Every language in its own script, the current one marked; one that is only heard by its code."""
    if own is not None:
        return f"✓ ♪ {own}"
    short = {"zh_CN": "中文", "bo": "བོད", "en": "EN"}
    now = i18n.current()
    return "  ".join(f"✓ {name}" if lang == now else name for lang, name in short.items())
