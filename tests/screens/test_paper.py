"""Cards on paper: every barcode reads, every script is shaped, nothing runs out of its card."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from stdnum import damm

from db.texts import Words
from kiosk.demo.cards import of_person
from kiosk.demo.people import PEOPLE
from screens.paper import barcodes, cards, fonts, setting
from screens.paper.cards import CardFace

HALL = Words.of({"zh_CN": "格桑梅朵邻里之家", "bo": "སྐལ་བཟང་མེ་ཏོག་ཁྱིམ་མཚེས་ཁང་།"})


def _have_fonts() -> bool:
    try:
        return all(fonts.named(script) for script in ("han", "tibetan"))
    except fonts.NoFontError:
        return False


pytestmark = pytest.mark.skipif(
    not _have_fonts(), reason="no font for Tibetan and Han: make system-deps"
)


def faces(count: int) -> list[CardFace]:
    """So many of the demo's people, each with a number of their own."""
    out = []
    for n in range(count):
        person = PEOPLE[n % len(PEOPLE)]
        digits = f"10{n * 7_919_717 % 10**11:011d}"
        number = digits + str(damm.calc_check_digit(digits))
        out.append(CardFace(number, person.name, person.second_name, person.role is not None))
    return out


def pages(pdf: bytes, scale: float = 300 / 72) -> list[Any]:
    """The pages as pictures."""
    pdfium = pytest.importorskip("pypdfium2", reason="no renderer for PDF")
    return [page.render(scale=scale).to_pil() for page in pdfium.PdfDocument(pdf)]


def read_back(pictures: list[Any], folder: Path) -> list[str]:
    """Every barcode that zbar finds."""
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is missing: make system-deps")
    out: list[str] = []
    for n, picture in enumerate(pictures):
        file = folder / f"{n}.png"
        picture.save(file)
        command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Scode128.enable", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        out += done.stdout.split()
    return out


def test_a_sheet_of_forty_cards_reads_forty_times(tmp_path: Path) -> None:
    wanted = faces(40)
    found = pages(cards.sheet(wanted, cards.wording(HALL, "zh_CN")))
    assert len(found) == 4
    read = read_back(found, tmp_path)
    assert len(read) == 40
    assert set(read) == {face.number for face in wanted}


def test_single_cards_are_as_large_as_a_bank_card(tmp_path: Path) -> None:
    found = pages(cards.singles(faces(2), cards.wording(HALL, "bo")))
    width, height = found[0].size
    assert abs(width / (300 / 25.4) - 85.6) < 0.2
    assert abs(height / (300 / 25.4) - 54.0) < 0.2
    assert len(read_back(found, tmp_path)) == 2


def test_the_bars_are_vectors_and_digits_go_in_pairs() -> None:
    number = of_person(0)[0].number
    # Code C: start, seven pairs, checksum and stop are 11 × 9 + 13 modules.
    assert len(barcodes.modules(number)) == 112
    pdf = cards.singles([CardFace(number)], cards.wording(HALL, "zh_CN"))
    assert b"/Subtype /Image" not in pdf


def ink(picture: Any, box: tuple[float, float, float, float]) -> int:
    """Dark pixels in a box in millimetres."""
    dots = 300 / 25.4
    part = picture.convert("L").crop(tuple(int(edge * dots) for edge in box))
    return sum(part.histogram()[:128])


@pytest.mark.parametrize("stack", ["བསྒྲུབས", "རྒྱལ", "ཧཱུྃ", "བརྒྱུད"])
def test_tibetan_stacks_are_one_glyph_as_the_font_has_them(stack: str) -> None:
    """A stack that is not shaped is drawn twice as wide, one letter over the other."""
    sheet = setting.Sheet((100, 50))
    sheet.add_page()
    file = fonts.named("tibetan")
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file.path), file.index)
    font = uharfbuzz.Font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(stack)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    assert len(buffer.glyph_infos) < len(stack)
    advance = sum(p.x_advance for p in buffer.glyph_positions) / face.upem
    points = 20 * setting._SIZES["tibetan"]
    assert sheet.width_of(stack, 20) == pytest.approx(advance * points * 25.4 / 72, rel=0.01)


@pytest.mark.parametrize("stack", ["བསྒྲུབས", "བརྒྱུད"])
def test_what_is_drawn_is_what_was_shaped(stack: str) -> None:
    """FPDF.text() measures shaped text and draws it unshaped: the stack then hangs less deep."""
    points, baseline, dots = 30 * setting._SIZES["tibetan"], 20.0, 300 / 25.4
    sheet = setting.Sheet((100, 50))
    sheet.add_page()
    sheet.line_of(stack, 5, baseline, 30, 90)
    picture = pages(bytes(sheet.output()))[0].convert("L").point(lambda dot: 255 * (dot < 128))
    left, top, right, bottom = picture.getbbox()
    lowest, highest, wide = _outline(stack)
    em = points * 25.4 / 72
    assert bottom / dots == pytest.approx(baseline + lowest * em, abs=0.3)
    assert top / dots == pytest.approx(baseline - highest * em, abs=0.3)
    assert (right - left) / dots == pytest.approx(wide * em, abs=0.6)


def _outline(text: str) -> tuple[float, float, float]:
    """How deep, how high and how wide HarfBuzz and the font make it, in parts of the size."""
    file = fonts.named("tibetan")
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file.path), file.index)
    font = uharfbuzz.Font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    at, boxes = 0, []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        box = font.get_glyph_extents(info.codepoint)
        bottom = box.y_bearing + box.height + place.y_offset
        boxes.append((at + box.x_bearing, at + box.x_bearing + box.width, bottom, box.y_bearing))
        at += place.x_advance
    lefts, rights, bottoms, tops = zip(*boxes, strict=True)
    upem = face.upem
    return -min(bottoms) / upem, max(tops) / upem, (max(rights) - min(lefts)) / upem


@pytest.mark.parametrize(
    "name", ["王" * 40, "བསྒྲུབས་པ་རྒྱལ་མཚན་" * 6, "Wolfeschlegelsteinhausenbergerdorff " * 3]
)
def test_a_long_name_stays_on_its_card(name: str) -> None:
    face = CardFace(of_person(0)[0].number, name, name)
    picture = pages(cards.singles([face], cards.wording(HALL, "zh_CN")))[0]
    assert ink(picture, (5, 13, 80.6, 31)) > 0
    assert ink(picture, (81.2, 4, 85.6, 54)) == 0
    assert ink(picture, (0, 4, 4.5, 54)) == 0


@pytest.mark.parametrize(
    "name", ["ئايگۈل", "𠮷田春", "Đặng", "อนุชา", "[@click=app.quit]韩[/]", "…"]
)
def test_every_script_leaves_ink(name: str) -> None:
    picture = pages(
        cards.singles([CardFace(of_person(0)[0].number, name)], cards.wording(HALL, "bo"))
    )
    assert ink(picture[0], (4, 14, 82, 31)) > 0


def test_a_machine_without_the_font_says_which_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_run", lambda *_a: "/x/Sans.ttf\t0\ten|de")
    fonts.named.cache_clear()
    try:
        with pytest.raises(fonts.NoFontError, match="fonts-ddc-uchen"):
            fonts.named("tibetan")
    finally:
        fonts.named.cache_clear()
