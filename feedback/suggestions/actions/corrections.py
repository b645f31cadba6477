"""A library corrects what it wrote down, as long as nobody at the agency has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.kernel.actor import Actor
from feedback.kernel.errors import RuleBroken
from feedback.suggestions.actions.changes import confirm_service, correct_text, put_topics
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import suggestion_by_reference
from feedback.suggestions.rules.states import may_library_correct


@dataclass(frozen=True, slots=True)
class Correction:
    """What a suggestion should say. ``topic_codes`` is None when nobody touched the topics.

    ``seen_version`` is the ``row_version`` that the person had before their eyes.
    """

    text: str
    service_code: str
    topic_codes: Sequence[str] | None
    kept_personal_data: Sequence[str]
    seen_version: int


def correct_entry(
    session: Session, reference: str, correction: Correction, *, reach: Reach, actor: Actor
) -> Suggestion:
    """Change text, e-service and topics of a suggestion within reach; an unchanged part is left.

    Raises NotFound, and RuleBroken: not-open, changed-meanwhile, and the codes of the parts.
    """
    suggestion = suggestion_by_reference(session, reference, reach=reach)
    session.refresh(suggestion, with_for_update=True)
    if not may_library_correct(suggestion.state, suggestion.channel):
        raise RuleBroken("not-open")
    if suggestion.row_version != correction.seen_version:
        raise RuleBroken("changed-meanwhile")
    correct_text(
        session,
        suggestion,
        text=correction.text,
        actor=actor,
        kept_personal_data=correction.kept_personal_data,
    )
    if (correction.service_code or None) != suggestion.service_code:
        confirm_service(
            session, suggestion, service_code=correction.service_code or None, actor=actor
        )
    if correction.topic_codes is not None:
        put_topics(session, suggestion, topic_codes=correction.topic_codes, actor=actor)
    return suggestion
