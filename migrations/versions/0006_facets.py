"""One inverted index for words and filters, in place of an index for each filter.

Why: a filtered list is read by meeting the lists of its facets ("state_received", "kind_problem"), so
rare and impossible pairs cost what common ones cost; a composite index serves one pair only. Positions
of words are not kept (no phrase is ever asked for), which makes the index a third of what it was.
"""

from __future__ import annotations

from alembic import op

revision = "0006_facets"
down_revision = "0005_exports"

# The columns that a facet is made of: token = column, "_", value.
COLUMNS = (
    "state",
    "channel",
    "language",
    "kind",
    "library_code",
    "municipality_code",
    "region_code",
)
EMPTY_COLUMNS = ("service_code", "institution_code")
INDEXES = {
    "ix_suggestion_service_code_state_id": ["service_code", "state", "id"],
    "ix_suggestion_institution_code_state_id": ["institution_code", "state", "id"],
    "ix_suggestion_region_code_state_id": ["region_code", "state", "id"],
    "ix_suggestion_channel_language_id": ["channel", "language", "id"],
    "ix_suggestion_said_on_id": ["said_on", "id"],
}

# Rows are written one by one all day: merge the index's pieces seldom, and never a whole level at once.
SQLITE_TABLE = (
    """CREATE VIRTUAL TABLE suggestion_fts USING fts5(
        norm, facets, content='', detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 2 tokenchars '_-'"
    )""",
    "INSERT INTO suggestion_fts(suggestion_fts, rank) VALUES ('automerge', 8)",
    "INSERT INTO suggestion_fts(suggestion_fts, rank) VALUES ('crisismerge', 32)",
)
# Neither a cast nor to_char writes a date without asking the session's settings.
WRITTEN_DAY = (
    "(extract(year from said_on) * 10000 + extract(month from said_on) * 100 "
    "+ extract(day from said_on))::int::text"
)
POSTGRESQL_FACETS = (
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
OLD_TABLE = """CREATE VIRTUAL TABLE suggestion_fts USING fts5(
    norm, content='suggestion', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)"""


def _facets(row: str) -> str:
    """Return SQLite's expression of the facets of ``row`` ("new", "old" or the table's name)."""
    parts = [f"' {name}_' || {row}.{name}" for name in COLUMNS]
    parts += [f"coalesce(' {name}_' || {row}.{name}, '')" for name in EMPTY_COLUMNS]
    parts += [
        f"' said_' || substr(replace({row}.said_on, '-', ''), 1, {length})"
        for length in (4, 6, 7, 8)
    ]
    parts.append(f"' topic_' || replace({row}.topics, ';', ' topic_')")
    return f"CASE WHEN {row}.state = 'erased' THEN '' ELSE 'is_live' || {' || '.join(parts)} END"


def _add(row: str, facets: str = "") -> str:
    columns = f"rowid, norm{', facets' if facets else ''}"
    values = f"{row}.id, {row}.norm{', ' + facets if facets else ''}"
    return f"INSERT INTO suggestion_fts({columns}) VALUES ({values});"  # noqa: S608 - constants of this file


def _remove(facets: str = "") -> str:
    columns = f"suggestion_fts, rowid, norm{', facets' if facets else ''}"
    values = f"'delete', old.id, old.norm{', ' + facets if facets else ''}"
    return f"INSERT INTO suggestion_fts({columns}) VALUES ({values});"  # noqa: S608 - constants of this file


def _make_triggers(add: str, remove: str, columns: str) -> None:
    op.execute(f"CREATE TRIGGER suggestion_fts_insert AFTER INSERT ON suggestion BEGIN {add} END")
    op.execute(
        f"CREATE TRIGGER suggestion_fts_update AFTER UPDATE OF {columns} ON suggestion "
        f"BEGIN {remove} {add} END"
    )
    op.execute(
        f"CREATE TRIGGER suggestion_fts_delete AFTER DELETE ON suggestion BEGIN {remove} END"
    )


def _drop_sqlite() -> None:
    for event in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER suggestion_fts_{event}")
    op.execute("DROP TABLE suggestion_fts")


def upgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "suggestion")
    op.drop_index("ix_tag_topic_code_suggestion_id", "tag")
    if op.get_bind().dialect.name == "sqlite":
        _drop_sqlite()
        for statement in SQLITE_TABLE:
            op.execute(statement)
        # What the index holds of each row: it can be made again from here (flask db reindex).
        op.execute(
            f"CREATE VIEW suggestion_indexed AS SELECT id, norm, {_facets('suggestion')} AS facets "  # noqa: S608 - constants of this file
            "FROM suggestion"
        )
        op.execute(
            "INSERT INTO suggestion_fts(rowid, norm, facets) "
            "SELECT id, norm, facets FROM suggestion_indexed"
        )
        columns = ", ".join(["norm", *COLUMNS, *EMPTY_COLUMNS, "said_on", "topics"])
        _make_triggers(_add("new", _facets("new")), _remove(_facets("old")), columns)
    else:
        # Without fastupdate: a list of pending entries would be read through at each page.
        op.execute(
            f"CREATE INDEX ix_suggestion_facets ON suggestion USING gin (({POSTGRESQL_FACETS})) "
            "WITH (fastupdate = off)"
        )
        included = ", ".join([*COLUMNS, *EMPTY_COLUMNS, "said_on"])
        op.execute(
            f"CREATE INDEX ix_suggestion_covering_facets ON suggestion (id) INCLUDE ({included})"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP VIEW suggestion_indexed")
        _drop_sqlite()
        op.execute(OLD_TABLE)
        op.execute("INSERT INTO suggestion_fts(suggestion_fts) VALUES ('rebuild')")
        _make_triggers(_add("new"), _remove(), "norm")
    else:
        op.drop_index("ix_suggestion_covering_facets", "suggestion")
        op.drop_index("ix_suggestion_facets", "suggestion")
    op.create_index("ix_tag_topic_code_suggestion_id", "tag", ["topic_code", "suggestion_id"])
    for name, columns in INDEXES.items():
        op.create_index(name, "suggestion", columns)
