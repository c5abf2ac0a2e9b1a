"""Reserving, handing over, cancelling, lapsing: points and stock move together or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db import activities, codes, forgetting, leaving, notices, points, prizes, refused
from db.activities import ActivityReason
from db.base import GeneralReason, new_operation_id
from db.calendar import SpecialDay
from db.office import housekeep
from db.points import EntryKind
from db.prizes import PrizeReason
from db.prizes.tables import Redemption, Share
from db.readings import ReadingLine
from db.residents.tables import ResidentState
from tests.db.conftest import Hall
from tests.db.prizes import always_open, card_of, earn, fetch, no, on_hand, reserve, rich, shelve


def test_a_prize_is_reserved_for_its_points(hall: Hall) -> None:
    who, cup = rich(hall, 128), shelve(hall, 30)
    kept = reserve(hall, who, cup)
    assert (kept.price, kept.spendable, kept.title.best("en")) == (30, 98, "Cup")
    assert hall.balances(who) == (98, 0)
    assert on_hand(hall, cup) == (5, 1)
    hall.sound()


def test_the_same_tap_twice_reserves_once(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    tap = new_operation_id()
    first = reserve(hall, who, cup, operation_id=tap)
    assert reserve(hall, who, cup, operation_id=tap) == first
    assert on_hand(hall, cup) == (5, 1)
    assert no(hall, prizes.reserve, who, cup, 31, operation_id=tap).reason is (
        GeneralReason.OTHER_CONTENT
    )


def test_cancelling_gives_points_and_stock_back_by_linked_entries(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    ended = hall.ask(prizes.cancel, who, kept.redemption)
    assert (ended.points, ended.spendable, ended.state) == (30, 100, "cancelled")
    assert on_hand(hall, cup) == (5, 0)
    lines = hall.ask(points.statement, who, None, 10).lines
    assert [line.kind for line in lines[:2]] == [EntryKind.PRIZE_CANCELLED, EntryKind.SPEND]
    assert lines[0].reverses
    assert lines[0].title.best("en") == "Cup"
    assert no(hall, prizes.cancel, who, kept.redemption).reason is PrizeReason.ALREADY_CANCELLED
    hall.sound()


def test_what_was_cancelled_is_not_counted_as_used_this_year(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    hall.ask(prizes.cancel, who, reserve(hall, who, cup).redemption)
    page = hall.ask(points.statement, who, None, 10)
    assert (page.earned_this_year, page.used_this_year) == (100, 0)


def test_a_hand_over_takes_one_from_the_shelf_for_good(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    assert fetch(hall, who, kept.redemption).state == "handed_over"
    assert on_hand(hall, cup) == (4, 0)
    assert hall.balances(who) == (70, 0)
    assert no(hall, prizes.cancel, who, kept.redemption).reason is PrizeReason.ALREADY_HANDED_OVER
    hall.sound()


def test_staff_see_who_it_is_before_they_hand_over(hall: Hall) -> None:
    who, cup = rich(hall, birth_year=1988), shelve(hall, place="柜子 B")
    kept = reserve(hall, who, cup)
    seen = hall.ask(prizes.at_desk, kept.code, card_of(hall, who))
    assert (seen.name, seen.birth_year, seen.place) == ("卓玛央金", 1988, "柜子 B")
    lines = hall.office.call(lambda: [(row.resident, row.page) for row in ReadingLine.select()])
    assert lines == [(who, "prize")]


def test_a_prize_lapses_at_the_end_of_the_third_open_day(hall: Hall) -> None:
    always_open(hall, 0, 1, 2, 3, 4)  # Monday to Friday; today is a Tuesday
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    assert kept.until == date(2026, 11, 27)
    hall.now = hall.now.replace(day=27, hour=15, minute=59)  # 23:59 in the hall
    hall.office.call(housekeep, now=hall.now)
    assert on_hand(hall, cup) == (5, 1)
    hall.later(minutes=2)
    hall.office.call(housekeep, now=hall.now)
    assert on_hand(hall, cup) == (5, 0)
    assert hall.balances(who) == (100, 0)
    assert [n.kind for n in hall.office.call(notices.unread, who)] == ["prize_lapsed"]
    assert no(hall, prizes.cancel, who, kept.redemption).reason is PrizeReason.ALREADY_LAPSED
    hall.sound()


def test_closed_days_do_not_count_also_when_they_were_closed_later(hall: Hall) -> None:
    always_open(hall, 0, 1, 2, 3, 4)
    who, cup = rich(hall), shelve(hall)
    reserve(hall, who, cup)
    hall.office.call(lambda: SpecialDay.insert(day=date(2026, 11, 26)).execute())
    hall.now = hall.now.replace(day=29)
    hall.office.call(housekeep, now=hall.now)
    assert hall.ask(prizes.mine, who)[0].until == date(2026, 11, 30)
    assert on_hand(hall, cup) == (5, 1)


def test_nothing_lapses_while_the_clock_is_in_doubt(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    reserve(hall, who, cup)
    hall.later(days=400)
    hall.office.call(housekeep, now=hall.now)
    assert on_hand(hall, cup) == (5, 1)


def test_every_reason_is_told_the_worst_first_and_kept(hall: Hall) -> None:
    who = rich(hall, 10, birth_year=2020)
    drill = shelve(hall, 90, 0, minimum_age=18, from_day=date(2026, 12, 1))
    refusal = no(hall, prizes.reserve, who, drill, 80)
    assert [refusal.reason, *refusal.also] == [
        PrizeReason.NOT_YET,
        PrizeReason.SOLD_OUT,
        PrizeReason.TOO_YOUNG,
        PrizeReason.PRICE_CHANGED,
        PrizeReason.NOT_ENOUGH,
        PrizeReason.GUARDIAN_NEEDED,
    ]
    kept = hall.office.call(refused.RefusedScan.get)
    assert (kept.reason, kept.resident) == ("not_yet", who)
    assert kept.also == "sold_out,too_young,price_changed,not_enough,guardian_needed"
    hall.sound()


def test_a_price_that_changed_meanwhile_takes_no_points(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    terms = hall.office.call(prizes.terms_of, cup)
    hall.ask(prizes.change, cup, prizes.Terms(terms.category, 40))
    refusal = no(hall, prizes.reserve, who, cup, 30)
    assert refusal.reason is PrizeReason.PRICE_CHANGED
    assert refusal.facts["price"] == 40
    assert hall.balances(who) == (100, 0)


def test_what_is_missing_is_told_in_points(hall: Hall) -> None:
    who, cup = rich(hall, 18), shelve(hall, 90)
    refusal = no(hall, prizes.reserve, who, cup, 90)
    assert refusal.reason is PrizeReason.NOT_ENOUGH
    assert refusal.facts["missing"] == 72
    view = hall.ask(prizes.shelf, who).prizes[0]
    assert view.why_not is PrizeReason.NOT_ENOUGH
    assert view.facts["missing"] == 72


def test_the_shelf_says_why_not_and_hides_what_is_not_for_show(hall: Hall) -> None:
    who = rich(hall, 50)
    cup, drill = shelve(hall, 30, 1), shelve(hall, 90)
    shelve(hall, 5, visible=False)
    shelve(hall, 5, until_day=date(2026, 11, 1))
    gone = shelve(hall, 5)
    hall.ask(prizes.retire, gone)
    reserve(hall, who, cup)
    shelf = hall.ask(prizes.shelf, who)
    assert [(view.id, view.why_not) for view in shelf.prizes] == [
        (cup, PrizeReason.SOLD_OUT),
        (drill, PrizeReason.NOT_ENOUGH),
    ]
    assert (shelf.spendable, shelf.waiting) == (20, 1)
    anonymous = hall.ask(prizes.shelf, None).prizes
    assert [view.why_not for view in anonymous] == [PrizeReason.SOLD_OUT, None]


def test_a_retired_prize_that_is_reserved_is_still_handed_over(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    hall.ask(prizes.retire, cup)
    assert no(hall, prizes.retire, cup).reason is PrizeReason.RETIRED
    fetch(hall, who, kept.redemption)
    hall.sound()


def test_leaving_frees_what_was_reserved_before_the_points_go(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    reserve(hall, who, cup)
    assert hall.ask(leaving.leave, who, ResidentState.MOVED) == 100
    assert on_hand(hall, cup) == (5, 0)
    hall.sound()


def test_being_forgotten_frees_what_was_reserved_and_erases_the_code(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    assert hall.ask(forgetting.forget, who) == 100
    assert on_hand(hall, cup) == (5, 0)
    assert hall.office.call(codes.meanings, kept.code) == []
    hall.sound()


def test_an_annulment_first_cancels_what_was_not_handed_over(hall: Hall) -> None:
    who, cup, pan = hall.person(), shelve(hall, 30), shelve(hall, 20)
    attendance = earn(hall, who, 50)
    fetch(hall, who, reserve(hall, who, pan, 20).redemption)
    waits = reserve(hall, who, cup)
    hall.ask(activities.annul, attendance, "was not there")
    assert hall.balances(who) == (0, 0)
    assert on_hand(hall, cup) == (5, 0)
    state = hall.office.call(lambda: Redemption.get_by_id(waits.redemption).state)
    assert state == "cancelled"
    loss = hall.office.call(points.account, points.AccountKind.LOSS)
    left = hall.office.call(lambda: points.tables.Account.get_by_id(loss).balance)
    assert left == -20  # only what was carried home is the hall's loss
    hall.sound()


def test_an_annulment_cancels_as_many_as_it_takes_and_no_more(hall: Hall) -> None:
    who = hall.person()
    attendance = earn(hall, who, 60)
    earlier, later = shelve(hall, 30), shelve(hall, 25)
    reserve(hall, who, earlier)
    reserve(hall, who, later, 25)
    hall.ask(activities.annul, attendance, "was not there")  # 5 left, 60 wanted: both go back
    assert (on_hand(hall, earlier), on_hand(hall, later)) == ((5, 0), (5, 0))
    again = earn(hall, who, 40)
    earn(hall, who, 20)
    reserve(hall, who, earlier)
    reserve(hall, who, later, 25)
    hall.ask(activities.annul, again, "was not there")  # 5 left, 40 wanted: again both
    assert hall.balances(who) == (20, 0)
    third = earn(hall, who, 40)
    reserve(hall, who, earlier)
    reserve(hall, who, later, 25)
    hall.later(days=1)  # a day's points have a cap
    earn(hall, who, 20)
    hall.ask(activities.annul, third, "was not there")  # 25 left, 40 wanted: the newest is enough
    assert (on_hand(hall, earlier), on_hand(hall, later)) == ((5, 1), (5, 0))
    assert hall.balances(who) == (10, 0)
    hall.sound()


def test_undo_by_the_resident_is_refused_while_a_prize_waits(hall: Hall) -> None:
    who, cup = hall.person(), shelve(hall, 30)
    attendance = earn(hall, who, 30)
    reserve(hall, who, cup)
    assert no(hall, activities.undo, who, attendance).reason is ActivityReason.POINTS_IN_USE


def test_old_codes_are_erased_with_the_refused_scans(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    hall.ask(prizes.cancel, who, kept.redemption)
    hall.later(days=29)
    hall.office.call(housekeep, now=hall.now)
    assert len(hall.office.call(codes.meanings, kept.code)) == 1
    shelve(hall)  # somebody works here: the clock is believed
    hall.later(days=2)
    hall.office.call(housekeep, now=hall.now)
    assert hall.office.call(codes.meanings, kept.code) == []
    hall.sound()


def test_my_list_shows_what_waits_first_and_its_code_only_then(hall: Hall) -> None:
    who, cup, pan = rich(hall), shelve(hall, 30), shelve(hall, 20)
    first = reserve(hall, who, cup)
    second = reserve(hall, who, pan, 20)
    hall.ask(prizes.cancel, who, second.redemption)
    mine = hall.ask(prizes.mine, who)
    assert [(row.id, row.state, row.code) for row in mine] == [
        (first.redemption, "reserved", first.code),
        (second.redemption, "cancelled", ""),
    ]


def test_a_pick_up_code_is_random_and_of_its_own_kind(hall: Hall) -> None:
    who, cup, pan = rich(hall), shelve(hall), shelve(hall)
    one, two = reserve(hall, who, cup).code, reserve(hall, who, pan).code
    assert one[:2] == two[:2] == "60"
    assert len(one) == len(two) == 14
    assert abs(int(one) - int(two)) > 1
    kinds = [m.kind for m in hall.office.call(codes.meanings, one)]
    assert kinds == ["pick_up"]


def test_a_share_cannot_be_written_twice(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)

    def again() -> None:
        share = Share.get(Share.redemption == kept.redemption)
        Share.insert(
            redemption=kept.redemption, resident=who, points=1, paid=share.paid_id
        ).execute()

    with pytest.raises(Exception, match="UNIQUE"):
        hall.office.call(again)


def test_staff_cancel_and_who_paid_is_told(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    hall.later(hours=1)
    hall.ask(prizes.cancel_by_staff, kept.redemption, "broken on arrival")
    assert [n.kind for n in hall.office.call(notices.unread, who)] == ["prize_cancelled"]
    assert hall.balances(who) == (100, 0)
    assert no(hall, prizes.cancel_by_staff, 999, "x").reason is PrizeReason.NO_SUCH_REDEMPTION
    hall.sound()


def test_a_hall_without_open_hours_counts_every_day(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    assert reserve(hall, who, cup).until == hall.now.date() + timedelta(days=3)


def test_a_prize_that_does_not_exist(hall: Hall) -> None:
    assert no(hall, prizes.reserve, rich(hall), 999, 30).reason is PrizeReason.NO_SUCH_PRIZE


def test_a_number_fetches_something_until_it_was_fetched(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    assert hall.office.call(prizes.waits, kept.code)
    assert no(hall, prizes.waits, card_of(hall, who)).reason is PrizeReason.CODE_UNKNOWN
    fetch(hall, who, kept.redemption)
    assert no(hall, prizes.waits, kept.code).reason is PrizeReason.ALREADY_HANDED_OVER


def test_a_strangers_card_that_was_to_pay_is_kept_for_who_asks_why(hall: Hall) -> None:
    who, stranger = rich(hall), rich(hall, name="王建国")
    refusal = no(hall, prizes.payer, who, card_of(hall, stranger))
    assert refusal.reason is PrizeReason.NOT_HOUSEHOLD
    kept = hall.office.call(lambda: [row.reason for row in refused.RefusedScan.select()])
    assert kept == ["not_household"]
