"""What a check-in did: the verdict, where to go now, the points, and a minute to undo it."""

from screens.result.screens import CheckedOutScreen, ResultScreen

__all__ = ["CheckedOutScreen", "ResultScreen"]
