"""The one rule against formulas in spreadsheets, in Python and as SQL.

A spreadsheet runs a cell that begins like a formula (OWASP, "CSV Injection"; ASVS 5.0, 1.2.10). An
apostrophe before it makes it text. Full-width signs count, for some programs fold them, and so do
signs behind blanks or invisible letters that some programs drop.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, case, func, literal

STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BLANKS = " \u00a0\u00ad\u2007\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000\ufeff"
MARK = "'"


def is_formula_like(text: str) -> bool:
    """Say whether a spreadsheet may take ``text`` for a formula."""
    return text.lstrip(BLANKS).startswith(STARTERS)


def guarded(text: str) -> str:
    """Return ``text`` as it may stand in a cell of a CSV file that a spreadsheet opens."""
    return MARK + text if is_formula_like(text) else text


def guarded_sql(text: ColumnElement[str]) -> ColumnElement[str]:
    """Return the same rule for the database; NULL stays NULL.

    NUL is left out: PostgreSQL cannot store it, and the intake refuses it.
    """
    first = func.substr(func.ltrim(text, BLANKS), 1, 1, type_=String)
    is_like_a_formula = first.in_([starter for starter in STARTERS if starter != "\0"])
    return case((is_like_a_formula, literal(MARK).concat(text)), else_=text)
