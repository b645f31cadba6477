"""The queue: any filters, newest first, a page at a cost that does not grow with the rows.

Few or many decides the way. Up to ``COUNT_LIMIT`` ids are fetched as a whole: they are the count, every
page and both neighbours. Of more, only one page is ever read, by key.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, select, text
from sqlalchemy.orm import Session

from feedback.catalogue.models import Municipality, Service
from feedback.catalogue.words import Name
from feedback.identity.words import Reach
from feedback.kernel.paging import Page, page_by_id, page_of_ids
from feedback.kernel.text import Language
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries.filters import Filters, filtered, filtered_ids
from feedback.suggestions.rules.references import reference_of
from feedback.suggestions.words import Channel, State
from feedback.tagging.words import Kind

COUNT_LIMIT = 1_000
# So many of the newest rows tell PostgreSQL at once that many more than COUNT_LIMIT are to be found.
WINDOW = 10_000
LONGEST_EXTRACT = 280
STATES = tuple(state for state in State if state is not State.ERASED)
# Only the bitmap of the inverted index is bounded; estimates go wrong for pairs that exclude each other.
BY_BITMAP = text(
    "SELECT set_config(name, :value, true) FROM unnest(ARRAY["
    "'enable_seqscan', 'enable_indexscan', 'enable_indexonlyscan']) AS name"
)
COUNTS = select(
    *(
        select(func.count())
        .select_from(
            select(literal(1)).where(Suggestion.state == state).limit(COUNT_LIMIT + 1).subquery()
        )
        .scalar_subquery()
        for state in STATES
    )
)


LINES = (
    select(
        Suggestion.id,
        Suggestion.received_at,
        func.substr(Suggestion.text, 1, LONGEST_EXTRACT).label("extract"),
        Suggestion.state,
        Suggestion.kind,
        Suggestion.channel,
        Suggestion.language,
        Suggestion.voices,
        Municipality.name_lv,
        Municipality.name_en,
        Municipality.name_ru,
        Service.name_lv,
        Service.name_en,
        Service.name_ru,
    )
    .join(Municipality, Municipality.code == Suggestion.municipality_code)
    .outerjoin(Service, Service.code == Suggestion.service_code)
    .order_by(Suggestion.id.desc())
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue; ``text`` is its beginning (LONGEST_EXTRACT letters at most)."""

    id: int
    received_at: datetime
    text: str
    state: State
    kind: Kind
    channel: Channel
    language: Language
    voices: int
    municipality: Name
    service: Name | None

    @property
    def reference(self) -> str:
        """The reference that people use."""
        return reference_of(self.received_at.year, self.id)


@dataclass(frozen=True, slots=True)
class QueuePage(Page[QueueRow]):
    """One page of the queue; ``count`` is exact up to COUNT_LIMIT, and one more says "over"."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside one suggestion in the queue: ids, newest first, the nearest ones only."""

    newer: list[int]
    older: list[int]


def queue_page(
    session: Session, filters: Filters, *, reach: Reach, cursor: str = "", size: int = 25
) -> QueuePage:
    """Return one page of the queue, newest first."""
    found = _newest(session, filters, reach)
    if found.is_whole or (found.ids and not cursor):
        page = page_of_ids(found.ids, cursor=cursor, size=size)
    else:
        page = _page_of_many(session, filters, reach, cursor=cursor, size=size)
    rows = queue_rows(session, page.rows)
    return QueuePage(rows, page.newer, page.older, found.count)


def queue_around(
    session: Session, filters: Filters, *, reach: Reach, number: int, size: int = 12
) -> Around:
    """Return up to ``size`` neighbours on each side of suggestion ``number``, whether or not it fits."""
    found = _newest(session, filters, reach)
    place = bisect_left(found.ids, -number, key=lambda other: -other)
    behind = place + (place < len(found.ids) and found.ids[place] == number)
    if found.is_whole or behind + size <= len(found.ids):
        return Around(found.ids[max(0, place - size) : place], found.ids[behind : behind + size])
    newer, older = (
        _page_of_many(session, filters, reach, cursor=f"{side}{number}", size=size).rows
        for side in (">", "<")
    )
    return Around(newer, older)


def queue_rows(session: Session, ids: Sequence[int]) -> list[QueueRow]:
    """Return the lines of ``ids``, newest first."""
    if not ids:
        return []
    return [
        QueueRow(
            id=row.id,
            received_at=row.received_at,
            text=row.extract,
            state=row.state,
            kind=row.kind,
            channel=row.channel,
            language=row.language,
            voices=row.voices,
            municipality=Name(*row[8:11]),
            service=Name(*row[11:]) if row[11] else None,
        )
        for row in session.execute(LINES.where(Suggestion.id.in_(ids)))
    ]


def state_counts(session: Session) -> dict[State, int]:
    """Return how many suggestions are in each state, each count up to COUNT_LIMIT and one more."""
    return dict(zip(STATES, session.execute(COUNTS).one(), strict=True))


def bounded_count(session: Session, filters: Filters, *, reach: Reach) -> int:
    """Count what the filters leave, up to COUNT_LIMIT and one more: enough to say "over 1,000"."""
    return _newest(session, filters, reach).count


@dataclass(frozen=True, slots=True)
class _Found:
    """The newest ids that the filters leave, newest first, or none when only their number is known."""

    ids: list[int]
    count: int

    @property
    def is_whole(self) -> bool:
        """Whether ``ids`` are all that there are."""
        return self.count <= COUNT_LIMIT


def _newest(session: Session, filters: Filters, reach: Reach) -> _Found:
    statement, key = filtered_ids(session, filters, reach=reach)
    if session.get_bind().dialect.name == "sqlite":
        newest = statement.order_by(key.desc()).limit(COUNT_LIMIT + 1)
        ids = list(session.connection().scalars(newest).all())
        return _Found(ids, len(ids))
    if not filters.text and _many_are_new(session, filters, reach):
        return _Found([], COUNT_LIMIT + 1)
    session.execute(BY_BITMAP, {"value": "off"})
    any_of_them = session.connection().scalars(statement.limit(COUNT_LIMIT + 1)).all()
    session.execute(BY_BITMAP, {"value": "on"})
    is_whole = len(any_of_them) <= COUNT_LIMIT
    return _Found(sorted(any_of_them, reverse=True) if is_whole else [], len(any_of_them))


def _many_are_new(session: Session, filters: Filters, reach: Reach) -> bool:
    newest = select(func.coalesce(func.max(Suggestion.id), 0)).scalar_subquery()
    statement = (
        filtered(session, select(literal(1)), filters, reach=reach)
        .where(Suggestion.id > newest - WINDOW)
        .limit(COUNT_LIMIT + 1)
    )
    return session.scalar(select(func.count()).select_from(statement.subquery())) == COUNT_LIMIT + 1


def _page_of_many(
    session: Session, filters: Filters, reach: Reach, *, cursor: str, size: int
) -> Page[int]:
    if session.get_bind().dialect.name == "sqlite":
        statement, key = filtered_ids(session, filters, reach=reach)
        return page_by_id(session, statement, key, cursor=cursor, size=size)
    statement = filtered(session, select(Suggestion.id), filters, reach=reach)
    return page_by_id(session, statement, Suggestion.id, cursor=cursor, size=size)
