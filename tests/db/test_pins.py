"""Signing in: the right PIN opens, wrong ones lock, and nobody learns whether a card exists."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from db import duties, residents, staff
from db.audit import Audit
from db.base import Refusal
from db.codes import CodeKind
from db.duties import Duty, Ending, StaffReason
from db.office import Office
from db.staff import Role, pins
from db.staff.pepper import file_of
from db.staff.tables import PinLock, SealedCode
from tests.db.conftest import STATION, Hall

PIN, WRONG, NO_CARD = "047110", "047111", "20000000000000"


def quick(hall: Hall, pin: str = PIN) -> str:
    return pins.hashed(hall.ask(staff.pepper), pin, quick=True)


def worker(
    hall: Hall, role: Role = Role.FRONT_DESK, name: str = "林晓", pin: str = PIN
) -> tuple[int, str]:
    """A member of staff with a PIN: staff number and card number."""
    number = hall.staff(name, role, pin_hash=quick(hall, pin))
    person = hall.office.call(lambda: staff.Staff.get_by_id(number).resident_id)
    return number, hall.card(person, kind=CodeKind.STAFF)[1]


def sign_in(hall: Hall, card: str, pin: str) -> Any:
    """As a screen does it; a Refusal comes back as its reason."""

    async def ask(operation: Callable[..., Any], *args: Any) -> Any:
        return await hall.office.ask(operation, *args, now=hall.now, station=STATION)

    try:
        return asyncio.run(staff.sign_in(ask, card, pin))
    except Refusal as refusal:
        return refusal


def test_card_and_pin_begin_a_duty_with_its_role(hall: Hall) -> None:
    number, card = worker(hall)
    entered = sign_in(hall, card, PIN)
    assert (entered.role, entered.actor.staff, entered.masked) == (Role.FRONT_DESK, number, "林**")
    row = hall.office.call(Duty.get)
    assert (row.staff, row.station, row.ended_at) == (number, STATION, None)
    hall.sound()


@pytest.mark.parametrize("card", ["theirs", NO_CARD])
def test_five_wrong_pins_lock_for_a_minute_and_then_for_twice_as_long(
    hall: Hall, card: str
) -> None:
    card = worker(hall)[1] if card == "theirs" else card
    for _ in range(5):
        assert sign_in(hall, card, WRONG).reason is StaffReason.NOT_RIGHT
    seen = []
    for _ in range(3):
        refusal = sign_in(hall, card, PIN)
        assert refusal.reason is StaffReason.LOCKED
        seen.append(refusal.facts["seconds"])
        hall.later(seconds=seen[-1])
        assert sign_in(hall, card, WRONG).reason is StaffReason.NOT_RIGHT
    assert seen == [60, 120, 240]


def test_another_card_still_works_while_one_is_locked(hall: Hall) -> None:
    _, card = worker(hall)
    _, other = worker(hall, name="米玛", pin="123456")
    for _ in range(6):
        sign_in(hall, card, WRONG)
    assert sign_in(hall, other, "123456").role is Role.FRONT_DESK


def test_many_cards_tried_at_one_kiosk_lock_the_kiosk_but_not_the_next_one(hall: Hall) -> None:
    _, card = worker(hall)
    for n in range(15):
        assert sign_in(hall, f"2000000000{n:04d}", WRONG).reason is StaffReason.NOT_RIGHT
    assert sign_in(hall, card, PIN).reason is StaffReason.LOCKED
    tried = hall.office.call(staff.attempt, card, now=hall.now, station="another")
    assert staff.matches(tried, PIN)


def test_a_right_pin_forgets_the_wrong_ones(hall: Hall) -> None:
    _, card = worker(hall)
    for _ in range(4):
        sign_in(hall, card, WRONG)
    assert sign_in(hall, card, PIN).role is Role.FRONT_DESK
    assert hall.office.call(lambda: [r.key for r in PinLock.select()]) == [f"kiosk:{STATION}"]


def test_a_clock_that_goes_back_does_not_lock_for_years(hall: Hall) -> None:
    _, card = worker(hall)
    for _ in range(5):
        sign_in(hall, card, WRONG)
    hall.later(days=-20_000)
    assert sign_in(hall, card, PIN).facts["seconds"] == 60
    hall.later(seconds=60)
    assert sign_in(hall, card, PIN).role is Role.FRONT_DESK


def test_an_unknown_card_is_counted_compared_and_refused_like_a_known_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What differs would be an oracle: the answer, the rows written, the work of the comparison."""
    _, card = worker(hall)
    hall.ask(staff.new_pin, 1, pins.hashed(hall.ask(staff.pepper), PIN))  # a hall's own hash
    compared: list[str] = []
    real = pins._verified

    def spy(stored: str, typed: str) -> bool:
        compared.append(stored.rsplit("$", 2)[0])
        return real(stored, typed)

    monkeypatch.setattr(pins, "_verified", spy)
    answers = [sign_in(hall, c, WRONG) for c in (card, NO_CARD, "x", "")]
    assert {(a.reason, *a.facts) for a in answers} == {(StaffReason.NOT_RIGHT,)}
    assert len({line.replace("bm9ib2R5IGlzIGhlcmUhIQ", "") for line in compared}) == 1
    assert len(compared) == 4
    keys = hall.office.call(lambda: [r.key for r in PinLock.select()])
    assert len(keys) == 5
    assert not any(card in key for key in keys)


