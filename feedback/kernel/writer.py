"""The intake's writer: groups of small writes, one durable commit for each group.

Every accepted suggestion must be on disk before it is acknowledged. One thread a process takes
what is waiting, runs it in one transaction and answers all after the commit: under load many
suggestions share one fsync, and nobody sleeps in SQLite's busy handler (docs/adr/0003).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as WaitedTooLong
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from feedback.kernel.db import Database
from feedback.kernel.errors import Busy

T = TypeVar("T")
GROUP = 64
PATIENCE_S = 10.0
Job = tuple[Callable[[Session], Any], "Future[Any]"]


class Writer:
    """Runs small writes durably; safe to call from many threads."""

    def __init__(self, database: Database) -> None:
        """Write into ``database``; the thread starts with the first write."""
        self._database = database
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._starting = threading.Lock()
        self._process = 0

    def run(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in a transaction, return its plain result once it is on disk.

        What ``work`` raises is raised here and undoes only this work. Raises Busy when the store
        takes no write within the patience of ten seconds; nothing was stored then.
        """
        if not self._database.is_sqlite:
            return self._alone(work)
        self._start()
        future: Future[T] = Future()
        self._jobs.put((work, future))
        try:
            return future.result(timeout=PATIENCE_S)
        except WaitedTooLong:
            if future.cancel():
                raise Busy from None
            return future.result()

    def _alone(self, work: Callable[[Session], T]) -> T:
        try:
            with self._database.write() as session:
                return work(session)
        except (OperationalError, PoolTimeout) as error:
            raise Busy from error

    def _start(self) -> None:
        if self._process == os.getpid():
            return
        with self._starting:
            if self._process != os.getpid():
                self._jobs = SimpleQueue()
                threading.Thread(target=self._serve, name="writer", daemon=True).start()
                self._process = os.getpid()

    def _serve(self) -> None:
        while True:
            self._commit([self._jobs.get(), *self._waiting()])

    def _waiting(self) -> list[Job]:
        jobs: list[Job] = []
        try:
            while len(jobs) < GROUP - 1:
                jobs.append(self._jobs.get_nowait())
        except Empty:
            pass
        return jobs

    def _commit(self, jobs: list[Job]) -> None:
        taken = [job for job in jobs if job[1].set_running_or_notify_cancel()]
        done: list[tuple[Future[Any], Any]] = []
        try:
            with self._database.write() as session:
                if len(taken) == 1:
                    done.append((taken[0][1], taken[0][0](session)))
                else:
                    done.extend(_each_apart(session, taken))
        except Exception as error:  # noqa: BLE001 - the group was not stored: tell each caller
            for _, future in taken:
                if not future.done():
                    future.set_exception(_readable(error))
        else:
            for future, result in done:
                future.set_result(result)


def _each_apart(session: Session, jobs: list[Job]) -> Iterator[tuple[Future[Any], Any]]:
    """Run each job in a savepoint of its own: what one raises undoes only that one."""
    for work, future in jobs:
        try:
            with session.begin_nested():
                result = work(session)
        except Exception as error:  # noqa: BLE001 - handed to the caller who asked
            future.set_exception(_readable(error))
        else:
            yield future, result


def _readable(error: Exception) -> Exception:
    # A locked, full or read-only store is the same to the sender: keep the text and try again.
    return Busy() if isinstance(error, OperationalError | PoolTimeout) else error
