"""The three palettes, and which one a screen shows: dark, light, high contrast.

Values from the hall's style guide; every pair that is used is computed in a test: text 7:1 or more,
borders 3:1 or more, status colours told apart by colour-blind people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they mean. `on…` is the text on a fill of that name."""

    name: str
    page: str
    surface: str
    panel: str
    text: str
    muted: str
    prim: str  # pomegranate as text and edge
    ok: str
    err: str
    info: str
    att: str  # attention, focus, staff
    border: str
    edge: str  # a key's sides and lip
    sec: str  # a key's fill
    onsec: str
    soft: str  # second and third line on a key
    bad: str  # a no, in words, on a key
    icon: str
    pom: str  # the one saturated area
    onpom: str
    arrow: str  # in a picture on it
    pomedge: str
    okfill: str
    onok: str
    errfill: str
    onerr: str
    key: str  # butter: the chip in the primary, and every key while it is pressed
    onkey: str
    chiplip: str
    line: str  # the rest of a progress bar
    band: str  # every second line of a list
    staff: str  # fill of the staff key
    onstaff: str
    white: str  # what is white in a picture
    duty: str  # the title bar of staff mode, and of nothing else
    onduty: str


DARK = Palette(
    name="dark",
    page="#0B1220",
    surface="#131D30",
    panel="#1C2A44",
    text="#F7F3EA",
    muted="#C3CBDA",
    prim="#FFB3C0",
    ok="#7CF2D0",
    err="#FF9C8F",
    info="#9DB8FF",
    att="#FFE27A",
    border="#8A9BB8",
    edge="#7387AD",
    sec="#2A3B5C",
    onsec="#F7F3EA",
    soft="#D8DEE9",
    bad="#FFC2BA",
    icon="#F3E3BF",
    pom="#9B1B3A",
    onpom="#FFFFFF",
    arrow="#FFE27A",
    pomedge="#FFB3C0",
    okfill="#00433B",
    onok="#FFFFFF",
    errfill="#8F1610",
    onerr="#FFFFFF",
    key="#FFD166",
    onkey="#1B1A17",
    chiplip="#C9861A",
    line="#3A4C70",
    band="#1C2A44",
    staff="#1C2A44",
    onstaff="#FFE27A",
    white="#F7F3EA",
    duty="#54258C",
    onduty="#FFFFFF",
)
LIGHT = Palette(
    name="light",
    page="#FFFDF7",
    surface="#F6F0E2",
    panel="#F6F0E2",
    text="#1B1A17",
    muted="#4A463F",
    prim="#8E1230",
    ok="#00403A",
    err="#8E150E",
    info="#2739A3",
    att="#8E1230",
    border="#5E564A",
    edge="#7A6E58",
    sec="#E3D6BA",
    onsec="#1B1A17",
    soft="#1B1A17",
    bad="#7A0F08",
    icon="#8E1230",
    pom="#9B1B3A",
    onpom="#FFFFFF",
    arrow="#FFE27A",
    pomedge="#5A0D20",
    okfill="#00433B",
    onok="#FFFFFF",
    errfill="#8F1610",
    onerr="#FFFFFF",
    key="#FFD166",
    onkey="#1B1A17",
    chiplip="#8A5A0C",
    line="#C9BC9E",
    band="#EDE3CD",
    staff="#FFD166",
    onstaff="#1B1A17",
    white="#B5A98F",
    duty="#54258C",
    onduty="#FFFFFF",
)
CONTRAST = Palette(
    name="contrast",
    page="#000000",
    surface="#000000",
    panel="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    prim="#FFFF00",
    ok="#00FFFF",
    err="#FFFF00",
    info="#00FFFF",
    att="#FFFF00",
    border="#FFFFFF",
    edge="#FFFFFF",
    sec="#000000",
    onsec="#FFFFFF",
    soft="#FFFFFF",
    bad="#FFFF00",
    icon="#FFFFFF",
    pom="#FFFF00",
    onpom="#000000",
    arrow="#000000",
    pomedge="#FFFFFF",
    okfill="#000000",
    onok="#00FFFF",
    errfill="#000000",
    onerr="#FFFF00",
    key="#00FFFF",
    onkey="#000000",
    chiplip="#000000",
    line="#808080",
    band="#262626",
    staff="#000000",
    onstaff="#FFFF00",
    white="#FFFFFF",
    duty="#FFFFFF",
    onduty="#000000",
)
THEMES: dict[str, Palette] = {p.name: p for p in (DARK, LIGHT, CONTRAST)}


def following(name: str) -> str:
    """The theme that one tap on the contrast key goes to."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)]


def of(app: App[Any]) -> Palette:
    """The palette that an app shows; dark for an app that has none."""
    palette: Palette = getattr(app, "palette", DARK)
    return palette


def tell_terminal(app: App[Any], colour: str | None) -> None:
    """Give the terminal's own margins the page's colour (OSC 11); None puts its own back (OSC 111)."""
    driver = getattr(app, "_driver", None)
    if driver is not None and not app.is_headless:
        driver.write("\x1b]111\x1b\\" if colour is None else f"\x1b]11;{colour}\x1b\\")
        driver.flush()
