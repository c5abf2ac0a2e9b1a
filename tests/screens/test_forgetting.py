"""After a goodbye nothing that a screen showed is held by the libraries that drew it."""

from __future__ import annotations

import weakref

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from screens.forgetting import forget_everything


class Statement(Screen):
    """A screen with something personal on it."""

    def compose(self):
        yield Static("卓*央*", id="name")


async def test_drawn_rows_of_a_screen_that_is_gone_are_gone() -> None:
    app = App()
    async with app.run_test() as pilot:
        await app.push_screen(Statement())
        await pilot.pause()
        drawn = weakref.ref(app.screen.query_one("#name")._styles_cache)
        assert drawn() is not None
        assert drawn()._cache
        await app.pop_screen()
        await pilot.pause()
        forget_everything(app)
        assert drawn() is None


async def test_the_last_key_that_was_touched_does_not_keep_its_screen() -> None:
    app = App()
    async with app.run_test() as pilot:
        await app.push_screen(Statement())
        await pilot.pause()
        screen = weakref.ref(app.screen)
        x, y = app.screen.query_one("#name").region.offset
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause()
        await app.pop_screen()
        await pilot.pause()
        assert screen() is not None
        forget_everything(app)
        assert screen() is None
