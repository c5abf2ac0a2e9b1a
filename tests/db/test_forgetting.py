"""Forget me: no byte of the name is left in any file, and everything still adds up."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import activities, forgetting, points, residents
from db.base import Refusal
from db.office import Office, housekeep
from db.residents import PersonReason
from tests.db.conftest import Hall

NAME, PHONE = "次仁旺姆测试名", "13912345678"


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())


def lived(hall: Hall) -> tuple[int, str]:
    """Somebody who checked in, enrolled, was annulled, changed language."""
    anna = hall.person(NAME, second_name="ཚེ་རིང་དབང་མོ།", phone=PHONE)
    _, number = hall.card(anna)
    session = hall.session()
    hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)
    came = hall.check_in(anna, hall.session())
    hall.ask(activities.annul, came.attendance, f"{NAME} was not there")
    hall.ask(residents.set_language, anna, "bo")
    hall.ask(activities.enrol, anna, hall.session("16:00", enrolment="open"))
    return anna, number


def test_no_byte_of_the_name_is_left(hall: Hall) -> None:
    anna, number = lived(hall)
    path = hall.office.path
    assert NAME.encode() in bytes_of(path)
    hall.ask(forgetting.forget, anna)
    hall.office.call(forgetting.sweep, hall.office.forgotten)
    left = bytes_of(path)
    for secret in (NAME, "ཚེ་རིང་དབང་མོ།", PHONE, number):
        assert secret.encode() not in left
    assert hall.balances(anna) == (0, 0)
    hall.sound()


def test_forgetting_twice_is_refused(hall: Hall) -> None:
    anna, _ = lived(hall)
    hall.ask(forgetting.forget, anna)
    with pytest.raises(Refusal) as caught:
        hall.ask(forgetting.forget, anna)
    assert caught.value.reason is PersonReason.FORGOTTEN
    with pytest.raises(Refusal) as caught:
        hall.ask(forgetting.forget, 4711)
    assert caught.value.reason is PersonReason.NO_SUCH_RESIDENT


def test_a_restored_backup_forgets_again(hall: Hall, tmp_path: Path) -> None:
    anna, _ = lived(hall)
    backup = tmp_path / "backup.db"
    hall.office.call(_copy, str(backup))
    hall.ask(forgetting.forget, anna)
    hall.office.call(forgetting.sweep, hall.office.forgotten)
    path, listed = hall.office.path, hall.office.forgotten
    hall.office.close()
    path.unlink()
    backup.rename(path)
    assert listed.exists()
    hall.office = Office(path, station="test", now=hall.now)
    assert NAME.encode() not in bytes_of(path)
    assert hall.office.call(residents.named, anna) is None
    hall.sound()


def test_a_forgotten_number_is_never_given_out_again_after_a_restore(
    hall: Hall, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    hall.office.call(_copy, str(backup))  # from before the person came
    anna, _ = lived(hall)
    hall.ask(forgetting.forget, anna)
    hall.office.call(forgetting.sweep, hall.office.forgotten)
    path = hall.office.path
    hall.office.close()
    path.unlink()
    backup.rename(path)
    hall.office = Office(path, station="test", now=hall.now)
    newcomer = hall.person("才旦")
    assert newcomer != anna
    hall.office.close()
    hall.office = Office(path, station="test", now=hall.now)
    assert hall.office.call(residents.named, newcomer) is not None
    hall.sound()


def _copy(target: str) -> None:
    from db.base import database

    database.execute_sql("VACUUM INTO ?", (target,))


def test_a_freed_seat_goes_to_the_next(hall: Hall) -> None:
    anna, berta = hall.person(), hall.person("李秀英")
    session = hall.session("16:00", enrolment="open", capacity_soft=1)
    hall.ask(activities.enrol, anna, session)
    hall.ask(activities.enrol, berta, session)
    hall.ask(forgetting.forget, anna)
    (place,) = hall.office.call(activities.places, berta, now=hall.now)
    assert place.standing is activities.Standing.ENROLLED


def test_points_on_the_way_of_a_forgotten_person_never_arrive(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.check_in(anna, session)
    hall.ask(forgetting.forget, anna)
    hall.ask(activities.close, session, 1)
    assert hall.balances(anna) == (0, 0)
    hall.office.call(housekeep, now=hall.now)
    hall.sound()
    assert points.balances is not None
