"""What the fault tests and the matrix counted, printed at the end of the run by whoever collects it."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The recorded properties of every test that recorded some; the matrix in one line."""
    counted = []
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in report.user_properties:
                if name == "matrix":
                    counted.append(value)
                else:
                    terminalreporter.write_line(f"{name}: {value}")
    if counted:
        screens, states = map(max, zip(*counted, strict=True))
        cells = sum(count for _screens, count in counted)
        terminalreporter.write_line(
            f"matrix: {screens} screens in {states} states, {len(counted)} languages and sizes: "
            f"{cells} cells"
        )
