"""Residents from files as people have them: every encoding, torn rows, formulas; and back again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.base import Refusal
from db.importing import bringing, columns, reading
from db.importing.bringing import Outcome
from db.importing.reasons import ImportReason
from db.residents.tables import Household, Import, Person
from tests.db.conftest import Hall

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("KIOSK_TEST_DATA", str(ROOT.parent / "shared" / "data"))) / "residents"
FAKER, EVERGREEN = DATA / "faker_zh_CN_residents.csv", DATA / "evergreen_patrons.csv"
needs_data = pytest.mark.skipif(
    not FAKER.exists(), reason="no test data: residents is not in the folder KIOSK_TEST_DATA names"
)
HEADER = "姓名,身份证号,手机号,街道地址,门牌,出生日期"
ROWS = (
    "张淑华,450100196804287788,15592174218,费街H座,1单元,1968-04-28",
    "旺姆,,,费街H座,1单元,1990",
)


def known(header: str) -> bool:
    return columns.meaning(header) is not None or columns.is_paper(header)


def bring(hall: Hall, file: Path, **kw: Any) -> Outcome:
    return hall.ask(bringing.bring_in, reading.read(file, known), **kw)  # type: ignore[no-any-return]


def people(hall: Hall) -> list[tuple[str, str, int | None, str | None]]:
    def read() -> list[tuple[str, str, int | None, str | None]]:
        rows = Person.select(Person, Household).left_outer_join(Household).order_by(Person.resident)
        return [
            (r.name, r.phone, r.birth_year, r.household.label if r.household_id else None)
            for r in rows
        ]

    return hall.office.call(read)


EXPECTED = [
    ("张淑华", "15592174218", 1968, "费街H座 1单元"),
    ("旺姆", "", 1990, "费街H座 1单元"),
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_delimiter_and_line_end(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    file = tmp_path / "people.csv"
    text = end.join((HEADER, *ROWS, ""))
    file.write_bytes(text.replace(",", delimiter).encode(encoding))
    table = reading.read(file, known)
    assert table.headers == tuple(HEADER.split(","))
    assert [row.cells for row in table.rows] == [tuple(row.split(",")) for row in ROWS]
    assert [row.number for row in table.rows] == [2, 3]


def test_a_file_becomes_residents_in_one_household(hall: Hall, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("\n".join((HEADER, *ROWS)), encoding="gb18030")
    done = bring(hall, file)
    assert (done.count("added"), done.count("refused")) == (2, 0)
    assert people(hall) == EXPECTED
    assert hall.office.call(Household.select().count) == 1
    hall.sound()


def test_numbers_of_identity_papers_are_dropped_unread(hall: Hall, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("\n".join((HEADER, *ROWS)), encoding="utf-8")
    bring(hall, file, said={"身份证号": "phone"})
    assert b"450100196804287788" not in b"".join(
        f.read_bytes() for f in hall.office.path.parent.iterdir() if f != file
    )


def xlsx(file: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def test_a_workbook_with_numbers_dates_and_formulas(hall: Hall, tmp_path: Path) -> None:
    from datetime import datetime

    file = xlsx(
        tmp_path / "people.xlsx",
        [
            ["姓名", "手机号", "出生日期"],
            ["王建国", 13900000103, datetime(1952, 3, 1)],
            [None, None, None],
            ["=cmd|'/C calc'!A0", 13900000104.0, 1955],
            ["李秀英", "=1+1", 1955],
        ],
    )
    done = bring(hall, file)
    assert [(p[0], p[1], p[2]) for p in people(hall)] == [
        ("王建国", "13900000103", 1952),
        ("=cmd|'/C calc'!A0", "13900000104", 1955),
    ]
    (refused,) = [v for v in done.verdicts if v.outcome == "refused"]
    assert (refused.file, refused.row, refused.field) == ("people.xlsx", 5, "phone")


def csv_of(file: Path, *rows: str) -> Path:
    file.write_bytes("\n".join(("姓名,手机号,出生日期,儿童,语言", *rows)).encode())
    return file


@pytest.mark.parametrize(
    ("row", "field", "accepts"),
    [
        (",139,1990,,", "name", "a name in any script"),
        ("\x1b\x07,139,1990,,", "name", "a name in any script"),
        ("王,139,90,,", "birth", "a year from 1890 to 2026"),
        ("王,139,1066-10-14,,", "birth", "a year from 1890 to 2026"),
        ("王,139,2035,,", "birth", "a year from 1890 to 2026"),
        ("王,139,1990 or 1991,,", "birth", "a date with one"),
        ("王,call me,1990,,", "phone", "digits"),
        ("王,139,1990,perhaps,", "child", "是 or 否"),
        ("王,139,1990,,Klingon", "lang", "zh_CN, bo, en"),
        ("王" * 200 + ",139,1990,,", "name", "at most 120"),
        ("王,139,1990,,,more", "row", "at most 5 columns"),
        ('"王,139,1990,,', "row", "quotation mark"),
    ],
)
def test_one_bad_row_says_what_would_be_right_and_stops_nothing(
    hall: Hall, tmp_path: Path, row: str, field: str, accepts: str
) -> None:
    file = csv_of(tmp_path / "p.csv", "德吉,1391,1980,否,bo", row, "米玛,1392,1987,否,bo")
    done = bring(hall, file)
    assert [p[0] for p in people(hall)] == ["德吉", "米玛"]
    verdict = done.verdicts[1]
    assert (verdict.row, verdict.outcome, verdict.field) == (3, "refused", field)
    assert accepts in verdict.accepts
    kept = hall.office.call(Import.get)
    assert (kept.rows, kept.added, kept.refused) == (3, 2, 1)
    hall.sound()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1968", 1968),
        ("1968.0", 1968),
        ("1968-04-28", 1968),
        ("1968/4/28", 1968),
        ("28.04.1968", 1968),
        ("1968年4月28日", 1968),
        ("19680428", 1968),
        ("", None),
    ],
)
def test_birth_years_as_people_write_them(
    hall: Hall, tmp_path: Path, text: str, year: int | None
) -> None:
    bring(hall, csv_of(tmp_path / "p.csv", f"德吉,1391,{text},,"))
    assert people(hall)[0][2] == year


def test_a_quoted_line_break_is_one_row_and_an_open_quote_costs_its_own(
    hall: Hall, tmp_path: Path
) -> None:
    file = csv_of(
        tmp_path / "p.csv",
        '"德\n吉",1391,1980,,',
        '"王,1,1990,,',
        "米玛,1392,1987,,",
        "旺姆,1393,1990,,",
    )
    done = bring(hall, file)
    assert [(v.row, v.outcome) for v in done.verdicts] == [
        (2, "added"), (4, "refused"), (5, "added"), (6, "added"),
    ]  # fmt: skip
    assert [p[0] for p in people(hall)] == ["德 吉", "米玛", "旺姆"]


def test_a_damaged_letter_costs_its_row_and_not_the_others(hall: Hall, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    rows = [f"居民{n},1391,1980" for n in range(20)]
    whole = "\n".join(("姓名,手机号,出生日期", *rows)).encode()
    file.write_bytes(whole.replace("居民7,".encode(), b"\xe5\xb1,", 1))
    done = bring(hall, file)
    assert [v.row for v in done.verdicts if v.outcome == "refused"] == [9]
    assert len(people(hall)) == 19
    assert people(hall)[0][0] == "居民0"


def test_family_and_given_names_are_put_together(hall: Hall, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text(
        "family_name,first_given_name,second_given_name\nBrooks,Terri,Maria\n欧阳,海,\n", "utf-8"
    )
    bring(hall, file)
    assert [p[0] for p in people(hall)] == ["Terri Maria Brooks", "欧阳海"]


def test_a_column_is_named_once_and_remembered(hall: Hall, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("谁,几时生\n德吉,1980\n", "utf-8")
    with pytest.raises(Refusal) as caught:
        bring(hall, file)
    assert caught.value.reason is ImportReason.NO_NAMES
    assert caught.value.facts["headers"] == "谁, 几时生"
    bring(hall, file, said={"谁": "name", "几时生": "birth"})
    file.write_text("几时生,谁\n1990,旺姆\n", "utf-8")
    bring(hall, file)
    assert [(p[0], p[2]) for p in people(hall)] == [("德吉", 1980), ("旺姆", 1990)]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\x03\x04 broken"]
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p.csv"
    file.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        reading.read(file, known)
    assert caught.value.reason is ImportReason.NOT_READABLE


def test_a_shared_name_warns_and_never_refuses(hall: Hall, tmp_path: Path) -> None:
    anna = hall.person("张伟", birth_year=1960)
    file = csv_of(tmp_path / "p.csv", "张伟,1391,1980,,", "张 伟,1392,1990,,", "德吉,1393,1990,,")
    done = bring(hall, file)
    assert [v.outcome for v in done.verdicts] == ["warned", "warned", "added"]
    assert done.verdicts[0].accepts.startswith(f"resident {anna} ")
    assert len(people(hall)) == 4
