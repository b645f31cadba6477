"""Voices: which suggestion may get one, and which one a person gave."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.kernel.errors import NotFound
from feedback.suggestions.models import Suggestion, Voice
from feedback.suggestions.queries.filters import visible_to
from feedback.suggestions.rules.references import number_in
from feedback.suggestions.words import RELEASED


def may_be_joined(reach: Reach) -> ColumnElement[bool]:
    """Return the condition for what a viewer may say "the same" to.

    That is their own reach in any state, and of others only what the agency has let through
    (docs/adr/0003).
    """
    return or_(
        visible_to(reach) & Suggestion.merged_into_id.is_(None) & (Suggestion.text != ""),
        Suggestion.state.in_(RELEASED),
    )


def suggestion_to_join(session: Session, reference: str, *, reach: Reach) -> Suggestion:
    """Return the suggestion that gets one more voice; raises NotFound."""
    if (numbers := number_in(reference)) is None:
        raise NotFound
    row = session.scalars(
        select(Suggestion).where(Suggestion.id == numbers[1], may_be_joined(reach))
    ).one_or_none()
    if row is None or row.received_at.year != numbers[0]:
        raise NotFound
    return row


def own_voice(session: Session, voice: UUID, *, person_id: int) -> tuple[Voice, Suggestion]:
    """Return a voice that a person gave, with its suggestion; raises NotFound."""
    statement = (
        select(Voice, Suggestion)
        .join(Suggestion, Suggestion.id == Voice.suggestion_id)
        .where(Voice.uuid == str(voice), Voice.person_id == person_id)
    )
    if (found := session.execute(statement).one_or_none()) is None:
        raise NotFound
    return found[0], found[1]
