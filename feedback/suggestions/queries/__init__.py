"""Every read of suggestions."""

from __future__ import annotations

from feedback.suggestions.queries.filters import Filters, filtered, visible_to
from feedback.suggestions.queries.frequent import frequent_services
from feedback.suggestions.queries.lists import (
    own_entries,
    recorded_today,
    suggestion_by_receipt,
    suggestion_by_reference,
    tags_of,
)
from feedback.suggestions.queries.queue import (
    COUNT_LIMIT,
    Around,
    QueuePage,
    QueueRow,
    bounded_count,
    queue_around,
    queue_page,
    queue_rows,
    state_counts,
)
from feedback.suggestions.queries.similar import Similar, similar_suggestions

__all__ = [
    "COUNT_LIMIT",
    "Around",
    "Filters",
    "QueuePage",
    "QueueRow",
    "Similar",
    "bounded_count",
    "filtered",
    "frequent_services",
    "own_entries",
    "queue_around",
    "queue_page",
    "queue_rows",
    "recorded_today",
    "similar_suggestions",
    "state_counts",
    "suggestion_by_receipt",
    "suggestion_by_reference",
    "tags_of",
    "visible_to",
]
