"""A full disk, a read-only file, a damaged file: said in words, nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import activities
from db.base import GeneralReason, Refusal, database
from db.office import Office
from db.sqlite import driver
from tests.db.conftest import START, Hall


def test_a_full_disk_refuses_in_words_and_recovers(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    pages = hall.office.call(database.pragma, "page_count")
    hall.office.call(database.execute_sql, f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for n in range(2000):
            hall.person(f"某人{n}" * 40)

    with pytest.raises(Refusal) as caught:
        fill()
    assert caught.value.reason is GeneralReason.DISK_FULL
    hall.office.call(database.execute_sql, "PRAGMA max_page_count = 1000000")
    assert hall.check_in(anna, session).points == 10
    hall.sound()


def test_another_process_that_holds_the_file_is_busy(hall: Hall) -> None:
    anna, session = hall.person(), hall.session()
    hall.office.call(database.execute_sql, "PRAGMA busy_timeout = 50")
    raw = driver().connect(str(hall.office.path), isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal) as caught:
        hall.check_in(anna, session)
    assert caught.value.reason is GeneralReason.BUSY
    raw.execute("ROLLBACK")
    raw.close()
    hall.check_in(anna, session)
    hall.sound()


def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "hall.db"
    office = Office(path, station="test", now=START)
    office.close()
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)
    with pytest.raises(Refusal) as caught:
        Office(path, station="test", now=START).call(activities.day, None, None, now=START)
    assert caught.value.reason is GeneralReason.DAMAGED
