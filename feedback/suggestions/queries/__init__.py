"""Every read of suggestions."""

from __future__ import annotations

from feedback.suggestions.queries.frequent import frequent_services
from feedback.suggestions.queries.lists import (
    Filters,
    bounded_count,
    filtered,
    own_entries,
    queue_page,
    recorded_today,
    suggestion_by_receipt,
    suggestion_by_reference,
    tags_of,
    visible_to,
)
from feedback.suggestions.queries.similar import Similar, similar_suggestions

__all__ = [
    "Filters",
    "Similar",
    "bounded_count",
    "filtered",
    "frequent_services",
    "own_entries",
    "queue_page",
    "recorded_today",
    "similar_suggestions",
    "suggestion_by_receipt",
    "suggestion_by_reference",
    "tags_of",
    "visible_to",
]
