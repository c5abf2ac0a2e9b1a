"""Imports as a whole: tried dry, taken back, cut off; what stays and what goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import activities, exports, residents
from db.audit import Audit
from db.base import Refusal, database
from db.importing import bringing
from db.importing.reasons import ImportReason
from db.residents.tables import Household, Person, Resident
from tests.db.conftest import Hall
from tests.db.test_importing import (
    EVERGREEN,
    FAKER,
    HEADER,
    ROWS,
    bring,
    csv_of,
    needs_data,
    people,
)


def test_a_dry_run_writes_nothing_at_all(hall: Hall, tmp_path: Path) -> None:
    before = snapshot(hall)
    done = bring(hall, csv_of(tmp_path / "p.csv", "德吉,1391,1980,,", ",139,1980,,"), dry_run=True)
    assert (done.number, [v.outcome for v in done.verdicts]) == (None, ["added", "refused"])
    assert snapshot(hall) == before


def snapshot(hall: Hall) -> dict[str, Any]:
    """What anybody can see of residents, households, cards and balances."""

    def read() -> dict[str, Any]:
        tables = ("person", "household", "grid", "card", "code", "account", "posting", "guardian")
        rows = {t: database.execute_sql(f"SELECT * FROM {t}").fetchall() for t in tables}
        return {**rows, "export": exports.rows("residents"), "cards": exports.rows("cards")}

    return hall.office.call(read)


def lived(hall: Hall) -> None:
    home = hall.ask(residents.add_household, "G01", "费街H座 1单元")
    anna = hall.person("卓玛央金", household=home)
    hall.card(anna)
    session = hall.session()
    hall.check_in(anna, session)
    hall.ask(activities.close, session, 1)


@needs_data
@pytest.mark.parametrize(("file", "rows"), [(FAKER, 600), (EVERGREEN, 54)])
def test_a_whole_file_comes_in_and_goes_again(hall: Hall, file: Path, rows: int) -> None:
    lived(hall)
    before = snapshot(hall)
    done = bring(hall, file)
    assert len(done.verdicts) == rows
    assert done.count("refused") == 0
    assert len(people(hall)) == rows + 1
    assert len(hall.office.call(exports.rows, "residents")) == rows + 1
    hall.sound()
    assert hall.ask(bringing.undo, done.number) == rows
    assert snapshot(hall) == before
    (kept,) = hall.office.call(bringing.listed)
    assert (kept.rows, kept.added, kept.undone_at) == (rows, rows, hall.now)
    verbs = hall.office.call(lambda: [row.verb for row in Audit.select()])
    assert (verbs.count("resident_added"), verbs.count("import_undone")) == (rows + 1, 1)
    hall.sound()
    again = bring(hall, file)
    assert again.number == 2
    assert min(hall.office.call(lambda: [r.id for r in Resident.select()][-rows:])) > rows + 1


@needs_data
def test_the_600_rows_as_others_would_save_them(hall: Hall, tmp_path: Path) -> None:
    text = FAKER.read_text("utf-8-sig")
    bring(hall, FAKER)
    wanted = people(hall)
    for name, encoding, delimiter in (("a", "gb18030", ";"), ("b", "utf-16", "\t")):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(text.replace(",", delimiter).encode(encoding))
        hall.ask(bringing.undo, hall.office.call(bringing.listed)[0].id)
        bring(hall, file)
        assert people(hall) == wanted


def one(hall: Hall, tmp_path: Path) -> tuple[int, int]:
    """An import of one resident: both numbers."""
    done = bring(hall, csv_of(tmp_path / "p.csv", "德吉,1391,1980,,"))
    assert done.number is not None
    return done.number, hall.office.call(lambda: Person.get(Person.name == "德吉").resident_id)


@pytest.mark.parametrize(
    "use",
    [
        lambda hall, who: hall.card(who),
        lambda hall, who: hall.check_in(who, hall.session()),
        lambda hall, who: hall.ask(activities.enrol, who, hall.session("16:00", enrolment="open")),
        lambda hall, who: hall.ask(residents.add_guardian, hall.person("卓嘎", child=True), who),
    ],
)
def test_an_import_whose_people_are_in_use_is_not_undone(
    hall: Hall, tmp_path: Path, use: Callable[[Hall, int], object]
) -> None:
    number, who = one(hall, tmp_path)
    use(hall, who)
    before = snapshot(hall)
    with pytest.raises(Refusal) as caught:
        hall.ask(bringing.undo, number)
    assert (caught.value.reason, caught.value.facts["residents"]) == (ImportReason.IN_USE, 1)
    assert snapshot(hall) == before


def test_an_import_is_undone_once(hall: Hall, tmp_path: Path) -> None:
    number, _ = one(hall, tmp_path)
    hall.ask(bringing.undo, number)
    for which, reason in ((number, ImportReason.ALREADY_UNDONE), (99, ImportReason.NO_SUCH_IMPORT)):
        with pytest.raises(Refusal) as caught:
            hall.ask(bringing.undo, which)
        assert caught.value.reason is reason


def test_a_household_where_somebody_else_lives_by_now_stays(hall: Hall, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("\n".join((HEADER, *ROWS)), "utf-8")
    done = bring(hall, file)
    home = hall.office.call(lambda: Household.get().id)
    hall.person("邻居", household=home)
    hall.ask(bringing.undo, done.number)
    assert people(hall) == [("邻居", "", None, "费街H座 1单元")]
    hall.sound()


def test_the_undone_are_not_on_the_list_of_the_forgotten(hall: Hall, tmp_path: Path) -> None:
    from db import forgetting
    from db.office import Office

    number, _ = one(hall, tmp_path)
    backup = tmp_path / "backup.db"
    hall.office.call(lambda: database.execute_sql("VACUUM INTO ?", (str(backup),)))
    hall.ask(bringing.undo, number)
    hall.ask(forgetting.forget, hall.person("王建国"))
    hall.office.call(forgetting.sweep, hall.office.forgotten)
    path = hall.office.path
    hall.office.close()
    for old in path.parent.glob("hall.db-*"):
        old.unlink()
    backup.replace(path)
    hall.office = Office(path, station="test", now=hall.now)
    assert [p[0] for p in people(hall)] == ["德吉"]


def test_a_cut_off_import_is_listed_with_what_it_had_done_and_can_be_undone(
    hall: Hall, tmp_path: Path
) -> None:
    file = csv_of(tmp_path / "p.csv", *(f"居民{n},1391,1980,," for n in range(450)))
    before = snapshot(hall)

    class Cut(Exception):
        pass

    def stop(done: int) -> None:
        if done >= 400:
            raise Cut

    with pytest.raises(Cut):
        bring(hall, file, progress=stop)
    (kept,) = hall.office.call(bringing.listed)
    assert (kept.rows, kept.added) == (450, 400)
    assert len(people(hall)) == 400
    hall.ask(bringing.undo, kept.id)
    assert snapshot(hall) == before
    hall.sound()
