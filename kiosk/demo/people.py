"""The people of the demo hall: every name, year and number here was invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who does not exist. `cards` are (state, why it is interesting), the oldest first."""

    name: str
    second_name: str
    household: int
    born: int | None
    lang: str | None
    cards: tuple[tuple[str, str], ...]
    child: bool = False
    state: str = "active"
    role: str | None = None
    guardians: tuple[int, ...] = ()  # indexes into PEOPLE
    keen: int = 0  # how often the demo's history has them come, 0–9
    phone: str = ""


def _active(why: str) -> tuple[tuple[str, str], ...]:
    return (("active", why),)


P = DemoPerson
# The first lines are adults with an active card; see docs for a walk through the others.
PEOPLE: tuple[DemoPerson, ...] = (
    P(
        "卓玛央金",
        "སྒྲོལ་མ་དབྱངས་ཅན།",
        0,
        1988,
        "zh_CN",
        _active("comes often: points and a long statement"),
        keen=9,
        phone="13900000101",
    ),
    P(
        "བཀྲ་ཤིས་ཚེ་རིང་།",
        "扎西次仁",
        0,
        1985,
        "bo",
        _active("card opens in Tibetan"),
        keen=7,
        phone="13900000102",
    ),
    P(
        "王建国",
        "",
        1,
        1952,
        "zh_CN",
        _active("an elder, has seats in coming activities"),
        keen=6,
        phone="13900000103",
    ),
    P("李秀英", "", 1, 1955, "zh_CN", _active("on a waiting list"), keen=4),
    P("Anna Keller", "", 2, 1991, "en", _active("card opens in English"), keen=3),
    P("པདྨ་ལྷ་མོ།", "白玛拉姆", 3, 1979, "bo", _active("a few points"), keen=2),
    P("马秀兰", "", 4, 1967, "zh_CN", _active("a few points"), keen=2),
    P(
        "张伟",
        "",
        5,
        1990,
        "zh_CN",
        _active("the same name as the next one, another household"),
        keen=1,
    ),
    P("张伟", "", 6, 1963, "zh_CN", _active("the same name as the one before"), keen=1),
    P("བསྟན་འཛིན་དབང་ཕྱུག", "丹增旺久", 7, 1974, "bo", _active("first visit: no points yet")),
    P("陈静", "", 8, 1996, None, _active("no language chosen: the hall's first")),
    P("阿依古丽", "ئايگۈل", 9, 1983, "zh_CN", _active("a name in three scripts"), keen=3),
    P("吉克阿妞", "", 10, None, "zh_CN", _active("birth year unknown, an adult"), keen=1),
    P("𠮷田春", "", 11, 1981, "zh_CN", _active("a rare character beyond U+FFFF in the name")),
    P("欧阳海", "", 12, 1949, "zh_CN", _active("a two-character family name"), keen=2),
    P(
        "བསྒྲུབས་པ་རྒྱལ་མཚན།",
        "珠巴坚赞",
        13,
        1970,
        "bo",
        _active("deep Tibetan stacks in the name"),
        keen=1,
    ),
    P("ནོར་བུ་རྒྱ་མཚོ།", "罗布嘉措", 13, 1947, "bo", _active("an elder"), keen=2),
    P("ཡེ་ཤེས་ཆོས་སྒྲོན།", "益西曲珍", 7, 1978, "bo", _active("lives with the one before last"), keen=1),
    P("刘洋", "", 14, 1993, "zh_CN", _active("came yesterday: points on the way"), keen=3),
    P("赵敏", "", 14, 1994, "zh_CN", _active("a neighbour"), keen=1),
    P("卓嘎", "སྒྲོལ་དཀར།", 0, 2016, "zh_CN", _active("a child under 14"), guardians=(0, 1), keen=2),
    P(
        "གཡུ་སྒྲོན།",
        "玉珍",
        3,
        2014,
        "bo",
        _active("a child whose card opens in Tibetan"),
        guardians=(5,),
    ),
    P(
        "小马",
        "",
        4,
        None,
        "zh_CN",
        _active("a child without a birth year"),
        child=True,
        guardians=(6,),
    ),
    P("孙丽", "", 15, 1989, "zh_CN", (("lost", "reported lost"),)),
    P(
        "བསོད་ནམས་རྡོ་རྗེ།",
        "索朗多吉",
        15,
        1986,
        "bo",
        (("lost", "reported lost, answers in the hall's language"),),
    ),
    P("周强", "", 16, 1977, "zh_CN", (("blocked", "blocked at the desk"),)),
    P(
        "ལྷག་པ་སྒྲོལ་དཀར།",
        "拉巴卓嘎",
        16,
        1982,
        "bo",
        (
            ("replaced", "an old card"),
            ("active", "the new card of the one before"),
        ),
    ),
    P("吴芳", "", 17, 1999, "en", (("expired", "ran out last month"),)),
    P("黄明", "", 17, 1960, "zh_CN", (("blocked", "the holder moved away"),), state="moved"),
    P(
        "ངག་དབང་ཕུན་ཚོགས།",
        "阿旺平措",
        18,
        1938,
        "bo",
        (("blocked", "the holder has died: nobody is greeted"),),
        state="died",
    ),
    P("སྐལ་བཟང་མེ་ཏོག", "格桑梅朵", 18, 1992, "bo", _active("a neighbour"), keen=1),
    P("马志强", "", 4, 1965, "zh_CN", _active("a neighbour"), keen=1),
    P("ཚེ་རིང་ལྷུན་གྲུབ།", "次仁伦珠", 19, 1972, "bo", _active("a neighbour"), keen=1),
    P("ཀརྨ་རིན་ཆེན།", "噶玛仁青", 19, 1998, "bo", _active("a neighbour"), keen=1),
    P("བྱམས་པ་བདེ་སྐྱིད།", "强巴德吉", 20, 2001, "bo", _active("a neighbour")),
    P("ཟླ་བ་བཟང་མོ།", "达瓦桑姆", 20, 1958, "bo", _active("a neighbour"), keen=1),
    P("徐婷", "", 21, 1987, "zh_CN", _active("a neighbour")),
    P(
        "[@click=app.quit]韩[/]",
        "",
        21,
        1995,
        "zh_CN",
        _active("a name that looks like a command: shown as text"),
    ),
    P("德吉", "བདེ་སྐྱིད།", 22, 1984, "zh_CN", (("staff", "lead"),), role="lead"),
    P("林晓", "", 22, 1990, "zh_CN", (("staff", "front desk"),), role="front_desk"),
    P(
        "མིག་དམར།",
        "米玛",
        23,
        1987,
        "bo",
        (("staff", "organiser: opens the door mode of a session"),),
        role="organiser",
    ),
    P(
        "何伟",
        "",
        23,
        1997,
        "zh_CN",
        (("staff", "helper: opens the door mode of a session"),),
        role="helper",
    ),
    P(
        "ཕུར་བུ།",
        "普布",
        24,
        1980,
        "bo",
        (("staff", "librarian: may not open a door"),),
        role="librarian",
    ),
)

GRIDS = ("G01", "G02", "G03", "G04")
