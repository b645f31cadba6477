"""What a store holds, so that two can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from feedback.kernel.db import Base, Database


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    with database.read_engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }
