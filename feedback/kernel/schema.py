"""Bringing the store's tables to this version of the code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from feedback.kernel.db import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[2] / "migrations"
VERSION_TABLE = "alembic_version"
STAMP = table(VERSION_TABLE)


def upgrade_schema(database: Database, revision: str = "head") -> None:
    """Run the missing migrations in one transaction: all of them, or none."""
    from alembic import command  # noqa: PLC0415 - 0.2 s that only this command needs

    with database.write_engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade_schema(database: Database, revision: str) -> None:
    """Undo migrations down to ``revision`` ("base" for all)."""
    from alembic import command  # noqa: PLC0415

    with database.write_engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def schema_revisions(database: Database) -> tuple[str | None, str]:
    """Return (the store's revision, the newest one); they differ when an upgrade is due.

    Without alembic, because the server asks this too (readyz): loading it takes 0.2 s and 10 MB.
    """
    with database.read_engine.connect() as connection:
        return store_revision(connection), revisions()[-1]


def store_revision(connection: Connection) -> str | None:
    """Return the revision that a store's tables have, None for a store without tables."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(select(column("version_num")).select_from(STAMP))
    return revision


def revisions() -> list[str]:
    """Return every revision of this code, the oldest first: each is a file of its own name."""
    return sorted(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Say whether a table or index of the store is declared by a model.

    The indexes of words and facets are made by migrations alone, because they differ by database:
    FTS5 with its shadow tables, and indexes over a tsvector and over an array of facets.
    """
    name = str(name)
    return not (
        (kind == "table" and "_fts" in name)
        or (kind == "index" and name.endswith(("_words", "_facets")))
    )


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
