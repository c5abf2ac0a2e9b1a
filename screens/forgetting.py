"""Goodbye: nothing of the person who left stays in the caches of the libraries that drew them.

After a screen is popped, a shown name still stands in Rich's cell cache and in drawn strips
(decisions 15). Masked or not, it goes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import rich.cells
import textual._styles_cache
import textual.content
import textual.strip
from textual.app import App

from screens import typography
from screens.widgets.box import Box


def begin(app: App[Any]) -> None:
    """Set apart what the program itself is made of, before anybody is here: a goodbye that looks
    through all of that takes 40 ms. Many apps in one test process would never be let go.
    """
    if not app.is_headless:
        gc.freeze()


def forget_everything(app: App[Any]) -> None:
    """Clear every cache that may hold text a person saw; then let the garbage go."""
    for clear in _caches():
        clear()
    typography.forget()
    app.mouse_over = app.hover_over = None  # what lay under the finger
    app._mouse_down_widget = None  # the last key that was touched, and with it its whole screen
    for screen in app.screen_stack:
        for box in screen.query(Box):
            box.forget()
        screen.refresh()
    gc.collect()


def _caches() -> list[Callable[[], None]]:
    """The cache_clear of every cached function of the modules that measure and draw text.

    Methods count too: one of a styles cache is cached by its owner, and keeps the rows that a widget
    drew long after the widget is gone.
    """
    found = []
    for module in (rich.cells, textual.content, textual.strip, textual._styles_cache):
        owners = [
            v for v in vars(module).values() if getattr(v, "__module__", "") == module.__name__
        ]
        for owner in (module, *(v for v in owners if isinstance(v, type))):
            for value in vars(owner).values():
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    found.append(clear)
    return found
