"""Doors of the identity room."""
