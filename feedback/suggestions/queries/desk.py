"""What the desk shows of a librarian's own work."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.identity.models import Person
from feedback.kernel.clock import LATVIA, now, today
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import State

NEWS_DAYS = 14
# Who has recorded more than this since the oldest of them was done looks into "my entries".
NEWS_AMONG = 500


def recorded_today(session: Session, *, person_id: int) -> int:
    """Count what a person recorded since midnight in Latvia."""
    midnight = datetime.combine(today(), time(), LATVIA)
    statement = (
        select(func.count())
        .select_from(Suggestion)
        .where(Suggestion.person_id == person_id, Suggestion.received_at >= midnight)
    )
    return session.scalar(statement) or 0


def last_library(session: Session, *, person_id: int) -> str:
    """Return the library for which a person recorded last; "" when they never did."""
    statement = (
        select(Suggestion.library_code)
        .where(Suggestion.person_id == person_id)
        .order_by(Suggestion.id.desc())
        .limit(1)
    )
    return session.scalar(statement) or ""


def find_good_news(session: Session, *, person_id: int) -> Suggestion | None:
    """Return the newest own suggestion that was done in the last two weeks, or None."""
    newest = (
        select(Suggestion.id)
        .where(Suggestion.person_id == person_id)
        .order_by(Suggestion.id.desc())
        .limit(NEWS_AMONG)
        .subquery()
    )
    statement = (
        select(Suggestion)
        .join(newest, newest.c.id == Suggestion.id)
        .where(
            Suggestion.state == State.DONE,
            Suggestion.changed_at >= now() - timedelta(days=NEWS_DAYS),
        )
        .order_by(Suggestion.changed_at.desc(), Suggestion.id.desc())
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def find_merged_into(session: Session, suggestion: Suggestion) -> Suggestion | None:
    """Return the suggestion that goes on for a merged one, whoever's it is; None for the others."""
    if suggestion.merged_into_id is None:
        return None
    return session.get(Suggestion, suggestion.merged_into_id)


def name_of_recorder(session: Session, suggestion: Suggestion) -> str:
    """Return who recorded a suggestion; "" when it came from a device or by itself."""
    if suggestion.person_id is None:
        return ""
    return session.scalar(select(Person.name).where(Person.id == suggestion.person_id)) or ""
