"""What the fault tests counted, printed at the end of the run by whoever collects the results."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The recorded properties of every test that recorded some."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in report.user_properties:
                terminalreporter.write_line(f"{name}: {value}")
