"""Whether the store is whole, of this version, and able to take writes."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from feedback.kernel.checkup.words import Finding, Verdict
from feedback.kernel.db import Database, wal_is_safe
from feedback.kernel.schema import schema_revisions
from feedback.kernel.search import index_names
from feedback.kernel.settings import Settings

OLDEST_POSTGRESQL = (15,)
NEWEST_ROWS = 200
WORD = re.compile(r"[^\W_]+")
ROOM_TO_WRITE = 16 * 1024 * 1024
UPGRADE = "make a backup, then run: flask --app wsgi db upgrade"
REINDEX = "flask --app wsgi db reindex"
RESTORE = "stop the server and restore the newest backup (docs/operate.md)"


def unready_because(database: Database) -> str:
    """Return why the store cannot serve now, as a code; "" when it can.

    "unreachable", "schema" (an upgrade is due), "read_only" or "full".
    """
    try:
        current, newest = schema_revisions(database)
        if current != newest:
            return "schema"
        if database.is_sqlite:
            return _file_trouble(Path(str(database.url.database)))
        with database.read_engine.connect() as connection:
            return "read_only" if connection.scalar(text("SELECT pg_is_in_recovery()")) else ""
    except SQLAlchemyError:
        return "unreachable"


def check_engine(_settings: Settings, database: Database) -> Finding:
    """See that the database is of a version that loses nothing."""
    with database.read_engine.connect() as connection:
        version = tuple(map(int, connection.dialect.server_version_info or ()))
        shown = f"{connection.dialect.name} {'.'.join(map(str, version))}"
        if not database.is_sqlite:
            if version < OLDEST_POSTGRESQL:
                return Finding("engine", Verdict.BAD, shown, "PostgreSQL 15 or newer is needed")
            return Finding("engine", Verdict.OK, shown)
        mode = connection.scalar(text("PRAGMA journal_mode"))
    if not wal_is_safe(version):
        return Finding(
            "engine",
            Verdict.WARN,
            f"{shown} may lose a write under WAL, so the slower journal ({mode}) is used",
            "install the locked requirements (make venv): their SQLite is mended",
        )
    return Finding("engine", Verdict.OK, f"{shown}, journal {mode}")


def check_schema(_settings: Settings, database: Database) -> Finding:
    """See that the tables are those of this version."""
    current, newest = schema_revisions(database)
    if current != newest:
        return Finding("schema", Verdict.BAD, f"tables are at {current}, not {newest}", UPGRADE)
    return Finding("schema", Verdict.OK, f"tables are at {current}")


def check_store(_settings: Settings, database: Database) -> Finding:
    """Read every page of a SQLite store, and look for rows that refer to nothing."""
    with database.read_engine.connect() as connection:
        if not database.is_sqlite:
            broken = connection.scalar(text("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
            if broken:
                return Finding("store", Verdict.BAD, f"{broken} broken index(es)", REINDEX)
            return Finding("store", Verdict.OK, "answers; its indexes are valid")
        faults = list(connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars())
        if faults != ["ok"]:
            return Finding("store", Verdict.BAD, "; ".join(faults), RESTORE)
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = ", ".join(sorted({orphan[0] for orphan in orphans}))
            return Finding(
                "store", Verdict.BAD, f"{len(orphans)} rows refer to nothing: {tables}", RESTORE
            )
    return Finding("store", Verdict.OK, "whole: pages, indexes and references")


def check_search(_settings: Settings, database: Database) -> Finding:
    """See that the full-text index knows every row, and finds the newest ones."""
    if not database.is_sqlite:
        return Finding("search", Verdict.OK, "PostgreSQL keeps the index by itself")
    with database.read_engine.connect() as connection:
        for index in index_names(connection):
            if count := _unfindable(connection, index):
                return Finding(
                    "search",
                    Verdict.BAD,
                    f"{count} rows cannot be found by their words",
                    REINDEX,
                )
    return Finding("search", Verdict.OK, "every row is in the index")


def _unfindable(connection: Connection, index: str) -> int:
    """Count the rows that the index lacks or has too many, and the newest that it does not find."""
    table = index.removesuffix("_fts")
    known = f"SELECT rowid FROM {index} WHERE {index} MATCH 'is_live'"  # noqa: S608 - our own names
    live = f"SELECT id FROM {table} WHERE state <> 'erased'"  # noqa: S608
    missing: int = connection.exec_driver_sql(
        f"SELECT (SELECT count(*) FROM ({live} EXCEPT {known}))"  # noqa: S608
        f" + (SELECT count(*) FROM ({known} EXCEPT {live}))"
    ).scalar_one()
    newest = connection.exec_driver_sql(
        f"SELECT id, norm FROM {table} WHERE norm <> '' ORDER BY id DESC LIMIT {NEWEST_ROWS}"  # noqa: S608
    )
    find = f"SELECT count(*) FROM {index} WHERE {index} MATCH '\"' || ? || '\"' AND rowid = ?"  # noqa: S608
    for row in newest.all():
        word = WORD.search(row.norm)
        if word and not connection.exec_driver_sql(find, (word[0], row.id)).scalar_one():
            missing += 1
    return missing


def _file_trouble(path: Path) -> str:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return "read_only"
    return "full" if shutil.disk_usage(path.parent).free < ROOM_TO_WRITE else ""
