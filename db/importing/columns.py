"""What the columns of other people's files mean: the usual headers, in Chinese and English.

Columns with numbers of identity papers are dropped unread: the hall has no field for them (rules 1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# field → the headers that mean it, folded
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "名称", "name", "fullname", "མིང"),
    "family_name": ("姓", "姓氏", "familyname", "lastname", "surname"),
    "given_name": ("名", "firstname", "givenname", "firstgivenname", "forename"),
    "middle_name": ("middlename", "secondgivenname"),
    "second_name": ("第二姓名", "藏文名", "藏文姓名", "汉文名", "别名", "secondname", "othername"),
    "phone": (
        *("手机号", "手机", "手机号码", "电话", "电话号码", "联系电话", "联系方式"),
        *("phone", "phonenumber", "mobile", "telephone", "tel", "dayphone"),
    ),
    "birth": (
        *("出生日期", "出生年份", "出生年", "出生年月", "生日"),
        *(
            "birth",
            "birthdate",
            "birthday",
            "dateofbirth",
            "dob",
            "birthyear",
            "born",
            "yearofbirth",
        ),
    ),
    "street": ("街道地址", "街道", "地址", "住址", "家庭住址", "address", "street", "street1"),
    "door": ("门牌", "门牌号", "房号", "门牌号码", "house", "door", "housenumber", "street2"),
    "household": ("户", "户号", "家庭", "household"),
    "grid": ("网格", "网格号", "所属网格", "grid"),
    "child": ("儿童", "孩子", "未成年", "是否儿童", "child"),
    "lang": ("语言", "language", "lang"),
}
# Never read, whatever a mapping says.
_PAPERS = (
    *("身份证", "证件", "护照", "社保", "户口"),
    *("idcard", "idnumber", "identity", "passport", "nationalid", "ssn"),
)


def folded(header: str) -> str:
    """A header as it is compared: no case, no blanks, signs or tsheg."""
    plain = unicodedata.normalize("NFKC", header).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LMN")


def is_paper(header: str) -> bool:
    """Whether this column holds numbers of identity papers."""
    plain = folded(header)
    return any(word in plain for word in _PAPERS)


def meaning(header: str) -> str | None:
    """The field that a header usually means."""
    plain = folded(header)
    if is_paper(header):
        return None
    return next((field for field, words in FIELDS.items() if plain in words), None)


def mapped(headers: tuple[str, ...], said: Mapping[str, str]) -> dict[str, int]:
    """Field → column, the first of each. `said` maps folded headers to fields and comes first."""
    out: dict[str, int] = {}
    for known in (lambda h: said.get(folded(h)), meaning):
        for index, header in enumerate(headers):
            field = None if is_paper(header) else known(header)
            if field is not None and index not in out.values():
                out.setdefault(field, index)
    return out
