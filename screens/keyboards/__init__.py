"""Keyboards on the screen: what can be typed and what a key does to it; drawn in `widgets/keyboard.py`."""
