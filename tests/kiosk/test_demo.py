"""The demo hall: open at every hour, nobody checked in at first, and never a hall's database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import activities, arrivals, invariants, residents
from db.activities.tables import Attendance, Session
from db.audit import HOUSE
from db.base import Refusal, new_operation_id
from db.office import Office, housekeep
from db.residents import CardReason
from db.settings import Settings
from kiosk.demo import seed_if_empty
from kiosk.demo.cards import all_cards

# 06:00 in the hall: the open house begins and ends.
SIX = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def demo(path: Path, now: datetime) -> Office:
    office = Office(path / "hall.db", station="demo", now=now)
    assert seed_if_empty(office, now)
    return office


@pytest.mark.parametrize("now", [SIX - SECOND, SIX, SIX + timedelta(hours=18)])
def test_a_fresh_demo_opens_the_first_card_and_checks_it_in(tmp_path: Path, now: datetime) -> None:
    office = demo(tmp_path, now)
    try:
        arrived = office.call(arrivals.card_shown, all_cards()[0].number, now=now, station="demo")
        assert arrived.home is not None
        assert not arrived.home.inside
        came = office.call(
            activities.check_in,
            arrived.home.resident,
            arrived.home.open[0].id,
            now=now,
            station="demo",
            operation_id=new_operation_id(),
        )
        assert came.points == 10
        assert office.call(invariants.broken) == []
    finally:
        office.close()


def test_something_that_gives_10_points_is_open_at_every_hour_of_the_week(tmp_path: Path) -> None:
    office = demo(tmp_path, SIX)
    try:
        resident = office.call(residents.resident_of, all_cards()[0].number)
        for hours in range(7 * 24):
            now = SIX + timedelta(hours=hours) + SECOND
            if hours % 12 == 0:
                office.call(housekeep, now=now)
            home = office.call(arrivals.home, resident, now=now)
            assert any(view.points == 10 for view in home.open), now
    finally:
        office.close()


def test_every_card_is_what_the_list_says(tmp_path: Path) -> None:
    office = demo(tmp_path, SIX)
    try:
        lately = Attendance.happened_at > SIX - timedelta(hours=30)
        assert not office.call(lambda: Attendance.select().where(lately).exists())
        for card in all_cards():
            try:
                kind = office.call(arrivals.card_shown, card.number, now=SIX, station="demo").kind
            except Refusal as refusal:
                said = {refusal.reason, *refusal.also}
                assert CardReason(card.state) in said, card
            else:
                assert card.state == {"member": "active", "staff": "staff"}[kind]
    finally:
        office.close()


def test_the_history_was_lived_in_order_and_in_many_activities(tmp_path: Path) -> None:
    office = demo(tmp_path, SIX)
    try:
        rows = office.call(
            lambda: [
                (a.clock_doubt, a.session.series_id)
                for a in Attendance.select(Attendance, Session).join(Session)
            ]
        )
        assert not any(doubt for doubt, _ in rows)
        assert len({series for _, series in rows}) >= 6
    finally:
        office.close()


def test_somebody_elses_database_is_never_filled(tmp_path: Path) -> None:
    office = Office(tmp_path / "hall.db", station="hall", now=SIX)
    try:
        office.call(
            residents.add,
            "德吉",
            now=SIX,
            station="hall",
            actor=HOUSE,
            joined_on=SIX.date(),
        )
        assert not seed_if_empty(office, SIX)
        assert not office.call(arrivals.front, now=SIX).demo
    finally:
        office.close()


def test_a_hall_that_is_being_set_up_is_never_filled_with_the_demo(tmp_path: Path) -> None:
    from kiosk.cli import status

    assert status(["--database", f"{tmp_path}/hall.db", "settings", "set", "undo_limit", "2"]) == 0
    office = Office(tmp_path / "hall.db", station="hall", now=SIX)
    assert not seed_if_empty(office, SIX)
    assert office.call(lambda: Settings().word("hall_kind")) == "hall"
    office.close()
