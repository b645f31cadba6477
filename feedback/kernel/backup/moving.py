"""Moving the rows of one store into another, which may be another database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, insert, select, text
from sqlalchemy import update as change

from feedback.kernel.backup.rows import compare_counts, row_counts
from feedback.kernel.db import Base, Database

CHUNK = 2_000


def move_rows(source: Database, target: Database) -> None:
    """Replace every row of ``target``, a PostgreSQL store, by those of ``source``, in one transaction.

    Both have the tables of this version of the code.
    """
    tables = Base.metadata.sorted_tables
    quoted = target.write_engine.dialect.identifier_preparer.format_table
    with source.read_engine.connect() as reading, target.write_engine.begin() as writing:
        # A big table takes longer than a request may.
        writing.execute(text("SET LOCAL statement_timeout = 0"))
        writing.execute(text(f"TRUNCATE {', '.join(map(quoted, tables))}"))
        for table in tables:
            _move_table(reading, writing, table)
        for table in tables:
            _join_own_rows(reading, writing, table)
            _continue_numbers(writing, table)
        compare_counts(row_counts(writing), row_counts(reading))


def _move_table(reading: Connection, writing: Connection, table: Table) -> None:
    # A row may point to one of its own table that comes later, so those columns are filled at the end.
    later = {column.name: None for column in _columns_to_itself(table)}
    rows = reading.execution_options(yield_per=CHUNK).execute(select(table)).mappings()
    for chunk in rows.partitions():
        writing.execute(insert(table), [{**row, **later} for row in chunk])


def _join_own_rows(reading: Connection, writing: Connection, table: Table) -> None:
    key = next(iter(table.primary_key.columns))
    for column in _columns_to_itself(table):
        pairs = select(key.label("own"), column.label("other")).where(column.is_not(None))
        statement = (
            change(table).where(key == bindparam("own")).values({column.name: bindparam("other")})
        )
        if rows := [dict(row) for row in reading.execute(pairs).mappings()]:
            writing.execute(statement, rows)


def _continue_numbers(writing: Connection, table: Table) -> None:
    """Let the next row get the number after the highest one."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = writing.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
    highest = writing.scalar(select(func.max(column)))
    if sequence and highest is not None:
        writing.execute(select(func.setval(sequence, highest)))


def _columns_to_itself(table: Table) -> list[Column[Any]]:
    return [key.parent for key in table.foreign_keys if key.column.table is table]
