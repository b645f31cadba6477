"""The store's two doors."""

from __future__ import annotations

import fcntl
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from feedback.catalogue.models import Region
from feedback.kernel.db import Database, FairLock, wal_is_safe
from feedback.kernel.journal import Event
from feedback.kernel.settings import SettingsWrong
from tests.factories.suggestions import make_suggestion


@pytest.mark.parametrize(
    ("version", "verdict"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_it_loses_nothing(version: tuple[int, ...], verdict: bool) -> None:
    assert wal_is_safe(version) is verdict


def test_a_reader_cannot_write(database: Database) -> None:
    with database.reader() as session, pytest.raises(DBAPIError):
        session.execute(text("UPDATE region SET name_lv = 'x'"))


def test_a_block_that_raises_is_rolled_back(database: Database) -> None:
    def rename() -> None:
        with database.write() as session:
            session.get_one(Region, "RIGA").name_lv = "x"
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        rename()
    with database.reader() as session:
        assert session.get_one(Region, "RIGA").name_lv == "Rīgas plānošanas reģions"


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    riga = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with database.write() as session:
        make_suggestion(session).received_at = riga
    with database.reader() as session:
        row = session.scalars(select(Event)).first()
        assert row is not None
        assert row.at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with database.writer() as session:
        make_suggestion(session).received_at = datetime(2026, 11, 24)  # noqa: DTZ001
        with pytest.raises(StatementError, match="without a zone"):
            session.flush()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_keeps_what_it_acknowledged(database: Database) -> None:
    # Only SQLite has these switches; PostgreSQL's are the operator's.
    with database.writer() as session:
        pragmas = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_lock_between_processes_is_taken_in_turns(tmp_path: Path) -> None:
    mine, other = FairLock(tmp_path / "lock"), FairLock(tmp_path / "lock")
    order: list[str] = []
    mine.acquire()

    def take_a_turn() -> None:
        other.acquire()
        order.append("other")
        other.release()

    waits = threading.Thread(target=take_a_turn)
    waits.start()
    while not _is_held(tmp_path / "lock.next"):
        pass
    mine.release()
    mine.acquire()
    order.append("mine")
    mine.release()
    waits.join()
    mine.close()
    other.close()
    assert order == ["other", "mine"]


def _is_held(path: Path) -> bool:
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@pytest.mark.parametrize("address", ["", "nonsense", "mysql://host/name"])
def test_an_address_that_is_none_names_the_setting(address: str) -> None:
    with pytest.raises(SettingsWrong, match="IETEIKUMI_DATABASE_URL"):
        Database(address)
