"""Pages by key, never by offset: the last page costs what the first one costs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression
from sqlalchemy.orm import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page, newest first. ``newer`` and ``older`` are cursors for the neighbours, None at an end."""

    rows: list[T]
    newer: str | None = None
    older: str | None = None


def page_by_id(
    session: Session,
    statement: Select[T],
    key: SQLColumnExpression[int],
    *,
    cursor: str = "",
    size: int = 25,
) -> Page[T]:
    """Return the page of ``size`` rows, or ids alone, that ``cursor`` names.

    A cursor is "" (first page), "-" (last page), "<123" (older than row 123) or ">123" (newer);
    anything else is read as the first page, so an old bookmark never fails.
    """
    direction, bound = _read(cursor)
    is_reversed = direction in {">", "-"}
    order: ColumnElement[Any] = key.asc() if is_reversed else key.desc()
    if bound is not None:
        statement = statement.where(key > bound if direction == ">" else key < bound)
    rows = list(session.scalars(statement.order_by(order).limit(size + 1)).unique())
    has_more = len(rows) > size
    rows = rows[:size]
    if is_reversed:
        rows.reverse()
    if not rows:
        return Page([])
    first, last = _id(rows[0]), _id(rows[-1])
    has_newer = has_more if is_reversed else bound is not None
    has_older = direction == ">" if is_reversed else has_more
    return Page(rows, f">{first}" if has_newer else None, f"<{last}" if has_older else None)


def page_of_ids(ids: Sequence[int], *, cursor: str = "", size: int = 25) -> Page[int]:
    """Return the page that ``cursor`` names of a list that is known as a whole, newest first."""
    direction, bound = _read(cursor)
    start = 0
    if direction == "-":
        start = max(0, len(ids) - size)
    elif bound is not None:
        # As many ids stand before the place of ``bound``, whether or not it is still among them.
        newer = bisect_left(ids, -bound, key=lambda number: -number)
        if direction == ">":
            start = max(0, newer - size)
            size = min(size, newer)
        else:
            start = newer + (newer < len(ids) and ids[newer] == bound)
    rows = list(ids[start : start + size])
    if not rows:
        return Page([])
    return Page(
        rows,
        f">{rows[0]}" if start else None,
        f"<{rows[-1]}" if start + len(rows) < len(ids) else None,
    )


def _id(row: Any) -> int:  # noqa: ANN401 - a row of any table
    return row if isinstance(row, int) else int(row.id)


def _read(cursor: str) -> tuple[str, int | None]:
    if cursor == "-":
        return "-", None
    if cursor[:1] in {"<", ">"} and cursor[1:].isdecimal() and len(cursor) < 20:
        return cursor[0], int(cursor[1:])
    return "", None
