"""Suggestions by key, by filter and by viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, false, func, literal, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.identity.words import Reach
from feedback.kernel.errors import NotFound
from feedback.kernel.paging import Page, page_by_id
from feedback.kernel.search import contains_words
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.rules.receipts import LENGTH, plain_code, receipt_hash
from feedback.suggestions.rules.references import number_in
from feedback.suggestions.words import Channel, State
from feedback.tagging.rules.normalise import normal_words

T = TypeVar("T")
COUNT_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a queue or an export is narrowed to; empty fields do not narrow."""

    state: State | None = None
    service: str = ""
    institution: str = ""
    region: str = ""
    municipality: str = ""
    library: str = ""
    channel: Channel | None = None
    language: str = ""
    topic: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


def visible_to(reach: Reach) -> ColumnElement[bool]:
    """Return the condition that keeps every list within what a viewer may see: the only scope."""
    if reach.everything:
        return true()
    if reach.library_code:
        return Suggestion.library_code == reach.library_code
    if reach.municipality_code:
        return Suggestion.municipality_code == reach.municipality_code
    return false()


def filtered(
    session: Session, statement: Select[T], filters: Filters, *, reach: Reach
) -> Select[T]:
    """Narrow a statement over suggestions to a viewer's reach and to the filters."""
    equal: dict[InstrumentedAttribute[Any], object] = {
        Suggestion.state: filters.state,
        Suggestion.service_code: filters.service,
        Suggestion.institution_code: filters.institution,
        Suggestion.region_code: filters.region,
        Suggestion.municipality_code: filters.municipality,
        Suggestion.library_code: filters.library,
        Suggestion.channel: filters.channel,
        Suggestion.language: filters.language,
        Suggestion.kind: filters.kind,
    }
    statement = statement.where(visible_to(reach), Suggestion.state != State.ERASED)
    for column, value in equal.items():
        if value:
            statement = statement.where(column == value)
    if filters.topic:
        tagged = select(literal(1)).where(
            Tag.suggestion_id == Suggestion.id, Tag.topic_code == filters.topic
        )
        statement = statement.where(tagged.exists())
    if filters.since:
        statement = statement.where(Suggestion.said_on >= filters.since)
    if filters.until:
        statement = statement.where(Suggestion.said_on <= filters.until)
    if words := normal_words(filters.text):
        statement = statement.where(contains_words(session, Suggestion.norm, words, prefix=True))
    return statement


def queue_page(
    session: Session, filters: Filters, *, reach: Reach, cursor: str = "", size: int = 25
) -> Page[Suggestion]:
    """Return one page of the queue, newest first."""
    statement = filtered(session, select(Suggestion), filters, reach=reach)
    return page_by_id(session, statement, Suggestion.id, cursor=cursor, size=size)


def bounded_count(session: Session, filters: Filters, *, reach: Reach) -> int:
    """Count what the filters leave, up to 1,000 and one more: enough to say "over 1,000"."""
    found = filtered(session, select(Suggestion.id), filters, reach=reach).limit(COUNT_LIMIT + 1)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


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
