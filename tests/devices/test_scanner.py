"""What a reader's settings may be, and when a card is new."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.fakes import FakeScanner, FakeSounds
from devices.scanner import Debounce, ReaderSettings


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("port", ""),
        ("port", "http://example.org"),
        ("baud", 0),
        ("bits", 9),
        ("parity", "X"),
        ("stop_bits", 3),
        ("silence_ms", 0),
        ("kind", "magnetic"),
    ],
)
def test_an_impossible_setting_names_its_field(field, value):
    with pytest.raises(ValueError, match=field):
        ReaderSettings(**{"port": "/dev/reader", field: value})


@pytest.mark.parametrize("port", ["/dev/reader", "loop://", "socket://127.0.0.1:7000"])
def test_ports_can_be_files_and_urls(port):
    assert ReaderSettings(port, bits=7, parity="E", baud=115200).remote == ("://" in port)


def test_a_card_is_new_after_five_seconds_of_absence():
    debounce = Debounce()
    assert debounce.is_new("a", 100.0)
    assert not debounce.is_new("a", 104.9)
    assert debounce.is_new("a", 109.9)


def test_a_card_left_on_the_reader_stays_one_scan():
    debounce = Debounce()
    readings = [debounce.is_new("a", 100 + 0.066 * n) for n in range(1000)]
    assert readings.count(True) == 1


def test_two_cards_read_in_turn_are_two_scans():
    debounce = Debounce()
    assert [debounce.is_new(c, 100 + n) for n, c in enumerate("ababab")] == [True, True] + [
        False
    ] * 4


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 8)), max_size=60))
def test_a_reading_is_new_exactly_when_its_code_was_absent(readings):
    debounce, now, last = Debounce(), 0.0, {}
    for code, pause in readings:
        now += pause
        absent = code not in last or now - last[code] >= 5.0
        assert debounce.is_new(code, now) == absent
        last[code] = now
    assert len(debounce._seen) == len([at for at in last.values() if now - at < 5.0])


def test_no_card_is_remembered_by_its_number():
    debounce, other = Debounce(), Debounce()
    debounce.is_new("10428813579246", 1.0)
    other.is_new("10428813579246", 1.0)
    (kept,), (otherwise,) = debounce._seen, other._seen
    assert b"10428813579246" not in kept
    assert kept != otherwise  # nobody computes it from the number alone


@given(st.text())
def test_whatever_a_reader_spells_it_is_known_again(code):
    debounce = Debounce()
    assert debounce.is_new(code, 1.0)
    assert not debounce.is_new(code, 2.0)


def test_the_fake_reader_says_what_the_test_wants():
    said, scanner = [], FakeScanner()
    with pytest.raises(RuntimeError):
        scanner.scan("early")
    scanner.open(said.append, lambda: said.append("lost"), lambda: said.append("back"))
    scan = scanner.scan("10123", at=datetime(2030, 1, 1, tzinfo=UTC))
    scanner.unplug()
    scanner.replug()
    assert said == [scan, "lost", "back"]
    scanner.close()
    assert not scanner.is_open


def test_the_fake_sounds_keep_the_cues():
    sounds = FakeSounds()
    sounds.play("read")
    sounds.play("success")
    assert sounds.played == ["read", "success"]
