"""Runs the stories, takes the pictures and keeps account of which screens were seen."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from PIL import Image

import screens
from screens import i18n, pictures
from screens.base import KioskScreen
from screens.widgets.box import Box
from tests.screens.conftest import Kiosk, copied, running
from tests.shots import draw
from tests.shots.story import Story, all_stories

Kind = tuple[str, tuple[int, int]]  # language, columns and rows

COLOURS = 64  # of a stored picture: a dozen of the palette, and the edges of the letters
# Shown in the other palettes and in the coarser pictures too, in the hall's first language.
IN_EVERY_LOOK = (
    "attract",
    "home",
    "result",
    "statement",
    "activities-week",
    "refusal-lost",
    "idle",
    "listening-tile",
)
IN_QUADRANTS = ("attract", "home", "result")


@dataclass
class Album:
    """Where pictures go, and what they show; without a folder nothing is drawn."""

    folder: Path | None
    only: frozenset[str] | None = None
    taken: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    async def take(self, k: Kiosk, name: str, lang: str, grid: tuple[int, int]) -> None:
        """A picture of the moment, and of its variants."""
        self._one(k, f"{name}-{lang}-{grid[0]}x{grid[1]}-dark", grid)
        if lang != i18n.LANGUAGES[0] or grid[0] < 100:
            return
        for look in ("light", "contrast") if name in IN_EVERY_LOOK else ():
            k.app.switches.theme(look)
            await k.settle()
            self._one(k, f"{name}-{lang}-{grid[0]}x{grid[1]}-{look}", grid)
        k.app.switches.theme("dark")
        await k.settle()
        if name in IN_QUADRANTS:
            await _draw_with(k, "quadrants")
            self._one(k, f"{name}-{lang}-{grid[0]}x{grid[1]}-quadrants", grid)
            await _draw_with(k, "octants")

    def _one(self, k: Kiosk, name: str, grid: tuple[int, int]) -> None:
        if self.only is not None and name not in self.only:
            return
        self.seen.add(k.screen)
        self.taken.append(name)
        if self.folder is not None:
            self.keep(k, self.folder / name, grid)

    def keep(self, k: Kiosk, name: Path, grid: tuple[int, int]) -> None:
        """Draw what stands on the screen now."""
        image = draw.picture(k.strips(), grid, k.app.palette.page)
        small(image).save(name.with_name(f"{name.name}.png"), optimize=True)


async def _draw_with(k: Kiosk, resolution: str) -> None:
    pictures.use(resolution)
    for box in k.app.screen.query(Box):
        box.redraw()
    await k.settle()


def small(image: Image.Image, colours: int = COLOURS) -> Image.Image:
    """The same picture with few colours; flat areas stay flat."""
    return image.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


async def tell(
    stories: Iterable[Story], hall: Path, album: Album, lang: str, grid: tuple[int, int]
) -> None:
    """Every story from the beginning, each on a fresh copy of the hall.

    The pseudo-languages have no cards of their own: people come with cards in the first language.
    """
    pictures.use("octants")
    cards = lang if lang in i18n.LANGUAGES else i18n.LANGUAGES[0]
    for story in stories:
        with tempfile.TemporaryDirectory() as folder:
            path = copied(hall, Path(folder))
            told = running(path, grid, start=story.now, dress=story.dress, **story.hardware)
            with patch("textual.pilot.wait_for_idle", _at_once):
                async with told as k:
                    k.app.switches.speak(lang)
                    await k.settle()
                    async for name in story.tell(k, cards):
                        if i18n.current() != lang:
                            k.app.switches.speak(lang)
                        await k.settle()
                        await album.take(k, name, lang, grid)


async def _at_once(*_seconds: float) -> None:
    """The pilot waits until the machine is idle, 20 ms and more each time; every message has been
    answered by then, and workers are waited for by themselves.
    """
    await asyncio.sleep(0)


def take_all(hall: Path, kinds: list[Kind], album: Album) -> list[Album]:
    """Every story in each of these languages and sizes, each kind in a process of its own."""
    with ProcessPoolExecutor(len(kinds)) as pool:  # a story mostly waits
        return list(pool.map(_take, *zip(*((hall, kind, album) for kind in kinds), strict=True)))


def _take(hall: Path, kind: Kind, album: Album) -> Album:
    asyncio.run(tell(all_stories(), hall, album, *kind))
    return album


def public_screens() -> set[str]:
    """Every screen class that no other is built on, from every module of the package `screens`."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    found: set[str] = set()
    waiting: list[type] = [KioskScreen]
    while waiting:
        below = (one := waiting.pop()).__subclasses__()
        waiting += below
        if not below and one.__module__.startswith("screens."):
            found.add(one.__name__)
    return found
