"""Doors of the review room."""
