"""Making a backup: a copy, checked, then put under its name in one step."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from feedback.kernel.backup import postgresql
from feedback.kernel.backup.archive import (
    KEY,
    STORES,
    BackupRefused,
    Manifest,
    described,
    is_backup,
    write_archive,
)
from feedback.kernel.backup.rows import row_counts
from feedback.kernel.backup.sqlite import check_pages, copy_pages, opened
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.kernel.schema import store_revision


def make_backup(database: Database, output: Path, *, key: str) -> Manifest:
    """Write a backup of ``database`` and of the signing ``key`` to ``output``; others go on writing.

    An older backup of that name is replaced only by a finished and checked one. Raises
    BackupRefused, and leaves nothing behind, when a backup could not be made.
    """
    if output.is_dir() or (output.exists() and not is_backup(output)):
        raise BackupRefused(f"{output} is there and is no backup: give another name")
    kind = database.url.get_backend_name()
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=output.parent) as name:
            folder = Path(name)
            copy = _copy_sqlite if database.is_sqlite else _copy_postgresql
            engine, revision, rows = copy(database, folder / STORES[kind])
            (folder / KEY).write_text(key)
            files = {name: described(folder / name) for name in (KEY, STORES[kind])}
            manifest = Manifest(now(), kind, engine, revision, rows, files)
            _put(folder, manifest, output)
    except DBAPIError as problem:
        raise BackupRefused(f"the store could not be read: {problem.orig}") from problem
    except OSError as problem:
        raise BackupRefused(f"the backup could not be written: {problem}") from problem
    return manifest


def _copy_sqlite(database: Database, target: Path) -> tuple[str, str, dict[str, int]]:
    copy = opened(target)
    try:
        copy_pages(database, copy)
        check_pages(copy)
        with copy.read_engine.connect() as connection:
            return _engine(connection), _revision(connection), row_counts(connection)
    finally:
        copy.close()


def _copy_postgresql(database: Database, target: Path) -> tuple[str, str, dict[str, int]]:
    with database.read_engine.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ")
        revision = _revision(connection)
        rows = postgresql.dump(connection, target, url=database.url)
        postgresql.check_dump(target)
        return _engine(connection), revision, rows


def _engine(connection: Connection) -> str:
    return ".".join(map(str, connection.dialect.server_version_info or ()))


def _revision(connection: Connection) -> str:
    if (revision := store_revision(connection)) is None:
        raise BackupRefused("the store has no tables: there is nothing to keep")
    return revision


def _put(folder: Path, manifest: Manifest, output: Path) -> None:
    """Write the file beside its place, make sure that it is on the disk, give it its name."""
    finished = folder / "finished.tar"
    with os.fdopen(os.open(finished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        write_archive(file, manifest, folder)
        file.flush()
        os.fsync(file.fileno())
    finished.replace(output)
    holder = os.open(output.parent, os.O_RDONLY)
    try:
        os.fsync(holder)
    finally:
        os.close(holder)
