"""The librarian's desk."""

from __future__ import annotations

from feedback.suggestions.routes.desk import entries, entry, voices
from feedback.suggestions.routes.desk.door import desk

__all__ = ["desk", "entries", "entry", "voices"]
