"""My points: what can be spent, what is on the way, and every line with its reason."""

from screens.points.screen import StatementScreen

__all__ = ["StatementScreen"]
