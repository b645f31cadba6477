"""Counting one more resident who says the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, or_, select, union_all
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
    recount_voices(session, suggestion)
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
        recount_voices(session, suggestion)
        if suggestion.merged_into_id is not None:
            recount_voices(session, session.get_one(Suggestion, suggestion.merged_into_id))
        record_event(
            session,
            verb="voice_withdrawn",
            subject=("suggestion", suggestion.id),
            actor=actor,
            voice=row.id,
        )
    return suggestion


def recount_voices(session: Session, suggestion: Suggestion) -> None:
    """Count voices and libraries anew, with what was merged into the suggestion; nobody counts twice."""
    # Locked first, so that two voices at one moment are counted one after the other.
    session.refresh(suggestion, with_for_update=True)
    family = select(Suggestion.id).where(
        or_(Suggestion.id == suggestion.id, Suggestion.merged_into_id == suggestion.id)
    )
    said = select(Suggestion.library_code).where(Suggestion.id.in_(family))
    joined = select(Voice.library_code).where(
        Voice.suggestion_id.in_(family), Voice.withdrawn_at.is_(None)
    )
    voices = union_all(said, joined).subquery()
    count = select(func.count(), func.count(voices.c.library_code.distinct())).select_from(voices)
    suggestion.voices, suggestion.libraries = session.execute(count).one()
    suggestion.changed_at = now()
    session.flush()
