"""What happens in the demo hall: activities that never end, an open house that never closes."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from db import activities, texts
from db.audit import HOUSE
from db.calendar import OpenSpan

_EVERY_DAY = range(7)


def hall() -> None:
    """The hall's name, and open hours that never close."""
    texts.put(
        "hall",
        1,
        "name",
        {
            "zh_CN": "格桑梅朵邻里之家",
            "bo": "སྐལ་བཟང་མེ་ཏོག་ཁྱིམ་མཚེས་ཁང་།",
            "en": "Gesang Metok Neighbours' Hall",
        },
    )
    texts.put(
        "points_book",
        1,
        "title",
        {"zh_CN": "纸质积分本", "bo": "སྐར་གྲངས་ཀྱི་དེབ།", "en": "Paper points book"},
    )
    for weekday in _EVERY_DAY:
        OpenSpan.create(weekday=weekday, opens=time(0, 0), closes=time(23, 59))


def _by(now: datetime) -> dict[str, Any]:
    return {"now": now, "station": "demo", "actor": HOUSE}


def rooms(now: datetime) -> dict[str, int]:
    """The hall's rooms by a short name; what stands on the door, and the way there."""

    def add(code: str, name: dict[str, str], way: dict[str, str]) -> int:
        return activities.add_room(code, name, way, **_by(now))

    ground = {"zh_CN": "就在这一层", "bo": "ཐོག་ས་འདི་ཡིན།", "en": "on this floor"}
    return {
        "lobby": add("", {"zh_CN": "一楼大厅", "bo": "ཚོམས་ཆེན།", "en": "Lobby"}, ground),
        "square": add(
            "",
            {"zh_CN": "门前广场", "bo": "ཐང་ཆེན།", "en": "Square"},
            {"zh_CN": "出大门", "bo": "སྒོའི་ཕྱི་ལ།", "en": "out of the front door"},
        ),
        "105": add(
            "105",
            {"zh_CN": "一楼 105", "bo": "ཐོག་དང་པོ། 105", "en": "Room 105"},
            {
                "zh_CN": "一楼，走廊左手边",
                "bo": "ཐོག་དང་པོ། གཡོན་ཕྱོགས།",
                "en": "ground floor, on the left",
            },
        ),
        "107": add(
            "107",
            {"zh_CN": "一楼 107", "bo": "ཐོག་དང་པོ། 107", "en": "Room 107"},
            {"zh_CN": "一楼，走廊到底", "bo": "ཐོག་དང་པོ། མཐའ་མ།", "en": "ground floor, at the end"},
        ),
        "203": add(
            "203",
            {"zh_CN": "二楼 203", "bo": "ཐོག་གཉིས་པ། 203", "en": "Room 203"},
            {
                "zh_CN": "上二楼，右手边",
                "bo": "ཐོག་གཉིས་པ། གཡས་ཕྱོགས།",
                "en": "2nd floor, on the right",
            },
        ),
        "books": add(
            "201",
            {"zh_CN": "二楼书屋", "bo": "དཔེ་ཁང་།", "en": "Book room"},
            {"zh_CN": "上二楼，左手边", "bo": "ཐོག་གཉིས་པ། གཡོན་ཕྱོགས།", "en": "2nd floor, on the left"},
        ),
        "council": add(
            "301",
            {"zh_CN": "三楼议事厅", "bo": "གྲོས་ཁང་།", "en": "Council hall"},
            {"zh_CN": "上三楼", "bo": "ཐོག་གསུམ་པ།", "en": "3rd floor"},
        ),
    }


def series(starts_on: date, now: datetime) -> dict[str, int]:
    """Every activity by a short name. All give 10 points, or 10 an hour."""
    room = rooms(now)
    made: dict[str, int] = {}

    def add(
        key: str,
        zh: str,
        bo: str,
        en: str,
        category: str,
        where: str,
        days: list[int],
        clock: str,
        minutes: int,
        **rules: Any,
    ) -> None:
        made[key] = activities.add_series(
            {"zh_CN": zh, "bo": bo, "en": en},
            category,
            room[where],
            weekly={day: [(time.fromisoformat(clock), minutes)] for day in days},
            starts_on=starts_on,
            **_by(now),
            **rules,
        )

    every = list(_EVERY_DAY)
    # Spans midnight: there is something to check in to at every hour.
    add(
        "open_house",
        "邻里开放日",
        "ཁྱིམ་མཚེས་སྒོ་འབྱེད།",
        "Open house",
        "open",
        "lobby",
        every,
        "06:00",
        1440,
        open_area=True,
        opens_minutes=0,
    )
    add(
        "calligraphy",
        "藏文书法课",
        "བོད་ཡིག་ལག་རྩལ།",
        "Tibetan calligraphy",
        "learning",
        "203",
        [1, 3, 5],
        "15:00",
        90,
        capacity_soft=12,
        capacity_hard=14,
        enrolment="open",
    )
    add("dance", "广场锅庄", "སྐོར་བྲོ།", "Circle dance", "arts", "square", every, "19:00", 60)
    add(
        "exercise",
        "老人健身操",
        "རྒན་པའི་ལུས་རྩལ།",
        "Exercise for elders",
        "care",
        "105",
        [0, 1, 2, 3, 4],
        "09:30",
        60,
    )
    add(
        "gesar",
        "格萨尔说唱",
        "གེ་སར་སྒྲུང་།",
        "Gesar epic, told aloud",
        "reading",
        "books",
        [2, 6],
        "14:00",
        120,
        enrolment="open",
        capacity_soft=20,
        capacity_hard=24,
    )
    add(
        "drawing",
        "儿童画画",
        "བྱིས་པའི་རི་མོ།",
        "Drawing for children",
        "care",
        "107",
        [2, 5],
        "16:00",
        60,
        capacity_soft=8,
        capacity_hard=8,
        enrolment="required",
        walk_ins=False,
    )
    add(
        "cleaning",
        "邻里大扫除",
        "གཙང་སྦྲ།",
        "Cleaning together",
        "volunteering",
        "square",
        [5],
        "08:30",
        180,
        per_hour=True,
        points_cap=30,
    )
    add(
        "helping",
        "志愿帮老人",
        "རྒན་པར་རོགས་རམ།",
        "Helping elders",
        "volunteering",
        "lobby",
        [0, 4],
        "14:00",
        180,
        per_hour=True,
        points_cap=30,
    )
    add(
        "council",
        "网格议事日",
        "གྲོས་བསྡུར་ཉིན།",
        "Grid council day",
        "council",
        "council",
        [4],
        "10:00",
        120,
    )
    add(
        "phone",
        "手机课",
        "ཁ་པར་སྦྱོང་བརྡར།",
        "Learning the smartphone",
        "learning",
        "105",
        [1],
        "10:30",
        60,
        capacity_soft=10,
        capacity_hard=12,
        enrolment="open",
    )
    add(
        "baking",
        "做糌粑点心",
        "རྩམ་པའི་ཟས།",
        "Tsampa baking",
        "arts",
        "107",
        [6],
        "10:00",
        120,
        capacity_soft=3,
        capacity_hard=3,
        enrolment="open",
        walk_ins=False,
    )
    return made