@pytest.mark.parametrize("state", ["lost", "blocked"])
def test_a_staff_card_out_of_use_is_nobodys(hall: Hall, state: str) -> None:
    number, card = worker(hall)
    person = hall.office.call(lambda: staff.Staff.get_by_id(number).resident_id)
    ended = hall.office.call(lambda: residents.Card.get(residents.Card.resident == person).id)
    hall.ask(residents.end, ended, residents.CardState(state))
    assert sign_in(hall, card, PIN).reason is StaffReason.NOT_RIGHT


def test_the_pin_is_compared_on_neither_the_clerks_thread_nor_the_callers(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, card = worker(hall)
    names: list[str] = []
    monkeypatch.setattr(
        pins, "_verified", lambda *_a: names.append(threading.current_thread().name) or True
    )
    assert sign_in(hall, card, PIN).role is Role.FRONT_DESK
    assert len(names) == 1
    assert not names[0].startswith(("MainThread", "clerk"))


def test_the_hash_of_a_hall_is_argon2id_with_64_mib(hall: Hall) -> None:
    made = pins.fresh(hall.ask(staff.pepper))
    assert made.hash.startswith("$argon2id$v=19$m=65536,")
    assert made.digits.isdigit()
    assert len(made.digits) == 6
    assert made.digits not in repr(made)


def test_the_pepper_stands_beside_the_database_for_nobody_else_and_is_made_once(
    hall: Hall,
) -> None:
    first = hall.ask(staff.pepper)
    file = file_of(hall.office.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert hall.ask(staff.pepper) == first == file.read_bytes()
    assert len(first) == 32
    assert [f.name for f in file.parent.glob("*.pepper.*")] == []


def test_a_pepper_for_everybody_is_closed_again(hall: Hall) -> None:
    hall.ask(staff.pepper)
    file = file_of(hall.office.path)
    file.chmod(0o644)
    hall.ask(staff.pepper)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_lost_pepper_takes_the_pins_away_and_says_so(hall: Hall) -> None:
    _, card = worker(hall)
    file_of(hall.office.path).unlink()
    assert sign_in(hall, card, PIN).reason is StaffReason.NOT_RIGHT
    assert not hall.office.call(lambda: staff.Staff.select().where(staff.Staff.pin_hash).exists())
    assert "pepper_made" in hall.office.call(lambda: [a.verb for a in Audit.select()])
    hall.sound()


_GUESS = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from db import staff
from db.base import Refusal
from db.office import Office
from db.staff import entering

path, now, station, card, pin = sys.argv[1:]
office = Office(Path(path), station="other", now=datetime.fromisoformat(now))

def wait(tried, pin):
    print("comparing", flush=True)
    sys.stdin.read()  # until the kill

entering.matches = wait
ask = lambda op, *a: office.ask(op, *a, now=datetime.fromisoformat(now), station=station)
try:
    asyncio.run(staff.sign_in(ask, card, pin))
except Refusal as refusal:
    print(refusal.reason, flush=True)
"""


def guess_and_be_killed(hall: Hall, card: str, pin: str) -> str:
    """A guess in a process of its own that gets SIGKILL while the PIN is being compared."""
    arguments = [str(hall.office.path), hall.now.isoformat(), STATION, card, pin]
    child = subprocess.Popen(
        [sys.executable, "-c", _GUESS, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = child.stdout.readline().strip()
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    return said


def test_a_kill_before_the_answer_is_no_free_attempt(hall: Hall) -> None:
    _, card = worker(hall)
    for _ in range(5):
        assert guess_and_be_killed(hall, card, WRONG) == "comparing"
    assert guess_and_be_killed(hall, card, PIN) == "locked"
    refusal = sign_in(hall, card, PIN)
    assert (refusal.reason, refusal.facts["seconds"]) == (StaffReason.LOCKED, 60)


def test_whoever_was_on_duty_when_the_power_went_signs_in_again(hall: Hall) -> None:
    _, card = worker(hall)
    entered = sign_in(hall, card, PIN)
    hall.office.close()
    hall.office = Office(hall.office.path, station=STATION, now=hall.now)
    assert hall.office.call(lambda: Duty.get().how) == Ending.POWER
    with pytest.raises(Refusal) as caught:
        hall.ask(residents.add, "王", joined_on=hall.now.date(), actor=entered.actor)
    assert caught.value.reason is StaffReason.NOT_ON_DUTY
    hall.sound()


# Rules 29 -----------------------------------------------------------------------------------------


def test_the_first_lead_comes_with_a_sealed_code(hall: Hall) -> None:
    person = hall.person("德吉")
    with pytest.raises(Refusal) as caught:
        hall.ask(staff.add, person, Role.LEAD)
    assert caught.value.reason is StaffReason.UNSEALED
    assert not hall.office.call(lambda: staff.Staff.select().exists())
    assert hall.ask(staff.add, person, Role.LEAD, sealed_hash="sealed")
    assert hall.ask(staff.add, hall.person("米玛"), Role.LEAD)


def test_the_last_lead_cannot_be_removed(hall: Hall) -> None:
    first, second = hall.staff("德吉", Role.LEAD), hall.staff("米玛", Role.LEAD)
    hall.ask(staff.retire, first)
    hall.office.call(lambda: SealedCode.update(used_at=hall.now).execute())
    third = hall.ask(staff.add, hall.person("林晓"), Role.LEAD)
    for last in (second, third):
        with pytest.raises(Refusal) as caught:
            hall.ask(staff.retire, last)
        assert caught.value.reason is StaffReason.LAST_LEAD
    hall.ask(staff.seal, "sealed again")
    hall.ask(staff.retire, second)
    with pytest.raises(Refusal):
        hall.ask(staff.retire, third)
    hall.sound()


def test_the_last_lead_cannot_leave_the_hall_or_be_forgotten_either(hall: Hall) -> None:
    from db import forgetting, leaving
    from db.residents import ResidentState

    lead = hall.staff("德吉", Role.LEAD)
    person = hall.office.call(lambda: staff.Staff.get_by_id(lead).resident_id)
    for gone in (
        partial(hall.ask, leaving.leave, person, ResidentState.MOVED),
        partial(hall.ask, forgetting.forget, person),
    ):
        with pytest.raises(Refusal) as caught:
            gone()
        assert caught.value.reason is StaffReason.LAST_LEAD
    hall.sound()


def test_retiring_ends_duty_pin_and_card(hall: Hall) -> None:
    number, card = worker(hall)
    entered = sign_in(hall, card, PIN)
    hall.ask(staff.retire, number)
    assert hall.office.call(lambda: Duty.get().how) == Ending.RETIRED
    assert sign_in(hall, card, PIN).reason is StaffReason.NOT_RIGHT
    assert not hall.ask(duties.touch, actor=entered.actor)
    hall.sound()


def test_a_new_pin_comes_from_somebody_else_and_ends_what_the_old_one_began(hall: Hall) -> None:
    number, card = worker(hall)
    lead = hall.staff("德吉", Role.LEAD)
    entered = sign_in(hall, card, PIN)
    hall.ask(duties.sign, actor=entered.actor)
    for other, reason in ((number, StaffReason.OWN), (lead, StaffReason.NOT_ALLOWED)):
        hall.ask(duties.sign, actor=entered.actor)
        with pytest.raises(Refusal) as caught:
            hall.ask(staff.new_pin, other, quick(hall, "1"), actor=entered.actor)
        assert caught.value.reason is reason
    boss = hall.on_duty(lead)
    hall.ask(duties.sign, actor=boss)
    hall.ask(staff.new_pin, number, quick(hall, "222222"), actor=boss)
    assert hall.ask(duties.touch, actor=entered.actor) is False
    assert sign_in(hall, card, PIN).reason is StaffReason.NOT_RIGHT
    assert sign_in(hall, card, "222222").role is Role.FRONT_DESK
    given = hall.office.call(lambda: Audit.get(Audit.verb == "pin_given"))
    assert (given.actor, given.subject_id) == (f"staff:{lead}", number)
    hall.sound()


def test_the_sealed_code_gives_a_lead_a_new_pin_once(hall: Hall) -> None:
    code = pins.fresh_sealed(quick=True)
    lead = hall.ask(staff.add, hall.person("德吉"), Role.LEAD, sealed_hash=code.hash)
    kept = hall.office.call(staff.sealed)
    assert pins.right_sealed(kept, "-".join((code.digits[:5], code.digits[5:])))
    assert not pins.right_sealed(kept, code.digits[::-1])
    assert not pins.right_sealed(None, code.digits)
    recover = partial(hall.ask, staff.recover, lead, code.hash, quick(hall, "333333"))
    recover("the next one")
    with pytest.raises(Refusal) as caught:
        recover("one more")
    assert caught.value.reason is StaffReason.NOT_RIGHT
    assert hall.office.call(staff.sealed) == "the next one"
    assert "pin_recovered" in hall.office.call(lambda: [a.verb for a in Audit.select()])
    hall.sound()


def test_a_lead_from_before_there_were_pins_gets_one_when_a_code_is_sealed(hall: Hall) -> None:
    lead = hall.staff("德吉", Role.LEAD)
    hall.office.call(lambda: SealedCode.delete().execute())
    give = partial(hall.ask, staff.new_pin, lead, quick(hall))
    with pytest.raises(Refusal) as caught:
        give()
    assert caught.value.reason is StaffReason.UNSEALED
    hall.sound()
    hall.ask(staff.seal, "sealed")
    give()
    hall.sound()


def test_nobody_is_staff_twice(hall: Hall) -> None:
    number = hall.staff("林晓", Role.CARER)
    person = hall.office.call(lambda: staff.Staff.get_by_id(number).resident_id)
    with pytest.raises(Refusal) as caught:
        hall.ask(staff.add, person, Role.CLINIC)
    assert caught.value.reason is StaffReason.ALREADY_STAFF
    with pytest.raises(Refusal) as caught:
        hall.ask(staff.retire, 99)
    assert caught.value.reason is StaffReason.NO_SUCH_STAFF
