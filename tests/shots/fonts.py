"""The hall's fonts and their sizes (deploy/foot.ini), and which of them draws a character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)
NOT_A_CHARACTER = "\U0010fffe"


class FontMissingError(RuntimeError):
    """A font is not installed; the text names the package and how to get it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A font by the name of its file, its pixels at normal type size, and its Debian package."""

    file: str
    pixels: float
    package: str
    family: str = ""  # within a collection

    def path(self) -> Path:
        """Where it is installed."""
        for folder in FOLDERS:
            for found in folder.rglob(self.file):
                return found
        msg = f"{self.file} is not installed (package {self.package}): run `make system-deps`"
        raise FontMissingError(msg)


MONO = Wanted("DejaVuSansMono.ttf", 31.5, "fonts-dejavu-core")
MONO_BOLD = Wanted("DejaVuSansMono-Bold.ttf", 31.5, "fonts-dejavu-core")
SANS = Wanted("DejaVuSans.ttf", 31.5, "fonts-dejavu-core")
HAN = Wanted("NotoSansCJK-Regular.ttc", 36, "fonts-noto-cjk", "Noto Sans CJK SC")
HAN_BOLD = Wanted("NotoSansCJK-Bold.ttc", 36, "fonts-noto-cjk", "Noto Sans CJK SC")
UCHEN = Wanted("DDC_Uchen.ttf", 27, "fonts-ddc-uchen")
ALL = (MONO, MONO_BOLD, SANS, HAN, HAN_BOLD, UCHEN)
NORMAL, BOLD = (MONO, HAN, SANS), (MONO_BOLD, HAN_BOLD, SANS)


def ready() -> None:
    """Raise FontMissingError when a font, or the shaping of Tibetan, is not there."""
    for wanted in ALL:
        wanted.path()
    if not (features.check("raqm") and features.check("fribidi")):
        msg = "Tibetan cannot be shaped (package libfribidi0): run `make system-deps`"
        raise FontMissingError(msg)


@dataclass(frozen=True)
class Face:
    """A font at a type size."""

    wanted: Wanted
    scale: float

    @cached_property
    def font(self) -> ImageFont.FreeTypeFont:
        """The opened font; Tibetan stacks need the shaping engine."""
        path, size = self.wanted.path(), self.wanted.pixels * self.scale
        for index in range(16):
            font = ImageFont.truetype(path, size, index, layout_engine=ImageFont.Layout.RAQM)
            if self.wanted.family in ("", font.getname()[0]):
                return font
        msg = f"{path} holds no {self.wanted.family} (package {self.wanted.package})"
        raise FontMissingError(msg)

    @cached_property
    def _missing(self) -> bytes:
        return bytes(self.font.getmask(NOT_A_CHARACTER))

    @cache  # noqa: B019 - faces live as long as the program
    def has(self, char: str) -> bool:
        """Whether the font draws this character as more than its empty box."""
        return bytes(self.font.getmask(char)) != self._missing

    def mask(self, cluster: str, size: tuple[int, int], baseline: int) -> Image.Image:
        """The cluster's ink on a field of this size; what is above or below it is cut, as on screen."""
        field = Image.new("L", size)
        ImageDraw.Draw(field).text((0, baseline), cluster, fill=255, font=self.font, anchor="ls")
        return field


@cache
def face(wanted: Wanted, scale: float) -> Face:
    """The one face of a font at a scale."""
    return Face(wanted, scale)


def for_cluster(cluster: str, *, bold: bool, scale: float) -> Face:
    """The first font of the chain that has the character; Tibetan has its own, and no bold."""
    if "\u0f00" <= cluster[0] <= "\u0fff":
        return face(UCHEN, scale)
    chain: Iterator[Face] = (face(wanted, scale) for wanted in (BOLD if bold else NORMAL))
    return next((one for one in chain if one.has(cluster[0])), face(SANS, scale))
