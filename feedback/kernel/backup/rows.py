"""How many rows a store holds, table by table."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, inspect, select, table

from feedback.kernel.backup.archive import BackupRefused
from feedback.kernel.schema import VERSION_TABLE, is_modelled


def row_counts(connection: Connection) -> dict[str, int]:
    """Return the rows of every table there is, in the order of their names.

    Reads the store's own list of tables, because an older store has others than this code.
    """
    names = sorted(
        name
        for name in inspect(connection).get_table_names()
        if name != VERSION_TABLE and is_modelled(name, "table", {})
    )
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in names
    }


def compare_counts(found: Mapping[str, int], wanted: Mapping[str, int]) -> None:
    """Raise BackupRefused naming the first table that does not hold as many rows as it should."""
    for name in sorted({*found, *wanted}):
        if found.get(name) != wanted.get(name):
            counts = f"{found.get(name, 'no')} instead of {wanted.get(name, 'none')}"
            raise BackupRefused(f"table {name} holds {counts} rows: nothing was changed")
