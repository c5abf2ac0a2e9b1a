"""The demo's reader: what the hand holds comes out of the line, byte for byte."""

import asyncio
import os
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.frames import UNREADABLE
from devices.scanner import ReaderSettings
from devices.serial_scanner import SerialScanner
from kiosk.simulator import NobodyListens, Simulator, hold_card

CARD = "10428813579246"


@pytest.fixture
async def simulator(tmp_path):
    simulator = Simulator(tmp_path / "demo")
    simulator.open()
    yield simulator
    simulator.close()


@pytest.fixture
async def said(simulator):
    """What a scanner on the simulator's line says."""
    said = asyncio.Queue()
    scanner = SerialScanner(ReaderSettings(str(simulator.reader)))
    scanner.open(
        lambda scan: said.put_nowait(scan.code),
        lambda: said.put_nowait("lost"),
        lambda: said.put_nowait("back"),
    )
    yield said
    scanner.close()


async def hold(simulator, code):
    await asyncio.to_thread(hold_card, simulator.hand.parent, code)


async def following(said, within=3.0):
    async with asyncio.timeout(within):
        return await said.get()


async def received(simulator, size):
    """So many bytes from the line, read as a program without any settings would."""
    reader, loop = (
        os.open(simulator.reader, os.O_RDONLY | os.O_NONBLOCK),
        asyncio.get_running_loop(),
    )
    data, whole = bytearray(), asyncio.Event()

    def ready():
        data.extend(os.read(reader, 4096))
        if len(data) >= size:
            whole.set()

    loop.add_reader(reader, ready)
    try:
        async with asyncio.timeout(10):
            await whole.wait()
    finally:
        loop.remove_reader(reader)
        os.close(reader)
    return bytes(data)


async def test_a_card_in_the_hand_is_a_scan(simulator, said):
    await hold(simulator, CARD)
    assert await following(said) == CARD


async def test_many_cards_from_many_hands(simulator, said):
    cards = {f"10{n:012d}" for n in range(30)}
    await asyncio.gather(*(hold(simulator, card) for card in cards))
    assert {await following(said) for _ in cards} == cards


@pytest.mark.parametrize("size", [0, 1, 4096, 10_240, 200_000])
async def test_every_byte_comes_through_and_nothing_is_added(simulator, size):
    data = (bytes(range(256)) * (size // 256 + 1))[:size]
    holding = asyncio.create_task(hold(simulator, os.fsdecode(data)))
    assert await received(simulator, size + 1) == data + b"\r"
    await holding


async def test_long_codes_from_two_hands_do_not_mix(simulator):
    tasks = [asyncio.create_task(hold(simulator, letter * 70_000)) for letter in "ab"]
    parts = sorted((await received(simulator, 140_002)).split(b"\r"))
    assert parts == [b"", b"a" * 70_000, b"b" * 70_000]
    await asyncio.gather(*tasks)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_whatever_is_held_the_hand_takes_it(tmp_path, data):
    async def walk():
        simulator = Simulator(tmp_path)
        simulator.open()
        hold_card(tmp_path, os.fsdecode(data))
        line = await received(simulator, len(data) + 1)
        simulator.close()
        return line

    assert asyncio.run(walk()) == data + b"\r"


async def test_a_monstrous_code_is_read_as_unreadable_and_the_next_card_as_itself(simulator, said):
    await hold(simulator, "[@click=app.quit]" * 600)
    assert await following(said) == UNREADABLE
    await hold(simulator, CARD)
    assert await following(said) == CARD


async def test_a_pulled_cable_is_noticed_and_mended(simulator, said):
    for _ in range(2):
        simulator.unplug()
        simulator.unplug()
        assert not simulator.reader.is_symlink()
        assert await following(said, within=2) == "lost"
        await hold(simulator, "lost on the way")
        simulator.replug()
        simulator.replug()
        assert await following(said, within=3) == "back"
    await hold(simulator, CARD)
    assert await following(said) == CARD


async def test_a_full_line_makes_the_hand_wait_and_a_pulled_cable_frees_it(simulator):
    holding = asyncio.create_task(hold(simulator, "7" * 200_000))
    loop, full = asyncio.get_running_loop(), asyncio.Event()

    def look():
        if simulator._rest:
            full.set()
        else:
            loop.call_later(0.005, look)

    look()
    async with asyncio.timeout(3):
        await full.wait()
    simulator.unplug()
    async with asyncio.timeout(3):
        await holding


async def test_a_kiosk_that_takes_nothing_is_said(simulator):
    async def later():
        await asyncio.to_thread(hold_card, simulator.hand.parent, "7" * 200_000, 0.1)

    with pytest.raises(NobodyListens):
        await later()


async def test_an_idle_hand_does_not_spin(simulator, said):
    await hold(simulator, CARD)
    assert await following(said) == CARD
    before = os.times()
    with pytest.raises(TimeoutError):
        await following(said, within=0.3)
    after = os.times()
    assert after.user + after.system - before.user - before.system < 0.15


async def test_the_names_are_private_and_go_with_the_simulator(simulator):
    mode = simulator.hand.lstat().st_mode
    assert stat.S_ISFIFO(mode)
    assert stat.S_IMODE(mode) == 0o600
    assert simulator.reader.is_symlink()
    simulator.close()
    simulator.close()
    assert list(simulator.hand.parent.iterdir()) == []
    with pytest.raises(NobodyListens):
        hold_card(simulator.hand.parent, CARD)


async def test_what_a_killed_kiosk_left_is_replaced(tmp_path):
    os.mkfifo(tmp_path / "hand")
    (tmp_path / "reader").symlink_to("/dev/null")
    with pytest.raises(NobodyListens):
        hold_card(tmp_path, CARD)
    simulator = Simulator(tmp_path)
    simulator.open()
    hold_card(tmp_path, CARD)
    assert await received(simulator, 15) == f"{CARD}\r".encode()
    simulator.close()


async def test_a_simulator_that_was_replaced_leaves_its_successors_names_alone(simulator):
    successor = Simulator(simulator.hand.parent)
    successor.open()
    simulator.close()
    hold_card(simulator.hand.parent, CARD)
    assert await received(successor, 15) == f"{CARD}\r".encode()
    successor.close()


def test_nobody_listens_where_there_is_no_kiosk(tmp_path):
    with pytest.raises(NobodyListens):
        hold_card(tmp_path / "nowhere", CARD)
    (tmp_path / "hand").write_text("a file")
    with pytest.raises(NobodyListens):
        hold_card(tmp_path, CARD)
    assert (tmp_path / "hand").read_text() == "a file"
