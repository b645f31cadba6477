"""Doors of the administration room."""
