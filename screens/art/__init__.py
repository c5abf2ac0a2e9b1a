"""Drawn pictures as dots, and the baking of them into terminal cells."""
