"""Every write of suggestions: a verb each, the session first, the caller commits."""

from __future__ import annotations

from feedback.suggestions.actions.changes import (
    confirm_service,
    correct_text,
    erase_suggestion,
    move_suggestion,
    put_topics,
)
from feedback.suggestions.actions.corrections import Correction, correct_entry
from feedback.suggestions.actions.intake import Ready, make_ready, record_suggestion
from feedback.suggestions.actions.voices import (
    add_voice,
    join_suggestion,
    recount_voices,
    withdraw_voice,
)

__all__ = [
    "Correction",
    "Ready",
    "add_voice",
    "confirm_service",
    "correct_entry",
    "correct_text",
    "erase_suggestion",
    "join_suggestion",
    "make_ready",
    "move_suggestion",
    "put_topics",
    "record_suggestion",
    "recount_voices",
    "withdraw_voice",
]
