"""Bytes become codes: every terminator, silence, identifiers, RFID, and rubbish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.frames import EM4100, LONGEST, UNREADABLE, Decoder, Frame, clean

CARD = b"\x0267003B51C6CB\x03"
CARD_FRAME = Frame("67003B51C6", EM4100)
ENDS = [b"\r", b"\n", b"\r\n", b"\t", b"\x03", b"\x04"]
KINDS = st.sampled_from(["auto", "barcode", "rfid"])
# Bytes that mean something come up often, so that frames begin and end within a few bytes.
STREAM = st.lists(
    st.one_of(
        st.sampled_from([*ENDS, b"\x02", b"]C1", b"\x1d", CARD, b"x" * 200, b"10428813579246"]),
        st.binary(max_size=6),
    ),
    max_size=20,
).map(b"".join)


def codes(data, **settings):
    return [frame.code for frame in Decoder(**settings).feed(data)]


@pytest.mark.parametrize("end", ENDS)
def test_every_terminator_ends_a_frame(end):
    data = b"10428813579246" + end
    assert codes(data + data) == ["10428813579246"] * 2


def test_silence_ends_a_frame_without_a_terminator():
    decoder = Decoder()
    assert decoder.feed(b"10428813579246") == []
    assert decoder.waiting
    assert decoder.silence() == [Frame("10428813579246")]
    assert not decoder.waiting
    assert decoder.silence() == []


def test_terminators_alone_are_nothing():
    assert codes(b"\r\n\r\n\t\x03\x04\x02\r") == []


def test_a_leading_stx_is_not_part_of_the_code():
    assert codes(b"\x0210428813579246\x03\x0210428813579246\r") == ["10428813579246"] * 2


@pytest.mark.parametrize("identifier", ["]C0", "]C1", "]E0", "]A0", "]F0", "]X0", "]e0", "]d2"])
def test_an_aim_identifier_becomes_the_symbology(identifier):
    decoder = Decoder()
    assert decoder.feed(f"{identifier}10428813579246\r".encode()) == [
        Frame("10428813579246", identifier)
    ]
    assert decoder.feed(f"{identifier}\r".encode()) == []


@pytest.mark.parametrize("text", ["]", "]C", "]J0", "]{1}", "x]C0123", "C0123"])
def test_what_is_no_identifier_stays_in_the_code(text):
    assert Decoder().feed(text.encode() + b"\r") == [Frame(text)]


def test_prefix_and_suffix_are_taken_off_once():
    settings = {"prefix": "\x02#", "suffix": "*\r\n"}
    assert codes(b"\x02#]C0#12*3**\r\n12\r\n", **settings) == ["#12*3*", "12"]
    assert codes(b"#*\r", **settings) == []


@pytest.mark.parametrize(
    "bad", [b"\x00", b"\x1b", b"\x1d", b"\x02", b"\x7f", b"\xff", b"\xc2\x9b", "\u202e".encode()]
)
@pytest.mark.parametrize("place", [0, 7, 14])
def test_a_control_character_spoils_the_code(bad, place):
    number = b"10428813579246"
    data = number[:place] + bad + number[place:]
    if data.startswith(b"\x02"):
        return  # that one is framing
    (code,) = codes(data + b"\r")
    assert UNREADABLE in code
    assert code.replace(UNREADABLE, "") == number.decode()


def test_doubled_group_separators_stay_two_unreadable_characters():
    assert codes(b"]C10107\x1d\x1d15\r") == ["0107" + UNREADABLE * 2 + "15"]


def test_superscripts_and_other_scripts_are_text():
    assert codes("0123456789⁰⁰⁰\r卓玛　央金\r".encode()) == ["0123456789⁰⁰⁰", "卓玛　央金"]


def test_a_code_of_the_greatest_length_is_read_and_a_longer_one_is_unreadable():
    assert codes(b"7" * LONGEST + b"\r") == ["7" * LONGEST]
    assert codes(b"7" * (LONGEST + 1) + b"\r10428813579246\r") == [UNREADABLE, "10428813579246"]


def test_a_flood_keeps_nothing_and_ends_with_silence_too():
    decoder = Decoder()
    for _ in range(1000):
        assert decoder.feed(b"7" * 1000) == []
    assert len(decoder._bytes) <= LONGEST
    assert decoder.silence() == [Frame(UNREADABLE)]
    assert decoder.feed(b"10428813579246\r") == [Frame("10428813579246")]


def test_noise_that_ends_in_silence_says_nothing():
    decoder = Decoder()
    decoder.feed(b"\x00\xff\x00")
    assert decoder.silence() == []


def test_halves_on_two_sides_of_a_silence_are_never_joined():
    decoder = Decoder()
    frames = decoder.feed(b"1042881") + decoder.silence() + decoder.feed(b"3579246\r")
    assert [frame.code for frame in frames] == ["1042881", "3579246"]


def test_half_a_frame_before_a_loss_is_forgotten():
    decoder = Decoder()
    decoder.feed(b"1042881")
    decoder.reset()
    assert decoder.feed(b"3579246\r") == [Frame("3579246")]


@pytest.mark.parametrize("kind", ["auto", "rfid"])
def test_an_rfid_stream_may_start_in_the_middle(kind):
    for start in range(1, len(CARD)):
        decoder = Decoder(kind)
        assert decoder.feed(CARD[start:] + CARD) == [CARD_FRAME], start


def test_an_rfid_frame_follows_lost_bytes():
    assert Decoder("rfid").feed(b"\x026700" + CARD) == [CARD_FRAME]
    assert Decoder().feed(CARD.lower()) == [CARD_FRAME]
    assert Decoder().feed(CARD[:-1] + b"\r\n\x03") == [CARD_FRAME]


@given(st.binary(min_size=5, max_size=5), st.integers(1, 255))
def test_a_wrong_checksum_is_ignored(body, error):
    checksum = 0
    for byte in body:
        checksum ^= byte
    for kind in ("auto", "rfid"):
        good, bad = (
            b"\x02" + body.hex().encode() + f"{value:02x}".encode() + b"\x03"
            for value in (checksum, checksum ^ error)
        )
        assert Decoder(kind).feed(bad + good) == [Frame(body.hex().upper(), EM4100)]


def test_a_barcode_reader_is_never_taken_for_rfid_and_the_reverse():
    assert Decoder("barcode").feed(CARD) == [Frame("67003B51C6CB")]
    assert Decoder("rfid").feed(b"10428813579246\r" + b"7" * 999 + b"\r") == []


@given(STREAM, st.data(), KINDS)
def test_any_portions_give_the_same_frames(stream, data, kind):
    whole = Decoder(kind)
    frames = whole.feed(stream)
    portioned, pieces, rest = Decoder(kind), [], stream
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        pieces += portioned.feed(rest[:size])
        rest = rest[size:]
    assert pieces == frames
    assert portioned.waiting == whole.waiting
    assert portioned.silence() == whole.silence()


@given(st.lists(st.one_of(st.binary(max_size=300), st.none()), max_size=12), KINDS)
def test_rubbish_never_raises_and_never_lets_a_control_character_through(portions, kind):
    decoder = Decoder(kind)
    frames = []
    for portion in portions:
        frames += decoder.silence() if portion is None else decoder.feed(portion)
    for frame in frames:
        assert 0 < len(frame.code) <= LONGEST
        assert clean(frame.code) == frame.code


@given(st.binary(max_size=600), KINDS.filter(lambda kind: kind != "rfid"))
def test_after_rubbish_and_a_terminator_the_next_card_is_read(rubbish, kind):
    decoder = Decoder(kind)
    decoder.feed(rubbish + b"\r")
    assert decoder.feed(b"10428813579246\r") == [Frame("10428813579246")]


@given(st.binary(max_size=600))
def test_after_rubbish_an_rfid_card_is_read(rubbish):
    decoder = Decoder("rfid")
    decoder.feed(rubbish)
    assert decoder.feed(CARD + CARD)[-1] == CARD_FRAME


@given(st.text("0123456789", min_size=2, max_size=20), st.data())
def test_no_cut_by_silence_gives_the_whole_code(code, data):
    cut = data.draw(st.integers(1, len(code) - 1))
    decoder = Decoder()
    frames = decoder.feed(code[:cut].encode()) + decoder.silence()
    frames += decoder.feed(code[cut:].encode() + b"\r")
    assert [frame.code for frame in frames] == [code[:cut], code[cut:]]
