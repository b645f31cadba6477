"""XLSX files: typed cells, written row by row so that memory does not grow with the rows.

A text is always a text cell, never a formula or a link, whatever it begins with; one that looks like
a formula carries Excel's own "quote prefix", so that it stays text when somebody edits the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from feedback.kernel.sheets.columns import Cell, Column
from feedback.kernel.sheets.escape import is_formula_like

# A sheet of Excel ends at row 1,048,576; the first one is the header.
ROWS_A_SHEET = 1_048_575
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    path: Path,
    *,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    created_at: datetime,
) -> int:
    """Write ``rows`` to ``path``, return how many; those that a sheet cannot hold go on in "name 2".

    Moments are written in UTC, for a cell of Excel knows no time zone.
    """
    total = 0
    # What it writes on the way lies beside the file, and goes when the caller's folder goes.
    with xlsxwriter.Workbook(str(path), {**OPTIONS, "tmpdir": str(path.parent)}) as book:
        book.set_properties({"created": created_at.astimezone(UTC).replace(tzinfo=None)})
        sheet = _Sheet(book, name, columns)
        for row in rows:
            if sheet.rows == ROWS_A_SHEET:
                sheet.finish()
                sheet = _Sheet(book, f"{name} {len(book.worksheets()) + 1}", columns)
            sheet.add(row)
            total += 1
        sheet.finish()
    return total


class _Sheet:
    """One sheet: a header that stays in sight, a filter over all columns, then the rows."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column]) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.rows = 0
        self._sheet = book.add_worksheet(name)
        self._last_column = len(columns) - 1
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._quoted = book.add_format({"quote_prefix": True})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(0, number, column.title.lv, heading)

    def add(self, row: Sequence[Cell]) -> None:
        """Write the next row, each value by its type; None leaves the cell empty."""
        self.rows += 1
        sheet, line = self._sheet, self.rows
        for number, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    look = self._quoted if is_formula_like(value) else None
                    sheet.write_string(line, number, value, look)
            elif isinstance(value, bool):
                sheet.write_boolean(line, number, value)
            elif isinstance(value, int):
                sheet.write_number(line, number, value)
            elif isinstance(value, datetime):
                moment = value.astimezone(UTC).replace(tzinfo=None)
                sheet.write_datetime(line, number, moment, self._moment)
            elif isinstance(value, date):
                sheet.write_datetime(line, number, value, self._date)

    def finish(self) -> None:
        """Put the filter over everything that was written."""
        self._sheet.autofilter(0, 0, self.rows, self._last_column)
