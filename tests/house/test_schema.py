"""The tables that migrations make are the tables that the code expects, on both databases."""

from __future__ import annotations

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from feedback.catalogue.actions import import_catalogue
from feedback.kernel.db import Base, Database
from feedback.kernel.schema import (
    MIGRATIONS,
    downgrade_schema,
    is_modelled,
    schema_revisions,
    upgrade_schema,
)
from tests.factories.suggestions import make_suggestion


def _revisions() -> list[str]:
    """Return every revision, the oldest first; fails when the chain forks."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    return [revision.revision for revision in script.walk_revisions()][::-1]


def _differences(database: Database) -> list[object]:
    """Return what alembic would change to make the tables those of the models."""
    with database.read_engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_modelled}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))


def _tables(database: Database) -> dict[str, list[str]]:
    """Return the columns of every table."""
    with database.read_engine.connect() as connection:
        inspector = inspect(connection)
        return {
            name: sorted(column["name"] for column in inspector.get_columns(name))
            for name in inspector.get_table_names()
            if is_modelled(name, "table", {})
        }


def test_migrations_are_numbered_in_one_line() -> None:
    files = sorted(path.stem for path in Path(MIGRATIONS, "versions").glob("*.py"))
    assert files == _revisions()
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in files)


def test_migrations_make_the_tables_of_the_models(empty_database: Database) -> None:
    upgrade_schema(empty_database)
    assert _differences(empty_database) == []
    assert len(set(schema_revisions(empty_database))) == 1


def test_an_upgrade_may_be_repeated(empty_database: Database) -> None:
    upgrade_schema(empty_database)
    upgrade_schema(empty_database)
    assert _differences(empty_database) == []


def test_each_migration_goes_down_and_up_again_with_rows(empty_database: Database) -> None:
    upgrade_schema(empty_database)
    with empty_database.write() as session:
        import_catalogue(session)
        make_suggestion(session)
    wanted = _tables(empty_database)
    for revision in _revisions()[-2::-1]:
        downgrade_schema(empty_database, revision)
        assert schema_revisions(empty_database)[0] == revision
    with empty_database.reader() as session:
        assert session.scalar(select(text("count(*)")).select_from(text("library")))
    downgrade_schema(empty_database, "base")
    assert _tables(empty_database).keys() <= {"alembic_version"}
    upgrade_schema(empty_database)
    assert _tables(empty_database) == wanted
