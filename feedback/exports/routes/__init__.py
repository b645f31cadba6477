"""Doors of the exports room."""
