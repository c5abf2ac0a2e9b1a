"""The desk: finding, adding, correcting, likely doubles, and who read whose page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from db import exports, forgetting, residents, staff
from db.audit import Audit, AuditDetail
from db.base import Refusal, new_operation_id
from db.readings import ReadingLine
from db.residents import CardReason, PersonReason, ResidentState
from db.residents.finding import folded
from tests.db.conftest import Hall


@pytest.fixture
def neighbours(hall: Hall) -> dict[str, int]:
    """Some people, two of them of the same name."""
    first, second = (
        hall.ask(residents.add_household, g, n) for g, n in (("G01", "1-01"), ("G02", "2-05"))
    )
    return {
        "dolma": hall.person("卓玛央金", second_name="སྒྲོལ་མ་དབྱངས་ཅན།", household=first),
        "tashi": hall.person("བཀྲ་ཤིས་ཚེ་རིང་།", second_name="扎西次仁", household=first),
        "zhang": hall.person("张伟", household=second, birth_year=1990),
        "zhang2": hall.person("张伟", household=first, birth_year=1963),
        "anna": hall.person("Anna Keller", birth_year=1991),
    }


def find(hall: Hall, query: str, **kw: Any) -> list[int]:
    return [row.resident for row in hall.ask(residents.find, query, **kw)]


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("卓玛央金", ["dolma"]),
        ("央金", ["dolma"]),
        ("卓玛", ["dolma"]),
        ("སྒྲོལ་མ", ["dolma"]),
        ("བཀྲ་ཤིས་", ["tashi"]),
        ("扎西 次仁", ["tashi"]),
        ("anna", ["anna"]),
        ("ＡＮＮＡ", ["anna"]),
        ("kell an", ["anna"]),
        ("张伟", ["zhang", "zhang2"]),
        ("张伟 G02", ["zhang"]),
        ("张伟 1-01", ["zhang2"]),
        ("2-05", ["zhang"]),
        ("nobody", []),
        ("张伟 nobody", []),
        ("", []),
        (" ་། ", []),
    ],
)
def test_people_are_found_by_name_household_and_grid(
    hall: Hall, neighbours: dict[str, int], query: str, who: list[str]
) -> None:
    assert find(hall, query) == [neighbours[name] for name in who]


def test_a_card_or_the_own_number_finds_one(hall: Hall, neighbours: dict[str, int]) -> None:
    _, number = hall.card(neighbours["anna"])
    assert find(hall, number) == find(hall, str(neighbours["anna"])) == [neighbours["anna"]]


def test_other_spellings_of_a_name_come_from_whoever_asks(
    hall: Hall, neighbours: dict[str, int]
) -> None:
    """Pinyin initials and Tibetan roots belong to the keyboards; they are handed in."""

    def initials(name: str) -> list[str]:
        return {"张伟": ["zw"], "卓玛央金": ["zmyj"]}.get(name, [])

    assert find(hall, "ZMYJ", spell=initials) == [neighbours["dolma"]]
    assert find(hall, "zw 2-05", spell=initials) == [neighbours["zhang"]]
    assert find(hall, "zmyj") == []


def test_whole_names_come_before_beginnings_and_what_is_in_the_middle(hall: Hall) -> None:
    middle, start, whole = (hall.person(name) for name in ("小王芳芳", "王芳芳", "王芳"))
    assert find(hall, "王芳") == [whole, start, middle]


def test_at_most_fifty_are_listed(hall: Hall) -> None:
    for n in range(55):
        hall.person(f"居民{n}")
    assert len(find(hall, "居民")) == 50


def test_the_forgotten_are_found_nowhere(hall: Hall, neighbours: dict[str, int]) -> None:
    hall.ask(forgetting.forget, neighbours["anna"])
    assert find(hall, "anna") == []


def test_opening_a_page_leaves_a_line_that_says_who_whom_and_where(
    hall: Hall, neighbours: dict[str, int]
) -> None:
    desk = hall.on_duty(hall.staff("林晓", staff.Role.FRONT_DESK))
    hall.ask(residents.add_guardian, neighbours["zhang2"], neighbours["dolma"])
    card, _ = hall.card(neighbours["zhang2"])
    page = hall.ask(residents.page, neighbours["zhang2"], actor=desk)
    assert (page.who.name, page.who.household, page.who.grid) == ("张伟", "1-01", "G01")
    assert page.cards == ((card, "member", "active"),)
    assert [one.name for one in page.guardians] == ["卓玛央金"]
    assert {one.name for one in page.family} == {"卓玛央金", "བཀྲ་ཤིས་ཚེ་རིང་།"}
    line = hall.office.call(ReadingLine.get)
    assert (line.actor, line.resident, line.station) == (desk.name, neighbours["zhang2"], "test")
    with pytest.raises(Refusal) as caught:
        hall.ask(residents.page, 4711, actor=desk)
    assert caught.value.reason is PersonReason.NO_SUCH_RESIDENT
    assert hall.office.call(ReadingLine.select().count) == 1
    hall.ask(forgetting.forget, neighbours["zhang2"])
    assert hall.office.call(ReadingLine.select().count) == 0
    hall.sound()


def test_a_correction_keeps_before_and_after_outside_the_chain(hall: Hall) -> None:
    home = hall.ask(residents.add_household, "G01", "1-01")
    anna = hall.person("卓码", phone="1391")
    changed = hall.ask(residents.correct, anna, name="卓玛", phone="1391", household=home)
    assert changed == ("household", "name")
    row = hall.office.call(lambda: Audit.get(Audit.verb == "resident_corrected"))
    assert json.loads(row.facts) == {"fields": ["household", "name"]}
    detail = json.loads(hall.office.call(lambda: AuditDetail.get_by_id(row.id).text))
    assert detail == {
        "before": {"name": "卓码", "household": None},
        "after": {"name": "卓玛", "household": home},
    }
    assert hall.ask(residents.correct, anna, name=" 卓玛 ") == ()
    hall.ask(forgetting.forget, anna)
    assert not hall.office.call(lambda: AuditDetail.get_or_none(AuditDetail.audit == row.id))
    hall.sound()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "\x1b\u202e "}, PersonReason.NAMELESS),
        ({"birth_year": 1066}, PersonReason.NOT_A_YEAR),
        ({"birth_year": 2040}, PersonReason.NOT_A_YEAR),
        ({"household": 4711}, PersonReason.NO_SUCH_HOUSEHOLD),
    ],
)
def test_what_cannot_be_true_is_refused(
    hall: Hall, changes: dict[str, Any], reason: PersonReason
) -> None:
    anna = hall.person()
    for act in (
        lambda: hall.ask(residents.correct, anna, **changes),
        lambda: hall.person(**changes),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.reason is reason
    assert len(hall.office.call(exports.rows, "residents")) == 1


def test_nobody_who_left_is_corrected(hall: Hall) -> None:
    from db import leaving

    anna = hall.person()
    hall.ask(leaving.leave, anna, ResidentState.MOVED)
    with pytest.raises(Refusal) as caught:
        hall.ask(residents.correct, anna, name="卓玛")
    assert caught.value.reason is PersonReason.HAS_LEFT


def test_two_taps_add_one_person(hall: Hall) -> None:
    tap = new_operation_id()
    first = hall.person("德吉", operation_id=tap)
    assert hall.person("德吉", operation_id=tap) == first
    assert len(hall.office.call(exports.rows, "residents")) == 1


def test_likely_doubles_are_shown_and_nothing_is_merged(hall: Hall) -> None:
    home, other = (hall.ask(residents.add_household, "G01", n) for n in ("1-01", "1-02"))
    pairs = {
        "same house": (hall.person("张伟", household=home), hall.person("张 伟", household=home)),
        "no house": (
            hall.person("བཀྲ་ཤིས།", household=home),
            hall.person("扎西", second_name="བཀྲ་ཤིས"),
        ),
        "same phone": (
            hall.person("王芳", household=home, phone="139"),
            hall.person("王芳", household=other, phone="139"),
        ),
    }
    hall.person("张伟", household=other)
    hall.person("张伟", household=home, birth_year=1963)
    hall.person("王建国", household=home, birth_year=1950)
    hall.person("王建国", household=home, birth_year=1980)
    found = {(d.first.resident, d.second.resident): d.why for d in hall.ask(residents.doubles)}
    assert found[pairs["same house"]] == "name"
    assert found[pairs["no house"]] == "name"
    assert found[pairs["same phone"]] == "phone"
    born = [d for d in found if d[0] > pairs["same phone"][1]]
    assert born == []


def test_a_number_is_given_once_and_a_blank_to_one_person(hall: Hall) -> None:
    anna, berta = hall.person(), hall.person("李秀英")
    hall.card(anna, code="67003B51C6")
    for act, reason in (
        (lambda: hall.card(berta, code="67003B51C6"), CardReason.TAKEN),
        (lambda: hall.card(anna), CardReason.HAS_CARD),
        (lambda: hall.ask(residents.bind, "67003B51C6", berta), CardReason.NOT_BLANK),
        (lambda: hall.ask(residents.bind, "10000000000000", berta), CardReason.UNKNOWN),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.reason is reason
    _, blank = hall.card(None)
    hall.ask(residents.bind, blank, berta)
    assert find(hall, blank) == [berta]
    hall.sound()


def test_a_card_number_stands_in_no_audit_row(hall: Hall) -> None:
    _, number = hall.card(hall.person())
    hall.ask(residents.to_print, [number])
    assert number not in json.dumps(hall.office.call(exports.rows, "audit"))


def test_names_are_compared_without_case_blanks_and_tsheg() -> None:
    assert folded("Anna  KELLER") == folded("ａｎｎａkeller")
    assert folded("བཀྲ་ཤིས།") == folded("བཀྲ ་ ཤིས")
    assert folded("旺姆") != folded("旺母")
