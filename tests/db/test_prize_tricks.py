"""The tricks that rules 9, 23, 24 and 26 stop, each by its name."""

from __future__ import annotations

import pytest

from db import notices, prizes, residents, staff
from db.base import Refusal
from db.prizes import PrizeReason
from db.residents import CardReason, CardState, PersonReason
from db.staff import Role, StaffReason
from tests.db.conftest import Hall
from tests.db.prizes import card_of, fetch, no, on_hand, reserve, rich, shelve

# Rules 23: handing over -----------------------------------------------------------------------


def test_a_photographed_pick_up_code_alone_gives_nothing(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    for card in ("", kept.code, "10000000000009"):
        assert no(hall, prizes.hand_over, kept.code, card).reason is PrizeReason.WRONG_CARD
    assert on_hand(hall, cup) == (5, 1)


def test_a_photographed_pick_up_code_with_ones_own_card_gives_nothing(hall: Hall) -> None:
    who, thief, cup = rich(hall), rich(hall, name="王建国"), shelve(hall)
    kept = reserve(hall, who, cup)
    refusal = no(hall, prizes.hand_over, kept.code, card_of(hall, thief))
    assert refusal.reason is PrizeReason.WRONG_CARD
    assert no(hall, prizes.at_desk, kept.code, card_of(hall, thief)).reason is (
        PrizeReason.WRONG_CARD
    )


def test_a_card_that_was_reported_lost_fetches_nothing(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    card, number = hall.card(who)
    kept = reserve(hall, who, cup)
    hall.ask(residents.end, card, CardState.LOST)
    assert no(hall, prizes.hand_over, kept.code, number).reason is CardReason.LOST


def test_the_card_without_the_code_gives_nothing(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    reserve(hall, who, cup)
    number = card_of(hall, who)
    assert no(hall, prizes.hand_over, number, number).reason is PrizeReason.CODE_UNKNOWN


def test_a_code_is_good_once(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    fetch(hall, who, kept.redemption)
    refusal = no(hall, prizes.hand_over, kept.code, card_of(hall, who))
    assert refusal.reason is PrizeReason.ALREADY_HANDED_OVER
    assert on_hand(hall, cup) == (4, 0)


def test_somebody_who_fetches_for_another_is_written_down_and_the_owner_told(hall: Hall) -> None:
    who, son, cup = rich(hall), hall.person("儿子"), shelve(hall)
    kept = reserve(hall, who, cup)
    fetch(hall, who, kept.redemption, fetched_by=son)
    assert [n.kind for n in hall.office.call(notices.unread, who)] == ["prize_fetched"]
    hall.sound()


def test_the_shelf_cannot_be_emptied_by_reserving_everything(hall: Hall) -> None:
    who = rich(hall, 500)
    cups = [shelve(hall, 30) for _ in range(3)]
    reserve(hall, who, cups[0])
    again = no(hall, prizes.reserve, who, cups[0], 30)
    assert again.reason is PrizeReason.ALREADY_RESERVED
    reserve(hall, who, cups[1])
    refusal = no(hall, prizes.reserve, who, cups[2], 30)
    assert (refusal.reason, refusal.facts["limit"]) == (PrizeReason.TOO_MANY_RESERVED, 2)


def test_cancelling_and_reserving_again_does_not_use_up_the_limit(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall, per_person=1)
    for _ in range(3):
        hall.ask(prizes.cancel, who, reserve(hall, who, cup).redemption)
    fetch(hall, who, reserve(hall, who, cup).redemption)
    refusal = no(hall, prizes.reserve, who, cup, 30)
    assert (refusal.reason, refusal.facts["limit"]) == (PrizeReason.PERSON_LIMIT, 1)


def test_the_limit_of_a_person_ends_with_its_period(hall: Hall) -> None:
    who, cup = rich(hall), shelve(hall, per_person=1, period_days=7)
    fetch(hall, who, reserve(hall, who, cup).redemption)
    hall.later(days=6, hours=23)
    assert no(hall, prizes.reserve, who, cup, 30).reason is PrizeReason.PERSON_LIMIT
    hall.later(hours=2)
    reserve(hall, who, cup)


def test_the_members_of_a_household_in_turn_do_not_pass_its_limit(hall: Hall) -> None:
    home = hall.ask(residents.add_household, "g1", "1-01")
    one, two = rich(hall, household=home), rich(hall, name="扎西", household=home)
    rice = shelve(hall, per_household=1)
    kept = reserve(hall, one, rice)
    assert no(hall, prizes.reserve, two, rice, 30).reason is PrizeReason.HOUSEHOLD_LIMIT
    hall.ask(prizes.cancel, one, kept.redemption)
    fetch(hall, two, reserve(hall, two, rice).redemption)
    assert no(hall, prizes.reserve, one, rice, 30).reason is PrizeReason.HOUSEHOLD_LIMIT


def test_reserving_before_moving_in_together_does_not_pass_the_limit_at_the_desk(
    hall: Hall,
) -> None:
    home = hall.ask(residents.add_household, "g1", "1-01")
    one, two = rich(hall, household=home), rich(hall, name="扎西")
    rice = shelve(hall, per_household=1)
    first, second = reserve(hall, one, rice), reserve(hall, two, rice)
    hall.office.call(
        lambda: (
            residents.named(two)
            and residents.tables.Person.update(household=home)
            .where(residents.tables.Person.resident == two)
            .execute()
        )
    )
    fetch(hall, one, first.redemption)
    refusal = no(hall, prizes.hand_over, second.code, card_of(hall, two))
    assert refusal.reason is PrizeReason.HOUSEHOLD_LIMIT
    hall.ask(prizes.cancel, two, second.redemption)
    hall.sound()


def test_the_pick_up_code_of_somebody_else_cannot_be_cancelled(hall: Hall) -> None:
    who, other, cup = rich(hall), rich(hall, name="王建国"), shelve(hall)
    kept = reserve(hall, who, cup)
    assert no(hall, prizes.cancel, other, kept.redemption).reason is PrizeReason.NOT_YOURS


def test_somebody_who_has_left_reserves_nothing(hall: Hall) -> None:
    from db import leaving
    from db.residents.tables import ResidentState

    who, cup = rich(hall), shelve(hall)
    hall.ask(leaving.leave, who, ResidentState.DIED)
    assert no(hall, prizes.reserve, who, cup, 30).reason is PersonReason.HAS_LEFT


# Rules 24: a household together -----------------------------------------------------------------


@pytest.fixture
def family(hall: Hall) -> list[int]:
    home = hall.ask(residents.add_household, "g1", "1-01")
    return [rich(hall, 20, name=f"家{n}", household=home) for n in range(7)]


def test_a_household_pays_together_and_each_share_comes_back(hall: Hall, family: list[int]) -> None:
    rice = shelve(hall, 50)
    shares = ((family[0], 20), (family[1], 20), (family[2], 10))
    kept = hall.ask(prizes.reserve_together, family[0], rice, 50, shares)
    assert [hall.balances(who)[0] for who in family[:4]] == [0, 0, 10, 20]
    assert (kept.share, kept.price) == (20, 50)
    hall.sound()
    hall.ask(prizes.cancel, family[1], kept.redemption)
    assert [hall.balances(who)[0] for who in family[:4]] == [20, 20, 20, 20]
    told = [[n.kind for n in hall.office.call(notices.unread, who)] for who in family[:3]]
    assert told == [["prize_cancelled"], [], ["prize_cancelled"]]
    hall.sound()


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([20, 20], PrizeReason.SHARES_DIFFER),
        ([20, 20, 20], PrizeReason.SHARES_DIFFER),
        ([50, 20, -20], PrizeReason.SHARES_DIFFER),
        ([50, 0], PrizeReason.SHARES_DIFFER),
        ([20, 10, 5, 5, 5, 3, 2], PrizeReason.TOO_MANY_SHARES),
        ([30, 20], PrizeReason.NOT_ENOUGH),
    ],
)
def test_shares_that_do_not_make_the_price_take_nothing(
    hall: Hall, family: list[int], parts: list[int], reason: PrizeReason
) -> None:
    rice = shelve(hall, 50)
    shares = tuple(zip(family, parts, strict=False))
    assert no(hall, prizes.reserve_together, family[0], rice, 50, shares).reason is reason
    assert [hall.balances(who)[0] for who in family] == [20] * 7
    assert on_hand(hall, rice) == (5, 0)
    hall.sound()


def test_a_neighbours_points_do_not_pay(hall: Hall, family: list[int]) -> None:
    rice, neighbour = shelve(hall, 30), rich(hall, 100, name="邻居")
    for shares in (
        ((family[0], 10), (neighbour, 20)),
        ((family[1], 10), (family[2], 20)),  # without the one who asks
        ((family[0], 10), (family[0], 20)),  # twice the same card
    ):
        refusal = no(hall, prizes.reserve_together, family[0], rice, 30, shares)
        assert refusal.reason is PrizeReason.NOT_HOUSEHOLD


def test_paying_together_does_not_pass_the_number_of_reservations(
    hall: Hall, family: list[int]
) -> None:
    one, two = family[:2]
    for _ in range(2):
        hall.ask(prizes.reserve_together, one, shelve(hall, 10), 10, ((one, 5), (two, 5)))
    refusal = no(hall, prizes.reserve, two, shelve(hall, 10), 10)
    assert refusal.reason is PrizeReason.TOO_MANY_RESERVED


# Rules 26: not for oneself ------------------------------------------------------------------------


def test_staff_hand_nothing_to_themselves_or_their_household(hall: Hall) -> None:
    home = hall.ask(residents.add_household, "g1", "1-01")
    own, wife = rich(hall, household=home), rich(hall, name="扎西", household=home)
    desk = hall.on_duty(hall.ask(staff.add, own, Role.FRONT_DESK))
    cup, stranger = shelve(hall), rich(hall, name="王建国")
    for who in (own, wife):
        kept = reserve(hall, who, cup)
        card = card_of(hall, who)
        assert no(hall, prizes.hand_over, kept.code, card, actor=desk).reason is StaffReason.OWN
        assert no(hall, prizes.cancel_by_staff, kept.redemption, "x", actor=desk).reason is (
            StaffReason.OWN
        )
    kept = reserve(hall, stranger, cup)
    card = card_of(hall, stranger)
    refusal = no(hall, prizes.hand_over, kept.code, card, wife, actor=desk)
    assert refusal.reason is StaffReason.OWN  # nor for a stranger, fetched by one's own
    assert fetch(hall, stranger, kept.redemption, actor=desk).state == "handed_over"


def test_a_helper_hands_over_nothing(hall: Hall) -> None:
    helper = hall.on_duty(hall.staff("甲", Role.HELPER))
    who, cup = rich(hall), shelve(hall)
    kept = reserve(hall, who, cup)
    card = card_of(hall, who)
    for operation in (prizes.hand_over, prizes.at_desk):
        assert no(hall, operation, kept.code, card, actor=helper).reason is StaffReason.NOT_ALLOWED


# Rules 9: children --------------------------------------------------------------------------------


def _child(hall: Hall) -> tuple[int, int, str]:
    """A child with 100 points, a mother, and her card."""
    child = rich(hall, 100, name="小明", birth_year=2018)
    mother = hall.person("妈妈", birth_year=1988)
    hall.ask(residents.add_guardian, child, mother)
    return child, mother, card_of(hall, mother)


def test_a_child_above_the_limit_needs_a_guardians_card(hall: Hall) -> None:
    child, _, card = _child(hall)
    lamp = shelve(hall, 60)
    refusal = no(hall, prizes.reserve, child, lamp, 60)
    assert (refusal.reason, refusal.facts["limit"]) == (PrizeReason.GUARDIAN_NEEDED, 50)
    assert hall.ask(prizes.shelf, child).prizes[0].reasons == (PrizeReason.GUARDIAN_NEEDED,)
    reserve(hall, child, lamp, 60, beside=card)


def test_the_card_of_any_adult_is_not_a_guardians(hall: Hall) -> None:
    child, _, card = _child(hall)
    lamp, uncle = shelve(hall, 60), hall.person("叔叔")
    for beside in (card_of(hall, uncle), card_of(hall, child), "10000000000009"):
        refusal = no(hall, prizes.reserve, child, lamp, 60, beside=beside)
        assert refusal.reason is PrizeReason.NOT_GUARDIAN
    holder = hall.office.call(residents.numbers_of, child)
    assert card not in holder


def test_many_small_prizes_of_a_child_are_a_large_one(hall: Hall) -> None:
    child, _, _ = _child(hall)
    pens, book = shelve(hall, 30), shelve(hall, 30)
    fetch(hall, child, reserve(hall, child, pens).redemption)
    assert no(hall, prizes.reserve, child, book, 30).reason is PrizeReason.GUARDIAN_NEEDED
    hall.later(days=7, minutes=1)
    reserve(hall, child, book)


def test_a_child_is_not_a_purse_for_the_household(hall: Hall) -> None:
    home = hall.ask(residents.add_household, "g1", "1-01")
    child = rich(hall, 100, name="小明", birth_year=2018, household=home)
    brother = rich(hall, 100, name="哥哥", birth_year=2004, household=home)
    mother = rich(hall, 100, name="妈妈", birth_year=1988, household=home)
    hall.ask(residents.add_guardian, child, mother)
    pot = shelve(hall, 90)
    refusal = no(hall, prizes.reserve_together, brother, pot, 90, ((brother, 10), (child, 80)))
    assert refusal.reason is PrizeReason.GUARDIAN_NEEDED
    hall.ask(prizes.reserve_together, mother, pot, 90, ((mother, 10), (child, 80)))
    hall.sound()


def test_age_counts_for_whoever_takes_it_home(hall: Hall) -> None:
    knife = shelve(hall, 10, minimum_age=18)
    young, grown = rich(hall, birth_year=2010), rich(hall, name="成人", birth_year=1990)
    unknown = rich(hall, name="不明")
    assert no(hall, prizes.reserve, young, knife, 10).reason is PrizeReason.TOO_YOUNG
    for who in (grown, unknown):
        reserve(hall, who, knife, 10)


def test_an_anonymous_retry_cannot_borrow_somebodys_answer(hall: Hall) -> None:
    from db.base import new_operation_id

    who, other, cup = rich(hall), rich(hall, name="王建国"), shelve(hall)
    tap = new_operation_id()
    reserve(hall, who, cup, operation_id=tap)
    with pytest.raises(Refusal, match="other_content"):
        reserve(hall, other, cup, operation_id=tap)
