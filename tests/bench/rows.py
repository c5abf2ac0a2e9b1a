"""A row of the bench: a value, its floor from the same run, a target; as a table and as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measured thing. `target` bounds the value, or the ratio where `relative`; None: it is told
    only. `low`: the target is a lower bound. A floor of None: nothing smaller can be measured.
    """

    name: str
    value: float
    unit: str
    floor: float | None
    target: float | None = None
    relative: bool = False
    low: bool = False
    detail: str = ""

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of its floor."""
        return self.value / self.floor if self.floor else None

    def verdict(self) -> str:
        """Whether the target holds; said, never judged."""
        if self.target is None:
            return "–"
        measured = self.ratio if self.relative else self.value
        assert measured is not None
        met = measured >= self.target if self.low else measured <= self.target
        return "met" if met else "NOT MET"

    def bound(self) -> str:
        """The target in words."""
        if self.target is None:
            return "–"
        unit = "×" if self.relative else f" {self.unit}".rstrip()
        return f"{'≥' if self.low else '≤'} {self.target:g}{unit}"

    def as_json(self) -> dict[str, Any]:
        """Everything, with ratio and verdict."""
        return {
            **asdict(self),
            "ratio": self.ratio,
            "bound": self.bound(),
            "verdict": self.verdict(),
        }


def at(samples: list[float], share: float) -> float:
    """The nearest-rank percentile: 0.5 is the median, 0.99 of a hundred is the second largest."""
    return sorted(samples)[max(0, math.ceil(share * len(samples)) - 1)]


def spread(samples: list[float], unit: str = "ms") -> str:
    """A distribution in one line."""
    parts = [("p10", 0.1), ("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1.0)]
    said = " ".join(f"{name} {at(samples, share):.3g}" for name, share in parts)
    return f"n {len(samples)}, {said} {unit}"


def table(rows: list[Row]) -> str:
    """The rows as aligned text; the detail of a row stands below it."""
    head = ("name", "value", "floor", "ratio", "target", "")
    body = [
        (
            row.name,
            f"{row.value:.4g} {row.unit}".rstrip(),
            "–" if row.floor is None else f"{row.floor:.4g} {row.unit}".rstrip(),
            "–" if row.ratio is None else f"{row.ratio:.2f}×",
            row.bound(),
            row.verdict(),
        )
        for row in rows
    ]
    widths = [max(len(line[i]) for line in [head, *body]) for i in range(len(head))]

    def text(line: tuple[str, ...]) -> str:
        return "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip()

    out = [text(head), text(tuple("─" * w for w in widths))]
    for row, line in zip(rows, body, strict=True):
        out.append(text(line))
        if row.detail:
            out.append(f"    {row.detail}")
    return "\n".join(out)
