"""Making an export: a run is written down before the first byte and after the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.exports.models import ExportRun
from feedback.exports.queries import filter_words, selected_count, selected_lines, selected_rows
from feedback.exports.rules import file_name
from feedback.exports.words import COLUMNS, SCHEMA_VERSION, Format, RunState
from feedback.identity.words import Reach
from feedback.kernel.actor import SYSTEM, Actor, ActorKind
from feedback.kernel.clock import LATVIA, now
from feedback.kernel.db import Database
from feedback.kernel.errors import Busy, RuleBroken
from feedback.kernel.journal import record_event
from feedback.kernel.sheets.lines import EXCEL_CSV, JSON_LINES, PLAIN_CSV
from feedback.kernel.sheets.workbook import write_workbook
from feedback.kernel.writer import Writer
from feedback.suggestions.queries import Filters

LAYOUTS = {Format.CSV_EXCEL: EXCEL_CSV, Format.CSV: PLAIN_CSV, Format.JSONL: JSON_LINES}
SHEET = "Ieteikumi"
CHUNK = 64 * 1024
# A reader on a slow line keeps a thread of the server busy: the other threads stay for the desks.
MOST_AT_ONCE = 3
# Nobody still waits for a file after that; its process was killed before it could say so.
ABANDONED_AFTER = timedelta(hours=12)

_slots = BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Order:
    """What to export, for whom."""

    format: Format
    filters: Filters
    reach: Reach
    actor: Actor


@dataclass(frozen=True, slots=True)
class Export:
    """A file on its way. ``chunks`` must be read to the end or closed: only then the run ends."""

    number: int
    file_name: str
    chunks: Generator[bytes]


@dataclass(slots=True)
class _Tally:
    """What was handed over so far."""

    rows: int = 0
    size: int = 0
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, rows: int, piece: bytes) -> None:
        self.rows += rows
        self.size += len(piece)
        self.digest.update(piece)


def start_export(database: Database, writer: Writer, order: Order) -> Export:
    """Write the run down and return the file, which is made while it is read.

    It takes no session of the caller's: the reading outlasts the request, and the run is written in
    two short transactions, so that nobody waits for an export. Raises Busy when this process hands
    over three files already. While it is read, the chunks raise RuleBroken("rows-differ") when the
    file is not the whole selection; the reader then must not take it for one.
    """
    if not _slots.acquire(blocking=False):
        raise Busy
    try:
        number, started_at = writer.run(lambda session: _begin_run(session, order))
    except BaseException:
        _slots.release()
        raise
    chunks = _chunks(database, writer, order, number, started_at)
    next(chunks)
    name = file_name(number, started_at.astimezone(LATVIA).date(), order.format)
    return Export(number, name, chunks)


def _begin_run(session: Session, order: Order) -> tuple[int, datetime]:
    _give_up_abandoned(session)
    run = ExportRun(
        person_id=order.actor.id if order.actor.kind is ActorKind.PERSON else None,
        format=order.format,
        filter=filter_words(order.filters),
        reach=asdict(order.reach),
        schema_version=SCHEMA_VERSION,
        started_at=now(),
        state=RunState.RUNNING,
    )
    session.add(run)
    session.flush()
    return run.id, run.started_at


def _give_up_abandoned(session: Session) -> None:
    abandoned = select(ExportRun).where(
        ExportRun.state == RunState.RUNNING, ExportRun.started_at < now() - ABANDONED_AFTER
    )
    for run in session.scalars(abandoned):
        run.state = RunState.INTERRUPTED
        _note(session, run, SYSTEM)


def _end_run(
    session: Session, number: int, *, state: RunState, tally: _Tally, actor: Actor
) -> None:
    run = session.get_one(ExportRun, number)
    run.state, run.finished_at = state, now()
    if state is RunState.DONE:
        run.rows, run.bytes, run.sha256 = tally.rows, tally.size, tally.digest.hexdigest()
    _note(session, run, actor)


def _note(session: Session, run: ExportRun, actor: Actor) -> None:
    record_event(
        session,
        verb="exported",
        subject=("export_run", run.id),
        actor=actor,
        state=run.state.value,
        format=run.format.value,
        rows=run.rows,
        sha256=run.sha256,
    )


def _chunks(
    database: Database, writer: Writer, order: Order, number: int, started_at: datetime
) -> Generator[bytes]:
    tally, state = _Tally(), RunState.INTERRUPTED
    try:
        # Started by its maker, so that closing it unread ends the run as well.
        yield b""
        with database.snapshot() as session, closing(_pieces(session, order, started_at)) as pieces:
            for rows, piece in pieces:
                tally.add(rows, piece)
                yield piece
            _reconcile(session, order, rows=tally.rows)
        state = RunState.DONE
    except Exception:
        state = RunState.FAILED
        raise
    finally:
        _slots.release()
        writer.run(
            lambda session: _end_run(session, number, state=state, tally=tally, actor=order.actor)
        )


def _reconcile(session: Session, order: Order, *, rows: int) -> None:
    """Compare with a count that the same snapshot gives by another way than the file was made."""
    if rows != selected_count(session, order.filters, reach=order.reach):
        raise RuleBroken("rows-differ")


def _pieces(session: Session, order: Order, started_at: datetime) -> Generator[tuple[int, bytes]]:
    """Yield (number of rows, bytes) of the file."""
    if order.format is Format.XLSX:
        yield from _workbook_pieces(session, order, started_at)
        return
    layout = LAYOUTS[order.format]
    yield 0, layout.head(COLUMNS).encode()
    yield from selected_lines(session, layout, order.filters, reach=order.reach)


def _workbook_pieces(
    session: Session, order: Order, started_at: datetime
) -> Generator[tuple[int, bytes]]:
    """Write the workbook beside the store first: a zip file has its table of contents at its end."""
    with TemporaryDirectory(prefix="ieteikumi-") as folder:
        path = Path(folder) / "export.xlsx"
        rows = write_workbook(
            path,
            name=SHEET,
            columns=COLUMNS,
            rows=selected_rows(session, order.filters, reach=order.reach),
            created_at=started_at,
        )
        yield rows, b""
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield 0, chunk
