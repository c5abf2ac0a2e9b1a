"""The bench: what the kiosk costs, next to a floor that was measured in the same run."""
