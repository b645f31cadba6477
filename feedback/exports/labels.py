"""The words of this room for a person to read."""

from __future__ import annotations

from feedback.exports.words import Format, RunState
from feedback.web.i18n import lazy

FORMATS: dict[Format, str] = {
    Format.CSV_EXCEL: lazy("CSV for Excel"),
    Format.XLSX: lazy("Excel workbook (XLSX)"),
    Format.CSV: lazy("Plain CSV"),
    Format.JSONL: lazy("JSON Lines"),
}
EXPLANATIONS: dict[Format, str] = {
    Format.CSV_EXCEL: lazy(
        "Opens with a double click in Excel set to Latvian. An apostrophe guards texts that look like formulas."
    ),
    Format.XLSX: lazy(
        "For reading, filtering and sorting. Dates and numbers are typed, and texts stay as they are."
    ),
    Format.CSV: lazy(
        "For programs: commas, field names as header, every character as it was said."
    ),
    Format.JSONL: lazy("For programs: one JSON object a line, every character as it was said."),
}
STATES: dict[RunState, str] = {
    RunState.RUNNING: lazy("Being made"),
    RunState.DONE: lazy("Done"),
    RunState.FAILED: lazy("Failed"),
    RunState.INTERRUPTED: lazy("Interrupted"),
}
STATE_LOOKS: dict[RunState, str] = {
    RunState.RUNNING: "info",
    RunState.DONE: "ok",
    RunState.FAILED: "bad",
    RunState.INTERRUPTED: "warn",
}
