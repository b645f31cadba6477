"""Values as text, composed by the database; both databases give the same letters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, LargeBinary, String, case, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from feedback.kernel.sheets.columns import CellKind


class IsoDate(FunctionElement[str]):
    """A date as 2026-11-24."""

    type = String()
    inherit_cache = True


class IsoMoment(FunctionElement[str]):
    """A moment (``UtcDateTime``) as 2026-11-24T08:43:05Z, to the second."""

    type = String()
    inherit_cache = True


class JsonText(FunctionElement[str]):
    """A text as a JSON string, letters beyond ASCII as they are; NULL becomes ``null``."""

    type = String()
    inherit_cache = True


class Utf8(FunctionElement[bytes]):
    """A text as its UTF-8 bytes: twice as fast as letters that Python would decode and encode."""

    type = LargeBinary()
    inherit_cache = True


def constant(text: str) -> BindParameter[str]:
    """Return a text that stands in the statement itself: cheaper for each row than a parameter."""
    return literal(text, String, literal_execute=True)


def text_of(expression: ColumnElement[Any], kind: CellKind) -> ColumnElement[Any]:
    """Return ``expression`` as it is written in a file, before any escaping."""
    if kind is CellKind.DATE:
        return IsoDate(expression)
    if kind is CellKind.MOMENT:
        return IsoMoment(expression)
    if kind is CellKind.YES_NO:
        return case((expression, constant("true")), else_=constant("false"))
    return expression


def _argument(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return compiler.process(element.clauses, **options)


@compiles(IsoDate, "sqlite")
def _(element: IsoDate, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return _argument(element, compiler, **options)


@compiles(IsoDate, "postgresql")
def _(element: IsoDate, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"to_char({_argument(element, compiler, **options)}, 'YYYY-MM-DD')"


@compiles(IsoMoment, "sqlite")
def _(element: IsoMoment, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    moment = _argument(element, compiler, **options)
    return f"(substr({moment}, 1, 10) || 'T' || substr({moment}, 12, 8) || 'Z')"


@compiles(IsoMoment, "postgresql")
def _(element: IsoMoment, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    moment = _argument(element, compiler, **options)
    return f"""to_char(timezone('UTC', {moment}), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""


@compiles(JsonText, "sqlite")
def _(element: JsonText, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_quote({_argument(element, compiler, **options)})"


@compiles(JsonText, "postgresql")
def _(element: JsonText, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"coalesce(to_json({_argument(element, compiler, **options)})::text, 'null')"


@compiles(Utf8, "sqlite")
def _(element: Utf8, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"CAST({_argument(element, compiler, **options)} AS BLOB)"


@compiles(Utf8, "postgresql")
def _(element: Utf8, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"convert_to({_argument(element, compiler, **options)}, 'UTF8')"
