"""Whether the store is whole, of this version, and searchable."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from feedback.kernel.checkup import store
from feedback.kernel.checkup.store import check_engine, check_schema, check_search, check_store
from feedback.kernel.checkup.words import findings_of
from feedback.kernel.db import Database
from feedback.kernel.search import rebuild_indexes
from feedback.kernel.settings import Settings
from tests.factories.suggestions import make_suggestion

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CHECKS = (check_engine, check_schema, check_store, check_search)


def test_a_store_in_use_is_good(settings: Settings, database: Database) -> None:
    with database.write() as session:
        make_suggestion(session)
        make_suggestion(session, "№ 1 — !!!!!!!!!")
    verdicts = [finding.verdict for finding in findings_of(CHECKS, settings, database)]
    assert verdicts == ["ok"] * len(CHECKS)


def test_old_tables_are_told_with_the_command(settings: Settings, database: Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001_catalogue'"))
    finding = check_schema(settings, database)
    assert (finding.verdict, "db upgrade" in finding.advice) == ("bad", True)


def test_a_store_that_does_not_answer_is_bad_in_every_line(settings: Settings) -> None:
    gone = Database("postgresql://nobody@127.0.0.1:1/nothing")
    findings = findings_of(CHECKS[:3], settings, gone)
    assert [(finding.name, finding.verdict) for finding in findings] == [
        ("engine", "bad"),
        ("schema", "bad"),
        ("store", "bad"),
    ]


@sqlite_only
def test_an_engine_that_may_lose_writes_is_told(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "wal_is_safe", lambda _version: False)
    assert check_engine(settings, database).verdict == "warn"


@sqlite_only  # PostgreSQL cannot be talked out of its references
def test_rows_that_refer_to_nothing_are_counted(settings: Settings, database: Database) -> None:
    with database.write() as session:
        make_suggestion(session, topic_codes=("form",))
    with database.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DELETE FROM topic")
    finding = check_store(settings, database)
    assert (finding.verdict, finding.text) == ("bad", "1 rows refer to nothing: tag")


@sqlite_only  # PostgreSQL's is an index like any other
def test_rows_missing_in_the_index_are_found_and_mended(
    settings: Settings, database: Database
) -> None:
    with database.write() as session:
        make_suggestion(session)
        make_suggestion(session, "Vārdi, kurus neviens neatrod")
        session.execute(
            text("INSERT INTO suggestion_fts(suggestion_fts) VALUES ('delete-all')"),
        )
    finding = check_search(settings, database)
    assert (finding.verdict, "db reindex" in finding.advice) == ("bad", True)
    assert finding.text.startswith("4 rows")
    assert rebuild_indexes(database) == ["suggestion_fts"]
    assert check_search(settings, database).verdict == "ok"


def test_the_index_can_be_made_again(database: Database) -> None:
    with database.write() as session:
        make_suggestion(session)
    assert len(rebuild_indexes(database)) == 1
