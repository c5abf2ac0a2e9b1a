"""Payloads and frames that other people's readers and libraries wrote down."""

import csv
import os
from pathlib import Path

import pytest

from devices.frames import EM4100, Decoder, Frame, clean

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / os.environ.get("KIOSK_TEST_DATA", "../shared/data") / "scan"

# The identifiers in the file, as the readers' manuals read them; the library that the rest comes
# from also takes ]Y1a for an identifier, and none of ours is sent so.
IDENTIFIED = {
    "o080": ("]C1", "0102824040005133"),
    "o087": ("]C1", "010590123412345715210526"),
    "o088": ("]e0", "0100123456789012"),
    "o096": None,
    "o111": ("]Y1", "a"),
    "o112": ("]Y9", "abcdefghi"),
    "o113": ("]C1", "abc"),
    "o114": (None, "]J0"),
    "o158": ("]A7", "AIMID"),
    "o159": ("]X0", "412356"),
    "o160": ("]F0", "4123"),
    "o161": ("]G0", "012345678905"),
    "o162": ("]L2", "ABCD"),
}


def rows(name):
    path = FOLDER / name
    if not path.exists():
        reason = f"no test data: {name} is not in the folder that KIOSK_TEST_DATA names"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    with path.open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=row.get("id") or f"row{number}")
            for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 1)
        ]


@pytest.mark.parametrize("row", rows("barcode_vectors.tsv"))
def test_a_recorded_payload_is_read_as_it_is(row):
    escaped = row["payload_or_call_escaped"]
    payload = escaped.encode("latin-1", "backslashreplace").decode("unicode_escape")
    if payload.startswith("]"):
        known = IDENTIFIED[row["id"]]
        expected = [Frame(known[1], known[0])] if known else []
    else:
        expected = [Frame(clean(payload))] if payload else []
    for end in (b"\r", b"\n", b"\r\n", b"\t", b"\x04", b"\x03"):
        decoder = Decoder("barcode")
        assert decoder.feed(b"\x02" + payload.encode() + end) == expected
        assert Decoder().feed(b"scan\r" + payload.encode() + end) == [Frame("scan"), *expected]
    decoder = Decoder()
    assert decoder.feed(payload.encode()) + decoder.silence() == expected


@pytest.mark.parametrize("row", rows("rfid_frames.tsv"))
def test_a_recorded_rfid_frame(row):
    if " " not in row["bytes_hex"]:
        # An identifier without framing: text for a barcode reader, nothing for an RFID reader.
        data = row["bytes_hex"].encode() + b"\r"
        assert Decoder().feed(data) == [Frame(row["bytes_hex"])]
        assert Decoder("rfid").feed(data) == []
        return
    data = bytes.fromhex(row["bytes_hex"])
    valid = row["expected"].startswith("valid")
    frames = [Frame(data[1:11].decode(), EM4100)] if valid else []
    for kind in ("auto", "rfid"):
        assert Decoder(kind).feed(data) == frames
    if valid:
        assert f"value {int(frames[0].code[2:], 16)}," in row["expected"]
