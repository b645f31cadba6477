"""Files of lines: CSV for spreadsheets, plain CSV, JSON Lines.

A row costs Python one ``bytes``: the database composes all that belongs to the row alone. What many
rows share (the names of a catalogue) Python escapes once by the same rule and puts behind it.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func

from feedback.kernel.sheets.columns import CellKind, Column
from feedback.kernel.sheets.escape import guarded, guarded_sql
from feedback.kernel.sheets.sql_text import JsonText, Utf8, constant, text_of

BOM = "\ufeff"


class Layout(ABC):
    """How the cells of a row become a line. ``opening`` and ``ending`` stand around each line."""

    opening: str
    ending: str

    @abstractmethod
    def head(self, columns: Sequence[Column]) -> str:
        """Return what stands before the first line."""

    @abstractmethod
    def before(self, column: Column) -> str:
        """Return what stands before a cell; its first letter parts it from the cell before."""

    @abstractmethod
    def cell(self, text: str | None) -> str:
        """Return the escaped cell of a text."""

    @abstractmethod
    def cell_sql(self, expression: ColumnElement[Any], kind: CellKind) -> ColumnElement[str]:
        """Return the same for the database, for any kind of cell."""

    def beginning_sql(
        self, cells: Sequence[tuple[Column, ColumnElement[Any]]]
    ) -> ColumnElement[bytes]:
        """Return the line as far as ``cells`` go, in UTF-8; ``continued`` and ``ending`` follow."""
        parts: list[Any] = []
        for column, expression in cells:
            before = self.before(column) if parts else self.opening + self.before(column)[1:]
            parts += [constant(before), self.cell_sql(expression, column.kind)]
        return Utf8(func.concat(*parts, type_=String))

    def continued(self, cells: Sequence[tuple[Column, str | None]]) -> str:
        """Return the next texts of a line."""
        return "".join(self.before(column) + self.cell(text) for column, text in cells)


class Csv(Layout):
    """RFC 4180: texts always in quotes, single words and numbers never.

    ``for_spreadsheets``: as Excel in Latvia opens it, and no cell is ever a formula.
    """

    opening, ending = "", "\r\n"

    def __init__(self, *, for_spreadsheets: bool) -> None:
        """Choose between a file for people and a lossless one for programs."""
        self._is_guarded = for_spreadsheets
        self._delimiter = ";" if for_spreadsheets else ","

    def head(self, columns: Sequence[Column]) -> str:
        """Return the header: Latvian titles for people, names for programs."""
        if self._is_guarded:
            titles = self._delimiter.join(self.cell(column.title.lv) for column in columns)
            return BOM + titles + self.ending
        return self._delimiter.join(column.name for column in columns) + self.ending

    def before(self, column: Column) -> str:  # noqa: ARG002 - the place says which column it is
        """Return the delimiter."""
        return self._delimiter

    def cell(self, text: str | None) -> str:
        """Return the text in quotes; nothing for None."""
        if text is None:
            return ""
        safe = guarded(text) if self._is_guarded else text
        return '"' + safe.replace('"', '""') + '"'

    def cell_sql(self, expression: ColumnElement[Any], kind: CellKind) -> ColumnElement[str]:
        """Return the cell; NULL, which ``concat`` reads as nothing, stays NULL."""
        if kind is CellKind.WORDS:
            return constant('"').concat(expression).concat(constant('"'))
        if kind is not CellKind.TEXT:
            return text_of(expression, kind)
        text = guarded_sql(expression) if self._is_guarded else expression
        quote, doubled = constant('"'), constant('""')
        return quote.concat(func.replace(text, quote, doubled, type_=String)).concat(quote)


class JsonLines(Layout):
    """One JSON object a line, every letter as it is; a cell without a value is ``null``."""

    opening, ending = "{", "}\n"

    def head(self, columns: Sequence[Column]) -> str:  # noqa: ARG002 - each line names its fields
        """Return nothing."""
        return ""

    def before(self, column: Column) -> str:
        """Return the field's name."""
        return f',"{column.name}":'

    def cell(self, text: str | None) -> str:
        """Return the text as a JSON value."""
        return json.dumps(text, ensure_ascii=False)

    def cell_sql(self, expression: ColumnElement[Any], kind: CellKind) -> ColumnElement[str]:
        """Return the JSON value; only texts can hold what JSON must escape."""
        text = text_of(expression, kind)
        if kind is CellKind.TEXT:
            return JsonText(text)
        if kind is CellKind.YES_NO:
            return text
        bare = cast(text, String)
        value = (
            bare if kind is CellKind.INTEGER else constant('"').concat(bare).concat(constant('"'))
        )
        return func.coalesce(value, constant("null"), type_=String)


EXCEL_CSV = Csv(for_spreadsheets=True)
PLAIN_CSV = Csv(for_spreadsheets=False)
JSON_LINES = JsonLines()
