"""Keys become codes, and a scan's Enter never reaches a button."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.frames import UNREADABLE
from devices.wedge import Outcome, Wedge

CARD = "10428813579246"


def keys(text):
    names = {"\r": ("enter", "\r"), "\t": ("tab", "\t"), "\n": ("ctrl+j", "\n")}
    return [names.get(character, (character, character)) for character in text]


def play(wedge, text, pace, start=100.0, **how):
    return [
        wedge.feed(key, character, start + n * pace, **how)
        for n, (key, character) in enumerate(keys(text))
    ]


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("pace", [0.0, 0.002, 0.034])
@pytest.mark.parametrize("end", ["\r", "\t", "\n"])
def test_a_burst_is_a_scan_and_every_key_is_swallowed(demo, pace, end):
    outcomes = play(Wedge(demo=demo), CARD + end, pace)
    assert outcomes[-1] == Outcome(swallow=True, code=CARD)
    assert outcomes[:-1] == [Outcome(swallow=True)] * len(CARD)


def test_slow_typing_is_a_scan_in_the_demo_only():
    assert play(Wedge(demo=True), CARD + "\r", 0.4)[-1] == Outcome(swallow=True, code=CARD)
    assert play(Wedge(), CARD + "\r", 0.4)[-1] == Outcome(swallow=False)
    assert play(Wedge(demo=True), "7\r", 0.4)[-1] == Outcome(swallow=True, code="7")


@pytest.mark.parametrize("demo", [True, False])
def test_a_lone_enter_is_a_persons(demo):
    assert play(Wedge(demo=demo), "\r\t\n", 0.001) == [Outcome(swallow=False)] * 3


def test_the_second_enter_of_a_reader_is_swallowed_and_a_persons_later_one_is_not():
    wedge = Wedge()
    assert play(wedge, CARD + "\r\n", 0.001)[-1] == Outcome(swallow=True)
    assert wedge.feed("enter", "\r", 101.0) == Outcome(swallow=False)


@pytest.mark.parametrize("demo", [True, False])
def test_a_burst_where_somebody_may_type_is_a_scan_and_typing_is_not(demo):
    outcomes = play(Wedge(demo=demo), CARD + "\r", 0.002, typing=True)
    assert [outcome.swallow for outcome in outcomes] == [False] + [True] * 14
    assert outcomes[-1].code == CARD
    for typed in ("hello\r", CARD + "\r"):
        assert not any(o.swallow for o in play(Wedge(demo=demo), typed, 0.09, typing=True))


def test_digits_that_were_left_are_forgotten():
    wedge = Wedge(demo=True)
    play(wedge, "104", 0.3)
    assert play(wedge, CARD + "\r", 0.3, start=115.0)[-1].code == CARD


def test_a_pause_in_a_burst_never_joins_the_halves():
    wedge = Wedge()
    play(wedge, CARD[:7], 0.002)
    assert play(wedge, CARD[7:] + "\r", 0.002, start=100.5)[-1].code == CARD[7:]


@pytest.mark.parametrize("demo", [True, False])
def test_a_key_without_a_character_spoils_a_burst(demo):
    wedge = Wedge(demo=demo)
    play(wedge, CARD[:7], 0.001)
    assert wedge.feed("ctrl+right_square_bracket", "\x1d", 100.008).swallow
    outcome = play(wedge, CARD[7:] + "\r", 0.001, start=100.009)[-1]
    assert outcome == Outcome(swallow=True, code=CARD[:7] + UNREADABLE + CARD[7:])


def test_a_letter_typed_by_hand_in_the_demo_is_a_persons_and_starts_anew():
    wedge = Wedge(demo=True)
    assert [outcome.swallow for outcome in play(wedge, "12a34\r", 0.5)] == [
        *(True, True, False),
        *(True, True, True),
    ]
    assert play(wedge, "ab\r", 0.5)[-1] == Outcome(swallow=False)


def test_an_identifier_prefix_and_suffix_are_taken_off():
    wedge = Wedge(prefix="#", suffix="*")
    assert play(wedge, f"#]C0{CARD}*\r", 0.001)[-1].code == CARD
    assert play(wedge, "#]C1*\r", 0.001, start=200.0)[-1] == Outcome(swallow=True)


def test_an_endless_burst_is_unreadable():
    assert play(Wedge(), "7" * 10_000 + "\r", 0.001)[-1].code == UNREADABLE


def test_reset_forgets():
    wedge = Wedge(demo=True)
    play(wedge, "104", 0.3)
    wedge.reset()
    assert wedge.feed("enter", "\r", 100.7) == Outcome(swallow=False)


@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(["enter", "tab", "left", "1", "7", "a"]), st.text(max_size=3)
            ),
            st.one_of(st.none(), st.characters(), st.text(max_size=2)),
            st.floats(0, 12),
            st.booleans(),
        ),
        max_size=40,
    ),
    st.booleans(),
)
def test_no_key_ever_raises_and_a_code_always_swallows_its_key(presses, demo):
    wedge, at = Wedge(demo=demo), 0.0
    for key, character, pause, typing in presses:
        at += pause
        outcome = wedge.feed(key, character, at, typing=typing)
        assert outcome.swallow or outcome.code is None
