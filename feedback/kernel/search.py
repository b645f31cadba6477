"""Full text over a normalised column, and lists under any filters: inverted indexes of both databases.

The column holds words that ``tagging`` has stemmed and folded, so both engines only split on
spaces. Beside the words a row has facets: tokens such as ``state_received``, made of its columns by
the index itself. The indexes are made by the migrations; both databases keep them current.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    TableClause,
    Text,
    cast,
    column,
    false,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.kernel.db import Database

# A word has no "_", a facet always has one: neither can be taken for the other.
WORD = re.compile(r"[^\W_]+")
FACET = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row must have: every word (``prefix``: the last may be a beginning), of each group a facet.

    One word or group at least; an empty group finds nothing.
    """

    words: Sequence[str]
    facets: Sequence[Sequence[str]]
    prefix: bool = False


def contains_words(
    session: Session,
    norm: InstrumentedAttribute[str],
    words: Sequence[str],
    *,
    prefix: bool = False,
) -> ColumnElement[bool]:
    """Return the condition that ``norm`` has every word; the last may be a beginning (``prefix``)."""
    return _condition(session, norm, _terms(session, words, prefix=prefix), all_of_them=True)


def contains_any_word(
    session: Session, norm: InstrumentedAttribute[str], words: Sequence[str]
) -> ColumnElement[bool]:
    """Return the condition that ``norm`` has at least one of the words."""
    return _condition(session, norm, _terms(session, words, prefix=False), all_of_them=False)


def ids_having(
    session: Session,
    norm: InstrumentedAttribute[str],
    wanted: Wanted,
    *,
    all_facets: ColumnElement[Any],
) -> tuple[Select[int], ColumnElement[int]]:
    """Return a statement of the ids that have what is wanted, and the column to order it by.

    The inverted index alone answers, at a cost that grows with the length of its lists and not with
    the rows: on SQLite in the order of the ids, on PostgreSQL unordered. ``all_facets`` is
    PostgreSQL's expression of a row's facets, as it stands in the index there.
    """
    groups = [[facet for facet in group if FACET.fullmatch(facet)] for group in wanted.facets]
    terms = _terms(session, wanted.words, prefix=wanted.prefix)
    if _is_sqlite(session):
        index = _index(norm)
        alternatives = [" OR ".join(f'"{facet}"' for facet in group) for group in groups]
        query = " AND ".join([*terms, *(f"({either})" for either in alternatives if either)])
        found = select(index.c.rowid).where(_matches(index, query))
        return (found if all(groups) else found.where(false())), index.c.rowid
    key: ColumnElement[int] = norm.class_.__table__.c.id
    found = select(key)
    if terms:
        found = found.where(_condition(session, norm, terms, all_of_them=True))
    needed = [group[0] for group in groups if len(group) == 1]
    if needed:
        found = found.where(all_facets.op("@>")(cast(needed, ARRAY(Text))))
    for group in groups:
        if len(group) != 1:
            found = found.where(all_facets.op("&&")(cast(group, ARRAY(Text))))
    return found, key


def index_names(connection: Connection) -> list[str]:
    """Return the names of the full-text indexes that the store has."""
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%!_fts' ESCAPE '!'"
        if connection.dialect.name == "sqlite"
        else "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%!_words' ESCAPE '!'"
    )
    return list(connection.scalars(text(names)))


def rebuild_indexes(database: Database) -> list[str]:
    """Make every full-text index again from the rows; returns their names."""
    with database.write_engine.begin() as connection:
        names = index_names(connection)
        for name in names:
            if database.is_sqlite:
                # The index keeps no copy of its texts; a view beside the table says what it holds.
                view = f"{name.removesuffix('_fts')}_indexed"
                connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('delete-all')"))  # noqa: S608 - our own name
                connection.execute(
                    text(
                        f"INSERT INTO {name}(rowid, norm, facets) SELECT id, norm, facets FROM {view}"  # noqa: S608
                    )
                )
            else:
                connection.execute(text(f'REINDEX INDEX "{name}"'))
    return names


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _terms(session: Session, words: Sequence[str], *, prefix: bool) -> list[str]:
    # Only letters and digits pass, so no word can be read as an operator of either query language.
    parts = [part for word in words for part in WORD.findall(word)]
    if not _is_sqlite(session):
        quoted = [f"'{part}'" for part in parts]
        return [*quoted[:-1], f"{quoted[-1]}:*"] if prefix and quoted else quoted
    quoted = [f'"{part}"' for part in parts]
    return [*quoted[:-1], f"{quoted[-1]}*"] if prefix and quoted else quoted


def _condition(
    session: Session, norm: InstrumentedAttribute[str], terms: list[str], *, all_of_them: bool
) -> ColumnElement[bool]:
    if not terms:
        return literal(value=True)
    if _is_sqlite(session):
        index = _index(norm)
        query = (" AND " if all_of_them else " OR ").join(terms)
        found = select(index.c.rowid).where(_matches(index, query))
        is_found: ColumnElement[bool] = norm.class_.__table__.c.id.in_(found)
        return is_found
    query = (" & " if all_of_them else " | ").join(terms)
    vector = func.to_tsvector(literal_column("'simple'::regconfig"), norm)
    wanted = func.to_tsquery(literal_column("'simple'::regconfig"), query)
    has_words: ColumnElement[bool] = vector.bool_op("@@")(wanted)
    return has_words


def _index(norm: InstrumentedAttribute[str]) -> TableClause:
    """Return the FTS5 table beside the table of ``norm``."""
    name = f"{norm.class_.__tablename__}_fts"
    return table(name, column("rowid", Integer), column(name, String))


def _matches(index: TableClause, query: str) -> ColumnElement[bool]:
    return index.c[index.name].bool_op("MATCH")(query)
