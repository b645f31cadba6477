"""Making a backup while others write."""

from __future__ import annotations

import hashlib
import json
import tarfile
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from feedback.kernel.backup import BackupRefused, make_backup
from feedback.kernel.backup.archive import unpack
from feedback.kernel.backup.sqlite import opened
from feedback.kernel.db import Database
from feedback.kernel.writer import Writer
from feedback.suggestions.actions import make_ready, record_suggestion
from feedback.suggestions.words import AuthorKind, Channel, Draft
from tests.factories.identity import LIBRARY
from tests.factories.suggestions import SECRET
from tests.support.contents import contents

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
WRITERS = 4


def submit(database: Database, writer: Writer) -> str:
    """Send one suggestion as the doors do; return its id once it is acknowledged."""
    draft = Draft(
        id=uuid4(),
        channel=Channel.DESK,
        author=AuthorKind.RESIDENT,
        library_code=LIBRARY,
        text="Lai rinda nebūtu tik gara",
    )
    with database.reader() as session:
        ready = make_ready(session, draft)
    writer.run(lambda session: record_suggestion(session, ready, secret=SECRET))
    return str(draft.id)


def test_nobody_fails_while_a_backup_is_made_and_nothing_acknowledged_is_missing(
    filled: Database, tmp_path: Path
) -> None:
    writer, is_over = Writer(filled), threading.Event()
    acknowledged: list[str] = []
    failures: list[Exception] = []

    def go_on() -> None:
        while not is_over.is_set():
            try:
                acknowledged.append(submit(filled, writer))
            except Exception as error:  # noqa: BLE001 - each failure counts
                failures.append(error)

    threads = [threading.Thread(target=go_on) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 2 * WRITERS:
        threading.Event().wait(0.01)
    before = set(acknowledged)
    manifest = make_backup(filled, tmp_path / "backup.tar", key=SECRET)
    is_over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(before) <= manifest.rows["suggestion"] - 2 <= len(acknowledged)
    if filled.is_sqlite:
        unpack(tmp_path / "backup.tar", tmp_path)
        copy = opened(tmp_path / manifest.store)
        with copy.reader() as session:
            kept = set(session.scalars(text("SELECT uuid FROM suggestion")))
        copy.close()
        assert before <= kept


def test_only_its_owner_can_read_the_file_and_nothing_else_is_left(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.glob("*backup*")] == [backup.name]


def test_plain_tar_and_sha256sum_can_check_it(backup: Path, filled: Database) -> None:
    with tarfile.open(backup) as tar:
        parts = {entry.name: tar.extractfile(entry) for entry in tar}
        read = {name: part.read() for name, part in parts.items() if part}
    manifest = json.loads(read.pop("manifest.json"))
    assert read["secret_key"].decode() == SECRET
    assert manifest["database"] == filled.url.get_backend_name()
    assert manifest["rows"]["suggestion"] == 2
    assert {name: hashlib.sha256(part).hexdigest() for name, part in read.items()} == {
        name: told["sha256"] for name, told in manifest["files"].items()
    }


def test_a_newer_backup_takes_the_place_of_an_older_one(backup: Path, filled: Database) -> None:
    old = backup.read_bytes()
    make_backup(filled, backup, key=SECRET)
    assert backup.read_bytes() != old


def test_a_file_that_is_no_backup_is_not_overwritten(filled: Database, tmp_path: Path) -> None:
    precious = tmp_path / "precious.sqlite"
    precious.write_text("not a backup")
    with pytest.raises(BackupRefused, match="is no backup"):
        make_backup(filled, precious, key=SECRET)
    assert precious.read_text() == "not a backup"


def test_a_folder_that_is_not_there_is_named(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="nowhere"):
        make_backup(filled, tmp_path / "nowhere" / "backup.tar", key=SECRET)


def test_a_store_without_tables_is_no_backup(twin: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="no tables"):
        make_backup(twin, tmp_path / "backup.tar", key=SECRET)
    assert not (tmp_path / "backup.tar").exists()


@sqlite_only  # PostgreSQL checks its pages when it reads them
def test_a_damaged_store_is_not_taken_for_a_backup(filled: Database, tmp_path: Path) -> None:
    path = Path(str(filled.url.database))
    with filled.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'uq_suggestion_uuid' OR name LIKE"
            " 'sqlite_autoindex_suggestion%' LIMIT 1"
        ).scalar_one()
    filled.close()
    pages = bytearray(path.read_bytes())
    pages[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(pages)
    with pytest.raises(BackupRefused, match=r"damaged|malformed"):
        make_backup(filled, tmp_path / "backup.tar", key=SECRET)
    assert not (tmp_path / "backup.tar").exists()


@sqlite_only
def test_a_row_without_what_it_refers_to_is_named(filled: Database, tmp_path: Path) -> None:
    with filled.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DELETE FROM topic")
        connection.exec_driver_sql("DELETE FROM person")
    with pytest.raises(BackupRefused, match=r"refers to a row of (topic|person)"):
        make_backup(filled, tmp_path / "backup.tar", key=SECRET)


@postgresql_only
def test_missing_programs_are_named(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupRefused, match="pg_dump is not on the PATH"):
        make_backup(filled, tmp_path / "backup.tar", key=SECRET)


def test_the_store_is_as_it_was(filled: Database, tmp_path: Path) -> None:
    before = contents(filled)
    make_backup(filled, tmp_path / "backup.tar", key=SECRET)
    assert contents(filled) == before
