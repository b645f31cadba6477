"""Pages by key, never by offset: the last page costs what the first one costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

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
    key: InstrumentedAttribute[int],
    *,
    cursor: str = "",
    size: int = 25,
) -> Page[T]:
    """Return the page of ``size`` rows that ``cursor`` names.

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
    first, last = getattr(rows[0], key.key), getattr(rows[-1], key.key)
    has_newer = has_more if is_reversed else bound is not None
    has_older = direction == ">" if is_reversed else has_more
    return Page(rows, f">{first}" if has_newer else None, f"<{last}" if has_older else None)


def _read(cursor: str) -> tuple[str, int | None]:
    if cursor == "-":
        return "-", None
    if cursor[:1] in {"<", ">"} and cursor[1:].isdecimal() and len(cursor) < 20:
        return cursor[0], int(cursor[1:])
    return "", None
