"""The intake's writer: groups of small writes, one durable commit for each group.

Every accepted suggestion must be on disk before it is acknowledged. Who comes first writes at once;
who comes meanwhile waits in line, and the next writer takes the whole line into one transaction: under load
many suggestions share one fsync, and nobody sleeps in SQLite's busy handler (docs/adr/0002).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from feedback.kernel.db import Database
from feedback.kernel.errors import Busy, note_busy

T = TypeVar("T")
GROUP = 64
PATIENCE_S = 10.0


class _Job:
    """One write in line. ``woken`` is set when it is done, or when it is its turn to lead."""

    __slots__ = ("error", "is_done", "result", "woken", "work")

    def __init__(self, work: Callable[[Session], Any]) -> None:
        self.work = work
        self.woken = threading.Event()
        self.is_done = False
        self.result: Any = None
        # Until the commit is through, nothing was stored, whatever interrupts it.
        self.error: Exception | None = Busy()


class Writer:
    """Runs small writes durably; safe to call from many threads."""

    def __init__(self, database: Database) -> None:
        """Write into ``database``."""
        self._database = database
        self._line: list[_Job] = []
        self._door = threading.Lock()
        self._is_led = False

    def run(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in a transaction, return its plain result once it is on disk.

        What ``work`` raises is raised here and undoes only this work. Raises Busy when the store
        takes no write within the patience of ten seconds; nothing was stored then.
        """
        job = _Job(work)
        with self._door:
            # PostgreSQL takes many writers at once and groups their commits by itself.
            leads = not self._database.is_sqlite or not self._is_led
            if self._database.is_sqlite:
                self._is_led = True
                if not leads:
                    self._line.append(job)
        if not leads:
            self._wait(job)
        if not job.is_done:
            self._lead(job)
        if job.error is not None:
            raise job.error
        return cast("T", job.result)

    def _wait(self, job: _Job) -> None:
        if job.woken.wait(PATIENCE_S):
            return
        with self._door:
            if job in self._line:
                self._line.remove(job)
                raise Busy
        job.woken.wait()

    def _lead(self, job: _Job) -> None:
        with self._door:
            group = [job, *self._line[: GROUP - 1]]
            del self._line[: GROUP - 1]
        try:
            self._commit(group)
        finally:
            with self._door:
                self._is_led = bool(self._line)
                following = self._line.pop(0) if self._line else None
            if following is not None:
                following.woken.set()
            for done in group:
                done.is_done = True
                done.woken.set()

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            with self._database.write() as session:
                if len(jobs) == 1:
                    jobs[0].result = jobs[0].work(session)
                    ran = jobs
                else:
                    ran = [job for job in jobs if _ran_apart(session, job)]
        except Exception as error:  # noqa: BLE001 - the group was not stored: each caller is told
            for job in jobs:
                job.error = _readable(error)
        else:
            for job in ran:
                job.error = None


def _ran_apart(session: Session, job: _Job) -> bool:
    """Run a job in a savepoint of its own: what it raises undoes only what it did."""
    try:
        with session.begin_nested():
            job.result = job.work(session)
    except Exception as error:  # noqa: BLE001 - handed to the caller who asked
        job.error = _readable(error)
        return False
    return True


def _readable(error: Exception) -> Exception:
    return note_busy(error) if isinstance(error, OperationalError | PoolTimeout) else error
