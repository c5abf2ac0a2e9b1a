"""A second tap within half a second is the first one's, unless another picture came between them."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.screen import Screen

from screens.widgets.key import AGAIN_AFTER, Key
from tests.screens.conftest import number


class Counter(Screen):
    """One key, how often it acted, and when this picture was painted."""

    painted_at = 1.0
    acted = 0

    def compose(self):
        yield Key("OK")

    def on_key_pressed(self, _event: Key.Pressed) -> None:
        self.acted += 1


def finger(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    """What the terminal says of a finger."""
    return kind(None, x, y, 0, 0, 1, False, False, False, x, y)


async def test_a_finger_that_came_down_on_the_last_picture_is_not_for_this_one(kiosk) -> None:
    """The loop may be busy painting: what it hands on afterwards looks as if it were new."""
    async with kiosk() as k:
        await k.scan(number())
        x, y = (int(part) for part in k.app.screen.query_one("#places").region.center)
        await k.tap("#bar-staff")
        late = finger(events.MouseDown, x, y)
        await k.tap("#ok")
        assert k.screen == "HomeScreen"
        assert late.time < k.app.screen.painted_at
        for down, screen in ((late, "HomeScreen"), (None, "ActivitiesScreen")):
            k.app.post_message(down or finger(events.MouseDown, x, y))
            k.app.post_message(finger(events.MouseUp, x, y))
            await k.settle()
            assert k.screen == screen


async def test_no_tap_counts_while_the_goodbye_is_being_made(kiosk) -> None:
    """Nothing is painted in between, so nothing that stands there was seen."""
    async with kiosk() as k:
        await k.tap("#hours")
        k.app.covered = True
        assert k.app.screen.painted_at == float("inf")
        k.app.covered = False
        assert k.app.screen.painted_at < float("inf")
        await k.tap("#back")
        assert not k.app.covered
        await k.scan(number())
        await k.tap("#bar-finish")
        assert not k.app.covered
        await k.tap("#ok")
        assert k.screen == "WelcomeScreen"


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
