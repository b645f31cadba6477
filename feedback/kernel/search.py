"""Full text over a normalised column: FTS5 and tsvector behind one pair of functions.

The column holds words that ``tagging`` has stemmed and folded, so both engines only split on
spaces. The index itself is made by the migrations; both databases keep it current by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.kernel.db import Database

WORD = re.compile(r"\w+")


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
    quoted = database.write_engine.dialect.identifier_preparer.quote_identifier
    with database.write_engine.begin() as connection:
        names = index_names(connection)
        for name in map(quoted, names):
            connection.execute(
                text(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608 - our own name
                if database.is_sqlite
                else text(f"REINDEX INDEX {name}")
            )
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
    owner = norm.class_.__table__
    if _is_sqlite(session):
        index = table(
            f"{owner.name}_fts", column("rowid", Integer), column(f"{owner.name}_fts", String)
        )
        query = (" AND " if all_of_them else " OR ").join(terms)
        found = select(index.c.rowid).where(index.c[f"{owner.name}_fts"].op("MATCH")(query))
        is_found: ColumnElement[bool] = owner.c.id.in_(found)
        return is_found
    query = (" & " if all_of_them else " | ").join(terms)
    vector = func.to_tsvector(literal_column("'simple'::regconfig"), norm)
    wanted = func.to_tsquery(literal_column("'simple'::regconfig"), query)
    has_words: ColumnElement[bool] = vector.bool_op("@@")(wanted)
    return has_words
