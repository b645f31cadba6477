"""Lines of CSV and JSON: Python and both databases escape alike, byte for byte."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import String, literal, null, select
from sqlalchemy.orm import Session

from feedback.kernel.sheets.columns import CellKind, Column, Translated
from feedback.kernel.sheets.lines import EXCEL_CSV, JSON_LINES, PLAIN_CSV, Layout

STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
LAYOUTS = pytest.mark.parametrize(
    "layout", [EXCEL_CSV, PLAIN_CSV, JSON_LINES], ids=["excel", "plain", "json"]
)


def _column(name: str, title: str = "Virsraksts", *, kind: CellKind = CellKind.TEXT) -> Column:
    words = Translated(title, title, title)
    return Column(name, kind, words, words, 10)


@LAYOUTS
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(STORABLE, max_size=30))
def test_python_and_the_database_escape_alike(session: Session, layout: Layout, text: str) -> None:
    cell = layout.cell_sql(literal(text, String), CellKind.TEXT)
    assert session.scalar(select(cell)) == layout.cell(text)


@LAYOUTS
def test_a_line_is_begun_by_the_database_and_ended_by_python(
    session: Session, layout: Layout
) -> None:
    beginning = layout.beginning_sql(
        [
            (_column("a", kind=CellKind.WORD), literal("x")),
            (_column("b", kind=CellKind.INTEGER), null()),
        ]
    )
    ending = layout.continued([(_column("c"), '=ā"')]) + layout.ending
    line = (session.scalar(select(beginning)) or b"").decode() + ending
    if layout is JSON_LINES:
        assert json.loads(line) == {"a": "x", "b": None, "c": '=ā"'}
    else:
        delimiter = ";" if layout is EXCEL_CSV else ","
        read = next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter))
        assert read == ["x", "", "'=ā\"" if layout is EXCEL_CSV else '=ā"']
        assert line.endswith("\r\n")


def test_the_header_for_excel_is_latvian_marked_and_guarded() -> None:
    head = EXCEL_CSV.head([_column("a", "=Kods"), _column("b", 'Otrs "b"')])
    assert head == '\ufeff"\'=Kods";"Otrs ""b"""\r\n'


def test_the_header_for_programs_has_names() -> None:
    assert PLAIN_CSV.head([_column("a"), _column("b")]) == "a,b\r\n"
