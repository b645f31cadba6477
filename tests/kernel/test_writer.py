"""Group commit: each caller gets its own answer, and only after it is on disk."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Region
from feedback.kernel import writer as writer_module
from feedback.kernel.db import Database
from feedback.kernel.errors import Busy
from feedback.kernel.writer import Writer


def rename(session: Session, name: str) -> str:
    session.get_one(Region, "RIGA").name_lv = name
    session.flush()
    return name


def test_what_was_answered_is_stored(database: Database) -> None:
    assert Writer(database).run(lambda session: rename(session, "Rīga")) == "Rīga"
    with database.reader() as session:
        assert session.get_one(Region, "RIGA").name_lv == "Rīga"


def test_many_callers_each_get_their_own_answer(database: Database) -> None:
    writer = Writer(database)

    def count_up(_number: int) -> int:
        def work(session: Session) -> int:
            region = session.get_one(Region, "RIGA", with_for_update=True)
            region.short_lv = str(int(region.short_lv) + 1)
            session.flush()
            return int(region.short_lv)

        return writer.run(work)

    with database.write() as session:
        session.get_one(Region, "RIGA").short_lv = "0"
    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(count_up, range(40)))
    assert answers == list(range(1, 41))


def test_one_that_fails_takes_no_other_down(database: Database) -> None:
    writer, gate = Writer(database), threading.Event()

    def wait(session: Session) -> str:
        gate.wait(5)
        return rename(session, "Pirmais")

    def fail(session: Session) -> str:
        rename(session, "Nekad")
        raise KeyError

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(writer.run, wait)
        bad, good = (
            pool.submit(writer.run, fail),
            pool.submit(
                writer.run,
                lambda session: session.scalar(select(Region.name_lv).where(Region.code == "RIGA")),
            ),
        )
        gate.set()
        assert first.result() == "Pirmais"
        with pytest.raises(KeyError):
            bad.result()
        assert good.result() != "Nekad"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_store_that_another_process_locks_is_busy(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The write lock of PostgreSQL is a row's, so only SQLite can be locked as a whole.
    monkeypatch.setattr(writer_module, "PATIENCE_S", 0.2)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        other = Database(str(database.url))
        with other.write() as session:
            rename(session, "Cits process")
            held.set()
            done.wait(5)
        other.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        held.wait(5)
        writer = Writer(database)
        pool_of_two = ThreadPoolExecutor(1)
        first = pool_of_two.submit(writer.run, lambda session: rename(session, "Pirmais"))
        while not writer_is_taken(writer):
            pass
        with pytest.raises(Busy):
            writer.run(lambda session: rename(session, "Otrais"))
        done.set()
        assert first.result() == "Pirmais"
        pool_of_two.shutdown()
    with database.reader() as session:
        assert session.get_one(Region, "RIGA").name_lv == "Pirmais"


def writer_is_taken(writer: Writer) -> bool:
    """Say whether somebody leads a group already."""
    return writer._is_led  # noqa: SLF001 - there is no other sign
