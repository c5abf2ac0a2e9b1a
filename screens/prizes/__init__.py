"""Prizes: what points are good for, what waits at the desk, and the number to fetch it with."""

from screens.prizes.mine import MineScreen
from screens.prizes.shelf import ShelfScreen

__all__ = ["MineScreen", "ShelfScreen"]
