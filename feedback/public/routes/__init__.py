"""Doors of the public room."""
