"""Suggestions by key and by viewer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.kernel.errors import NotFound
from feedback.kernel.paging import Page, page_by_id
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.queries.filters import visible_to
from feedback.suggestions.rules.receipts import LENGTH, plain_code, receipt_hash
from feedback.suggestions.rules.references import number_in
from feedback.suggestions.words import State


def own_entries(
    session: Session,
    *,
    reach: Reach,
    person_id: int | None = None,
    cursor: str = "",
    size: int = 25,
) -> Page[Suggestion]:
    """Return a page of what a library (or one person there) recorded, newest first."""
    statement = select(Suggestion).where(visible_to(reach), Suggestion.state != State.ERASED)
    if person_id is not None:
        statement = statement.where(Suggestion.person_id == person_id)
    return page_by_id(session, statement, Suggestion.id, cursor=cursor, size=size)


def suggestion_by_reference(session: Session, reference: str, *, reach: Reach) -> Suggestion:
    """Return one suggestion within reach; a foreign one is not found, just as one that never was."""
    if (numbers := number_in(reference)) is None:
        raise NotFound
    row = session.scalars(
        select(Suggestion).where(Suggestion.id == numbers[1], visible_to(reach))
    ).one_or_none()
    if row is None or row.received_at.year != numbers[0]:
        raise NotFound
    return row


def suggestion_by_receipt(session: Session, typed: str, *, secret: str) -> Suggestion:
    """Return the suggestion whose receipt code a resident typed; raises NotFound."""
    code = plain_code(typed)
    if len(code) != LENGTH:
        raise NotFound
    statement = select(Suggestion).where(Suggestion.receipt_hash == receipt_hash(secret, code))
    if (row := session.scalars(statement).one_or_none()) is None:
        raise NotFound
    return row


def tags_of(session: Session, suggestion_id: int) -> Sequence[Tag]:
    """Return the tags of one suggestion by code."""
    statement = select(Tag).where(Tag.suggestion_id == suggestion_id).order_by(Tag.topic_code)
    return session.scalars(statement).all()
