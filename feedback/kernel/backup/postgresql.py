"""Dumps of a PostgreSQL store, by PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.engine import URL

from feedback.kernel.backup.archive import BackupRefused
from feedback.kernel.backup.rows import row_counts
from feedback.kernel.db import APPLICATION, Base, Database
from feedback.kernel.schema import VERSION_TABLE

PACKAGE = "install PostgreSQL's client programs (Debian: apt-get install postgresql-client)"


def dump(connection: Connection, target: Path, *, url: URL) -> dict[str, int]:
    """Write what ``connection``'s transaction sees into ``target`` and return its row counts.

    The transaction must be REPEATABLE READ: rows that others commit meanwhile are in neither.
    """
    snapshot = connection.scalar(select(func.pg_export_snapshot()))
    counts = row_counts(connection)
    _run(
        ["pg_dump", "--format=custom", "--no-owner", "--no-privileges",
         f"--snapshot={snapshot}", f"--file={target}"],
        url=url,
    )  # fmt: skip
    return counts


def check_dump(dump: Path) -> None:
    """Read a dump from end to end; raises BackupRefused when it cannot be read."""
    _run(["pg_restore", f"--file={os.devnull}", str(dump)])


def load(database: Database, dump: Path, *, counts: Mapping[str, int], folder: Path) -> None:
    """Replace our tables by those of a dump in one transaction, which ends only if all rows came.

    ``folder`` takes the dump as SQL: its size is that of the rows.
    """
    script = folder / "store.sql"
    _run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump)])
    with database.read_engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
    quoted = database.write_engine.dialect.identifier_preparer.quote_identifier
    ours = there & {*Base.metadata.tables, *counts, VERSION_TABLE}
    drop = f"DROP TABLE IF EXISTS {', '.join(map(quoted, sorted(ours)))} CASCADE" if ours else ""
    wanted = " ".join(
        f"IF (SELECT count(*) FROM {quoted(name)}) <> {count} THEN"  # noqa: S608 - quoted; our own manifest
        f" RAISE EXCEPTION 'table % does not hold its rows', '{quoted(name)}'; END IF;"
        for name, count in counts.items()
    )
    # The dump clears the search path, so that it can name every table in full.
    check = f"RESET search_path; DO $check$ BEGIN {wanted} END $check$"
    _run(
        ["psql", "--no-psqlrc", "--quiet", "--output", os.devnull, "--single-transaction",
         "--set=ON_ERROR_STOP=1", f"--command={drop}", f"--file={script}", f"--command={check}"],
        url=database.url,
    )  # fmt: skip


def refuse_when_used(database: Database) -> None:
    """Raise BackupRefused while another process of ours is connected to the store."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND application_name = :name AND pid <> pg_backend_pid()"
    )
    with database.read_engine.connect() as connection:
        if connection.scalar(others, {"name": APPLICATION}):
            raise BackupRefused("a server is using the store: stop it first")


def _run(command: list[str], *, url: URL | None = None) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, which nobody lists."""
    if shutil.which(command[0]) is None:
        raise BackupRefused(f"{command[0]} is not on the PATH: {PACKAGE}")
    environment = dict(os.environ)
    if url is not None:
        if url.password:
            environment["PGPASSWORD"] = str(url.password)
        plain = url.set(drivername="postgresql", password=None)
        command = [*command, f"--dbname={plain.render_as_string(hide_password=False)}"]
    ran = subprocess.run(  # noqa: S603 - a program of a fixed name, the operator's own address
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace").strip() or f"exit code {ran.returncode}"
        raise BackupRefused(f"{command[0]} failed: {said}")
