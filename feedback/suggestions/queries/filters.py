"""What lists and exports are narrowed to: by a viewer's reach, and by what the viewer chose.

Each criterion is said twice: as a condition on a column (exports, which read everything in one pass)
and as facets of the inverted index (the queue, which reads one page under any filters).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, literal, literal_column, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.catalogue.models import Library, Municipality, Service
from feedback.catalogue.queries import codes_rolled_into
from feedback.identity.words import Reach
from feedback.kernel.clock import today
from feedback.kernel.search import Wanted, contains_words, ids_having
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.rules.periods import EARLIEST, period_words
from feedback.suggestions.words import Channel, State
from feedback.tagging.rules.normalise import normal_words

T = TypeVar("T")
Criterion = tuple[InstrumentedAttribute[Any], Sequence[str]]

# What every row has that was not erased; an erased one has no facet at all.
LIVE = "is_live"
# On PostgreSQL neither a cast nor to_char writes a date without asking the session's settings.
WRITTEN_DAY = (
    "(extract(year from said_on) * 10000 + extract(month from said_on) * 100 "
    "+ extract(day from said_on))::int::text"
)
# The facets of a row on PostgreSQL, letter by letter as in its index (migration "facets").
FACETS: ColumnElement[Any] = literal_column(
    "CASE WHEN state = 'erased' THEN '{}'::text[] ELSE ARRAY['is_live', 'state_' || state, "
    "'channel_' || channel, 'language_' || language, 'kind_' || kind, "
    "'library_code_' || library_code, 'municipality_code_' || municipality_code, "
    "'region_code_' || region_code, 'service_code_' || service_code, "
    "'institution_code_' || institution_code, "
    "'said_' || left(DAY, 4), 'said_' || left(DAY, 6), 'said_' || left(DAY, 7), 'said_' || DAY] "
    "|| string_to_array('topic_' || replace(topics, ';', ';topic_'), ';') END".replace(
        "DAY", WRITTEN_DAY
    )
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a queue or an export is narrowed to; empty fields do not narrow.

    An e-service, a library or a municipality stands for what was merged into it as well, because
    suggestions keep the code of their day. ``text`` asks for every word; a "*" at its end makes the
    last one a beginning.
    """

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

    @property
    def ends_in_beginning(self) -> bool:
        """Whether the last word of ``text`` is only the beginning of one."""
        return self.text.rstrip().endswith("*")


def visible_to(reach: Reach) -> ColumnElement[bool]:
    """Return the condition that keeps every list within what a viewer may see: the only scope."""
    if reach.everything:
        return true()
    within = _within(reach)
    return and_(*_conditions(within)) if within else false()


def filtered(
    session: Session, statement: Select[T], filters: Filters, *, reach: Reach
) -> Select[T]:
    """Narrow a statement over suggestions to a viewer's reach and to the filters."""
    statement = statement.where(
        visible_to(reach),
        Suggestion.state != State.ERASED,
        *_conditions(_chosen(session, filters)),
    )
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
        has_words = contains_words(
            session, Suggestion.norm, words, prefix=filters.ends_in_beginning
        )
        statement = statement.where(has_words)
    return statement


def filtered_ids(
    session: Session, filters: Filters, *, reach: Reach
) -> tuple[Select[int], ColumnElement[int]]:
    """Return a statement for the ids that ``filtered`` leaves, answered by the index, and its key."""
    facets = [] if reach.everything else _facets(_within(reach)) or [[]]
    facets += _facets(_chosen(session, filters))
    if filters.topic:
        facets.append([f"topic_{filters.topic}"])
    if filters.since or filters.until:
        since = max(filters.since or EARLIEST, EARLIEST)
        until = min(filters.until or today(), today())
        facets.append([f"said_{word}" for word in period_words(since, until)])
    words = normal_words(filters.text)
    wanted = Wanted(
        words, facets if facets or words else [[LIVE]], prefix=filters.ends_in_beginning
    )
    return ids_having(session, Suggestion.norm, wanted, all_facets=FACETS)


def _within(reach: Reach) -> list[Criterion]:
    if reach.library_code:
        return [(Suggestion.library_code, [reach.library_code])]
    if reach.municipality_code:
        return [(Suggestion.municipality_code, [reach.municipality_code])]
    return []


def _chosen(session: Session, filters: Filters) -> list[Criterion]:
    rolled = (
        (Suggestion.service_code, Service, filters.service),
        (Suggestion.municipality_code, Municipality, filters.municipality),
        (Suggestion.library_code, Library, filters.library),
    )
    plain = (
        (Suggestion.state, filters.state),
        (Suggestion.institution_code, filters.institution),
        (Suggestion.region_code, filters.region),
        (Suggestion.channel, filters.channel),
        (Suggestion.language, filters.language),
        (Suggestion.kind, filters.kind),
    )
    return [
        *((column, [value]) for column, value in plain if value),
        *(
            (column, codes_rolled_into(session, model, code))
            for column, model, code in rolled
            if code
        ),
    ]


def _conditions(criteria: Sequence[Criterion]) -> list[ColumnElement[bool]]:
    return [
        column == values[0] if len(values) == 1 else column.in_(values)
        for column, values in criteria
    ]


def _facets(criteria: Sequence[Criterion]) -> list[list[str]]:
    return [[f"{column.key}_{value}" for value in values] for column, values in criteria]
