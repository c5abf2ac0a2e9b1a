"""What the bar changes for everybody: language, colours, text size. Reset at sign-out."""

from __future__ import annotations

from collections.abc import Callable

from screens import i18n, theme
from screens.base import KioskScreen
from screens.house import House


class Display:
    """Live switches: the screen in front stays, with everything that was entered."""

    def __init__(self, app: House, scale: Callable[[float], None] | None) -> None:
        self._app, self._scale = app, scale
        self.large = False

    @property
    def can_scale(self) -> bool:
        """Whether this machine has a command for the text size."""
        return self._scale is not None

    def next_language(self) -> None:
        """中文 → བོད་ཡིག → English."""
        if self._app.voice.next_language():
            return
        languages = i18n.LANGUAGES
        now = i18n.current()
        here = languages.index(now) if now in languages else -1
        self.speak(languages[(here + 1) % len(languages)])

    def speak(self, lang: str) -> None:
        """Show another language."""
        i18n.use(lang)
        if isinstance(self._app.screen, KioskScreen):
            self._app.screen.refill()

    def next_theme(self) -> None:
        """Dark → light → high contrast."""
        self.theme(theme.following(self._app.palette.name))

    def theme(self, name: str) -> None:
        """Show another palette on every screen, and in the terminal's margins."""
        app = self._app
        if name == app.palette.name:
            return
        app.palette = theme.THEMES[name]
        theme.tell_terminal(app, app.palette.page)
        for screen in app.screen_stack:
            screen.styles.background = app.palette.page
            if isinstance(screen, KioskScreen):
                screen.recolour()

    def next_size(self) -> None:
        """The other text size; the app only sees a smaller terminal."""
        self.size(large=not self.large)

    def next_look(self) -> None:
        """One key for both where there is room for one: colours in turn, then the other size."""
        if self.can_scale and theme.following(self._app.palette.name) == theme.DARK.name:
            self.next_size()
        self.next_theme()

    def size(self, *, large: bool) -> None:
        """Large or normal, where the machine can."""
        if self._scale is not None and large != self.large:
            self.large = large
            self._scale(1.25 if large else 1.0)

    def reset(self, lang: str, *, personal: bool) -> None:
        """As the next person expects it; whoever listened before holding a card goes on listening."""
        if personal:
            self._app.voice.end(leaving=True)
        i18n.use(lang)
        self.theme("dark")
        self.size(large=False)
