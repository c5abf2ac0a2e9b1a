"""Door mode: a helper's card opens one session, then every card counts at once."""

from screens.door.choose import DoorChooseScreen
from screens.door.screen import DoorScreen

__all__ = ["DoorChooseScreen", "DoorScreen"]
