"""What the public pages read."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.suggestions.models import Suggestion


def outcome_of(session: Session, suggestion: Suggestion) -> Suggestion:
    """Return the suggestion whose state decides: its own, or the one that it was merged into."""
    seen = {suggestion.id}
    while suggestion.merged_into_id and suggestion.merged_into_id not in seen:
        seen.add(suggestion.merged_into_id)
        suggestion = session.get_one(Suggestion, suggestion.merged_into_id)
    return suggestion
