"""Counting one more resident who says the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from feedback.catalogue.queries import place_of
from feedback.identity.words import Viewer
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound
from feedback.kernel.journal import record_event
from feedback.suggestions.models import Suggestion, Voice
from feedback.suggestions.queries import suggestion_to_join


def add_voice(
    session: Session, suggestion: Suggestion, *, voice: UUID, library_code: str, actor: Actor
) -> bool:
    """Count one more voice; returns False when this very voice was counted before (a repeat)."""
    place = place_of(session, library_code)
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    added = session.scalar(
        dialect.insert(Voice).on_conflict_do_nothing().returning(Voice.id),
        {
            "uuid": str(voice),
            "suggestion_id": suggestion.id,
            "library_code": place.library_code,
            "municipality_code": place.municipality_code,
            "region_code": place.region_code,
            "person_id": actor.id,
            "at": now(),
        },
    )
    if added is None:
        return False
    _count(session, suggestion)
    record_event(
        session,
        verb="voice_added",
        subject=("suggestion", suggestion.id),
        actor=actor,
        voice=added,
        library=place.library_code,
    )
    return True


def join_suggestion(
    session: Session, reference: str, *, viewer: Viewer, voice: UUID, library_code: str
) -> tuple[Suggestion, bool]:
    """Count one more voice for the suggestion that a viewer sees under ``reference``.

    Returns it, and whether the voice is new; raises NotFound.
    """
    suggestion = suggestion_to_join(session, reference, reach=viewer.reach)
    actor = Actor(ActorKind.PERSON, viewer.person_id)
    is_new = add_voice(session, suggestion, voice=voice, library_code=library_code, actor=actor)
    return suggestion, is_new


def withdraw_voice(session: Session, *, voice: UUID, actor: Actor) -> Suggestion:
    """Take a voice back that was counted by mistake; raises NotFound unless the actor gave it."""
    row = session.scalars(
        select(Voice).where(Voice.uuid == str(voice), Voice.person_id == actor.id)
    ).one_or_none()
    if row is None:
        raise NotFound
    suggestion = session.get_one(Suggestion, row.suggestion_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        session.flush()
        _count(session, suggestion)
        record_event(
            session,
            verb="voice_withdrawn",
            subject=("suggestion", suggestion.id),
            actor=actor,
            voice=row.id,
        )
    return suggestion


def _count(session: Session, suggestion: Suggestion) -> None:
    # Locked first, so that two voices at one moment are counted one after the other.
    session.refresh(suggestion, with_for_update=True)
    standing = (Voice.suggestion_id == suggestion.id, Voice.withdrawn_at.is_(None))
    suggestion.voices = 1 + (
        session.scalar(select(func.count()).select_from(Voice).where(*standing)) or 0
    )
    elsewhere = select(func.count(Voice.library_code.distinct())).where(
        *standing, Voice.library_code != suggestion.library_code
    )
    suggestion.libraries = 1 + (session.scalar(elsewhere) or 0)
    suggestion.changed_at = now()
    session.flush()
