"""The store: declarative base, column types, and one door each for reading and writing.

SQLite is the embedded default, PostgreSQL the same code by another address. This is the only
module that loads a SQLite driver: two builds of SQLite on one file in one process lose data.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from feedback.kernel.settings import PREFIX, SettingsWrong

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 5_000
APPLICATION = "ieteikumi"
BACKENDS = {"sqlite", "postgresql"}
E_ = TypeVar("E_", bound=StrEnum)


class Base(DeclarativeBase):
    """Every table of every room hangs here, with predictable constraint names."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the table, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; SQLite keeps no zone, so it gets plain UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a time without a zone cannot be stored"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give every stored time its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_by_value(words: type[E_]) -> Enum:
    """Return a column type that stores ``words`` by value (SQLAlchemy's default is the name)."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda enum: [word.value for word in enum],
    )


class Database:
    """The engines of one store. ``reader()`` cannot write; ``writer()`` is one at a time on SQLite."""

    def __init__(self, url: str, *, readers: int = 8) -> None:
        """Open the store at ``url`` for up to ``readers`` reading threads."""
        self.url = _understood(url)
        if self.is_sqlite:
            self._reading = _sqlite_engine(self.url, size=readers, query_only=True)
            self._writing = _sqlite_engine(self.url, size=1, query_only=False)
        else:
            self._writing = _postgresql_engine(self.url, size=readers)
            self._reading = self._writing.execution_options(postgresql_readonly=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded store."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def write_engine(self) -> Engine:
        """The engine behind ``writer()``, for migrations and bulk loads."""
        return self._writing

    @property
    def read_engine(self) -> Engine:
        """The engine behind ``reader()``, for streamed exports."""
        return self._reading

    def reader(self) -> Session:
        """Open a session that the database itself keeps from writing."""
        return Session(self._reading, autoflush=False)

    def writer(self) -> Session:
        """Open a writing session; on SQLite its first statement waits for the one write lock."""
        return Session(self._writing, expire_on_commit=False)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Commit a block that ended, roll back one that raised: for commands, not for routes."""
        with self.writer() as session, session.begin():
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Open a reading session for which the store stands still, however long it reads.

        SQLite's readers always do; PostgreSQL's would see what is committed between two statements.
        """
        with self.reader() as session:
            if not self.is_sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    def close(self) -> None:
        """Close every pooled connection."""
        self._reading.dispose()
        self._writing.dispose()


def _understood(address: str) -> URL:
    """Return the parts of a database address; raises SettingsWrong."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise SettingsWrong(f"{PREFIX}DATABASE_URL is no address of a database") from None
    if (backend := url.get_backend_name()) not in BACKENDS:
        raise SettingsWrong(f"{PREFIX}DATABASE_URL: {backend} is neither sqlite nor postgresql")
    return url


def _postgresql_engine(url: URL, *, size: int) -> Engine:
    return create_engine(
        url,
        pool_size=size,
        max_overflow=size,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        pool_pre_ping=True,
        hide_parameters=True,  # an error must not carry what people wrote into the log
        connect_args={
            "options": "-c timezone=UTC -c lock_timeout=5s -c statement_timeout=60s",
            "connect_timeout": BUSY_TIMEOUT_MS // 1000,
            "application_name": APPLICATION,
        },
    )


def _sqlite_engine(url: URL, *, size: int, query_only: bool) -> Engine:
    import pysqlite3  # noqa: PLC0415 - not needed, and not installed everywhere, with PostgreSQL

    if url.database:
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url,
        module=pysqlite3,
        pool_size=size,
        max_overflow=0 if not query_only else size,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        hide_parameters=True,  # an error must not carry what people wrote into the log
        connect_args={"check_same_thread": False},
    )
    is_safe_with_wal = wal_is_safe(pysqlite3.sqlite_version_info)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver has no types
        connection.isolation_level = None
        for pragma in _pragmas(is_safe_with_wal=is_safe_with_wal, query_only=query_only):
            connection.execute(pragma)

    if query_only:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    else:
        _serialise_writers(engine, Path(f"{url.database}.lock"))
    return engine


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether a SQLite version is free of the WAL-reset bug (sqlite.org/wal.html).

    Fixed in 3.51.3 and in the branches 3.50.7 and 3.44.6; older engines may lose a committed
    transaction when two connections write and checkpoint at once.
    """
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def _pragmas(*, is_safe_with_wal: bool, query_only: bool) -> list[str]:
    journal = ("WAL", "FULL") if is_safe_with_wal else ("TRUNCATE", "EXTRA")
    pragmas = [
        f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
        f"PRAGMA journal_mode={journal[0]}",
        f"PRAGMA synchronous={journal[1]}",
        "PRAGMA foreign_keys=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-4000",
        # A submit changes some twenty pages: checkpoints every 1,000 would come every second.
        "PRAGMA wal_autocheckpoint=4000",
    ]
    return [*pragmas, "PRAGMA query_only=ON"] if query_only else pragmas


def _serialise_writers(engine: Engine, lock_path: Path) -> None:
    """Hold a file lock from BEGIN IMMEDIATE until the connection is handed back.

    Between processes SQLite's own busy handler sleeps up to 100 ms a step; a blocking lock wakes
    the next writer at once. Between threads the pool of one connection does the same.
    """
    lock = FairLock(lock_path)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401
        lock.acquire()
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "checkin", lambda _connection, _record: lock.release())
    event.listen(engine, "engine_disposed", lambda _engine: lock.close())


class FairLock:
    """A lock between processes that nobody takes twice while another waits.

    Two file locks: who waits for the lock holds the turnstile in front of it, so the process that
    just let go has to queue behind.
    """

    def __init__(self, path: Path) -> None:
        """Lock the file at ``path`` and its neighbour ``.next``."""
        self._paths = (f"{path}.next", str(path))
        self._descriptors: dict[int, tuple[int, ...]] = {}

    def acquire(self) -> None:
        """Wait for the lock."""
        # A forked child shares the parent's lock through an inherited descriptor, so it opens its own.
        process = os.getpid()
        if process not in self._descriptors:
            self._descriptors[process] = tuple(
                os.open(path, os.O_RDWR | os.O_CREAT, 0o600) for path in self._paths
            )
        turnstile, lock = self._descriptors[process]
        fcntl.flock(turnstile, fcntl.LOCK_EX)
        fcntl.flock(lock, fcntl.LOCK_EX)
        fcntl.flock(turnstile, fcntl.LOCK_UN)

    def release(self) -> None:
        """Let the next one in; does nothing when this process does not hold the lock."""
        if descriptors := self._descriptors.get(os.getpid()):
            fcntl.flock(descriptors[1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the files of this process."""
        for descriptor in self._descriptors.pop(os.getpid(), ()):
            os.close(descriptor)
