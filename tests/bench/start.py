"""From the start of `kiosk run` to the first paint, against `import textual`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.bench.hall import at_first, command
from tests.bench.rows import Row, at, spread
from tests.bench.terminal import Line, Terminal


def measure(folder: Path, *, runs: int) -> list[Row]:
    """One row, from runs of both in turn: to the first paint; the whole screen stands in the detail."""
    first, whole, imports = [], [], []
    for run in range(runs + 1):
        imported, (began, ended) = _import(), _start(folder)
        if run:  # the first fills the caches of both
            imports.append(imported)
            first.append(began)
            whole.append(ended)
    return [
        Row(
            "start → first paint",
            at(first, 0.5),
            "ms",
            at(imports, 0.5),
            2.2,
            relative=True,
            detail=f"kiosk {spread(first)}; its whole screen {spread(whole)}; "
            f"import textual {spread(imports)}",
        )
    ]


def _import() -> float:
    moment = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual"], check=True)
    return 1e3 * (time.perf_counter() - moment)


def _start(folder: Path) -> tuple[float, float]:
    line = Line()
    terminal = Terminal(*command(folder, line), log=folder / "kiosk.log")
    try:
        first, whole = terminal.settle(at_first, quiet=0.3)
        return 1e3 * (first - terminal.started), 1e3 * (whole - terminal.started)
    finally:
        terminal.close()
        line.close()
