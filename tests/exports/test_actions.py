"""What leaves the house: nothing live, nothing lost, nothing unnoticed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
from datetime import timedelta

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Service
from feedback.exports import actions
from feedback.exports.actions import Order, start_export
from feedback.exports.models import ExportRun
from feedback.exports.queries import selected_rows
from feedback.exports.words import COLUMNS, Format, RunState
from feedback.identity.words import Reach
from feedback.kernel.actor import SYSTEM
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.kernel.errors import Busy, RuleBroken
from feedback.kernel.journal import Event, events_of
from feedback.kernel.sheets.escape import is_formula_like
from feedback.kernel.writer import Writer
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import Filters
from feedback.suggestions.words import State
from tests.factories.hostile import DIFFICULT, FORMULAS
from tests.factories.identity import LIBRARY
from tests.factories.suggestions import make_suggestion

ALL = Reach(everything=True)
SERVICE = "POR-01"


@pytest.fixture
def writer(app: Flask) -> Writer:
    found: Writer = app.extensions["writer"]
    return found


def _order(form: Format = Format.CSV, **filters: object) -> Order:
    return Order(form, Filters(**filters), ALL, SYSTEM)  # type: ignore[arg-type]


def _file(database: Database, writer: Writer, order: Order) -> tuple[ExportRun, bytes]:
    export = start_export(database, writer, order)
    content = b"".join(export.chunks)
    return _run(database, export.number), content


def _run(database: Database, number: int) -> ExportRun:
    with database.reader() as session:
        return session.get_one(ExportRun, number)


def _fill(session: Session, texts: tuple[str, ...]) -> None:
    """Store each text as if no rule had looked at it, in every field that can hold one."""
    service, library = session.get_one(Service, SERVICE), session.get_one(Library, LIBRARY)
    for text in texts:
        row = make_suggestion(session, service_code=SERVICE, topic_codes=("login", "form"))
        row.text, row.reason = text, text
    service.name_lv = library.name_lv = texts[-1]
    session.commit()


def _sheet_rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    delimiter = ";" if content.startswith(b"\xef\xbb\xbf") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_no_cell_of_the_csv_for_excel_is_a_formula(
    session: Session, database: Database, writer: Writer
) -> None:
    _fill(session, FORMULAS)
    _, content = _file(database, writer, _order(Format.CSV_EXCEL))
    rows = _sheet_rows(content)
    assert len(rows) == 1 + len(FORMULAS)
    assert [cell for row in rows for cell in row if is_formula_like(cell)] == []
    names = [column.name for column in COLUMNS]
    for row, text in zip(rows[1:], FORMULAS, strict=True):
        read = dict(zip(names, row, strict=True))
        assert (read["text"], read["reason"]) == ("'" + text, "'" + text)
        assert read["library_name"] == read["service_name"] == "'" + FORMULAS[-1]


def test_no_cell_of_the_workbook_is_a_formula(
    session: Session, database: Database, writer: Writer
) -> None:
    _fill(session, FORMULAS)
    _, content = _file(database, writer, _order(Format.XLSX))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Ieteikumi"]
    rows = list(book["Ieteikumi"].iter_rows(min_row=2))
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d", "b"}
    place = [column.name for column in COLUMNS].index("text")
    # The format itself cannot tell a carriage return from a line end.
    assert [str(row[place].value).replace("_x000D_", "\r") for row in rows] == list(FORMULAS)
    assert [row[place].hyperlink for row in rows if row[place].hyperlink] == []


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL])
def test_files_for_programs_keep_every_character(
    session: Session, database: Database, writer: Writer, form: Format
) -> None:
    texts = (*FORMULAS, *DIFFICULT)
    _fill(session, texts)
    _, content = _file(database, writer, _order(form))
    if form is Format.CSV:
        head, *rows = _sheet_rows(content)
        read = [dict(zip(head, row, strict=True)) for row in rows]
    else:
        lines = content.decode().split("\n")
        assert lines.pop() == ""
        read = [json.loads(line) for line in lines]
        assert all(list(row) == [column.name for column in COLUMNS] for row in read)
    assert [row["text"] for row in read] == list(texts)
    assert {row["service_name"] for row in read} == {texts[-1]}


def test_lines_of_the_database_say_what_typed_rows_say(
    session: Session, database: Database, writer: Writer
) -> None:
    _fill(session, DIFFICULT)
    first, second, third = session.scalars(select(Suggestion).limit(3))
    first.merged_into_id, first.state = second.id, State.MERGED
    second.needed, second.convenient, second.understandable = 1, 2, 3
    third.service_code = third.institution_code = None
    third.is_demonstration = True
    session.commit()
    _, content = _file(database, writer, _order(Format.JSONL))
    with database.reader() as reader:
        rows = list(selected_rows(reader, Filters(), reach=ALL))
    names = [column.name for column in COLUMNS]
    plain = [
        json.dumps(
            dict(zip(names, row, strict=True)),
            ensure_ascii=False,
            separators=(",", ":"),
            default=lambda day: (
                day.isoformat().partition(".")[0].removesuffix("+00:00")
                + ("Z" if hasattr(day, "hour") else "")
            ),
        )
        for row in rows
    ]
    assert content.decode() == "".join(line + "\n" for line in plain)
    assert json.loads(plain[0])["merged_into"] == second.reference
    assert json.loads(plain[1])["reference"] == second.reference
    assert json.loads(plain[2])["service_name"] is None


@pytest.mark.parametrize("form", list(Format))
def test_the_run_knows_rows_size_and_hash_of_the_file(
    session: Session, database: Database, writer: Writer, form: Format
) -> None:
    for _ in range(3):
        make_suggestion(session)
    make_suggestion(session, state=State.DECLINED)
    session.commit()
    run, content = _file(database, writer, _order(form, state=State.RECEIVED))
    assert (run.state, run.rows, run.bytes) == (RunState.DONE, 3, len(content))
    assert run.sha256 == hashlib.sha256(content).hexdigest()
    assert run.filter == {"state": "received"}
    with database.reader() as reader:
        (event,) = events_of(reader, subject=("export_run", run.id))
    assert (event.verb, event.data["rows"], event.data["sha256"]) == ("exported", 3, run.sha256)


def test_an_erased_suggestion_never_leaves(
    session: Session, database: Database, writer: Writer
) -> None:
    make_suggestion(session, state=State.ERASED)
    session.commit()
    run, content = _file(database, writer, _order(Format.JSONL))
    assert (run.rows, content) == (0, b"")


@pytest.mark.parametrize("chunks_read", [0, 1])
def test_a_reader_who_goes_away_leaves_an_interrupted_run(
    session: Session, database: Database, writer: Writer, chunks_read: int
) -> None:
    make_suggestion(session)
    session.commit()
    export = start_export(database, writer, _order())
    for _ in range(chunks_read):
        next(export.chunks)
    export.chunks.close()
    run = _run(database, export.number)
    assert (run.state, run.rows, run.sha256) == (RunState.INTERRUPTED, None, None)


def test_a_file_that_is_not_the_whole_selection_fails_loudly(
    session: Session, database: Database, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_suggestion(session)
    session.commit()
    monkeypatch.setattr(actions, "selected_count", lambda *_args, **_more: 2)
    export = start_export(database, writer, _order())
    with pytest.raises(RuleBroken, match="rows-differ"):
        list(export.chunks)
    run = _run(database, export.number)
    assert (run.state, run.sha256) == (RunState.FAILED, None)


def test_an_export_is_a_snapshot_and_keeps_nobody_from_writing(
    session: Session, database: Database, writer: Writer
) -> None:
    make_suggestion(session)
    session.commit()
    export = start_export(database, writer, _order(Format.JSONL))
    first = next(export.chunks), next(export.chunks)

    def record() -> None:
        with database.write() as other:
            make_suggestion(other, "Tikmēr pateikts")

    thread = threading.Thread(target=record)
    thread.start()
    thread.join(timeout=5)
    assert not thread.is_alive()
    assert b"".join([*first, *export.chunks]).count(b"\n") == 1
    assert _run(database, export.number).rows == 1


def test_few_files_are_handed_over_at_once(database: Database, writer: Writer) -> None:
    begun = [start_export(database, writer, _order()) for _ in range(actions.MOST_AT_ONCE)]
    with pytest.raises(Busy):
        start_export(database, writer, _order())
    for export in begun:
        export.chunks.close()
    assert _file(database, writer, _order())[0].state is RunState.DONE


def test_a_run_whose_process_died_is_given_up(
    session: Session, database: Database, writer: Writer
) -> None:
    dead = ExportRun(
        format=Format.CSV, filter={}, reach={}, schema_version=1,
        started_at=now() - timedelta(days=1), state=RunState.RUNNING,
    )  # fmt: skip
    session.add(dead)
    session.commit()
    _file(database, writer, _order())
    assert _run(database, dead.id).state is RunState.INTERRUPTED
    with database.reader() as reader:
        states = reader.scalars(select(Event.data).where(Event.subject_id == dead.id)).all()
    assert [data["state"] for data in states] == ["interrupted"]
