"""What follows from an export's number, day and format."""

from __future__ import annotations

from datetime import date

from feedback.exports.words import Format
from feedback.kernel.sheets.columns import CellKind

EXTENSIONS = {
    Format.CSV_EXCEL: "csv",
    Format.CSV: "csv",
    Format.XLSX: "xlsx",
    Format.JSONL: "jsonl",
}
MEDIA_TYPES = {
    Format.CSV_EXCEL: "text/csv; charset=utf-8",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSONL: "application/x-ndjson; charset=utf-8",
}
# The words of the Frictionless table schema, for programs that check a file by its manifest.
TYPES = {
    CellKind.WORD: "string",
    CellKind.WORDS: "string",
    CellKind.TEXT: "string",
    CellKind.INTEGER: "integer",
    CellKind.DATE: "date",
    CellKind.MOMENT: "datetime",
    CellKind.YES_NO: "boolean",
}


def file_name(number: int, day: date, form: Format) -> str:
    """Return the name under which people save export ``number`` of ``day``: no text of anybody's."""
    return f"ieteikumi-{day.isoformat()}-{number:04d}.{EXTENSIONS[form]}"
