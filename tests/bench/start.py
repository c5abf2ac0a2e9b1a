"""From the start of `kiosk run` to the whole first screen, against `import textual`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.bench.hall import command
from tests.bench.rows import Row, at, spread
from tests.bench.terminal import Line, Terminal


def measure(folder: Path, *, runs: int) -> list[Row]:
    """One row, from runs of both in turn."""
    starts, imports = [], []
    for run in range(runs + 1):
        imported, started = _import(), _start(folder)
        if run:  # the first fills the caches of both
            imports.append(imported)
            starts.append(started)
    return [
        Row(
            "start → first screen painted",
            at(starts, 0.5),
            "ms",
            at(imports, 0.5),
            2.2,
            relative=True,
            detail=f"kiosk {spread(starts)}; import textual {spread(imports)}",
        )
    ]


def _import() -> float:
    moment = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual"], check=True)
    return 1e3 * (time.perf_counter() - moment)


def _start(folder: Path) -> float:
    line = Line()
    terminal = Terminal(*command(folder, line), log=folder / "kiosk.log")
    try:
        _, whole = terminal.look(terminal.listen(quiet=0.4))
        return 1e3 * (whole - terminal.started)
    finally:
        terminal.close()
        line.close()
