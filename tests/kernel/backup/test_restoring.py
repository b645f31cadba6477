"""Putting a backup in place of a store: all of it, or nothing."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from feedback.catalogue.actions import import_catalogue
from feedback.kernel.backup import BackupRefused, make_backup, restore_backup
from feedback.kernel.db import Database
from feedback.kernel.journal import Event
from feedback.kernel.schema import revisions, schema_revisions, upgrade_schema
from feedback.kernel.settings import Settings
from feedback.suggestions.models import Suggestion
from tests.factories.suggestions import SECRET, make_suggestion
from tests.support.contents import contents
from tests.support.stores import Stores

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def without_the_note(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return what a store holds, but for the event of the restore, which must be there."""
    found = contents(database)
    note = found["event"].pop()
    assert "restored" in note
    return found


def test_a_backup_comes_back_whole(
    filled: Database, backup: Path, twin: Database, elsewhere: Settings
) -> None:
    restored = restore_backup(twin, backup, settings=elsewhere, replace=False)
    assert without_the_note(twin) == contents(filled)
    assert restored.rows["suggestion"] == 2
    key = elsewhere.data_dir / "secret_key"
    assert (key.read_text(), key.stat().st_mode & 0o777) == (SECRET, 0o600)
    assert [path.name for path in elsewhere.data_dir.glob(".*")] == []


def test_life_goes_on_after_a_restore(backup: Path, twin: Database, elsewhere: Settings) -> None:
    restore_backup(twin, backup, settings=elsewhere, replace=False)
    with twin.write() as session:
        assert make_suggestion(session).id == 3
    with twin.reader() as session:
        assert session.query(Event).filter_by(verb="restored").one().data["revision"]


def test_rows_are_not_replaced_by_accident(
    filled: Database, backup: Path, settings: Settings
) -> None:
    with filled.write() as session:
        make_suggestion(session, "Pēc rezerves kopijas")
    before = contents(filled)
    plain = replace(settings, secret_key="")
    with pytest.raises(BackupRefused, match="--replace"):
        restore_backup(filled, backup, settings=plain, replace=False)
    assert contents(filled) == before
    restore_backup(filled, backup, settings=plain, replace=True)
    with filled.reader() as session:
        assert session.query(Suggestion).count() == 2


def test_an_older_store_is_brought_to_this_version(
    twin: Database, stores: Stores, elsewhere: Settings, tmp_path: Path
) -> None:
    upgrade_schema(twin, "0003_suggestions")
    with twin.write() as session:
        session.execute(
            text(
                "INSERT INTO region (code, name_lv, name_en, name_ru, short_lv, nuts3, valid_from)"
                " VALUES ('R', 'R', 'R', 'R', 'R', 'R', '2026-01-01')"
            )
        )
    make_backup(twin, tmp_path / "old.tar", key=SECRET)
    with stores.empty(twin.url.get_backend_name()) as url:
        younger = Database(url)
        restored = restore_backup(younger, tmp_path / "old.tar", settings=elsewhere, replace=False)
        assert (restored.manifest.revision, restored.rows["region"]) == ("0003_suggestions", 1)
        assert set(schema_revisions(younger)) == {revisions()[-1]}
        younger.close()


