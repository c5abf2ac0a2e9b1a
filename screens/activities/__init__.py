"""Activities of today, of the week, and one's own places."""

from screens.activities.screen import ActivitiesScreen

__all__ = ["ActivitiesScreen"]
