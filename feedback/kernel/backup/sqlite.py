"""Copies of a SQLite store, made page by page while others write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from feedback.kernel.backup.archive import BackupRefused
from feedback.kernel.db import Database


def opened(path: Path) -> Database:
    """Open a SQLite file that nobody else uses."""
    return Database(f"sqlite:///{path}", readers=1)


def copy_pages(source: Database, target: Database) -> None:
    """Make ``target`` an exact copy of ``source``: one reading and one writing transaction.

    Nobody waits: with WAL a reader keeps no writer from committing, and the copy is of the moment
    at which it began. A process that dies meanwhile leaves ``target`` as it was.
    """
    with _driver(source.read_engine) as reading, _driver(target.write_engine) as writing:
        reading.backup(writing)
        # One file, without the write-ahead log beside it; the next to open it turns that on again.
        writing.execute("PRAGMA journal_mode=DELETE")


def check_pages(store: Database) -> None:
    """Raise BackupRefused when SQLite finds a fault in the file, its indexes or its references."""
    with store.read_engine.connect() as connection:
        faults = list(connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars())
        if faults != ["ok"]:
            raise BackupRefused(f"the store is damaged: {'; '.join(faults)}")
        if orphan := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BackupRefused(f"table {orphan[0]} refers to a row of {orphan[2]} that is missing")


def refuse_when_used(store: Database) -> None:
    """Raise BackupRefused while another process has the store open.

    Leaving WAL needs the file alone, and every open connection holds it, a sleeping one too.
    """
    is_busy = store.write_engine.dialect.loaded_dbapi.OperationalError
    with _driver(store.write_engine) as writing:
        try:
            writing.execute("PRAGMA journal_mode=DELETE")
        except is_busy:
            raise BackupRefused("a server is using the store: stop it first") from None


@contextmanager
def _driver(engine: Engine) -> Iterator[Any]:
    """Lend one of the driver's own connections."""
    with closing(engine.raw_connection()) as pooled:
        yield pooled.driver_connection
