"""Reading decisions and who made them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.models import Person
from feedback.review.models import Decision
from feedback.suggestions.models import Suggestion


def find_last_decision(session: Session, suggestion_id: int) -> Decision | None:
    """Return the newest decision on a suggestion that was not undone, or None."""
    statement = (
        select(Decision)
        .where(Decision.suggestion_id == suggestion_id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def names_of_people(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names behind the ids of people, in one query."""
    wanted = {number for number in ids if number is not None}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {number: name for number, name in rows}  # noqa: C416 - a Result has keys() of its own


def references_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the references of suggestions by id."""
    rows = session.scalars(select(Suggestion).where(Suggestion.id.in_(set(ids))))
    return {row.id: row.reference for row in rows}


def merged_suggestions(session: Session, suggestion_id: int) -> list[Suggestion]:
    """Return what was merged into a suggestion, oldest first."""
    statement = (
        select(Suggestion)
        .where(Suggestion.merged_into_id == suggestion_id)
        .order_by(Suggestion.id)
        .limit(50)
    )
    return list(session.scalars(statement))
