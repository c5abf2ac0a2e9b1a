"""The demo's shelf: a dozen prizes with stock, and a few that wait at the desk. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db import prizes
from db.audit import Actor
from db.base import derived_operation_id
from db.prizes import Category, Terms
from kiosk.demo.cards import of_person

STATION = "demo"
ACTOR = Actor("house")


@dataclass(frozen=True, slots=True)
class DemoPrize:
    """Something on the invented shelf: names in Chinese, Tibetan, English; a sentence about it."""

    zh: str
    bo: str
    en: str
    about: tuple[str, str, str]
    terms: Terms
    number: int


def _prize(
    names: tuple[str, str, str], about: tuple[str, str, str], terms: Terms, number: int
) -> DemoPrize:
    return DemoPrize(*names, about, terms, number)


C = Category
PRIZES: tuple[DemoPrize, ...] = (
    _prize(
        ("酥油茶杯", "ཇ་དཀར།", "Butter-tea cup"),
        ("一只瓷杯，带盖。", "དཀར་ཡོལ་ཁ་ལེབ་ཅན་གཅིག", "One cup of china, with a lid."),
        Terms(C.HOUSEHOLD, 30, 1200, place="A1", low_at=3),
        12,
    ),
    _prize(
        ("保温杯", "ཚ་དམ།", "Thermos cup"),
        ("半升，能保温一天。", "ལི་ཊར་ཕྱེད་ཀ ཉིན་གཅིག་ཚ།", "Half a litre, warm all day."),
        Terms(C.HOUSEHOLD, 60, 3500, per_person=1, period_days=365, place="A2", low_at=2),
        8,
    ),
    _prize(
        ("洗衣液", "གོས་འཁྲུའི་རྫས།", "Laundry liquid"),
        ("两公斤一瓶。", "སྤྱི་རྒྱ་གཉིས་ཡོད་པའི་དམ་བེ་གཅིག", "A bottle of two kilograms."),
        Terms(C.HOUSEHOLD, 45, 1800, per_household=2, period_days=30, place="A3", low_at=5),
        20,
    ),
    _prize(
        ("大米 5 公斤", "འབྲས་སྤྱི་རྒྱ་ 5", "Rice, 5 kg"),
        ("一户一月一袋。", "ཁྱིམ་ཚང་རེར་ཟླ་རེར་རྐྱལ་པ་གཅིག", "One bag a month for each household."),
        Terms(C.FOOD, 90, 3800, per_household=1, period_days=30, place="B1", low_at=3),
        8,
    ),
    _prize(
        ("糌粑 1 公斤", "རྩམ་པ་སྤྱི་རྒྱ་ 1", "Tsampa, 1 kg"),
        ("本地青稞磨的。", "ས་གནས་ཀྱི་ནས་ལས་བཏགས་པ།", "Ground from local barley."),
        Terms(C.FOOD, 25, 1500, place="B2", low_at=3),
        15,
    ),
    _prize(
        ("手电筒", "གློག་བཞུ།", "Torch"),
        ("充电的，带线。", "གློག་གསོག་ཐུབ། སྐུད་པ་ཡོད།", "Rechargeable, with its cable."),
        Terms(C.TOOLS, 70, 3900, place="C1", low_at=1),
        3,
    ),
    _prize(
        ("螺丝刀套装", "གཅུས་གཟེར་ལག་ཆ།", "Screwdriver set"),
        ("六把，成年人用。", "དྲུག་ཡོད། དར་མར་མཁོ།", "Six of them, for grown-ups."),
        Terms(C.TOOLS, 80, 4500, minimum_age=18, place="C1", low_at=1),
        2,
    ),
    _prize(
        ("羊毛袜", "ལུག་བལ་རྐང་འབོབས།", "Wool socks"),
        ("一双，大小都有。", "ཆ་གཅིག ཆེ་ཆུང་ཚང་མ་ཡོད།", "A pair, in every size."),
        Terms(C.CLOTHING, 40, 2000, place="C2", low_at=3),
        10,
    ),
    _prize(
        ("儿童画笔", "བྱིས་པའི་ཚོན་པིར།", "Crayons"),
        ("十二色。", "ཚོན་མདོག་བཅུ་གཉིས།", "In twelve colours."),
        Terms(C.CHILDREN, 15, 900, place="D1", low_at=3),
        1,
    ),
    _prize(
        ("作业本五本", "སྦྱོང་དེབ་ལྔ།", "Five exercise books"),
        ("横格，开学用。", "ཐིག་ཅན། སློབ་གྲྭར་མཁོ།", "Ruled, for school."),
        Terms(C.STUDY, 10, 500, place="D2", low_at=5),
        40,
    ),
    _prize(
        ("血压计", "ཁྲག་ཤེད་ཚད་ཆས།", "Blood-pressure meter"),
        ("请医生教您用。", "སྨན་པས་སྤྱོད་ཐབས་སློབ།", "The doctor shows you how to use it."),
        Terms(C.HEALTH, 300, 12900, per_household=1, place="E1"),
        2,
    ),
    _prize(
        ("毛毯", "སྣམ་གཞུ།", "Blanket"),
        ("冬天用，很暖。", "དགུན་ཁར་མཁོ། དྲོད་ཆེ།", "For the winter, very warm."),
        Terms(C.HOUSEHOLD, 200, 8900, per_household=1, place="E2", low_at=1),
        4,
    ),
)


def fill(people: list[int], now: datetime) -> None:
    """Prizes, their stock, what was handed over, and what waits: lived, not written."""
    made = [_add(index, prize, now) for index, prize in enumerate(PRIZES)]
    crayons, books, tsampa, cup = made[8], made[9], made[4], made[0]
    _redeem(people, 2, crayons, 15, now, "hand over")
    _redeem(people, 0, books, 10, now, "hand over")
    _redeem(people, 0, tsampa, 25, now, "cancel")
    for person in (0, 1, 4):
        _redeem(people, person, cup, 30, now, "")


def _add(index: int, prize: DemoPrize, now: datetime) -> int:
    def signed(what: str) -> dict[str, object]:
        own = derived_operation_id("0" * 32, "shelf", what, index)
        return {"now": now, "station": STATION, "actor": ACTOR, "operation_id": own}

    words = {"zh_CN": prize.zh, "bo": prize.bo, "en": prize.en}
    about = dict(zip(("zh_CN", "bo", "en"), prize.about, strict=True))
    made = prizes.add(words, prize.terms, about, **signed("add"))  # type: ignore[arg-type]
    prizes.receive(made, prize.number, "demo", **signed("receive"))  # type: ignore[arg-type]
    return made


def _redeem(
    people: list[int], index: int, prize: int, price: int, now: datetime, then: str
) -> None:
    def own(what: str) -> str:
        return derived_operation_id("0" * 32, "prize", what, index, prize)

    who = people[index]
    kept = prizes.reserve(who, prize, price, now=now, station=STATION, operation_id=own("reserve"))
    if then == "cancel":
        prizes.cancel(who, kept.redemption, now=now, station=STATION, operation_id=own("cancel"))
    elif then:
        card = next(card.number for card in of_person(index) if card.state == "active")
        prizes.hand_over(
            kept.code, card, now=now, station=STATION, actor=ACTOR, operation_id=own("hand")
        )
