"""Every read of suggestions."""

from __future__ import annotations

from feedback.suggestions.queries.desk import (
    find_good_news,
    find_merged_into,
    last_library,
    name_of_recorder,
    recorded_today,
)
from feedback.suggestions.queries.filters import Filters, filtered, visible_to
from feedback.suggestions.queries.frequent import frequent_services
from feedback.suggestions.queries.lists import (
    own_entries,
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
from feedback.suggestions.queries.voices import may_be_joined, own_voice, suggestion_to_join

__all__ = [
    "COUNT_LIMIT",
    "Around",
    "Filters",
    "QueuePage",
    "QueueRow",
    "Similar",
    "bounded_count",
    "filtered",
    "find_good_news",
    "find_merged_into",
    "frequent_services",
    "last_library",
    "may_be_joined",
    "name_of_recorder",
    "own_entries",
    "own_voice",
    "queue_around",
    "queue_page",
    "queue_rows",
    "recorded_today",
    "similar_suggestions",
    "state_counts",
    "suggestion_by_receipt",
    "suggestion_by_reference",
    "suggestion_to_join",
    "tags_of",
    "visible_to",
]
