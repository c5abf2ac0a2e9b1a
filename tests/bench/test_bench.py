"""The bench runs from end to end and says every row; how quick anything was is not asked here."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.generate import OPENS, Years
from tests.bench.rows import Row, at, table

ROOT = Path(__file__).parents[2]
ROWS = {
    "check-in, rate on the disk",
    "check-in, processor time",
    "start → first paint",
    "memory after the start",
    "peak memory after 7 rounds",
    "memory, growth over the last rounds",
    *(
        f"scan on {where} → {what}, {share}"
        for where in ("first screen", "another's home")
        for what in ("first cells", "whole home")
        for share in ("median", "p99")
    ),
    *(
        f"tap on a key → {what}, {share}"
        for what in ("first cells", "all repainted")
        for share in ("median", "p99")
    ),
    *(
        f"{what} on {where} → all repainted, {share}"
        for what in ("language", "size")
        for where in ("home", "activities", "statement")
        for share in ("median", "slowest")
    ),
    *(
        f"{what}, {size} postings"
        for what in ("balance", "statement page")
        for size in ("1,000", "4,000")
    ),
}
EXPONENTS = {"balance, growth exponent", "statement page, growth exponent"}


@pytest.mark.bench
def test_every_row_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bench", "--quick", "--out", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    said = json.loads((tmp_path / "latest.json").read_text("utf-8"))
    rows = {row["name"]: row for row in said["rows"]}
    assert rows.keys() == ROWS | EXPONENTS
    for name, row in rows.items():
        assert math.isfinite(row["value"])
        assert row["value"] > 0 or name in EXPONENTS
        assert (row["floor"] is None) == (name in EXPONENTS)
        assert row["floor"] is None or row["floor"] > 0
        assert row["verdict"] in ("met", "NOT MET", "–")
        assert name in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["latest.json"]


def test_generated_years_hold_every_invariant(tmp_path: Path) -> None:
    from db import invariants
    from db.office import Office

    years = Years(tmp_path, 10)
    years.grow(300)
    years.grow(600)
    office = Office(years.file, station="test", now=OPENS)
    assert office.call(invariants.broken) == []
    office.close()


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("a", 4, "ms", 2, 5), "met"),
        (Row("a", 6, "ms", 2, 5), "NOT MET"),
        (Row("a", 6, "ms", 4, 1.5, relative=True), "met"),
        (Row("a", 7, "ms", 4, 1.5, relative=True), "NOT MET"),
        (Row("a", 7, "/s", 10, 0.8, relative=True, low=True), "NOT MET"),
        (Row("a", 8, "/s", 10, 0.8, relative=True, low=True), "met"),
        (Row("a", 8, "/s", 10), "–"),
    ],
)
def test_a_target_is_met_or_not(row: Row, verdict: str) -> None:
    assert row.verdict() == verdict
    assert table([row]).splitlines()[2].endswith(verdict)


def test_percentiles_are_measured_values() -> None:
    samples = [float(n) for n in range(1, 101)]
    assert (at(samples, 0.5), at(samples, 0.99), at(samples, 1.0), at([7.0], 0.99)) == (
        50,
        99,
        100,
        7,
    )
