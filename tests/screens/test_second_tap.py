"""A second tap within half a second is the first one's, unless another picture came between them."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from screens.widgets.key import AGAIN_AFTER, Key


class Counter(Screen):
    """One key, how often it acted, and when this picture was painted."""

    painted_at = 1.0
    acted = 0

    def compose(self):
        yield Key("OK")

    def on_key_pressed(self, _event: Key.Pressed) -> None:
        self.acted += 1


async def test_the_first_tap_on_a_new_picture_acts_however_soon_it_comes() -> None:
    app = App()
    async with app.run_test() as pilot:
        screen = Counter()
        await app.push_screen(screen)
        key = screen.query_one(Key)
        for at, painted_at, acted in (
            (10.0, 1.0, 1),
            (10.0 + AGAIN_AFTER - 0.1, 1.0, 1),  # the same picture: one tap
            (10.0 + AGAIN_AFTER - 0.1, 10.1, 2),  # the home of whoever came next
            (10.0 + AGAIN_AFTER + 0.1, 10.1, 2),
            (10.0 + 2 * AGAIN_AFTER, 10.1, 3),
        ):
            screen.painted_at = painted_at
            key.press(at)
            await pilot.pause()
            assert screen.acted == acted
