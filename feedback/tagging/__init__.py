"""Tagging: a text goes in, guesses with their evidence come out. Knows no suggestion."""
