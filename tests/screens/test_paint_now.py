"""What must be seen at once is on the terminal before the next frame: a private method of Textual."""

from __future__ import annotations

from textual.app import App

from screens.widgets.box import Box, paint_now
from screens.widgets.cells import Canvas


class Light(Box):
    """On or off, and how often it was drawn."""

    drawn = 0

    def draw(self, width: int, height: int) -> Canvas:
        self.drawn += 1
        return super().draw(width, height)


class Lamp(App):
    """One light."""

    def compose(self):
        yield Light()


async def test_what_changed_is_painted_before_anything_else_can_happen() -> None:
    async with Lamp().run_test() as pilot:
        await pilot.pause()
        light = pilot.app.query_one(Light)
        before = light.drawn
        light.redraw()
        assert light.drawn == before
        paint_now(pilot.app.screen)
        assert light.drawn == before + 1