def test_a_store_in_use_is_left_alone(
    filled: Database, backup: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.kernel.db.BUSY_TIMEOUT_MS", 50)
    before = contents(filled)
    server = Database(filled.url.render_as_string(hide_password=False))
    with server.reader() as session:
        session.execute(text("SELECT 1"))
    with pytest.raises(BackupRefused, match="stop it first"):
        restore_backup(filled, backup, settings=replace(settings, secret_key=""), replace=True)
    server.close()
    assert contents(filled) == before


def rewritten(backup: Path, name: str, content: bytes | None) -> Path:
    """Write a backup again with another ``content`` of one member, or without it."""
    target = backup.with_name("rewritten.tar")
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for entry in old:
            part = old.extractfile(entry)
            assert part is not None
            data = content if entry.name == name else part.read()
            if data is not None:
                entry.size = len(data)
                new.addfile(entry, io.BytesIO(data))
    return target


def member(backup: Path, name: str) -> bytes:
    with tarfile.open(backup) as tar:
        part = tar.extractfile(name)
        assert part is not None
        return part.read()


def refused(database: Database, backup: Path, settings: Settings) -> str:
    """Restore something bad into a filled store; return the refusal, having seen no change."""
    before = contents(database)
    with pytest.raises(BackupRefused) as refusal:
        restore_backup(database, backup, settings=replace(settings, secret_key=""), replace=True)
    assert contents(database) == before
    assert not (settings.data_dir / "secret_key").exists()
    assert list(settings.data_dir.glob(".restore-*")) == []
    return str(refusal.value)


def test_a_flipped_bit_is_found_in_every_member(
    filled: Database, backup: Path, settings: Settings
) -> None:
    store = "store.sqlite" if filled.is_sqlite else "store.dump"
    for name in ("secret_key", store):
        data = bytearray(member(backup, name))
        data[len(data) // 2] ^= 1
        bad = rewritten(backup, name, bytes(data))
        assert refused(filled, bad, settings) == (
            f"the backup is damaged: {name} is not what was saved"
        )


def test_a_file_that_was_cut_short_is_refused(
    filled: Database, backup: Path, settings: Settings
) -> None:
    whole = backup.read_bytes()
    for length in (0, 100, 700, 3000, len(whole) // 2, len(whole) - 12_000):
        backup.write_bytes(whole[:length])
        assert refused(filled, backup, settings)


def test_what_is_no_backup_is_refused(filled: Database, backup: Path, settings: Settings) -> None:
    manifest = json.loads(member(backup, "manifest.json"))
    bad = {
        "text": b"hello",
        "list": b"[]",
        "nothing": b"{}",
        "deep": b"[" * 100_000,
        "other program": json.dumps({**manifest, "application": "other"}).encode(),
        "next format": json.dumps({**manifest, "format": 2}).encode(),
        "other database": json.dumps({**manifest, "database": "oracle"}).encode(),
        "path": json.dumps({**manifest, "files": {"../x": {"size": 1, "sha256": ""}}}).encode(),
        "wrong rows": json.dumps({**manifest, "rows": {**manifest["rows"], "tag": 7}}).encode(),
        "another table": json.dumps({**manifest, "rows": {**manifest["rows"], "x": 7}}).encode(),
    }
    for content in bad.values():
        assert refused(filled, rewritten(backup, "manifest.json", content), settings)
    assert refused(filled, rewritten(backup, "secret_key", None), settings)
    assert refused(filled, rewritten(backup, "manifest.json", None), settings)
    backup.write_text("just a text")
    assert "not a backup" in refused(filled, backup, settings)


def test_a_link_in_the_place_of_a_member_is_refused(
    filled: Database, backup: Path, settings: Settings
) -> None:
    target = backup.with_name("link.tar")
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for entry in old:
            if entry.name == "secret_key":
                entry.type, entry.linkname, entry.size = tarfile.SYMTYPE, "/etc/hostname", 0
            new.addfile(entry, old.extractfile(entry) if entry.isreg() else None)
    assert "not a file" in refused(filled, target, settings)


def test_a_backup_of_a_newer_version_is_refused(
    filled: Database, backup: Path, settings: Settings
) -> None:
    manifest = json.loads(member(backup, "manifest.json"))
    newer = json.dumps({**manifest, "revision": "9999_future"}).encode()
    assert "newer version" in refused(filled, rewritten(backup, "manifest.json", newer), settings)


def test_a_store_of_a_newer_version_is_not_touched(
    filled: Database, backup: Path, settings: Settings
) -> None:
    with filled.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))
    assert "newer version" in refused(filled, backup, settings)


def test_another_key_in_the_settings_is_refused(
    backup: Path, twin: Database, elsewhere: Settings
) -> None:
    other = replace(elsewhere, secret_key="another")
    with pytest.raises(BackupRefused, match="IETEIKUMI_SECRET_KEY"):
        restore_backup(twin, backup, settings=other, replace=False)
    same = replace(elsewhere, secret_key=SECRET)
    restore_backup(twin, backup, settings=same, replace=False)
    assert not (elsewhere.data_dir / "secret_key").exists()


@postgresql_only
def test_a_dump_of_postgresql_cannot_fill_sqlite(
    backup: Path, stores: Stores, elsewhere: Settings
) -> None:
    with stores.empty("sqlite") as url:
        store = Database(url)
        with pytest.raises(BackupRefused, match="backup of PostgreSQL"):
            restore_backup(store, backup, settings=elsewhere, replace=True)
        store.close()


@sqlite_only
@pytest.mark.postgresql
def test_a_backup_of_sqlite_fills_postgresql(
    filled: Database, backup: Path, stores: Stores, elsewhere: Settings
) -> None:
    with stores.copy("postgresql") as url:
        moved = Database(url)
        with pytest.raises(BackupRefused, match="--replace"):
            restore_backup(moved, backup, settings=elsewhere, replace=False)
        restore_backup(moved, backup, settings=elsewhere, replace=True)
        assert without_the_note(moved) == contents(filled)
        with moved.write() as session:
            assert make_suggestion(session).id == 3
            import_catalogue(session)
        moved.close()
