"""The palettes by themselves: text 7:1, edges 3:1, states told apart by colour-blind people."""

from __future__ import annotations

from itertools import combinations

import pytest
from coloraide import Color

from screens.theme import CONTRAST, THEMES, Palette
from screens.widgets.key import VARIANTS, face
from tests.audit.seeing import READABLE, VISIBLE, ratio

PALETTES = pytest.mark.parametrize("palette", THEMES.values(), ids=THEMES)
INFORMING = ("page", "surface", "panel", "band")
TOLD_APART = 18  # CIE76; by everybody, and with each of the three kinds of colour blindness
# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency" (2009), at full severity, as coloraide has it.
EYES = (None, "protan", "deutan", "tritan")


def seen(colour: str, eyes: str | None) -> Color:
    return Color(colour) if eyes is None else Color(colour).filter(eyes, method="machado")


def apart(one: str, other: str, eyes: str | None) -> float:
    return seen(one, eyes).delta_e(seen(other, eyes), method="76")


@PALETTES
@pytest.mark.parametrize("eyes", EYES)
def test_everybody_tells_the_states_apart(palette: Palette, eyes: str | None) -> None:
    """High contrast has four colours: what informs there has the colour of what went well."""
    states = ("ok", "err") if palette is CONTRAST else ("ok", "err", "info")
    for one, other in combinations(states, 2):
        assert apart(getattr(palette, one), getattr(palette, other), eyes) >= TOLD_APART, (
            one,
            other,
        )
    # A banner is told by its fill, in high contrast by what stands on it.
    fills = apart(palette.okfill, palette.errfill, eyes)
    assert max(fills, apart(palette.onok, palette.onerr, eyes)) >= TOLD_APART


def test_the_simulation_makes_red_and_green_alike() -> None:
    green, red = "#5C9E2E", "#B0822E"
    assert apart(green, red, None) > 2 * apart(green, red, "deutan")


@PALETTES
def test_every_text_stands_out_seven_times(palette: Palette) -> None:
    for ground in INFORMING:
        for ink in ("text", "muted", "ok", "err", "att"):
            found = ratio(getattr(palette, ink), getattr(palette, ground))
            assert found >= READABLE, (ink, ground)
    for ink, ground in (
        ("onpom", "pom"),
        ("onok", "okfill"),
        ("onerr", "errfill"),
        ("onkey", "key"),
        ("onduty", "duty"),
    ):
        assert ratio(getattr(palette, ink), getattr(palette, ground)) >= READABLE, ground
    for variant in VARIANTS:
        look = face(palette, variant)
        assert ratio(look.text, look.fill) >= READABLE, variant
        assert ratio(look.soft, look.fill) >= READABLE, variant


@PALETTES
def test_every_key_has_an_edge_that_can_be_seen(palette: Palette) -> None:
    for variant in VARIANTS:
        if variant != "off":
            assert ratio(face(palette, variant).edge, palette.page) >= VISIBLE, variant
    assert ratio(palette.arrow, palette.pom) >= VISIBLE


@PALETTES
def test_every_second_line_of_a_list_has_another_ground(palette: Palette) -> None:
    assert palette.band != palette.surface
