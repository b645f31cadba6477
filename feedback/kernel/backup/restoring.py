"""Putting a backup in place of a store: all of it, or nothing."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.kernel.actor import SYSTEM
from feedback.kernel.backup import postgresql, sqlite
from feedback.kernel.backup.archive import KEY, BackupRefused, Manifest, unpack
from feedback.kernel.backup.moving import move_rows
from feedback.kernel.backup.rows import compare_counts, row_counts
from feedback.kernel.db import Database
from feedback.kernel.journal import record_event
from feedback.kernel.schema import revisions, schema_revisions, store_revision, upgrade_schema
from feedback.kernel.settings import Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup it read, the revision and the rows that the store has now."""

    manifest: Manifest
    revision: str
    rows: dict[str, int]


def restore_backup(
    database: Database, backup: Path, *, settings: Settings, replace: bool
) -> Restored:
    """Fill ``database`` with a backup and put its key into the data folder.

    A backup of an older version is brought to this one. One of SQLite may fill PostgreSQL too (that
    is how a store moves); the other way is refused. Raises BackupRefused, and leaves the store as
    it was, when the file is damaged or too new, when the store has rows and ``replace`` is False,
    and while a server uses the store.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.data_dir) as name:
            folder = Path(name)
            manifest = unpack(backup, folder)
            _check_fit(manifest, (folder / KEY).read_text(), database, settings)
            _check_target(database, replace=replace)
            if manifest.database == "postgresql":
                _load_dump(database, manifest, folder)
            else:
                _fill(database, manifest, folder)
            if not settings.secret_key:
                (folder / KEY).replace(settings.data_dir / KEY)
    except DBAPIError as problem:
        raise BackupRefused(f"the store could not be written: {problem.orig}") from problem
    except OSError as problem:
        raise BackupRefused(f"the backup could not be read or unpacked: {problem}") from problem
    with database.read_engine.connect() as connection:
        return Restored(manifest, schema_revisions(database)[1], row_counts(connection))


def _check_fit(manifest: Manifest, key: str, database: Database, settings: Settings) -> None:
    if manifest.database == "postgresql" and database.is_sqlite:
        raise BackupRefused(
            "this is a backup of PostgreSQL: set IETEIKUMI_DATABASE_URL to a PostgreSQL database"
        )
    if manifest.revision not in revisions():
        raise BackupRefused(
            f"the backup was made by a newer version (tables at {manifest.revision},"
            f" this version knows {revisions()[-1]}): restore it with that version"
        )
    if settings.secret_key and settings.secret_key != key:
        raise BackupRefused(
            "IETEIKUMI_SECRET_KEY is not the key of this backup, so no receipt in it could be read:"
            f" leave it empty, or set it to what the backup's member {KEY} says"
        )


def _check_target(database: Database, *, replace: bool) -> None:
    with database.read_engine.connect() as connection:
        revision = store_revision(connection)
        has_rows = any(row_counts(connection).values())
    if revision is not None and revision not in revisions():
        raise BackupRefused(
            f"a newer version made the tables of the store (they are at {revision})"
        )
    if has_rows and not replace:
        raise BackupRefused(
            "the store already has rows: use --replace to put the backup in their place"
        )
    # This process's own connections would look like a server's.
    database.close()
    if database.is_sqlite:
        sqlite.refuse_when_used(database)
    else:
        postgresql.refuse_when_used(database)


def _fill(database: Database, manifest: Manifest, folder: Path) -> None:
    """Make the rows ready in a copy, so that the store changes in one last step."""
    prepared = sqlite.opened(folder / manifest.store)
    try:
        sqlite.check_pages(prepared)
        with prepared.read_engine.connect() as connection:
            compare_counts(row_counts(connection), manifest.rows)
        upgrade_schema(prepared)
        _note(prepared, manifest)
        if database.is_sqlite:
            sqlite.copy_pages(prepared, database)
        else:
            upgrade_schema(database)
            move_rows(prepared, database)
    finally:
        prepared.close()


def _load_dump(database: Database, manifest: Manifest, folder: Path) -> None:
    """Load a dump in one transaction; only the upgrade of an older one comes after it."""
    postgresql.load(database, folder / manifest.store, counts=manifest.rows, folder=folder)
    try:
        upgrade_schema(database)
    except DBAPIError as problem:
        raise BackupRefused(
            f"all rows are in place as they were saved, with the tables at {manifest.revision},"
            f" but these could not be upgraded (flask db upgrade): {problem.orig}"
        ) from problem
    _note(database, manifest)


def _note(database: Database, manifest: Manifest) -> None:
    """Say in the journal why what came after the backup is not in it."""
    with database.write_engine.begin() as connection, Session(connection) as session:
        record_event(
            session,
            verb="restored",
            subject=("store", 0),
            actor=SYSTEM,
            made_at=manifest.made_at.isoformat(),
            revision=manifest.revision,
        )
