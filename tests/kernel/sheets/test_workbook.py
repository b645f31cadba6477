"""XLSX files, read back with another library than the one that wrote them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from feedback.kernel.sheets import workbook
from feedback.kernel.sheets.columns import Cell, CellKind, Column, Translated
from feedback.kernel.sheets.workbook import write_workbook

MOMENT = datetime(2026, 11, 24, 8, 43, 5, tzinfo=UTC)
TITLE = Translated("Virsraksts", "Title", "Заголовок")
COLUMNS = [Column(name, CellKind.TEXT, TITLE, TITLE, 20) for name in "abc"]


def _written(path: Path, *rows: list[Cell]) -> openpyxl.Workbook:
    total = write_workbook(path, name="Lapa", columns=COLUMNS, rows=iter(rows), created_at=MOMENT)
    assert total == len(rows)
    return openpyxl.load_workbook(path)


def test_each_value_keeps_its_type(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["0012", 7, date(2026, 11, 24)], [MOMENT, True, None]]
    sheet = _written(tmp_path / "a.xlsx", *rows)["Lapa"]
    assert [(cell.data_type, cell.value) for cell in sheet[2]] == [
        ("s", "0012"), ("n", 7), ("d", datetime(2026, 11, 24)),  # noqa: DTZ001 - as Excel has it
    ]  # fmt: skip
    assert [(cell.data_type, cell.value) for cell in sheet[3]] == [
        ("d", MOMENT.replace(tzinfo=None)), ("b", True), ("n", None),
    ]  # fmt: skip


def test_the_header_stays_in_sight_and_every_column_can_be_filtered(tmp_path: Path) -> None:
    sheet = _written(tmp_path / "a.xlsx", ["x", "y", "z"])["Lapa"]
    assert [cell.value for cell in sheet[1]] == ["Virsraksts"] * 3
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C2")
    assert sheet.column_dimensions["A"].width > 19


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROWS_A_SHEET", 2)
    rows: list[list[Cell]] = [[number, "", ""] for number in range(5)]
    book = _written(tmp_path / "a.xlsx", *rows)
    assert book.sheetnames == ["Lapa", "Lapa 2", "Lapa 3"]
    assert [[row[0].value for row in sheet.iter_rows(min_row=2)] for sheet in book] == [
        [0, 1], [2, 3], [4],
    ]  # fmt: skip
    assert book["Lapa 3"]["A1"].value == "Virsraksts"


def test_a_control_character_breaks_nothing(tmp_path: Path) -> None:
    sheet = _written(tmp_path / "a.xlsx", ["a\x01b", "\x1f", "_x0041_"])["Lapa"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "s"]


def test_a_text_like_a_formula_stays_text_when_somebody_edits_it(tmp_path: Path) -> None:
    sheet = _written(tmp_path / "a.xlsx", ["=1+1", "x", "http://x.example"])["Lapa"]
    first, second, third = sheet[2]
    assert (first.data_type, first.value, first.quotePrefix) == ("s", "=1+1", True)
    assert not second.quotePrefix
    assert third.hyperlink is None
